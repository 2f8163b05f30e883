"""A client's copy of the own data, to be read: the file, the assessments, the sales, the holdings, the papers,
the complaints."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from rmdesk.desk.holdings.summary import paid
from rmdesk.desk.papers.bodies import bodies, review_days
from rmdesk.desk.papers.framing import framed, sealed
from rmdesk.desk.papers.notices import filled
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.sheet import shown_value
from rmdesk.desk.registers.taken_out import OwnEntry
from rmdesk.domain.assessment import Assessment
from rmdesk.domain.client import Client, Profile, valid_until
from rmdesk.domain.complaint import DECISION_PARTS
from rmdesk.domain.complaint import Case as Complaint
from rmdesk.domain.holdings import Holding
from rmdesk.domain.sale import Sale
from rmdesk.formpack.intake import NOT_ON_PAPER, Field, Step
from rmdesk.formpack.notices import CONSENTS
from rmdesk.paper.blocks import Block, Heading, KeepTogether, KeyValues, Paragraph, Table
from rmdesk.paper.document import Document

_CONSENTS = frozenset({"notice_given", *CONSENTS})


@dataclass(frozen=True, kw_only=True)
class OwnData:
    """Everything that the desk holds of a client and that is the client's to know: not the AML grade (KYC-05), not the
    bank's own remarks. `given` carries the client; `papers` are (number, kind, day), `answers` (question, answer) of
    each assessment, `names` what our shelf calls a product, by code, `dues` (what, day, day on which it was done, ""
    when not yet), `also` other files of the same person."""

    given: PaperInput
    assessments: tuple[Assessment, ...]
    sales: tuple[Sale, ...]
    papers: tuple[tuple[str, str, str], ...]
    complaints: tuple[Complaint, ...]
    answers: tuple[tuple[tuple[str, str], ...], ...] = ()
    dues: tuple[tuple[str, str, str], ...] = ()
    entries: tuple[OwnEntry, ...] = ()
    holdings: tuple[Holding, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
    also: tuple[Client, ...] = ()

    def others(self) -> tuple[PaperInput, ...]:
        """The other files of the same person (DESK-01), each as `given` is of the one that is worked with."""
        return tuple(replace(self.given, client=one) for one in self.also)

    def say(self, key: str, **params: object) -> str:
        """A text of the catalogue."""
        return self.given.say(f"archive.own.{key}", **params)


def compose(data: OwnData) -> Document:
    """The copy as a document. Numbers stand in full: they are the client's own."""
    given, words = data.given, data.given.pack.notices.own_data
    return framed(
        given,
        kind="own_data",
        number=given.number,
        title=data.say("title"),
        subtitle=f"{given.client.name} {given.client_no}",
        large=given.large,
        blocks=(
            Paragraph(filled(given, words.intro)),
            Heading(data.say("rights")),
            Paragraph(filled(given, words.rights)),
            *_profile(given),
            *(block for one in data.others() for block in (Heading(_linked(data, one)), *_profile(one))),
            *_assessments(data),
            *_sales(data),
            *_holdings(data),
            *_papers(data),
            *_answers(data),
            *_complaints(data),
            *_last(data),
            sealed(given),
        ),
    )


def fields_of(given: PaperInput) -> list[tuple[str, str, str, str]]:
    """Every value of the file that is the client's to know: key, label, canonical value, value as people read it."""
    found = []
    for step in given.pack.intake(given.client.kind).steps:
        for person in _people(given, step):
            for one in step.fields:
                value = person.get(one.key, "")
                if value and one.key not in NOT_ON_PAPER:
                    found.append((one.key, given.text(one.label), value, shown_value(given, one, value)))
    return found


def _people(given: PaperInput, step: Step) -> list[Profile]:
    """Whose fields a step holds: the client's, or those of each person in its role."""
    if not step.role:
        return [given.client.profile]
    return [
        {f"{step.role}.{key}": value for key, value in person.items()} for person in given.client.related(step.role)
    ]


def _profile(given: PaperInput) -> tuple[Block, ...]:
    """Step by step as the file was taken; what was told and agreed to stands together, wherever it is asked."""
    blocks: list[Block] = []
    steps = given.pack.intake(given.client.kind).steps
    consents = next((step for step in steps if _CONSENTS.intersection(_keys(step)) and _hides(step)), None)
    apart = () if consents is None else tuple(_told_elsewhere(steps, consents))
    for step in steps:
        fields = (*apart, *step.fields) if step is consents else tuple(one for one in step.fields if one not in apart)
        for person in _people(given, step):
            shown = [one for one in fields if person.get(one.key) and one.key not in NOT_ON_PAPER]
            rows = tuple((given.text(one.label), shown_value(given, one, person[one.key])) for one in shown)
            if rows:
                blocks += [Heading(_title(given, step)), KeyValues(rows)]
    return tuple(blocks)


def _linked(data: OwnData, one: PaperInput) -> str:
    return data.say("linked", no=one.client_no)


def _title(given: PaperInput, step: Step) -> str:
    """A step's title; where something of it is not shown, none that would tell of it (KYC-05)."""
    return given.say("papers.consents") if _hides(step) else given.text(step.title)


def _told_elsewhere(steps: Iterable[Step], consents: Step) -> Iterator[Field]:
    return (one for step in steps if step is not consents for one in step.fields if one.key in _CONSENTS)


def _hides(step: Step) -> bool:
    """Whether something of it is on no paper."""
    return not NOT_ON_PAPER.isdisjoint(_keys(step))


def _keys(step: Step) -> list[str]:
    return [one.key for one in step.fields]


def _assessments(data: OwnData) -> tuple[Block, ...]:
    given = data.given
    head = tuple(data.say(name) for name in ("on", "score", "level", "valid_until", "form"))
    rows = tuple(
        (
            one.on.isoformat(),
            str(one.score),
            given.client_level(one.level),
            valid_until(one.on, given.thresholds).isoformat(),
            one.form_version,
        )
        for one in data.assessments
    )
    return _table(data, "assessments", head, rows)


def _sales(data: OwnData) -> tuple[Block, ...]:
    given = data.given
    head = tuple(data.say(name) for name in ("sale", "opened", "product", "amount", "confirmed", "recording"))
    rows = tuple(
        (
            given.branch.coded(one.no),
            given.local_day(one.opened_at),
            "—" if one.choice is None else f"{data.names.get(one.choice.code, '')} {one.choice.code}".strip(),
            "—" if one.choice is None else given.money(one.choice.amount, one.choice.currency),
            "—" if one.countersigned is None else given.moment(one.countersigned.at),
            "—" if one.recording is None else one.recording.reference,
        )
        for one in data.sales
    )
    return _table(data, "sales", head, rows)


def _holdings(data: OwnData) -> tuple[Block, ...]:
    """What is noted of the client's holdings, whatever its source."""
    given = data.given
    head = tuple(data.say(name) for name in ("product", "amount", "since", "as_of", "source"))
    rows = tuple(
        (
            f"{data.names.get(one.code, one.name)} {one.code}",
            "\n".join(filter(None, (given.money(one.amount, one.currency), paid(one, given.day, given.lang)))),
            "—" if one.begun_on is None else one.begun_on.isoformat(),
            one.as_of.isoformat(),
            given.label("holding_source", one.source),
        )
        for one in data.holdings
    )
    return _table(data, "holdings", head, rows)


def _answers(data: OwnData) -> tuple[Block, ...]:
    """What was answered in each questionnaire, in its own words."""
    blocks: list[Block] = []
    head = (data.say("question"), data.say("answer"))
    for one, said in zip(data.assessments, data.answers, strict=True):
        blocks += [Heading(data.say("answered", on=one.on.isoformat())), Table(head, said)]
    return tuple(blocks)


def _dues(data: OwnData) -> tuple[Block, ...]:
    head = (data.say("due"), data.say("due_on"), data.say("done_on"))
    return _table(data, "dues", head, tuple((what, on, done or "—") for what, on, done in data.dues))


def _papers(data: OwnData) -> tuple[Block, ...]:
    head = tuple(data.say(name) for name in ("number", "paper", "printed"))
    return _table(data, "papers", head, data.papers)


def _complaints(data: OwnData) -> tuple[Block, ...]:
    given = data.given
    head = tuple(data.say(name) for name in ("case", "received", "type", "state", "claim"))
    rows = tuple(
        (
            given.branch.coded(one.no),
            given.local_day(one.received_at),
            given.label("case_type", one.type),
            given.label("case_state", one.state),
            one.claim,
        )
        for one in data.complaints
    )
    return (
        *_table(data, "complaints", head, rows),
        *(block for one in data.complaints for block in _course(data, one)),
    )


def _course(data: OwnData, one: Complaint) -> tuple[Block, ...]:
    """What was wanted, answered, decided and told."""
    given, told = data.given, one.notice or (one.ending and one.ending.told)
    said = [
        (data.say("contact"), one.complainant.contact),
        (data.say("wanted"), one.wanted),
        (data.say("answered_at"), "" if one.answered_at is None else given.moment(one.answered_at)),
        *((given.pack.heading("case_part", part, given.lang), getattr(one.decision, part)) for part in DECISION_PARTS),
        (data.say("review"), _review(data, one)),
        (data.say("told"), "" if not told else f"{given.label('notice_way', told.way)} {given.moment(told.at)}"),
        (data.say("ended"), f"{one.ended_on or ''} {one.end_note}".strip()),
    ]
    rows = tuple((label, text) for label, text in said if text)
    title = f"{given.label('case_type', one.type)} {given.branch.coded(one.no)}"
    return (Heading(title), KeyValues(rows)) if rows else ()


def _review(data: OwnData, one: Complaint) -> str:
    """Who reviews a decision that was told, and until when it may be asked for, as its notice says it (COMP-10)."""
    given = data.given
    days = review_days(given.pack, one, date.fromisoformat(given.local_day(one.received_at)))
    if one.notice is None or days is None:
        return ""
    superior = bodies(given.pack, given.branch, given.lang, given.client.kind)["superior"]
    return data.say("review_asked", days=days, superior=superior)


def _last(data: OwnData) -> tuple[Block, ...]:
    """Dues and what the registers hold: that they hold nothing does not stand on a page alone."""
    told = (*_dues(data), *_entries(data))
    return told if data.entries else (KeepTogether(told),)


def _entries(data: OwnData) -> tuple[Block, ...]:
    """What the registers hold of the client, each with its answers."""
    given, lang = data.given, data.given.lang
    head = tuple(data.say(name) for name in ("number", "record", "recorded", "state", "answers"))
    mark = "；" if lang == "zh" else "; "
    rows = tuple(
        (
            given.branch.coded(one.no),
            given.text(one.title),
            one.begun_on,
            given.text(one.state),
            mark.join(data.say("said", label=each.label.of(lang), text=each.text.of(lang)) for each in one.answers)
            or "—",
        )
        for one in data.entries
    )
    return _table(data, "entries", head, rows)


def _table(data: OwnData, title: str, head: tuple[str, ...], rows: tuple[tuple[str, ...], ...]) -> tuple[Block, ...]:
    if not rows:
        return (Heading(data.say(title)), Paragraph(data.say("none"), tone="small"))
    return (Heading(data.say(title)), Table(head, rows))
