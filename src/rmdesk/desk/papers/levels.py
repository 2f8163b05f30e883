"""The level as a row of five, and its change, which the client confirms again (SUIT-12, SUIT-19)."""

from rmdesk.desk.papers.common import client_rows, reach_text, signature_rows, signatures, signed
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.client import valid_until
from rmdesk.paper.blocks import Block, Callout, Heading, KeyValues, Paragraph, Scale


def level_block(given: PaperInput) -> tuple[Scale, ...]:
    """All client levels in a row, this one marked, and the one before where it differs; nothing for a level that the
    pack has no more."""
    levels = given.pack.levels.client
    codes = [level.code for level in levels]
    taken = given.assessed
    if taken.level not in codes:
        return ()
    known = taken.previous_level in codes and taken.previous_level != taken.level
    scale = Scale(
        labels=tuple(given.client_level(code) for code in codes),
        current=codes.index(taken.level),
        previous=codes.index(taken.previous_level) if known and taken.previous_level else None,
        captions=tuple(reach_text(given, level) for level in levels),
    )
    return (scale,)


def changed(given: PaperInput) -> bool:
    """The level differs from the last one (SUIT-19)."""
    return given.assessment is not None and given.assessment.level_changed


def level_change_blocks(given: PaperInput) -> tuple[Block, ...]:
    """The second signature, "from Cx to Cy"; nothing when the level is the same or the first one (SUIT-19)."""
    if not changed(given):
        return ()
    rows = signature_rows(given, ("client", "guardian"))
    return (Heading(given.say("papers.level_changed")), _sentence(given), signed(given, "level_change", rows))


def _sentence(given: PaperInput) -> Paragraph:
    taken = given.assessed
    values = {"from": given.client_level(taken.previous_level or ""), "to": given.client_level(taken.level)}
    return Paragraph(given.text(given.pack.sentences.level_changed, **values), tone="strong")


def compose(given: PaperInput) -> tuple[Block, ...]:
    """The paper on a changed level."""
    taken = given.assessed
    level = given.pack.levels.client_called(taken.level)
    last = valid_until(taken.on, given.thresholds)
    rows = (
        (given.say("papers.assessed_at"), given.moment(taken.taken_at)),
        (given.say("papers.score"), given.say("papers.points", score=taken.score)),
        (given.say("papers.level_before"), given.client_level(taken.previous_level or "")),
        (given.say("papers.level_now"), given.client_level(taken.level)),
        (given.say("papers.fitting_products"), reach_text(given, level)),
        (given.say("papers.assessment_valid"), given.say("papers.through", day=last.isoformat())),
    )
    meaning = () if level is None else (Callout(given.client_level(level.code), (given.text(level.meaning),)),)
    return (
        KeyValues((*client_rows(given), *rows)),
        Heading(given.say("papers.level_changed")),
        *level_block(given),
        *meaning,
        Paragraph(given.say("papers.level_change_effect")),
        Paragraph(given.text(given.pack.sentences.reassess)),
        *signatures(given, "level_change", _sentence(given), title=given.say("papers.client_confirms")),
    )
