"""Figures equal those counted by hand, now and as they were known on an earlier day."""

import csv
import io
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest

from complaints.kit import AGREED, WHO, about, acting, how, taken, told
from rmdesk.desk.complaints import corrective_actions, deciding, ending, figures, statistics, timing, work
from rmdesk.desk.complaints.statistics import Rate, Statistics, band
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import facts
from rmdesk.domain.base import Lang
from rmdesk.domain.complaint import About, Complainant, Labels
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import product, staff

FIRST, LAST = date(2026, 12, 1), date(2026, 12, 31)
NOVEMBER = date(2026, 11, 1)
MID = datetime(2026, 12, 18, 4, 0, tzinfo=UTC)  # noon of the 18th


def _who(contact: str) -> Complainant:
    return WHO.model_copy(update={"contact": f"微信 {contact}", "name": f"客户{contact}"})


@pytest.fixture
def december(branch: Desk, clock: Clock, tmp_path: Path) -> Desk:
    """Eight cases of December and one of November, lived through day by day until the 21st, 10:00.

    | no     | received | what                               | and then                        |
    |--------|----------|------------------------------------|---------------------------------|
    | C-0001 | 11-25    | complaint, pricing                 | not of December                 |
    | C-0002 | 12-01    | complaint, pricing, W-01, on lin   | answered 12-01, told 12-03      |
    | C-0003 | 12-02    | complaint, pricing, W-01           | told 12-20, due 12-17           |
    | C-0004 | 12-03    | complaint, service, on lin + zhou  | open, due 12-18                 |
    | C-0005 | 12-08    | complaint, pricing, W-01           | open, due 12-23, whose C-0002 is |
    | C-0006 | 12-10    | complaint, service                 | withdrawn 12-12                 |
    | C-0007 | 12-14    | suggestion                         |                                 |
    | C-0008 | 12-14    | praise                             |                                 |
    | C-0009 | 12-17    | complaint, not classified          | recorded on 12-19               |
    """
    pricing = Labels(channel="branch", business="agency", cause="pricing")
    service = Labels(channel="phone", business="card", cause="service")
    done(shelf.put_on(branch, product()))
    sold = About(product="W-01")

    def on(day: int, month: int = 12) -> None:
        clock.now = datetime(2026, month, day, 2, 0, tzinfo=UTC)

    on(25, 11)
    taken(branch, complainant=_who("1"), labels=pricing)
    on(1)
    first = taken(branch, complainant=_who("2"), labels=pricing, about=sold.model_copy(update={"people": ("lin",)}))
    first = done(work.answer(branch, first.case.id, first.case.version, "call", branch.now(), "已收到"))
    on(2)
    second = taken(branch, complainant=_who("3"), labels=pricing, about=sold)
    on(3)
    told(branch, first, tmp_path)
    taken(branch, complainant=_who("4"), labels=service, about=about("lin", "zhou"))
    on(8)
    taken(branch, complainant=_who("2"), labels=pricing, about=sold)
    on(10)
    sixth = taken(branch, complainant=_who("6"), labels=service)
    on(12)
    done(ending.withdraw(branch, sixth.case.id, sixth.case.version, "已和解", how(branch), AGREED))
    on(14)
    taken(branch, complainant=_who("7"), type="suggestion", labels=Labels())
    taken(branch, complainant=_who("8"), type="praise", labels=Labels())
    on(19)
    taken(branch, complainant=_who("9"), labels=Labels(), received_at=clock.now - timedelta(days=2))
    on(20)
    told(branch, second, tmp_path)
    on(21)
    return branch


def _of(desk: Desk, known_at: datetime | None = None) -> Statistics:
    return done(statistics.statistics(desk, FIRST, LAST, known_at))


def test_a_month_counted_by_hand(december: Desk) -> None:
    """What the report says goes to the regulator."""
    found = _of(december)
    assert (found.cases, found.complaints) == (8, 6)
    # C-0002, C-0003 told, C-0006 ended; C-0001 of November, C-0004, C-0005, C-0009 open, the first two past their date.
    assert (found.settled, found.open_at_end, found.late_at_end) == (3, 4, 2)
    assert dict(found.by["type"]) == {"complaint": 6, "suggestion": 1, "praise": 1}
    assert found.by["cause"] == (("pricing", 3), ("service", 2), ("", 1))
    assert dict(found.by["channel"]) == {"branch": 3, "phone": 2, "": 1}
    assert dict(found.by["business"]) == {"agency": 3, "card": 2, "": 1}
    assert dict(found.by["product"]) == {"W-01": 3, "": 3}
    assert dict(found.by["manager"]) == {"lin": 2, "zhou": 1, "": 4}
    assert dict(found.by["class"]) == {"simple": 6}
    # Days to the notice, the end, or the 21st: 2, 18, 18, 13, 2, 4.
    assert dict(found.by["age"]) == {"0-3": 2, "4-15": 2, "16-30": 2}
    # C-0002 in time; C-0003 told late; C-0004 past its date; the others still run, or ended without notice.
    assert (found.in_time, found.late) == (Rate(1, 3), 2)
    # By the house: C-0002 kept; C-0003, C-0004, C-0005, C-0009 not answered within 24 hours.
    # C-0006, too: what was withdrawn unanswered after two days was not answered in time.
    assert found.house_in_time == Rate(1, 6)
    assert found.repeats == Rate(1, 6)
    assert found.days == Decimal("10.0")


def test_as_known_on_an_earlier_day(december: Desk) -> None:
    """At noon of the 18th: C-0009 was not known, C-0003 not told, C-0004 had until midnight."""
    found = _of(december, MID)
    assert (found.cases, found.complaints) == (7, 5)
    # C-0001, C-0003, C-0004, C-0005; C-0001 due on the 10th, C-0003 on the 17th.
    assert (found.settled, found.open_at_end, found.late_at_end) == (2, 4, 2)
    assert dict(found.by["cause"]) == {"pricing": 3, "service": 2}
    assert dict(found.by["manager"]) == {"lin": 2, "zhou": 1, "": 3}
    # 2, 16, 15, 10, 2 days.
    assert dict(found.by["age"]) == {"0-3": 2, "4-15": 2, "16-30": 1}
    assert (found.in_time, found.late, found.house_in_time) == (Rate(1, 2), 1, Rate(1, 5))
    assert found.days == Decimal("2.0")
    assert _of(december, datetime(2026, 11, 30, tzinfo=UTC)).cases == 0


def test_as_known_now_is_what_is_known(december: Desk) -> None:
    """Two ways to the same figures: the tables, and the journal read up to this instant."""
    now = december.now()
    assert _of(december, now) == _of(december)._replace(known_at=now)


def test_told_in_time(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """Within 15 days and within 24 hours and three working days: both rates are whole."""
    view = taken(branch)
    clock.forward(hours=20)
    told(branch, view, tmp_path)
    found = done(statistics.statistics(branch, NOVEMBER, LAST))
    assert (found.in_time, found.house_in_time) == (Rate(1, 1), Rate(1, 1))
    assert found.in_time.share == Decimal(1)
    running = Rate(0, 0)
    assert running.share is None


def test_the_cases_behind_a_figure(december: Desk) -> None:
    """One key away; what is closed to somebody is a bare number."""
    lines = done(statistics.figure_cases(december, FIRST, LAST, "cause", "pricing"))
    assert [line.no for line in lines] == ["C-0002", "C-0003", "C-0005"]
    with acting(december, "lin"):
        closed = done(statistics.figure_cases(december, FIRST, LAST, "cause", "pricing"))
    assert [(line.no, line.restricted) for line in closed] == [
        ("C-0002", True),
        ("C-0003", False),
        ("C-0005", False),
    ]


@pytest.mark.parametrize(
    ("days", "name"),
    [(0, "0-3"), (3, "0-3"), (4, "4-15"), (15, "4-15"), (16, "16-30"), (31, "31-60"), (60, "31-60"), (61, "61+")],
)
def test_age_bands(days: int, name: str) -> None:
    """Both ends of each belong to it."""
    assert band(days) == name


def test_csv(december: Desk) -> None:
    """Every figure, in words, and no cell that a table program would run."""
    for lang in ("zh", "en"):
        text = figures.as_csv(december, _of(december), "zh" if lang == "zh" else "en")
        rows = list(csv.reader(io.StringIO(text)))
        assert {len(row) for row in rows} == {4}
        assert next(row[2] for row in rows if row[1] in ("定价收费", "Prices and fees")) == "3"
        assert not any(cell.startswith(("=", "+", "-", "@")) for row in rows for cell in row)


def test_a_name_that_looks_like_a_formula_is_harmless(branch: Desk) -> None:
    """`=cmd|…` in somebody's name must not run at the head office."""
    evil = staff("evil", "manager", sells=False).model_copy(update={"name": "=cmd|'/c calc'!A1"})
    branch.record(facts.PersonAdded(person=evil), "evil")
    taken(branch, about=about("evil"))
    assert "'=cmd" in figures.as_csv(branch, done(statistics.statistics(branch, NOVEMBER, LAST)), "zh")


def test_shares_that_stand_below_each_other_have_one_form() -> None:
    """0% above 9.5% above 19%: which is the greater is read by counting places."""
    assert [figures.percent(Rate(part, 21)) for part in (0, 2, 21)] == ["0.0% (0/21)", "9.5% (2/21)", "100.0% (21/21)"]


def test_the_monthly_paper(december: Desk, tmp_path: Path) -> None:
    """Numbered, in both languages, the same figures; a month to come or a wrong period is refused."""
    sent = done(figures.print_month(december, 2026, 12, tmp_path, "zh"))
    assert sent.path.read_bytes().startswith(b"%PDF")
    report = figures.report(december, _of(december), "en")
    said = str(report.blocks)
    assert "Prices and fees" in said
    assert "33.3% (1/3)" in said
    assert done(figures.print_month(december, 2026, 11, tmp_path, "en")).number != sent.number
    assert codes(figures.print_month(december, 2027, 1, tmp_path, "zh")) == ["INPUT.period"]
    assert codes(statistics.statistics(december, LAST, FIRST)) == ["INPUT.period"]
    assert december.store.replay().ok


def test_a_product_that_is_complained_about_is_called_by_its_name(december: Desk) -> None:
    """Whoever reads the month's report at head office knows no code of the branch's shelf."""
    shelf_ = done(shelf.get(december, "W-01"))
    langs: tuple[Lang, ...] = ("zh", "en")
    for lang in langs:
        rows = [row[0] for row in figures.rows(december, _of(december), "product", lang)]
        assert f"W-01 {shelf_.name.of(lang)}" in rows


def test_causes_that_come_up_again(december: Desk) -> None:
    """Three of one cause and product within 90 days come up by themselves (COMP-14)."""
    found = done(corrective_actions.repeated(december))
    assert [(one.cause, one.product, one.times) for one in found] == [("pricing", "W-01", 3)]
    assert done(corrective_actions.repeated(december, date(2027, 3, 15))) == ()


def test_an_extension_counts_as_time_given(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """A complex case that was told on its 20th day was in time."""
    view = taken(branch)
    done(work.answer(branch, view.case.id, view.case.version, "call", branch.now(), "已收到"))
    view = done(
        timing.extend(branch, view.case.id, view.case.version + 1, "复杂", "sms", branch.now(), Proof(PASSWORD, "zhou"))
    )
    clock.forward(days=20)
    told(branch, view, tmp_path)
    found = done(statistics.statistics(branch, NOVEMBER, LAST))
    assert (found.in_time, dict(found.by["class"])) == (Rate(1, 1), {"complex": 1})
    assert deciding.decision_gaps(view.case.decision) != ()


def test_no_two_figures_have_one_file(december: Desk, clock: Clock, tmp_path: Path) -> None:
    """As known on a day must not overwrite today's; name and content say branch, days, and as of when."""
    today = done(figures.write_csv(december, _of(december), tmp_path, "zh"))
    then = done(figures.write_csv(december, _of(december, MID), tmp_path, "zh"))
    clock.forward(minutes=3)
    later = done(figures.write_csv(december, _of(december), tmp_path, "zh"))
    assert len({today, then, later}) == 3
    assert "2026-12-01-2026-12-31-known-2026-12-18" in then.name
    head = [row[:2] for row in csv.reader(io.StringIO(then.read_text(encoding="utf-8-sig")))][:3]
    assert [one[0] for one in head] == ["机构", "期间", "截至"]
    assert december.branch.branch in head[0][1]
    assert "2026-12-18" in head[2][1]


def test_nobody_sees_his_own_figure(december: Desk) -> None:
    """COMP-04: how many complaints are about himself, told as a count, tells him that there are some."""
    with acting(december, "lin"):
        found = _of(december)
        assert dict(found.by["manager"]) == {"zhou": 1, "": 6}
        assert done(statistics.figure_cases(december, FIRST, LAST, "manager", "lin")) == ()
    with acting(december, "zhou"):
        assert dict(_of(december).by["manager"]) == {"lin": 2, "": 5}
