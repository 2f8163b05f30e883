"""What a desk needs before its first real sale, by what stands in it (DESK-15, SUIT-08, COMP-10, COMP-17). Pure."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Literal, NamedTuple, get_args

from rmdesk.domain.people import Branch, Person, Role

StepKey = Literal[
    "people", "certificates", "letterhead", "bodies", "shelf", "holidays", "printer", "backup", "recovery",
    "administrator",
]  # fmt: skip
STEPS: tuple[StepKey, ...] = get_args(StepKey)
RULES: dict[StepKey, str] = {
    "people": "DESK-15",
    "certificates": "DESK-15",
    "letterhead": "SALE-14",
    "bodies": "COMP-10",
    "shelf": "DESK-03",
    "holidays": "COMP-17",
    "printer": "DESK-16",
    "backup": "DESK-19",
    "recovery": "DESK-19",
    "administrator": "DESK-19",
}
"""The rule behind each step."""
SMALLEST = 3
"""People of the smallest branch: one sells, one reviews and keeps products, one administers and is of compliance."""
_OF_LETTERS = ("superior", "mediation", "regulator")
_WANTED: tuple[Role, ...] = ("manager", "reviewer", "product_keeper", "compliance", "administrator")


class Lack(NamedTuple):
    """What a step still lacks: `what` names the words, `value` what is put into them (a role, a family, a name); `who`
    the login of the person at whom it is mended."""

    what: str
    value: str = ""
    who: str = ""


class Step(NamedTuple):
    """One line of the checklist; done when nothing is lacking."""

    key: StepKey
    lacks: tuple[Lack, ...]

    @property
    def done(self) -> bool:
        """Whether it is done."""
        return not self.lacks


class Stands(NamedTuple):
    """How far a desk is. `keys`: the logins that open it by a password or a one-time code; whoever has neither does
    nothing here yet. `on_sale`: families with a product that can be sold now or later; `certified`: those that want a
    certificate, in the order of the shelf; `classes` of insurance likewise (SUIT-31); `unconfirmed`: products that
    wait for the keeper; `years`: the year of today, and the next from December on, as far as their working days are
    known; `backed_up`: somebody made a backup, not the program by itself; `sealed`: the recovery code lies sealed where
    somebody said. `training`: hours of compliance training without which nobody recommends anything (DESK-15)."""

    people: tuple[Person, ...]
    keys: frozenset[str]
    branch: Branch
    today: date
    on_sale: frozenset[str]
    certified: tuple[str, ...]
    classes: frozenset[str]
    unconfirmed: int
    years: frozenset[int]
    printer_tested: bool
    backed_up: bool
    sealed: bool
    training: int = 0


def checklist(desk: Stands) -> tuple[Step, ...]:
    """Every step, in the order in which a branch does them."""
    active = tuple(one for one in desk.people if one.active)
    lacks: dict[StepKey, Iterable[Lack]] = {
        "people": _with_key(active, desk.keys, _people),
        "certificates": _certificates(active, desk),
        "letterhead": _letterhead(desk.branch),
        "bodies": _bodies(desk.branch),
        "shelf": _shelf(desk),
        "holidays": (Lack("year", str(year)) for year in wanted_years(desk.today) if year not in desk.years),
        "printer": () if desk.printer_tested else (Lack("test_page"),),
        "backup": () if desk.backed_up else (Lack("backup"),),
        "recovery": () if desk.sealed else (Lack("sealed"),),
        "administrator": _with_key(active, desk.keys, _administrators),
    }
    return tuple(Step(key, tuple(lacks[key])) for key in STEPS)


def mended_by(login: str, lacks: Iterable[Lack]) -> tuple[Lack, ...]:
    """What of `lacks` the person `login` may mend: what lets somebody sell is entered by somebody else (DESK-15)."""
    return tuple(one for one in lacks if one.who != login)


def wanted_years(today: date) -> tuple[int, ...]:
    """The years whose working days a desk needs to know: this one, from December on the next too."""
    return (today.year, today.year + 1) if today.month == 12 else (today.year,)


def _with_key(
    active: tuple[Person, ...], keys: frozenset[str], lacks: Callable[[tuple[Person, ...]], Iterable[Lack]]
) -> Iterable[Lack]:
    """What these people lack; where it is nothing, who of them cannot come in yet, as long as it is too much without
    them."""
    found = tuple(lacks(active))
    if found or not tuple(lacks(tuple(one for one in active if one.login in keys))):
        return found
    return tuple(Lack("password", one.name) for one in active if one.login not in keys)


def _people(active: tuple[Person, ...]) -> Iterator[Lack]:
    if len(active) < SMALLEST:
        yield Lack("count", str(SMALLEST - len(active)))
    held = {role for one in active for role in one.roles}
    yield from (Lack("role", role) for role in _WANTED if role not in held)
    sellers = [one for one in active if "manager" in one.roles]
    officers = {one.login for one in active if {"reviewer", "compliance"} & set(one.roles)}
    if officers and any(officers <= {one.login} for one in sellers):
        yield Lack("second")


def _certificates(active: tuple[Person, ...], desk: Stands) -> Iterator[Lack]:
    sellers = [one for one in active if "manager" in one.roles]
    for one in sellers:
        if not any(held.expires_on >= desk.today for held in one.certificates):
            yield Lack("certificate", one.name, one.login)
        if one.hours("compliance", desk.today) < desk.training:
            yield Lack("training", one.name, one.login)
    numbers = Counter(number for one in active for number in {held.number for held in one.certificates if held.number})
    yield from (Lack("number", number) for number, people in sorted(numbers.items()) if people > 1)
    able = sellers[0].login if len(sellers) == 1 else ""  # of several, each family takes but one
    for family in filter(desk.on_sale.__contains__, desk.certified):
        if sellers and not any(one.may_sell(family, desk.today) is None for one in sellers):
            yield Lack("family", family, able)
    for licence in sorted(desk.classes):
        held = (held for one in sellers for held in one.certificates if held.expires_on >= desk.today)
        if sellers and not any(licence in one.classes for one in held):
            yield Lack("insurance_class", licence, able)
    if not sellers:
        yield Lack("role", "manager")


def _letterhead(branch: Branch) -> Iterator[Lack]:
    """The names in both languages; a logo and a colour are a bank's own choice."""
    lacking = branch.without_english
    if not (branch.bank_en and branch.branch_en) or {"bank", "branch"}.intersection(lacking):
        yield Lack("names")
    yield from (Lack("english", name) for name in lacking if name == "contact")


def _bodies(branch: Branch) -> Iterator[Lack]:
    if not branch.review:
        yield Lack("review")
    if not branch.mediation:
        yield Lack("mediation")
    yield from (Lack("english", name) for name in branch.without_english if name in _OF_LETTERS)


def _shelf(desk: Stands) -> Iterator[Lack]:
    if not desk.on_sale:
        yield Lack("product")
    if desk.unconfirmed and not desk.on_sale:
        yield Lack("unconfirmed", str(desk.unconfirmed))


def _administrators(active: tuple[Person, ...]) -> Iterator[Lack]:
    if sum("administrator" in one.roles for one in active) < 2:
        yield Lack("administrator")
