"""Reports: what they say is what the journal bears out, now and as it was known on a day (DESK-11)."""

import csv
import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest

from indicators.second_count import Counted, count, count_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.indicators import reporting
from rmdesk.desk.indicators.saying import correlation_text
from rmdesk.desk.papers import indicators as papers
from rmdesk.desk.papers import papercheck
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.domain.indicators.periods import Period, Span, called, read_span, span_of, spanned
from rmdesk.formpack import load_texts
from rmdesk.paper import Bars, Paragraph
from rmdesk.paper.blocks import KeepTogether
from rmdesk.store.export import journal_lines
from support.desks import codes, done
from support.people import staff
from support.sampled import copied
from support.tiers import longer

OCTOBER = spanned("month", date(2026, 10, 1))
KNOWN = date(2026, 10, 20)


@pytest.fixture(scope="module")
def own(built_sample: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A sample desk at which compliance prints."""
    desk = copied(built_sample, tmp_path_factory.mktemp("reports") / "desk")
    desk.actor = staff("officer", "compliance")
    yield desk
    desk.close()


@pytest.fixture(scope="module")
def lines(built: Desk) -> list[str]:
    """The exported journal."""
    return list(journal_lines(built.store, lambda _seq, _kind: True))


def rows(file: Path) -> list[dict[str, str]]:
    """A report's CSV by the English names of its columns."""
    found = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
    names = ("key", "indicator", "group", "by", "of", "name", "value", "unit", "n", "previous", "year_before")
    return [dict(zip(names, row, strict=False)) for row in found[1:]]


def whole(file: Path) -> dict[str, tuple[str, int]]:
    """The figures that are not split."""
    return {row["key"]: (row["value"], int(row["n"])) for row in rows(file) if not row["by"]}


def told(counted: dict[str, Counted]) -> dict[str, tuple[str, int]]:
    """A second count as the CSV says it."""
    return {key: (value or "", n) for key, (value, n, _) in counted.items()}


@longer
def test_a_report_says_what_is_counted_again(own: Desk, lines: list[str], tmp_path: Path) -> None:
    """A paper on the table of the branch's meeting that the journal does not bear out would be believed."""
    for period in (OCTOBER, spanned("quarter", date(2026, 8, 1))):
        made = done(reporting.print_report(own, *period, tmp_path, "zh"))
        assert whole(made.csv) == told(count(lines, *period, own.today()))
        for who in ("demo", "manager"):
            again = told(count_of(lines, who, *period, own.today()))
            split = {row["key"]: row for row in rows(made.csv) if (row["by"], row["of"]) == ("manager", who)}
            assert {key: (row["value"], int(row["n"])) for key, row in split.items()} == again
    assert done(papercheck.check(own, made.sheet.path)).verdict == "same"
    assert done(reporting.print_report(own, *period, tmp_path, "zh")).sheet.number == made.sheet.number


@longer
def test_as_known_on_a_day_nothing_counts_that_came_later(own: Desk, lines: list[str], tmp_path: Path) -> None:
    """Whoever asks what was known when a decision was taken must not be shown what was learned after it."""
    then = [lines[0], *(line for line in lines[1:] if _at(line) <= own.end_of(KNOWN))]
    made = done(reporting.print_report(own, *OCTOBER, tmp_path, "en", KNOWN))
    assert whole(made.csv) == told(count(then, *OCTOBER, KNOWN))
    assert (made.report.today, made.report.open) == (KNOWN, True)
    last = reporting.gathered(own, *OCTOBER, "zh", OCTOBER.end, "")
    assert (last.today, last.open) == (OCTOBER.end, False), "known at the month's end it is a whole month"
    now = done(reporting.print_report(own, *OCTOBER, tmp_path, "en"))
    assert whole(now.csv) != whole(made.csv)


def _at(line: str) -> datetime:
    return datetime.fromisoformat(json.loads(line)["at"].replace("Z", "+00:00"))


@longer
def test_under_a_pack_that_counted_nothing_todays_definitions_count(own: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A desk that is older than its indicators has a past all the same."""
    told = reporting.gathered(own, *OCTOBER, "zh", KNOWN, "")

    standing_at = Desk.standing_at

    def older(*given: Any) -> Desk:
        then = standing_at(*given)
        then.pack = load_texts({name: text for name, text in then.pack.files.items() if name != "indicators.toml"})
        return then

    monkeypatch.setattr(Desk, "standing_at", older)
    again = reporting.gathered(own, *OCTOBER, "zh", KNOWN, "")
    assert [line.shown.figure.value for line in again.lines] == [line.shown.figure.value for line in told.lines]


def test_what_was_done_about_a_figure_stands_with_its_months(own: Desk) -> None:
    """DESK-12: who reads that a figure got better asks since when, and by what."""
    blocks = papers.report(frame_now(own, "zh"), reporting.gathered(own, *OCTOBER, "zh", None, "")).blocks
    kept = [one.blocks for one in blocks if isinstance(one, KeepTogether)]
    bars, said = next(one for one in kept if isinstance(one[0], Bars) and one[0].title == "客户满意度")
    assert isinstance(bars, Bars)
    assert isinstance(said, Paragraph)
    assert [one for one in bars.labels if " · " in one] == ["2026-06 · IP-0002 开始"]
    assert said.text == "改进计划 IP-0002：82 分 → 88 分 · IP-0001：68 分 → 82 分"


def test_nobodys_sales_stand_alone(own: Desk, tmp_path: Path) -> None:
    """适当性办法 16: whoever has a figure of sales has complaints and compliance in the same report."""
    made = done(reporting.print_report(own, *OCTOBER, tmp_path, "zh"))
    sellers = {row["of"] for row in rows(made.csv) if row["key"] == "conversion" and row["by"] == "manager"}
    judged = ("complaint_rate", "compliance_rate")
    beside = {key: {row["of"] for row in rows(made.csv) if row["key"] == key} for key in judged}
    assert len(sellers) > 1
    assert all(sellers <= found for found in beside.values())


def test_a_managers_card_tells_him_nothing_of_colleagues_or_of_complaints_about_him(own: Desk) -> None:
    """COMP-04, DATA-08: a nought in place of what is hidden would be read as a clean record."""
    before, own.actor = own.actor, staff("manager", "manager")
    try:
        mine = reporting.gathered(own, *OCTOBER, "zh", None, "manager")
        assert not mine.branch
        rate = next(line.shown for line in mine.lines if line.shown.indicator.key == "complaint_rate")
        assert (rate.figure.value, rate.figure.why) == (None, "concerned")
        assert codes(reporting.scorecard(own, "demo", *OCTOBER)) == ["INPUT.unknown"]
        assert [login for login, _ in done(reporting.managers(own))] == ["manager"]
    finally:
        own.actor = before
    assert reporting.gathered(own, *OCTOBER, "zh", None, "manager").branch


@longer
def test_a_year_goes_through_the_registers_that_its_reader_may_look_into(own: Desk) -> None:
    """The year's risks with their matrix; a manager reads no audit on paper that the register keeps from him."""
    year = spanned("year", own.today())
    found = reporting.gathered(own, *year, "zh", None, "")
    risk = next(one for one in found.reviews if one.matrix is not None)
    stood = own.store.query("SELECT count(*) AS n FROM entry WHERE register_id = 'risk' AND voided = 0")[0]["n"]
    assert len(risk.rows) == sum(count for _, count in risk.states) == stood > 0
    assert not any(one.shut for one in found.reviews)
    before, own.actor = own.actor, staff("manager", "manager")
    try:
        shut = {one.title.en: one for one in reporting.gathered(own, *year, "zh", None, "").reviews if one.shut}
    finally:
        own.actor = before
    assert "Internal audits" in shut
    assert not any(one.rows for one in shut.values())
    assert not reporting.gathered(own, *OCTOBER, "zh", None, "").reviews


def test_a_year_that_is_over_shows_its_registers_as_they_stood_at_its_end(own: Desk) -> None:
    """DESK-13: a risk that was settled in spring stood in the matrix on the last day of the year."""
    end = date(2025, 12, 31)
    year = spanned("year", end)
    found = reporting.gathered(own, *year, "zh", None, "").reviews
    assert found == reporting.gathered(own, *year, "zh", end, "").reviews
    assert {one.on for one in found} == {end}


def test_nothing_is_compared_over_too_few_months(own: Desk) -> None:
    """规范 7.5: with how many months, and refused in words."""
    a_year_before = spanned("month", date(2025, 10, 1))
    found = reporting.gathered(own, *a_year_before, "zh", None, "").correlations
    assert {one.outcome.key for one in found} == {"satisfaction"}
    assert {(one.found.r, one.found.why) for one in found} == {(None, "few")}
    assert "0" in correlation_text(found[0], "zh")
    assert {one.indicator.group for one in found} == {"service", "process"}


@longer
def test_what_no_report_is_made_of(own: Desk, tmp_path: Path) -> None:
    """A paper of a month to come would be filed as that month's."""
    ahead = spanned("month", date(2030, 1, 1))
    assert codes(reporting.print_report(own, *ahead, tmp_path, "zh")) == ["INPUT.future"]
    assert codes(reporting.print_report(own, *OCTOBER, tmp_path, "zh", date(2026, 11, 30))) == ["INPUT.future"]
    assert codes(reporting.print_report(own, *OCTOBER, tmp_path, "zh", date(2001, 1, 1))) == ["DESK-11.before"]
    assert codes(reporting.print_report(own, *OCTOBER, tmp_path, "zh", date(2026, 9, 1))) == ["INPUT.future"]
    before = spanned("year", date(2020, 1, 1))
    empty = done(reporting.print_report(own, *before, tmp_path, "zh"))
    assert {value for value, _ in whole(empty.csv).values()} <= {"", "0", "0.0"}


@pytest.mark.parametrize(
    ("span", "text", "first", "last", "name"),
    [
        ("month", "2026-2", "2026-02-01", "2026-02-28", "2026-02"),
        ("month", "2024年2月", "2024-02-01", "2024-02-29", "2024-02"),
        ("quarter", "2026Q4", "2026-10-01", "2026-12-31", "2026-Q4"),
        ("quarter", "2026年第1季度", "2026-01-01", "2026-03-31", "2026-Q1"),
        ("year", "2026年", "2026-01-01", "2026-12-31", "2026"),
    ],
)
def test_periods_as_people_write_them(span: Span, text: str, first: str, last: str, name: str) -> None:
    """A quarter that is read as a month reports a third of it."""
    period = read_span(span, text)
    assert period == Period(date.fromisoformat(first), date.fromisoformat(last))
    assert period is not None
    assert (span_of(period), called(period)) == (span, name)
    for wrong in ("2026-13", "2026-Q5", "0000", "2026-10-01", "", "x"):
        assert read_span(span, wrong) is None


def test_the_same_days_a_year_before() -> None:
    """February of a leap year is compared with all of February, not with 28 days and one of March."""
    assert spanned("month", date(2025, 2, 1)).year_before == (date(2024, 2, 1), date(2024, 2, 29))
    assert spanned("month", date(2024, 2, 1)).year_before == (date(2023, 2, 1), date(2023, 2, 28))
    assert Period(date(2026, 3, 5), date(2026, 3, 9)).year_before == (date(2025, 3, 5), date(2025, 3, 9))
