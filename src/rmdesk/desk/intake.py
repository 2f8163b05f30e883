"""Intake: which fields are asked, what was typed, what follows from it. Half-typed work is a draft at every answer."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.domain import fields
from rmdesk.domain.amounts import read_amount
from rmdesk.domain.calendar import age_on
from rmdesk.domain.client import ClientKind, Profile
from rmdesk.domain.id_kinds import IdNumber, nationality_doubt, nationality_fault, number_doubt, read_id, validity_doubt
from rmdesk.domain.identity import check_validity
from rmdesk.domain.names import read_name
from rmdesk.domain.refusal import Refusal, passed, refuse, stop
from rmdesk.formpack.intake import Field, Step, derived, numbered
from rmdesk.store import Draft

DRAFT = "intake"  # the kind of a draft that holds a file being typed


class Slot(NamedTuple):
    """One field on the screen: the key under which its value is kept ("owner.1.name"), and the form's field."""

    key: str
    field: Field


class Page(NamedTuple):
    """One step on the screen; `number` counts from 1 where a step repeats for several people."""

    step: Step
    number: int
    slots: tuple[Slot, ...]

    @property
    def id(self) -> str:
        """Names the page among all pages: "owner.2", "identity"."""
        return f"{self.step.id}.{self.number}" if self.step.role else self.step.id

    @property
    def every(self) -> tuple[Slot, ...]:
        """All fields of the step, also those that are not asked yet: an answer may bring them up."""
        role, number = self.step.role, self.number
        return tuple(Slot(numbered(one.key, number) if role else one.key, one) for one in self.step.fields)


class Typing(NamedTuple):
    """A client's file being typed, whichever face it is typed in. `values` are by field key, as far as they go;
    `client_id` is whose file is changed, "" for a new client; `page` names the page that was open."""

    draft_id: str
    kind: ClientKind
    values: Profile
    client_id: str = ""
    page: str = ""


def pages(desk: Desk, kind: ClientKind, values: Mapping[str, str]) -> tuple[Page, ...]:
    """The steps that are asked of this client, given what is known so far. A repeatable step has one page more than
    it has people, up to its `most`."""
    facts = derived(kind, values, desk.thresholds(), desk.today())
    found = []
    for step in desk.pack.intake(kind).steps:
        if not step.applies(values, facts):
            continue
        for number in range(1, _count(step, values) + 1):
            here = {one.key: values.get(numbered(one.key, number), "") for one in step.fields} if step.role else values
            asked = step.asked({**values, **here}, facts)
            slots = tuple(Slot(numbered(one.key, number) if step.role else one.key, one) for one in asked)
            found.append(Page(step, number, slots))
    return tuple(found)


def start_values(desk: Desk, kind: ClientKind) -> Profile:
    """A new client's values: the form's defaults."""
    steps = desk.pack.intake(kind).steps
    return {one.key: one.default for step in steps if not step.role for one in step.fields if one.default}


def read(
    desk: Desk, slot: Slot, raw: str, values: Mapping[str, str], before: Mapping[str, str] | None = None
) -> str | Refusal:
    """The canonical value of what was typed in a field, or why it cannot be. Checked against the other values; `before`
    is what the file says: only a document that is typed now must be in force (KYC-06)."""
    value = canonical(slot.field, raw)
    if isinstance(value, Refusal):
        return value
    if not value:
        return refuse("INPUT.required") if slot.field.required else ""
    today = desk.today()
    return judged(slot.key, value, values, today) or _lapsed(slot.key, value, before or {}, today) or value


def typed_key(key: str) -> str:
    """Under which key a file keeps how a telephone number was typed, beside its canonical form."""
    return f"{key}_typed"


def as_typed(slot: Slot, answer: str, values: Mapping[str, str]) -> str:
    """How a telephone number was typed that is kept as `answer`: with the code of the country, grouped, with an
    extension in words. "" where it was typed as it is kept, and for other fields."""
    if slot.field.kind != "phone":
        return ""
    given = (values.get(slot.key, "").strip(), values.get(typed_key(slot.key), "").strip())
    return next((one for one in given if one not in ("", answer) and canonical(slot.field, one) == answer), "")


def canonical(field: Field, raw: str) -> str | Refusal:
    """The canonical value of what stands in a field, for itself: "" for nothing."""
    options = tuple(option.key for option in field.options)
    if field.key.rpartition(".")[2] == "name":
        name = read_name(raw)
        if isinstance(name, Refusal):
            return name
        raw = name
    value = fields.read(field.kind, raw, most=field.max_length, options=options)
    if isinstance(value, Refusal) or not value or field.choices or not field.options:
        return value
    option = field.meant(value)
    return refuse("INPUT.unknown", what=field.vocabulary, given=value) if option is None else option.key


def follow(slot: Slot, values: Mapping[str, str]) -> Profile:
    """What follows from a value that was just entered: a number that says so fills birth date and sex, whichever of
    kind and number came last (KYC-09). A household register bears no last day."""
    if slot.key not in ("id_type", "id_number"):
        return {}
    known, endless = _known(values), values.get("id_type") == "hukou" and not values.get("id_valid_until")
    found = {} if known.born is None else {"born": known.born.isoformat(), "sex": known.sex}
    return {**found, "id_valid_until": fields.LONG_TERM} if endless else found


def _known(values: Mapping[str, str]) -> IdNumber:
    """What a person's number says; nothing while it is none."""
    read = read_id(values.get("id_type", ""), values.get("id_number", ""))
    return IdNumber() if isinstance(read, Refusal) else read


def _lapsed(key: str, value: str, before: Mapping[str, str], today: date) -> Refusal | None:
    """Nobody is identified by a document that is over: the client, nor who acts for him (KYC-01, KYC-06)."""
    if not key.endswith("valid_until") or value in (fields.LONG_TERM, before.get(key, "")):
        return None
    return refuse("KYC-06.typed", valid_until=value) if date.fromisoformat(value) < today else None


def faults(
    desk: Desk, kind: ClientKind, values: Mapping[str, str], before: Mapping[str, str] | None = None
) -> dict[str, Refusal]:
    """Everything that is wrong or missing, by key, in the order of the form. Empty: the client can be registered."""
    found = {}
    for page in pages(desk, kind, values):
        optional = page.number > 1 and not any(values.get(slot.key) for slot in page.slots)
        for slot in page.slots:
            answer = read(desk, slot, values.get(slot.key, ""), values, before)
            if isinstance(answer, Refusal) and not optional:
                found[slot.key] = answer
    return found


JUDGED = frozenset(
    {"id_number", "born", "sex", "nationality", "experience_years", "id_valid_until", "pep_approved_on", "mandate_on"}
)
"""What `judged` may say something of: the last word of its key."""


def judged(key: str, value: str, values: Mapping[str, str], today: date) -> Refusal | None:
    """What a canonical value contradicts: rules between fields."""
    role, _, last = key.rpartition(".")
    beside = f"{role}." if role else ""
    if last == "id_number":
        known = read_id(values.get(f"{beside}id_type", ""), value)
        if isinstance(known, Refusal):
            return known
        return refuse("INPUT.future", given=known.born) if known.born is not None and known.born > today else None
    if last == "born":
        return _check_born(value, values, today)
    if last == "sex":
        return _check_sex(value, values)
    if key == "pep_approved_on" or last == "mandate_on":
        return refuse("INPUT.future", given=value) if date.fromisoformat(value) > today else None
    if key == "nationality":
        return nationality_fault(values.get("id_type", ""), value)
    if key == "experience_years":
        return _check_years(int(value), values, today)
    if last == "id_valid_until" and values.get(f"{beside}id_type") == "resident":
        number = read_id("resident", values.get(f"{beside}id_number", ""))
        born = None if isinstance(number, Refusal) else number.born
        return check_validity(born, _last_day(value), today) if born is not None else None
    return None


def doubt(key: str, value: str, values: Mapping[str, str], today: date) -> Refusal | None:
    """Why to look once more at an answer that can be taken: what is only usual of a document refuses nothing (KYC-09,
    KYC-10, KYC-12), nor does a figure that another contradicts (SALE-06). `value` is canonical."""
    role, _, last = key.rpartition(".")
    beside = f"{role}." if role else ""
    kind = values.get(f"{beside}id_type", "")
    if key == "aml_grade":
        return refuse("KYC-12.grade") if values.get("pep") == "yes" and value not in ("", "high") else None
    if key == "net_financial_assets":
        gross, net = (read_amount(text) for text in (values.get("financial_assets", ""), value))
        return (
            refuse("SALE-06.net", net_assets=net, assets=gross)
            if gross is not None and net is not None and net > gross
            else None
        )
    if last == "name" and (role or not values.get("licence_type")) and any(map(str.isdecimal, value)):
        return refuse("KYC-09.name", given=value[:40])  # of a person: a company's may have them
    if last == "id_number" and value:
        return number_doubt(kind, value, "" if role else values.get("born", ""), today)
    if key == "nationality":
        return nationality_doubt(kind, value, values.get("id_number", ""))
    return validity_doubt(kind, _last_day(value), today) if last == "id_valid_until" and value else None


def _last_day(value: str) -> date | None:
    return None if value == fields.LONG_TERM else date.fromisoformat(value)


def _check_born(value: str, values: Mapping[str, str], today: date) -> Refusal | None:
    if date.fromisoformat(value) > today:
        return refuse("INPUT.future", given=value)
    born = _known(values).born
    return None if born is None or born.isoformat() == value else refuse("KYC-09.born", number=born, typed=value)


def _check_years(years: int, values: Mapping[str, str], today: date) -> Refusal | None:
    """Nobody has invested for longer than lived."""
    born = fields.read_date(values.get("born", ""))
    age = None if born is None else age_on(born, today)
    return refuse("SUIT-16.years", years=years, age=age) if age is not None and years > age else None


def _check_sex(value: str, values: Mapping[str, str]) -> Refusal | None:
    return refuse("KYC-09.sex") if _known(values).sex not in ("", value) else None


def _count(step: Step, values: Mapping[str, str]) -> int:
    if not step.role or step.most == 1:
        return 1
    filled = {int(key.split(".")[1]) for key, value in values.items() if value and key.startswith(f"{step.role}.")}
    return min(max(filled, default=0) + 1, step.most)


@use_case("drafts")
def keep(desk: Desk, draft_id: str, kind: str, subject: str, values: Mapping[str, object]) -> datetime:
    """Keep half-typed work of any kind; returns when. Written at every answer, so a kill loses none."""
    at = desk.now()
    desk.store.drafts.put(Draft(draft_id, desk.actor.login, kind, subject, at, values))
    return at


@use_case("drafts")
def kept(desk: Desk, kind: str | None = None) -> tuple[Draft, ...]:
    """The half-typed work of the person at the desk, the latest first; none about a client whom the person may not see
    any more (DATA-03, DATA-08)."""
    mine = desk.store.drafts.list(owner=desk.actor.login, kind=kind)
    return tuple(one for one in mine if not _closed(desk, one))


def _closed(desk: Desk, draft: Draft) -> bool:
    known = desk.store.get("client", draft.subject) is not None
    return known and book.turned_away(desk, draft.subject) is not None


@use_case("drafts")
def drop(desk: Desk, draft_id: str) -> None:
    """Throw half-typed work away."""
    desk.store.drafts.delete(draft_id)


@use_case("drafts")
def keep_typing(desk: Desk, typing: Typing) -> None:
    """Keep a half-typed file."""
    values = {"kind": typing.kind, "values": typing.values, "page": typing.page}
    passed(keep(desk, typing.draft_id, DRAFT, typing.client_id, values))


@use_case("drafts")
def typing_of(desk: Desk, draft_id: str) -> Typing:
    """The half-typed file with this draft's id, to go on with."""
    drafts = passed(kept(desk, DRAFT))
    found = next((one for one in drafts if one.id == draft_id), None)
    if found is None:
        stop("INPUT.unknown", what="draft", given=draft_id)
    kind: ClientKind = "organisation" if found.values["kind"] == "organisation" else "person"
    return Typing(found.id, kind, dict(found.values["values"]), found.subject, str(found.values["page"]))
