"""The client's file, for the client to check and sign (SUIT-16, KYC-01, KYC-02). Never the AML grade (KYC-05)."""

from decimal import Decimal

from rmdesk.desk.papers.common import Row, signatures, together
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.client import Profile
from rmdesk.domain.fields import LONG_TERM
from rmdesk.formpack.intake import NOT_ON_PAPER, Field, Step, derived
from rmdesk.paper.blocks import Block, Heading, KeyValues, Paragraph

_ELSEWHERE = frozenset({"notice_given", "consent_marketing", "consent_sharing", "consent_sensitive", "info_refused"})
"""What the sheet says in whole sentences at its end."""


def compose(given: PaperInput) -> tuple[Block, ...]:
    """Every answer of the intake, by its steps. The numbers stand in full: the client is to check them, and it is
    the only paper on which they do (DATA-05)."""
    blocks: list[Block] = [KeyValues(_head(given))]
    for step in _steps(given, graded=False):
        blocks += _step(given, step)
    if given.draft:
        return (*blocks, *_consents(given))
    return (*blocks, *together(given, *_consents(given), *_signed(given)))  # nobody signs a page that says nothing


def _head(given: PaperInput) -> tuple[Row, ...]:
    return (
        (given.say("papers.client_no"), given.client_no),
        (given.say("papers.kind"), given.label("client_kind", given.client.kind)),
        (given.say("papers.registered_on"), given.client.registered_on.isoformat()),
        (given.say("papers.changed_at"), given.moment(given.client.changed_at)),
    )


def _steps(given: PaperInput, *, graded: bool) -> list[Step]:
    """The steps of the intake in which the AML grade is noted, or the others. What else the first ask is told with the
    consents: their titles would tell of the grade (KYC-05)."""
    steps = given.pack.intake(given.client.kind).steps
    return [step for step in steps if any(one.key == "aml_grade" for one in step.fields) == graded]


def _own(given: PaperInput, step: Step) -> tuple[Row, ...]:
    """What a step asks of the client."""
    profile, facts = given.client.profile, derived(given.client.kind, given.client.profile, given.thresholds, given.day)
    return _rows(given, step, profile, step.asked(profile, facts) if step.applies(profile, facts) else ())


def _step(given: PaperInput, step: Step) -> tuple[Block, ...]:
    """A step's answers; for people around the client once for each of them."""
    profile, facts = given.client.profile, derived(given.client.kind, given.client.profile, given.thresholds, given.day)
    if not step.role:
        rows = _own(given, step)
        return together(given, Heading(given.text(step.title)), KeyValues(rows)) if rows else ()
    blocks: list[Block] = []
    people = given.client.related(step.role)
    for at, person in enumerate(people, 1):
        title = given.text(step.title)
        here = {f"{step.role}.{key}": value for key, value in person.items()}
        rows = _rows(given, step, here, step.asked({**profile, **here}, facts))
        heading = Heading(f"{title} {at}" if len(people) > 1 else title)
        blocks += together(given, heading, KeyValues(rows))
    return tuple(blocks)


def _rows(given: PaperInput, step: Step, profile: Profile, asked: tuple[Field, ...]) -> tuple[Row, ...]:
    """What was answered, and what was asked and was not: the client signs for the gaps, too."""
    fields = [one for one in step.fields if one.key not in NOT_ON_PAPER | _ELSEWHERE]
    shown = [one for one in fields if one in asked or profile.get(one.key)]
    return tuple((given.text(one.label), _answer(given, one, profile.get(one.key, ""))) for one in shown)


def _answer(given: PaperInput, field: Field, value: str) -> str:
    return shown_value(given, field, value) if value else given.say("papers.not_given")


def shown_value(given: PaperInput, field: Field, value: str) -> str:
    """A canonical value as people read it."""
    if field.options:
        texts = [option.text for option in field.options if option.key in value.split(",")]
        return given.listed([given.text(text) for text in texts]) if texts else value
    if field.kind == "yes_no":
        return given.label("yes_no", value)
    if field.kind == "amount":
        return given.money(Decimal(value))
    if field.kind == "integer":
        return field.counted(value, given.lang)
    if field.kind == "percent":
        return f"{value}%"
    return given.say("papers.long_term") if value == LONG_TERM else value


def _consents(given: PaperInput) -> tuple[Block, ...]:
    words, bank = given.pack.sentences, given.bank
    blocks: list[Block] = [Heading(given.say("papers.consents"))]
    received = given.say("papers.received_yes" if given.client.says("notice_given") else "papers.not_received")
    said = {"yes": given.say("papers.agree"), "no": given.say("papers.disagree")}
    rows = tuple(
        (given.text(one.title), said.get(given.client.profile.get(one.key, ""), given.say("papers.unanswered")))
        for one in given.pack.notices.privacy.consents
    )
    further = (row for step in _steps(given, graded=True) for row in _own(given, step))
    blocks.append(KeyValues(((given.say("papers.notice_received"), received), *rows, *further)))
    blocks.append(Paragraph(given.say("papers.consents_signed"), tone="small"))
    if given.client.says("info_refused"):
        blocks.append(Paragraph(given.text(words.information_refused, bank=bank), tone="strong"))
    return tuple(blocks)


def _signed(given: PaperInput) -> tuple[Block, ...]:
    vouched = Paragraph(given.text(given.pack.sentences.information_true), tone="strong")
    return signatures(given, "client_sheet", vouched, title=given.say("papers.client_confirms"))
