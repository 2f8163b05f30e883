"""Lines that were crossed: who is told, until when, and what ends it (DESK-11)."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.dues import listing
from rmdesk.desk.indicators import crossing, figures
from support.desks import codes, done
from support.people import staff
from support.sampled import copied

OCTOBER = (date(2026, 10, 1), date(2026, 10, 31))


@pytest.fixture
def own(built_sample: Path, tmp_path: Path) -> Iterator[Desk]:
    """A sample desk of its own, with somebody of compliance at it."""
    desk = copied(built_sample, tmp_path / "desk")
    desk.actor = staff("officer", "compliance")
    yield desk
    desk.close()


def crossed(desk: Desk) -> set[str]:
    """The crossed lines among the dues, each as key and month."""
    return {one.subject.id for one in done(listing.listed(desk)) if one.kind == "indicator.crossed"}


def test_a_crossed_line_stands_among_the_dues_until_somebody_answers(own: Desk) -> None:
    """A branch that watches its figures only when it remembers to does not watch them."""
    beyond = {
        f"{one.indicator.key}:{month}"
        for month, days in (("2026-10-01", OCTOBER), ("2026-09-01", (date(2026, 9, 1), date(2026, 9, 30))))
        for one in done(figures.listed(own, *days))
        if one.crossed
    }
    assert crossed(own) == beyond
    assert "complaint_rate:2026-10-01" in beyond
    rates = [one.about.zh for one in done(listing.listed(own)) if one.subject.id == "complaint_rate:2026-10-01"]
    assert [one.endswith("‰") for one in rates] == [True], "a figure without its unit is read as another one"
    done(crossing.answer(own, "complaint_rate", OCTOBER[0], "两起同因，已列入改进计划"))
    assert crossed(own) == beyond - {"complaint_rate:2026-10-01"}
    for person in (staff("m", "manager"), staff("a", "auditor"), staff("k", "product_keeper")):
        own.actor = person
        assert crossed(own) == set(), person.roles
    assert codes(crossing.answer(own, "complaint_rate", OCTOBER[0], "x")) == ["DATA-08.role"]


def test_what_was_not_crossed_is_not_answered(own: Desk) -> None:
    """A note on a good month would hide the bad one beside it."""
    assert codes(crossing.answer(own, "standard_execution", OCTOBER[0], "x")) == ["DESK-11.line"]
    assert codes(crossing.answer(own, "gone", OCTOBER[0], "x")) == ["INPUT.unknown"]
    assert codes(crossing.answer(own, "complaint_rate", OCTOBER[0], " ")) == ["INPUT.required"]
