"""A desk that is trusted may be broken, or somebody else may sit at it: whatever it signs, this desk stays sound."""

import io
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exchange.meeting import carry, give, refused_as
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import own, taking
from rmdesk.domain.refusal import Refused
from rmdesk.store.chainwalk import link_hash
from rmdesk.store.exchange import bundle
from rmdesk.store.exchange.bundle import Header
from support.tiers import exhaustive

JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text() | st.just("x\0") | st.just("\ud800") | st.just("ab" * 32),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["seq", "salt", "hide"]), inner),
    max_leaves=4,
)
HOW = st.sampled_from(["line", "field", "drop", "double", "number", "add"])


def lines_of(desk: Desk, other: Desk) -> tuple[Header, list[Any]]:
    """What a bundle from one to the other says."""
    with bundle.opened(give(desk, other).file) as opened:
        opened.prove(own.own_card(desk).signing)
        return opened.header, list(opened.lines(own.keys_of(other)))


def spoilt(lines: list[Any], how: str, at: int, junk: Any) -> Iterator[Any]:
    """The lines with one of them otherwise."""
    for number, line in enumerate(lines):
        if number != at % len(lines):
            yield line
        elif how == "line":
            yield junk
        elif how == "field" and isinstance(line, list):
            yield [*line[: at % 9], junk, *line[at % 9 + 1 :]]
        elif how == "field":
            yield {**line, sorted(line)[at % len(line)]: junk}
        elif how in ("double", "add"):
            yield from (line, line if how == "double" else junk)
        elif how == "number":
            yield line


@pytest.mark.parametrize("examples", [30, pytest.param(400, marks=exhaustive)])
def test_whatever_a_trusted_desk_signs(pair: tuple[Desk, Desk], examples: int) -> None:
    """It is taken or refused, never half, and nothing of it makes this desk unreadable."""
    here, there = pair
    carry(here, there)
    header, lines = lines_of(here, there)
    keys, sealing = own.keys_of(here), own.own_card(there).sealing
    file = here.folder.parent / "junk.bundle"
    numbers = iter(range(1000, 10_000))

    @settings(max_examples=examples, suppress_health_check=list(HealthCheck))
    @given(HOW, st.integers(0, 40), JUNK, st.integers(-1, 40) | st.just(2**70))
    def taken(how: str, at: int, junk: Any, number: int) -> None:
        out = io.BytesIO()
        said = header._replace(number=next(numbers))
        if how == "number":
            said = Header._make(number if place == 2 + at % 3 else one for place, one in enumerate(said))
        try:
            bundle.write(out, said, spoilt(lines, how, at, junk), keys, sealing)
        except UnicodeEncodeError:  # no file can hold it
            return
        file.write_bytes(out.getvalue())
        answer = taking.take(there, file)
        assert not isinstance(answer, Refused) or refused_as(answer).startswith(("EXCHANGE.", "DESK-19."))

    taken()
    assert there.store.replay().faults == ()


@pytest.mark.parametrize("text", ["x\0", "\0"])
def test_a_sound_seal_of_a_text_that_would_read_as_damage(pair: tuple[Desk, Desk], text: str) -> None:
    """A zero at the end of a text is how this desk knows a damaged page: none comes in from elsewhere."""
    here, there = pair
    carry(here, there)
    header, (opening, *_, before, last) = lines_of(here, there)
    number, id_, at, device, actor, kind, _, digest, _ = last
    texts = (id_, at, device, actor, kind, text)
    prev = bytes.fromhex(before[8])
    forged = link_hash(prev, number, *map(str.encode, texts), digest=bytes.fromhex(digest)).hex()
    lines = [{**opening, "head": forged, "start": before[8]}, [number, *texts, digest, forged]]
    out = io.BytesIO()
    bundle.write(out, header._replace(first=number), lines, own.keys_of(here), own.own_card(there).sealing)
    file = here.folder.parent / "forged.bundle"
    file.write_bytes(out.getvalue())
    carry(here, there)  # all that stands before the forged one is here
    assert refused_as(taking.take(there, file)) == "EXCHANGE.altered"
    assert there.store.verify().faults == ()
