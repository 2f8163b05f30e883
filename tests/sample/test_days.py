"""The sample is as lively on any day: leap days, the year's ends, minutes around midnight."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from rmdesk.desk import checking
from rmdesk.desk.complaints import board
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from sample.told import stories
from support.desks import done
from support.sampled import SHANGHAI, built_once, copied, sample_desk
from support.tiers import also, exhaustive

DAYS = (
    also(datetime(2028, 2, 29, 23, 59, tzinfo=SHANGHAI)),
    also(datetime(2027, 1, 1, 4, 30, tzinfo=SHANGHAI)),
)


@pytest.mark.parametrize("now", DAYS, ids=str)
def test_every_story_is_told_on_an_awkward_day(sample: Desk, tmp_path: Path, now: datetime) -> None:
    """Somebody who tries the demo on New Year's Eve must not meet a traceback, nor an empty first screen."""
    desk = sample_desk(tmp_path / "desk", now)
    try:
        assert stories(desk) == stories(sample)
        assert done(checking.verify(desk, replay=True)).ok
        assert done(checking.rules(desk)).faults == ()
        assert done(listing.listed(desk))
        assert any(line.provisional for line in done(board.board(desk)).lines), "no arrangement is known for that year"
    finally:
        desk.close()


@pytest.fixture
def english(tmp_path_factory: pytest.TempPathFactory, tmp_path: Path) -> Iterator[Desk]:
    """The sample of the same Saturday morning as somebody who reads English builds it."""
    base = tmp_path_factory.getbasetemp()
    built = built_once(base, "sample-english", lambda folder: sample_desk(folder, lang="en").close())
    desk = copied(built, tmp_path / "english")
    yield desk
    desk.close()


@exhaustive  # another desk is built for it
def test_the_same_clock_gives_the_same_facts(sample: Desk, english: Desk) -> None:
    """A test that fails on the sample must fail again when one looks, whatever language it was built in."""
    facts = [[(one.kind, one.at, one.actor) for one in each.store.entries()] for each in (sample, english)]
    assert facts[0] == facts[1]


@exhaustive
def test_in_english_the_branch_and_the_papers_are_english(english: Desk) -> None:
    """--lang en builds a desk for somebody who reads no Chinese."""
    assert english.branch.spoken("en").bank == "Sample Bank"
    printed = next(one for one in english.store.entries(kind="paper.printed/1"))
    assert "Sample Bank" in (printed.payload or "")
