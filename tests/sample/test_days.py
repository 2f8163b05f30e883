"""The sample is as lively on any day: leap days, the year's ends, minutes around midnight."""

from datetime import datetime
from pathlib import Path

import pytest

from rmdesk.desk import checking
from rmdesk.desk.complaints import board
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from sample.told import stories
from support.desks import done
from support.sampled import SHANGHAI, copied, sample_desk
from support.tiers import also

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
        assert done(listing.listed(desk))
        assert any(line.provisional for line in done(board.board(desk)).lines), "no arrangement is known for that year"
    finally:
        desk.close()


def test_the_same_clock_gives_the_same_facts(built_sample: Path, tmp_path: Path) -> None:
    """A test that fails on the sample must fail again when one looks."""
    sample, desk = copied(built_sample, tmp_path / "copied"), sample_desk(tmp_path / "desk")
    try:
        facts = [[(one.kind, one.at, one.actor) for one in each.store.entries()] for each in (sample, desk)]
        opened = facts[0].pop()  # the other one is a copy of a closed desk
        assert opened[0] == "desk.unlocked/1"
        assert facts[0] == facts[1]
    finally:
        sample.close()
        desk.close()


def test_in_english_the_branch_and_the_papers_are_english(tmp_path: Path) -> None:
    """--lang en builds a desk for somebody who reads no Chinese."""
    desk = sample_desk(tmp_path / "desk", lang="en")
    try:
        assert desk.branch.spoken("en").bank == "Sample Bank"
        printed = next(one for one in desk.store.entries(kind="paper.printed/1"))
        assert "Sample Bank" in (printed.payload or "")
    finally:
        desk.close()
