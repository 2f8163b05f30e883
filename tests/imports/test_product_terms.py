"""When the money of a product comes back: its open days, its term and the day on which it matures."""

from datetime import date
from pathlib import Path

import pytest

from imports.product_texts import TEXTS, listed
from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.running import Choice
from rmdesk.desk.shelf import keeping
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.refusal import Faulty
from support.clock import Clock
from support.desks import done


@pytest.mark.parametrize(
    ("said", "liquidity"),
    [
        ("每个工作日", "daily"),
        ("每季末月第一个工作日开放赎回", "periodic"),
        ("封闭期内不开放", "at_maturity"),
        ("到期赎回", "at_maturity"),
        ("产品到期后自动兑付", "at_maturity"),
        ("at maturity", "at_maturity"),
        ("每月开放，到期赎回", "periodic"),
        ("工作日开放申购，每季度末赎回", "periodic"),
        ("每日开放，最短持有90天", "periodic"),
        ("日开360天", "periodic"),
        ("Daily NAV, quarterly redemption", "periodic"),
        ("any business day of March", "periodic"),
        ("每个交易日开放申购、赎回", "daily"),
        ("Every business day", "daily"),
        ("非封闭，每日开放", "daily"),
        ("每日申购", "periodic"),
        ("每个工作日开放申购", "periodic"),
        ("每个工作日9:30-15:00", "daily"),
        ("每个交易日（节假日除外）", "daily"),
        ("开放日为每个工作日", "daily"),
        ("每个交易日9:00至15:00可申购、赎回", "daily"),
        ("每个自然日（遇法定节假日及休市日除外）", "daily"),
        ("每个工作日开放赎回（持有未满365天的除外）", "periodic"),
        ("每日赎回（首年除外）", "periodic"),
        ("工作日（申购后三年内除外）可赎回", "periodic"),
    ],
)
def test_open_days_are_read_as_they_stand(desk: Desk, said: str, liquidity: str) -> None:
    """A quarter's first working day was printed as every day."""
    fund = {"code": "F-882", "name": "虚构定开基金", "family": "fund", "issuer": "虚构基金", "minimum": "1000",
            "issuer_level": "R2", "return_kind": "floating", "term_days": "763", "worst_loss": "30%",
            "worst_case": "债券违约", "open_days": said}  # fmt: skip
    assert done(keeping.add(desk, fund)).liquidity == liquidity


def test_a_maturity_that_moves_takes_the_term_along(desk: Desk) -> None:
    """SUIT-03: the book said 365 days of a product that runs for ten years, and a wish for a year fitted."""
    fund = {"code": "W-883", "name": "虚构定期", "family": "理财产品", "issuer": "虚构理财", "minimum": "10000",
            "issuer_level": "R2", "return_kind": "floating", "value_date": "2026-12-01", "maturity": "2027-12-01",
            "worst_loss": "30%", "worst_case": "债券违约"}  # fmt: skip
    assert done(keeping.add(desk, fund)).term_days == 365
    assert done(keeping.change(desk, "W-883", {"maturity": "2036-12-01"}, "测试")).term_days == 3653
    assert done(keeping.change(desk, "W-883", {"maturity": ""}, "测试")).term_days == 3653, "no end is no open end"
    told = {**fund, "code": "W-884", "term_days": "365", "maturity": "2036-12-01"}
    assert done(keeping.add(desk, told)).term_days == 3653, "the days that are told count"


def test_a_product_that_matures_has_an_end(desk: Desk, tmp_path: Path) -> None:
    """SUIT-03: of one that matures in ten years the book said "no fixed term" or 30 days, and a wish for half a year
    fitted."""
    asked = {key: text for key, text in TEXTS.items() if key != "term_days"}
    ends, first = {**asked, "maturity": "2036-12-01", "raise_from": ""}, {"value_date": "2026-12-01"}
    refused = [{"term_days": "30"}, {"term_days": "长期"}, {**first, "term_days": "无固定期限"}]
    path = listed(tmp_path, ends)
    for texts in refused:
        answer = keeping.add(desk, {**ends, **texts})
        assert isinstance(answer, Faulty), texts
        assert {key: one.code for key, one in answer.fields.items()} == {"term_days": "IMPORT.term_ends"}
        named = {key: key for key in (*TEXTS, *ends, *texts)}
        report = done(running.look_at(desk, "products", listed(tmp_path, {**ends, **texts}), Choice(named)))
        assert [one.refusal.code for one in report.faults] == ["IMPORT.term_ends"]
    lasts = (date(2036, 12, 1) - desk.today()).days
    choice = Choice({key: key for key in ends if key != "raise_from"})
    listed(tmp_path, {key: text for key, text in ends.items() if key != "raise_from"})
    assert done(running.bring_in(desk, "products", path, choice)).accepted == 1
    assert done(shelf.get(desk, "T-001")).term_days == lasts, "from the day on which it was listed"
    for texts in ({"term_days": "30"}, {"term_days": "不定期"}):
        assert isinstance(keeping.change(desk, "T-001", texts, "测试"), Faulty)
    moved = done(keeping.change(desk, "T-001", {"maturity": "2036-12-11"}, "测试"))
    assert moved.term_days == lasts + 10
    year = {**ends, "code": "T-002", "term_days": "365", "raise_from": "2026-12-01", "maturity": "2027-12-20"}
    assert done(keeping.add(desk, year)).term_days == 365, "it begins when it is raised"


def test_a_list_of_the_next_day_says_the_same_of_a_term(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """Each product that matures would change each day, and each list tell its keeper so."""
    asked = {key: text for key, text in TEXTS.items() if key not in ("term_days", "raise_from")}
    path = listed(tmp_path, {**asked, "maturity": "2036-12-01"})
    choice = Choice({key: key for key in (*asked, "maturity")})
    assert done(running.bring_in(desk, "products", path, choice)).accepted == 1
    clock.forward(days=1)
    assert done(running.look_at(desk, "products", path, choice)).same == 1


def test_what_has_no_end_is_not_paid_at_its_end(desk: Desk, tmp_path: Path) -> None:
    """无固定期限 without open days stood and was sold as "at maturity", which never comes: how it is left is asked when
    it is confirmed, and kept when the next list is silent too."""
    fund = {**TEXTS, "code": "W-901", "name": "添利日开7号", "term_days": "无固定期限", "note": "热销"}
    choice = Choice({key: key for key in fund})
    for _ in range(2):
        done(running.bring_in(desk, "products", listed(tmp_path, fund), choice))
    waiting = done(shelf.get(desk, "W-901"))
    assert (waiting.unconfirmed, waiting.status) == (("open_days",), "suspended")
    assert show.liquidity(desk.pack, waiting, "zh") == "—"
    answer = keeping.confirm(desk, "W-901", {})
    assert isinstance(answer, Faulty)
    assert answer.fields["open_days"].code == "INPUT.required"
    sold = done(keeping.confirm(desk, "W-901", {"open_days": "每个交易日"}))
    assert (sold.liquidity, sold.status) == ("daily", "listed")
    assert done(running.bring_in(desk, "products", listed(tmp_path, fund), choice)).same == 1
    done(keeping.add(desk, {**fund, "code": "W-902", "open_days": "每个交易日"}))
    assert done(shelf.get(desk, "W-902")).unconfirmed == ()


@pytest.mark.parametrize(
    ("term", "days"),
    [("1.5年", "545"), ("1年6个月", "545"), ("两年零三个月", "820"), ("26周", "182"), ("18个月", "545")],
)
def test_a_term_in_other_than_days_or_whole_years_is_asked(desk: Desk, tmp_path: Path, term: str, days: str) -> None:
    """A year and a half was refused where eighteen months were asked: the row could not be taken in at all."""
    fund = {**TEXTS, "code": "W-903", "name": "虚构一号", "term_days": term, "note": ""}
    report = done(running.look_at(desk, "products", listed(tmp_path, fund), Choice({key: key for key in fund})))
    assert [(one.target, one.word, one.allowed) for one in report.questions] == [("term_days", term, (days,))]
