"""The level as a row of five, and its change, which the client confirms again (SUIT-12, SUIT-19)."""

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import client_rows, reach_text, signature_rows, signatures
from rmdesk.domain.client import valid_until
from rmdesk.paper.blocks import Block, Callout, Heading, KeepTogether, KeyValues, Paragraph, Scale, Signatures


def level_block(case: Case) -> Scale:
    """All client levels in a row, this one marked, and the one before where it differs."""
    levels = case.pack.levels.client
    codes = [level.code for level in levels]
    taken = case.assessed
    known = taken.previous_level in codes and taken.previous_level != taken.level
    return Scale(
        labels=tuple(case.client_level(code) for code in codes),
        current=codes.index(taken.level),
        previous=codes.index(taken.previous_level) if known and taken.previous_level else None,
        captions=tuple(reach_text(case, level) for level in levels),
    )


def changed(case: Case) -> bool:
    """The level differs from the last one (SUIT-19)."""
    return case.assessment is not None and case.assessment.level_changed


def level_change_blocks(case: Case) -> tuple[Block, ...]:
    """The second signature, "from Cx to Cy"; nothing when the level is the same or the first one (SUIT-19)."""
    if not changed(case):
        return ()
    rows = signature_rows(case, ("client", "guardian"))
    title = Heading(case.say("papers.level_changed"))
    return (KeepTogether((title, _sentence(case), Signatures(rows, case.say("papers.date")))),)


def _sentence(case: Case) -> Paragraph:
    taken = case.assessed
    values = {"from": case.client_level(taken.previous_level or ""), "to": case.client_level(taken.level)}
    return Paragraph(case.text(case.pack.sentences.level_changed, **values), tone="strong")


def compose(case: Case) -> tuple[Block, ...]:
    """The paper on a changed level."""
    taken = case.assessed
    level = case.pack.levels.of_client(taken.level)
    last = valid_until(taken.on, case.thresholds)
    rows = (
        (case.say("papers.assessed_at"), case.moment(taken.taken_at)),
        (case.say("papers.score"), case.say("papers.points", score=taken.score)),
        (case.say("papers.level_before"), case.client_level(taken.previous_level or "")),
        (case.say("papers.level_now"), case.client_level(taken.level)),
        (case.say("papers.fitting_products"), reach_text(case, level)),
        (case.say("papers.assessment_valid"), case.say("papers.through", day=last.isoformat())),
    )
    return (
        KeyValues((*client_rows(case), *rows)),
        Heading(case.say("papers.level_changed")),
        level_block(case),
        Callout(case.client_level(level.code), (case.text(level.meaning),)),
        Paragraph(case.say("papers.level_change_effect")),
        Paragraph(case.text(case.pack.sentences.reassess)),
        *signatures(case, "level_change", _sentence(case), title=case.say("papers.client_confirms")),
    )
