"""A client's file: what the intake collected, by field key, and what happened to the client since."""

import re
from datetime import date, datetime
from decimal import Decimal
from typing import Literal

from rmdesk.domain.base import Lang, Value
from rmdesk.domain.becoming import Identity, became
from rmdesk.domain.calendar import add_months, age_on
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.thresholds import Thresholds

ClientKind = Literal["person", "organisation"]
Capacity = Literal["full", "limited", "none"]
Profile = dict[str, str]
ROLES = ("guardian", "agent", "owner", "representative")

# Nine elements of a person (KYC-01) and those of an organisation (KYC-02), by intake field key
PAPERS_READ: dict[str, Lang] = {"zh": "zh", "zh_large": "zh", "en": "en", "en_large": "en"}
"""What the field `papers` may say of a client's papers: their language, and "_large" for large print (SUIT-10)."""
PERSON_ELEMENTS = (
    "name",
    "sex",
    "nationality",
    "occupation",
    "address",
    "phone",
    "id_type",
    "id_number",
    "id_valid_until",
)
ORGANISATION_ELEMENTS = ("name", "address", "business_scope", "licence_type", "uscc", "licence_valid_until")
ABROAD = "overseas"
"""The kind of licence of an organisation that is registered abroad: it has no unified credit code (KYC-02)."""
ABROAD_ELEMENTS = ("overseas_number", "country")
"""What it is known by instead: the number of its register, and the country of that."""
CONTACT_ELEMENTS = ("name", "phone", "id_type", "id_number", "id_valid_until")
SHORTEST_NUMBER = 5  # characters; what is shorter tells nobody's ID or phone


PrivilegedClass = Literal["qualified", "professional", "earner"]
GRADES = ("low", "medium", "high")
"""The AML grades from the lowest on; the highest is reviewed yearly (KYC-05)."""
PRIVILEGED: tuple[PrivilegedClass, ...] = ("qualified", "professional", "earner")
"""What opens products to a client that others do not see: two people verify it, until a day, on evidence that is kept.
No field of the file says it."""
OF_KIND: dict[ClientKind, tuple[PrivilegedClass, ...]] = {
    "person": ("qualified", "earner"),
    "organisation": ("qualified", "professional"),
}
"""Which of them a client may be."""
PLACE: dict[PrivilegedClass, str] = {"qualified": "qualification", "professional": "licence", "earner": "earner"}
"""Where a client keeps what was verified."""


class Qualification(Value):
    """That two people saw the evidence of a qualified investor (SALE-06, SUIT-21), of a professional institution
    (SUIT-17), or of a minor who lives on own earnings (SUIT-11). It serves until `valid_until` included. `evidence`
    says what was seen, `sha256` names the copy that the desk keeps. A professional's licence has a number, and
    `licence_until`: its last day, or "long"."""

    verified_on: date
    valid_until: date
    evidence: str
    sha256: str = ""
    licence_no: str = ""
    licence_until: str = ""
    by: str = ""
    second: str = ""

    def serves(self, day: date) -> bool:
        """Whether it stands on `day`."""
        return self.verified_on <= day <= self.valid_until


MEANS = (
    "financial_assets",
    "family_income_yearly",
    "income_yearly",
    "insurance_budget",
    "net_financial_assets",
    "income_3y",
    "net_assets",
    "experience_years",
)
"""The figures of a file, in CNY yuan but for the years, that a purchase is held against (SUIT-03, SUIT-26, SALE-06)."""

QUALIFYING = frozenset({"financial_assets", "net_financial_assets", "income_3y", "net_assets", "experience_years"})
"""Those of them that make a qualified investor (SALE-06)."""


class Raised(Value):
    """That one of `MEANS` rose, or was taken out, on a day: what it was before."""

    key: str
    before: Decimal
    on: date


class Client(Value):
    """One client. `profile` holds the intake's canonical values by field key; people around the client stand in it
    as "owner.1.name". Everything that a rule asks is a property here."""

    id: str
    no: str
    kind: ClientKind
    profile: Profile
    registered_on: date
    changed_at: datetime
    change_reported_at: datetime | None = None  # the client reported a change that asks for a new assessment (SUIT-20)
    change_reported_on: date | None = None  # its day at the branch
    qualification: Qualification | None = None  # as a qualified investor (SALE-06)
    licence: Qualification | None = None  # as a professional institution (SUIT-17)
    earner: Qualification | None = None  # as a minor who lives on own earnings (SUIT-11)
    raised: tuple[Raised, ...] = ()  # how means rose since, the earliest first (SUIT-03)
    was: tuple[Identity, ...] = ()  # whom the file was about before, the earliest first (SUIT-20)
    kept: Literal["open", "sealed", "destroyed"] = "open"  # sealed: only stored and protected (DATA-03)
    manager: str = ""  # login of the manager whose book the client is in (DESK-18)
    external_no: str = ""  # the client's number in the bank's other system
    noted: dict[str, str] = {}  # what that system says beside, by its heading: never an assessment, never a consent
    linked_to: str = ""  # id of the file of the same person that is worked with instead (DESK-01)
    manager_before: str = ""  # whose client it was before it was linked
    moved_to: str = ""  # device of the desk that the client was given up to: sealed for that reason (DESK-18)
    lacking: tuple[str, ...] = ()  # required fields of the intake that an imported file still lacks (KYC-03)

    @property
    def name(self) -> str:
        """The client's name."""
        return self.profile.get("name", "")

    @property
    def number(self) -> str:
        """The number that the client is known by: a person's ID, an organisation's code or number abroad."""
        return identity_number(self.kind, self.profile)

    def identity(self, until: datetime, on: date) -> Identity:
        """Whom the file is about up to an instant, of this local day."""
        number, born = bare_number(self.number), self.profile.get("born", "")
        return Identity(name=self.name, number=number, born=born, until=until, on=on)

    def another_since(self, at: datetime) -> date | None:
        """The day on which the file came to be about somebody else than at `at` (UTC); None where it is not."""
        return became(self.was, self.identity(self.changed_at, self.registered_on), at) if self.was else None

    @property
    def born(self) -> date | None:
        """A person's birth date."""
        given = self.profile.get("born", "")
        return date.fromisoformat(given) if given else None

    @property
    def id_valid_until(self) -> date | None:
        """Last valid day of the ID or licence; None when it is long-term or not given."""
        given = self.profile.get("id_valid_until" if self.kind == "person" else "licence_valid_until", "")
        return None if given in {"", LONG_TERM} else date.fromisoformat(given)

    def amount(self, key: str) -> Decimal | None:
        """An amount of the profile in CNY yuan; None when it was not given."""
        given = self.profile.get(key, "")
        return Decimal(given) if given else None

    def before_raises(self, since: date) -> "Client | None":
        """The client with the means before they rose on `since` or later, the least where they rose more than once;
        None where they did not (SUIT-03)."""
        least: dict[str, Decimal] = {}
        for one in self.raised:
            if one.on >= since:
                least[one.key] = min(one.before, least.get(one.key, one.before))
        profile = self.profile | {key: str(amount) for key, amount in least.items()}
        return self.model_copy(update={"profile": profile}) if least else None

    def says(self, key: str) -> bool:
        """Whether a yes/no field says yes."""
        return self.profile.get(key) == "yes"

    @property
    def papers_in(self) -> Lang | None:
        """The language of the client's papers; None where the file names none."""
        return PAPERS_READ.get(self.profile.get("papers", ""))

    def reads(self, otherwise: Lang) -> Lang:
        """The language of the client's papers: that of the file, else `otherwise`."""
        return self.papers_in or otherwise

    def large_print(self, day: date, thresholds: Thresholds) -> bool:
        """Whether the client's papers are in large print: for whoever asked, and a person of `elder_age` and over
        (SUIT-10)."""
        age = self.age(day) if self.kind == "person" else None
        return self.profile.get("papers", "").endswith("_large") or (age is not None and age >= thresholds.elder_age)

    def age(self, day: date) -> int | None:
        """A person's whole years on `day`."""
        born = self.born
        return None if born is None else age_on(born, day)

    @property
    def named_loss(self) -> Decimal | None:
        """The loss, as a share, that the file calls the most that can be borne (SUIT-16); None where it names none."""
        given = self.profile.get("tolerable_loss", "")
        if given == "none":
            return Decimal(0)
        return Decimal(given) / 100 if given.isascii() and given.isdecimal() else None

    @property
    def says_professional(self) -> bool:
        """The file calls it a professional institution: a claim, which opens nothing by itself (SUIT-17)."""
        return self.kind == "organisation" and self.profile.get("org_kind") == "professional"

    def professional_on(self, day: date) -> bool:
        """A professional institution whose licence two people verified (SUIT-17); a natural person never is."""
        return self.says_professional and self.licence is not None and self.licence.serves(day)

    def privilege(self, which: PrivilegedClass) -> Qualification | None:
        """What was verified of a privileged class, whether it still serves or not."""
        return {"qualified": self.qualification, "professional": self.licence, "earner": self.earner}[which]

    def claims(self, which: PrivilegedClass) -> bool:
        """Whether the file says what a privileged class rests on beside what was verified."""
        return {"qualified": True, "professional": self.says_professional, "earner": self.says("own_earnings")}[which]

    def capacity(self, day: date, thresholds: Thresholds) -> Capacity:
        """Civil capacity on `day` (SUIT-11): declared, or by age."""
        declared = self.profile.get("capacity", "by_age")
        age = self.age(day)
        if self.kind == "organisation":
            return "full"
        if declared == "none" or age is None or age < thresholds.no_capacity_below:
            return "none"
        if declared == "limited":
            return "limited"
        earning = self.young(day, thresholds) and self.says("own_earnings")
        verified = self.earner is not None and self.earner.serves(day)
        return "full" if age >= thresholds.full_capacity_age or (earning and verified) else "limited"

    def young(self, day: date, thresholds: Thresholds) -> bool:
        """A person of the age at which living on own earnings gives full capacity (SUIT-11)."""
        age = self.age(day) if self.kind == "person" else None
        return age is not None and thresholds.own_earnings_age <= age < thresholds.full_capacity_age

    def related(self, role: str) -> tuple[Profile, ...]:
        """The people in `role` around the client, each as its own little profile, in order."""
        return related(self.profile, role)

    def beneficial_owners(self, least: Decimal) -> tuple[Profile, ...]:
        """Owners by a share of at least `least` (0..1), by control, or else the daily manager (KYC-07)."""
        return tuple(one for one in self.related("owner") if one.get("name") and _owns(one, least))

    def acting(self, day: date, thresholds: Thresholds) -> tuple[tuple[str, Profile], ...]:
        """Whoever acts for the client on `day`, with the key under which the file keeps each ("agent.1"): the agent,
        the guardian of whom the law protects, an organisation's legal representative."""
        roles = ["agent"] if self.says("has_agent") else []
        roles += ["representative"] if self.kind == "organisation" else []
        roles += [] if self.capacity(day, thresholds) == "full" else ["guardian"]
        return tuple((f"{role}.{at}", one) for role in roles for at, one in enumerate(self.related(role), 1))

    def missing_elements(self) -> tuple[str, ...]:
        """Keys of the identity elements that are not there (KYC-01, KYC-02, KYC-04), and of what an imported file still
        lacks of the intake form (KYC-03)."""
        return tuple(dict.fromkeys((*missing_elements(self.kind, self.profile), *self.lacking)))


def related(profile: Profile, role: str) -> tuple[Profile, ...]:
    """The people in `role`: {"name": …} for each number in "role.1.name"."""
    people: dict[int, Profile] = {}
    begins = f"{role}."
    for key, value in profile.items():
        if value and key.startswith(begins):
            parts = key.split(".", 2)
            if len(parts) == 3:
                people.setdefault(int(parts[1]), {})[parts[2]] = value
    return tuple(people[number] for number in sorted(people))


def _owns(owner: Profile, least: Decimal) -> bool:
    if owner.get("basis") in {"control", "manager"}:
        return True
    return Decimal(owner.get("share") or 0) >= least * 100


def identity_number(kind: ClientKind, profile: Profile) -> str:
    """The number of the ID or licence in a profile; "" where none was given."""
    if kind == "person":
        return profile.get("id_number", "")
    return profile.get("overseas_number" if profile.get("licence_type") == ABROAD else "uscc", "")


def bare_number(number: str) -> str:
    """A number as it is found: without what registers put between its parts."""
    return re.sub(r"[ ./-]", "", number)


def missing_elements(kind: ClientKind, profile: Profile) -> tuple[str, ...]:
    """Identity elements that a profile of `kind` lacks, as field keys ("agent.1.phone")."""
    wanted = list(PERSON_ELEMENTS if kind == "person" else ORGANISATION_ELEMENTS)
    if kind == "organisation" and profile.get("licence_type") == ABROAD:
        wanted = [one for one in wanted if one != "uscc"] + [*ABROAD_ELEMENTS]
    roles = [] if kind == "person" else ["representative"]
    if profile.get("has_agent") == "yes":
        roles.append("agent")
    wanted += [f"{role}.1.{element}" for role in roles for element in CONTACT_ELEMENTS]
    return tuple(key for key in wanted if not profile.get(key))


def valid_until(assessed_on: date, thresholds: Thresholds) -> date:
    """The last day that an assessment serves (SUIT-20)."""
    return add_months(assessed_on, thresholds.assessment_valid_months)


def mask_id(number: str) -> str:
    """An ID number as it may be shown (DATA-05): the first 3 and the last 2 characters, of a short one the last 2."""
    return _masked(number, 3 if len(number) >= 7 else 0, 2)


def mask_phone(number: str) -> str:
    """A phone number as it may be shown (DATA-05): the first 3 and the last 4 digits, of one without area code the last
    4 or 2."""
    return _masked(number, 3 if len(number) >= 11 else 0, 4 if len(number) >= 8 else 2)


def _masked(number: str, head: int, tail: int) -> str:
    """What is shorter than any number of somebody's stays as it is."""
    hidden = len(number) - head - tail
    return number if len(number) < SHORTEST_NUMBER else number[:head] + "*" * hidden + number[-tail:]
