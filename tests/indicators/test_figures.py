"""Figures at a desk: what there is none of, whose they are, and what a pack may say wrongly (DESK-11)."""

from datetime import date

import pytest

from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.complaints.statistics import statistics
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators import figures, reporting
from rmdesk.desk.indicators.figures import Shown
from rmdesk.desk.indicators.naming import key_name
from rmdesk.formpack import load_texts
from rmdesk.locale import tr
from support.desks import codes, done
from support.people import staff

NOVEMBER = (date(2026, 11, 1), date(2026, 11, 30))
OWN = """
[[indicator]]
key = "own"
title = { zh = "自定", en = "Own" }
group = "service"
formula = { zh = "自定口径", en = "as we count" }
"""


def named(desk: Desk, key: str, start: date = NOVEMBER[0], end: date = NOVEMBER[1]) -> Shown:
    """One figure."""
    return next(one for one in done(figures.listed(desk, start, end)) if one.indicator.key == key)


def with_own(desk: Desk, more: str) -> Desk:
    """The desk under a pack with one indicator more."""
    texts = dict(desk.pack.files)
    texts["indicators.toml"] += OWN + more
    desk.pack = load_texts(texts)
    return desk


def test_an_empty_desk_has_figures_of_nothing(desk: Desk) -> None:
    """A branch that opened today sees dashes with a reason, never an error and never a nought that is a result."""
    for one in done(figures.listed(desk, *NOVEMBER)):
        if one.figure.value is None:
            assert one.why is not None
            assert one.why.zh
        else:
            assert one.figure.value == 0
            assert one.indicator.measure in ("count", "sum"), one.indicator.key
        assert not one.crossed, one.indicator.key


def test_a_period_to_come_has_no_figure_and_one_that_runs_says_so(built: Desk) -> None:
    """Half a month must not be read as a whole one, and next year's figure is none."""
    assert named(built, "complaints_received").open
    assert not named(built, "complaints_received", date(2026, 10, 1), date(2026, 10, 31)).open
    ahead = named(built, "complaints_received", date(2030, 1, 1), date(2030, 1, 31))
    assert (ahead.figure.value, ahead.why and ahead.why.zh) == (None, tr("zh", "indicators.why.to_come"))


def test_a_period_the_wrong_way_round_is_refused(built: Desk) -> None:
    """An empty list would look like a branch without work."""
    assert codes(figures.listed(built, date(2026, 11, 2), date(2026, 11, 1))) == ["INPUT.period"]
    assert codes(figures.detail(built, "gone", *NOVEMBER)) == ["INPUT.unknown"]
    assert codes(figures.listed(built, *NOVEMBER, "colour")) == ["INPUT.choice"]


def test_a_register_that_this_bank_has_not_is_said(built: Desk) -> None:
    """A nought would look like a quiet month."""
    more = 'source = "register.of_another_bank"\nday = "begun_on"\nmeasure = "count"\nunit = "count"\n'
    before = built.pack
    try:
        one = named(with_own(built, more), "own")
    finally:
        built.pack = before
    assert one.why is not None
    assert "of_another_bank" in one.why.en
    assert (one.figure.value, one.crossed) == (None, False)


@pytest.mark.parametrize("was", ["", "was"])
def test_an_option_that_was_renamed_is_counted_under_its_older_name(built: Desk, was: str) -> None:
    """Cases of last year bear the older key of a cause: a figure over both years must not lose them."""
    causes = [case.labels.cause for case in all_cases(built) if case.labels.cause]
    older = max(causes, key=causes.count)
    named_so = f'was = ["{older}"], ' if was else ""
    more = (
        'source = "complaints"\nday = "received_at"\nmeasure = "count"\nunit = "count"\n'
        f'where = [{{ field = "cause", {named_so}is = ["of_this_year"] }}]\n'
    )
    before = built.pack
    try:
        one = named(with_own(built, more), "own", date(2020, 1, 1), date(2026, 11, 30))
    finally:
        built.pack = before
    assert one.figure.n == (causes.count(older) if was else 0)


def test_an_option_that_a_register_renamed_stands_once_in_a_split(built: Desk) -> None:
    """Two rows of one name, each half of the answers, would be taken for two services."""
    year = date(2025, 12, 1), date(2026, 11, 21)

    def split() -> dict[str | None, int]:
        found = done(figures.listed(built, *year, "service"))
        return {one.of: one.figure.n for one in found if one.indicator.key == "satisfaction"}

    before, stood = built.pack, split()
    texts = dict(before.files)
    head, rest = texts["labels.toml"].split("[label.service_rated]")
    texts["labels.toml"] = head + "[label.service_rated]" + rest.replace("counter = {", 'lobby = { was = "counter",', 1)
    try:
        built.pack = load_texts(texts)
        assert split() == {"lobby" if key == "counter" else key: n for key, n in stood.items()}
    finally:
        built.pack = before


def test_a_manager_sees_figures_of_the_own_book(built: Desk) -> None:
    """DATA-08: neither a figure nor its rows tell of a colleague's clients."""
    whole = named(built, "retention").figure.n
    mine = built.store.query("SELECT count(*) AS n FROM client WHERE manager = 'manager' AND linked_to = ''")[0]["n"]
    before = built.actor
    built.actor = staff("manager", "manager")
    try:
        assert named(built, "retention").figure.n == mine < whole
        split = done(figures.listed(built, *NOVEMBER, "manager"))
        assert {one.of for one in split} <= {"manager"}
    finally:
        built.actor = before


def test_somebody_who_left_keeps_the_name_in_figures(built: Desk) -> None:
    """A figure of last year still says whose it was."""
    one = built.pack.indicators.named("conversion")
    assert one is not None
    assert key_name(built, one, "manager", "manager", "zh") != "manager"
    assert key_name(built, one, "manager", "of_long_ago", "zh") == "of_long_ago"
    assert key_name(built, one, "manager", "", "zh") == tr("zh", "indicators.nobody")


def test_what_is_split_makes_the_whole(built: Desk) -> None:
    """A sale that stands under nobody would be missing in every manager's figure."""
    for key, by in (("conversion", "manager"), ("standard_execution", "family"), ("complaints_received", "cause")):
        parts = [one for one in done(figures.listed(built, *NOVEMBER, by)) if one.indicator.key == key]
        assert sum(one.figure.n for one in parts) == named(built, key).figure.n > 0, key


def test_complaint_figures_are_the_statistics(built: Desk) -> None:
    """COMP-14: two screens with two numbers of the same thing would both be doubted."""
    for start, end in (NOVEMBER, (date(2026, 10, 1), date(2026, 10, 31)), (date(2026, 7, 1), date(2026, 9, 30))):
        told = done(statistics(built, start, end))
        keys = ("received", "settled", "open", "late")
        found = [named(built, f"complaints_{key}", start, end).figure.value for key in keys]
        assert found == [told.complaints, told.settled, told.open_at_end, told.late_at_end]
        in_time = named(built, "complaints_in_time", start, end).figure
        assert (in_time.n, sum(one.part is True for one in in_time.rows)) == (told.in_time.whole, told.in_time.part)
        assert named(built, "handling_time", start, end).figure.value == told.days


def test_the_rows_behind_a_managers_figure_are_his_and_make_it_again(built: Desk) -> None:
    """DESK-11, COMP-04: a card that opens on the branch's rows accuses somebody of what others did."""
    october = date(2026, 10, 1), date(2026, 10, 31)
    for one in reporting.gathered(built, *october, "zh", None, "manager").lines:
        found = done(figures.detail(built, one.shown.indicator.key, *october, of="manager"))
        assert (found.shown.figure.value, found.shown.figure.n) == (one.shown.figure.value, one.shown.figure.n)
        assert len(found.rows) == len(found.shown.figure.rows)
    assert {one.shown.indicator.key for one in reporting.gathered(built, *october, "zh", None, "manager").lines} >= {
        "process_execution",
        "warning_timeliness",
    }
    assert codes(figures.detail(built, "complaints_open", *october, of="manager")) == ["INPUT.unknown"]
    before, built.actor = built.actor, staff("manager", "manager")
    try:
        assert codes(figures.detail(built, "conversion", *october, of="demo")) == ["INPUT.unknown"]
    finally:
        built.actor = before
