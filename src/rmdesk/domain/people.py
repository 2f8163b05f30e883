"""The branch's people: roles, and the certificates, training and exams that gate selling (SUIT-08, DESK-15)."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Literal, get_args

from rmdesk.domain import fields, numbers
from rmdesk.domain.base import Lang, Value
from rmdesk.domain.characters import has_ideograph
from rmdesk.domain.kinds import TrainingKind
from rmdesk.domain.names import read_name
from rmdesk.domain.refusal import Refusal, refuse

Role = Literal["manager", "reviewer", "compliance", "product_keeper", "auditor", "administrator"]
DESK_ROLES: tuple[Role, ...] = get_args(Role)


APART: tuple[tuple[Role, Role, str], ...] = (
    ("manager", "product_keeper", "SUIT-15.apart"),
    *(("auditor", role, "DATA-08.apart") for role in DESK_ROLES if role != "auditor"),
)
"""Roles that nobody holds together, and why: whoever sells sets no level, whoever audits does nothing that is audited.
Everything else is kept apart matter by matter: whoever sold does not review, nobody is his own second person."""


def clash(roles: Iterable[Role], before: Iterable[Role] = ()) -> Refusal | None:
    """The first two of `roles` that nobody may hold together; None when there are none beyond those of `before`."""
    held, had = set(roles), set(before)
    for one, other, case in APART:
        if {one, other} <= held and not {one, other} <= had:
            return refuse(case, roles=f"{one}, {other}")
    return None


_LENGTHS = {"login": 40, "name": 40, "staff_no": 20, "number": 40, "about": 120}
_LEAST_HOURS = Decimal("0.1")
_MOST_HOURS = 1000


def read_part(key: str, text: str) -> str | Refusal:
    """A login, a name, a staff number, a certificate's number or what a training was about, as it is kept, or why it
    cannot be."""
    name = read_name(text) if key == "name" else text
    read = name if isinstance(name, Refusal) else fields.read("text", name, most=_LENGTHS[key])
    spaced = key == "login" and isinstance(read, str) and any(map(str.isspace, read))
    return refuse("INPUT.login", given=read) if spaced else read


def wrong_hours(hours: Decimal) -> Refusal | None:
    """Why so many hours of training cannot be entered; None where they can."""
    if not hours.is_finite():
        return refuse("INPUT.decimal", given=hours)
    if hours < _LEAST_HOURS:
        return refuse("INPUT.least", given=hours, least=0 if hours < 0 else _LEAST_HOURS)
    return refuse("INPUT.most", given=hours, most=_MOST_HOURS) if hours > _MOST_HOURS else None


class Certificate(Value):
    """The right to sell `families`, until `expires_on` included; of insurance only the pack's `classes` (SUIT-31)."""

    families: tuple[str, ...]
    number: str
    expires_on: date
    classes: tuple[str, ...] = ()

    def allows(self, family: str, licence: str = "") -> bool:
        """Whether it is for a family, and within it for the class `licence`, "" where there are none."""
        return family in self.families and (not licence or licence in self.classes)


class Training(Value):
    """Hours of training of one kind, finished on a day. `about`: what it was. `listed`: a staff list's sum of the year,
    which the next list replaces."""

    kind: TrainingKind
    hours: Decimal
    on: date
    about: str = ""
    listed: bool = False


_HOURS_OF_A_DAY = 24


def wrong_day(training: Training, before: Iterable[Training]) -> Refusal | None:
    """Why these hours cannot stand beside what was entered for the same day; None where they can. A list's sum of the
    year counts for no day."""
    entered = [one.hours for one in before if one.on == training.on and not one.listed]
    hours = sum(entered, training.hours)
    return refuse("INPUT.most", given=hours, most=_HOURS_OF_A_DAY) if hours > _HOURS_OF_A_DAY else None


class Exam(Value):
    """An exam on compliance or on a product family. The latest of a subject counts."""

    subject: str  # "compliance" or a family
    on: date
    passed: bool


class Person(Value):
    """One person of the branch. `login` is also the name of the key slot; `staff_no` what the bank's other systems call
    this person, "" where nobody said. `removed`: gone for good; the name stays in the books, the login is never given
    again."""

    login: str
    name: str
    staff_no: str = ""
    roles: tuple[Role, ...]
    certificates: tuple[Certificate, ...] = ()
    training: tuple[Training, ...] = ()
    exams: tuple[Exam, ...] = ()
    suspended: bool = False
    removed: bool = False

    @property
    def active(self) -> bool:
        """Whether this person may work at the desk."""
        return not (self.suspended or self.removed)

    def hours(self, kind: TrainingKind, day: date) -> Decimal:
        """Hours of training of a kind, finished by `day`."""
        return sum((one.hours for one in self.training if one.kind == kind and one.on <= day), Decimal(0))

    def may_sell(self, family: str, day: date, licence: str = "") -> Refusal | None:
        """None when a certificate for `family` is in force on `day` (SUIT-08), and for the class `licence` of insurance
        (SUIT-31). Not asked of families that need none."""
        held = [one.expires_on for one in self.certificates if one.allows(family)]
        if held and max(held) >= day:
            classed = any(one.allows(family, licence) and one.expires_on >= day for one in self.certificates)
            return None if classed else refuse("SUIT-31", licence=licence, seller=self.name)
        if held:
            return refuse("SUIT-08.expired", family=family, expired_on=max(held))
        return refuse("SUIT-08", family=family, seller=self.name)

    def may_recommend(self, family: str, day: date, compliance_hours: int) -> Refusal | None:
        """None when training and exams allow recommending `family` on `day` (DESK-15). Not asked of families that need
        neither."""
        hours = self.hours("compliance", day)
        if hours < compliance_hours:
            return refuse("DESK-15.training", hours=f"{hours.normalize():f}", required=compliance_hours)
        for subject in ("compliance", family):
            taken = [one for one in self.exams if one.subject == subject and one.on <= day]
            last = max(taken, key=lambda one: one.on, default=None)
            if last is not None and not last.passed:
                return refuse("DESK-15.exam", subject=subject, on=last.on)
        return None


def certificate_of_another(person: Person, others: Iterable[Person]) -> Refusal | None:
    """The first certificate of `person` whose number somebody else's bears: one certificate, one person (SUIT-08)."""
    numbers = {held.number: one.name for one in others if one.login != person.login for held in one.certificates}
    found = next((held.number for held in person.certificates if held.number in numbers), None)
    return None if found is None else refuse("SUIT-08.other", number=found, person=numbers[found])


def staff_no_of_another(person: Person, others: Iterable[Person]) -> Refusal | None:
    """Whether somebody else bears this staff number: lists name people by it."""
    same = (one.name for one in others if one.login != person.login and one.staff_no == person.staff_no)
    found = next(same, None) if person.staff_no else None
    return None if found is None else refuse("DATA-08.staff_no", given=person.staff_no, person=found)


ReviewBody = Literal["", "superior", "own"]
REVIEW_BODIES: tuple[ReviewBody, ...] = get_args(ReviewBody)
_SPOKEN = ("bank", "branch", "contact", "superior", "mediation", "regulator")


class Branch(Value):
    """Whose desk this is. `zone` is an IANA name; `contact` is the bank's complaint contact (SALE-14). `code`: what
    head office calls this desk, in the numbers that leave it; "" for none.

    `review`: who reviews a decision on a complaint (COMP-10), the `superior` body of a branch or the bank itself; "" as
    long as nobody said. `mediation` and `regulator` are lines of letters, "" for the pack's own words and for none.
    What ends in `_en` is the same in English. `accent` is the bank's colour on papers, "#" and six hexadecimal digits,
    `logo` the SHA-256 of its PNG among the desk's attachments.
    """

    bank: str
    branch: str
    contact: str
    zone: str = "Asia/Shanghai"
    code: str = ""
    bank_en: str = ""
    branch_en: str = ""
    contact_en: str = ""
    review: ReviewBody = ""
    superior: str = ""
    superior_en: str = ""
    mediation: str = ""
    mediation_en: str = ""
    regulator: str = ""
    regulator_en: str = ""
    accent: str = ""
    logo: str = ""

    def spoken(self, lang: Lang) -> "Branch":
        """The same as somebody who reads `lang` sees it: the names of that language first, the other's in `_en`."""
        if lang == "zh":
            return self
        turned = {name: (getattr(self, name), getattr(self, f"{name}_en")) for name in _SPOKEN}
        swapped = {name: english for name, (_, english) in turned.items() if english}
        return self.model_copy(update=swapped | {f"{name}_en": turned[name][0] for name in swapped})

    @property
    def without_english(self) -> tuple[str, ...]:
        """What English papers would say in Chinese: the English of it is empty, or Chinese itself. The superior body
        stands there where it reviews."""
        spoken = self.spoken("en")
        printed = (name for name in _SPOKEN if name != "superior" or self.review == "superior")
        return tuple(name for name in printed if has_ideograph(getattr(spoken, name)))

    def coded(self, number: str) -> str:
        """A number as it leaves the desk: K-07-0001."""
        return numbers.coded(number, self.code)


def of_oneself(before: Person, after: Person, others: Iterable[Person]) -> Refusal | None:
    """Why nobody makes this change of himself; None where it is no second person's matter. What lets a manager sell is
    entered by somebody else (DESK-15); so is a further role where there is another administrator (DATA-08)."""
    gained = set(after.roles) - set(before.roles)
    entered = _qualified(after) - (set() if "manager" in gained else _qualified(before))
    if entered and (own := entered_by_oneself(after, after.login)):
        return own
    if gained and any(one.active and "administrator" in one.roles for one in others if one.login != after.login):
        return refuse("DATA-08.same_person", person=after.name)
    return None


def entered_by_oneself(person: Person, login: str) -> Refusal | None:
    """Why `login` enters no certificate, training or exam of this person; None where they may (DESK-15)."""
    own = "manager" in person.roles and person.login == login
    return refuse("DESK-15.own", person=person.name) if own else None


def _qualified(person: Person) -> set[object]:
    """What lets somebody sell."""
    return {*person.certificates, *person.training, *person.exams}
