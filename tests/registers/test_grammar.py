"""Every element of the grammar stands in some register that ships or is a bank's own in the tests: the walks, faces and
papers of those prove it; an element that nobody uses would break unseen."""

from collections.abc import Iterator
from typing import get_args

from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.words import FEEDS, SOURCE_TAKES, FieldKind, Period, Proof, Subject, Tone
from support.own_registers import own_pack

UNUSED = {f"every {name}" for name in get_args(Period)}
"""Periods are walked by the tests of what recurs."""


def _words(one: Register) -> Iterator[str]:
    """What a register uses, as "sort word"."""
    yield from (f"about {name}" for name in one.about)
    yield from (f"feed {name}" for name in one.feeds)
    yield from (f"way {way}" for derived in one.derived.values() for way in derived.ways)
    yield from (f"tone {band.tone}" for derived in one.derived.values() for band in derived.bands)
    yield from (f"every {recurring.every}" for recurring in one.recurring.values())
    yield from (f"block {kind}" for paper in one.paper.values() for block in paper.blocks for kind in block.kinds)
    for field in one.field.values():
        yield f"kind {field.kind}"
        yield from (f"field {name}" for name in field.model_fields_set)
    for act in one.act.values():
        yield f"proof {act.proof}"
        yield from (f"act {name}" for name in act.model_fields_set)
        if act.parts is not None:
            yield f"source {act.parts.each}"
    for due in one.due.values():
        given = {"on"} if isinstance(due.on, str) else due.on.model_fields_set
        yield from (f"due {name}" for name in given)
    for narrow in one.narrow:
        yield from (f"narrow {name}" for name in narrow.model_fields_set)


WANTED = {
    *(f"about {name}" for name in get_args(Subject)),
    *(f"feed {name}" for name in FEEDS),
    *(f"kind {name}" for name in get_args(FieldKind)),
    *(f"proof {name}" for name in get_args(Proof)),
    *(f"tone {name}" for name in get_args(Tone)),
    *(f"every {name}" for name in get_args(Period)),
    *(f"source {name}" for name in SOURCE_TAKES),
    *(f"way {name}" for name in ("product", "sum", "mean", "difference", "days_since", "score", "count", "share")),
    *(f"block {name}" for name in ("fields", "text", "whole", "parts", "sheet", "matrix", "drawn", "sign")),
    *(f"due {name}" for name in ("on", "days", "working_days", "months", "hours", "threshold")),
    *(f"narrow {name}" for name in ("when", "only", "except_", "hide")),
    *(f"act {name}" for name in ("needs", "second", "starts", "marked", "forgets", "prints", "final", "by", "not_by")),
    *(f"field {name}" for name in ("help", "many", "least", "default", "prefill", "fixed", "when", "banned", "log")),
}


def test_every_element_of_the_grammar_is_used_by_some_register() -> None:
    """What the reference promises works in a register that the tests live through."""
    used = {word for one in own_pack().registers.values() for word in _words(one)}
    assert sorted(WANTED - used - UNUSED) == []
