"""The client's file, for the client to check and sign (SUIT-16, KYC-01, KYC-02). Never the AML grade (KYC-05)."""

from decimal import Decimal

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import Row, signatures, together
from rmdesk.desk.papers.notices import consents
from rmdesk.domain.client import Profile
from rmdesk.domain.fields import LONG_TERM
from rmdesk.formpack.intake import Field, Step
from rmdesk.paper.blocks import Block, Heading, KeepTogether, KeyValues, Paragraph

NOT_ON_PAPER = frozenset({"aml_grade", "aml_reason", "remarks"})
"""What the bank notes for itself: the AML grade and its reason (KYC-05), and free remarks."""
_ELSEWHERE = frozenset({"notice_given", "consent_marketing", "consent_sharing", "consent_sensitive", "info_refused"})
"""What the sheet says in whole sentences at its end."""


def compose(case: Case) -> tuple[Block, ...]:
    """Every answer of the intake, by its steps. The numbers stand in full: the client is to check them, and it is
    the only paper on which they do (DATA-05)."""
    blocks: list[Block] = [KeyValues(_head(case))]
    for step in case.pack.intake(case.client.kind).steps:
        blocks += _step(case, step)
    return (*blocks, KeepTogether((*_consents(case), *_signed(case))))  # nobody signs a page that says nothing


def _head(case: Case) -> tuple[Row, ...]:
    return (
        (case.say("papers.client_no"), case.client_no),
        (case.say("papers.kind"), case.label("client_kind", case.client.kind)),
        (case.say("papers.registered_on"), case.client.registered_on.isoformat()),
        (case.say("papers.changed_at"), case.moment(case.client.changed_at)),
    )


def _step(case: Case, step: Step) -> tuple[Block, ...]:
    """A step's answers; for people around the client once for each of them."""
    if not step.role:
        rows = _rows(case, step, case.client.profile)
        return together(case, Heading(case.text(step.title)), KeyValues(rows)) if rows else ()
    blocks: list[Block] = []
    people = case.client.related(step.role)
    for at, person in enumerate(people, 1):
        title = case.text(step.title)
        rows = _rows(case, step, {f"{step.role}.{key}": value for key, value in person.items()})
        heading = Heading(f"{title} {at}" if len(people) > 1 else title)
        blocks += together(case, heading, KeyValues(rows))
    return tuple(blocks)


def _rows(case: Case, step: Step, profile: Profile) -> tuple[Row, ...]:
    shown = [one for one in step.fields if one.key not in NOT_ON_PAPER | _ELSEWHERE and profile.get(one.key)]
    return tuple((case.text(one.label), shown_value(case, one, profile[one.key])) for one in shown)


def shown_value(case: Case, field: Field, value: str) -> str:
    """A canonical value as people read it."""
    if field.options:
        texts = [option.text for option in field.options if option.key in value.split(",")]
        return case.listed([case.text(text) for text in texts]) if texts else value
    if field.kind == "yes_no":
        return case.label("yes_no", value)
    if field.kind == "amount":
        return case.money(Decimal(value))
    if field.kind == "percent":
        return f"{value}%"
    return case.say("papers.long_term") if value == LONG_TERM else value


def _consents(case: Case) -> tuple[Block, ...]:
    words, bank = case.pack.sentences, case.bank
    blocks: list[Block] = [Heading(case.say("papers.consents"))]
    if case.client.says("notice_given"):
        blocks.append(Paragraph(case.say("papers.notice_given")))
    blocks += consents(case)
    if case.client.says("info_refused"):
        blocks.append(Paragraph(case.text(words.information_refused, bank=bank), tone="strong"))
    return tuple(blocks)


def _signed(case: Case) -> tuple[Block, ...]:
    vouched = Paragraph(case.text(case.pack.sentences.information_true), tone="strong")
    return signatures(case, "client_sheet", vouched, title=case.say("papers.client_confirms"))
