"""Another system's holdings, after its clients and the head office's products: told, asked, refused (SUIT-03)."""

import json
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping, rates
from rmdesk.desk.holdings.portfolio import held_by
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.holdings import client_by
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.shelf import products
from rmdesk.domain.holdings import Holding
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.imports.grid import Skipped
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import done, new_desk
from support.tiers import longer

FILES = Path(__file__).parent / "files"
NAMES = ("holdings.csv", "holdings.xlsx")


@pytest.fixture(scope="module")
def stocked(tmp_path_factory: pytest.TempPathFactory, pack: Pack) -> Iterator[Desk]:
    """A desk with the products and clients that the files name; nothing is brought in by the tests that look."""
    clock = Clock(datetime(2026, 11, 27, 2, 0, tzinfo=UTC))
    with new_desk(tmp_path_factory.mktemp("stocked") / "desk", pack, clock) as desk:
        for what, name in (("products", "products_hq.csv"), ("clients", "clients_1000.xlsx")):
            done(running.bring_in(desk, what, FILES / name, Choice()))
        yield desk


def expected_of(name: str) -> dict[str, Any]:
    """What a file must give."""
    found: dict[str, Any] = json.loads((FILES / f"{name}.expect.json").read_text(encoding="utf-8"))
    return found


def bare(given: str) -> str:
    """What stands in a cell, without the remark of its number format or formula."""
    return "" if given.startswith("=") else plain(given.partition(" [")[0])


def looked(desk: Desk, name: str, **answers: str) -> Report:
    """A dry run; `answers`: target__word → value."""
    said = {(key.partition("__")[0], key.partition("__")[2]): value for key, value in answers.items()}
    return done(running.look_at(desk, "holdings", FILES / name, Choice(answers=said)))


@longer
@pytest.mark.parametrize("name", NAMES)
def test_a_file_gives_what_is_expected_of_it(stocked: Desk, name: str) -> None:
    """A fault that is not told makes a limit wrong; one that is none keeps a client's money out of sight."""
    expected, report = expected_of(name), looked(stocked, name)
    faults = {(one.row, plain(one.column), bare(one.given)) for one in report.faults}
    assert faults == {(one["row"], plain(one["column"]), bare(one["given"])) for one in expected["faults"]}
    asked = {one.row for one in report.faults if one.ask}
    assert asked == {one["row"] for one in expected["faults"] if one["kind"] == "ask"}
    taken = report.accepted + report.changed + report.same
    assert (report.rows, taken, report.refused, report.asked) == tuple(
        expected[key] for key in ("rows", "accepted", "refused", "asked")
    )
    assert {one["row"] for one in expected["skipped"]} <= {one.no for one in report.skipped}


def test_an_answer_once_for_a_code_keeps_what_stands_on_no_shelf(stocked: Desk) -> None:
    """An old product still binds the client's money."""
    before = looked(stocked, "holdings.csv")
    question = next(one for one in before.questions if one.target == "product")
    assert (question.word, question.allowed) == ("W199999", ("outside",))
    after = looked(stocked, "holdings.csv", product__W199999="outside")
    assert (after.refused, after.asked) == (before.refused - 1, before.asked - 1)


@longer
def test_what_is_brought_in_is_held_and_brought_again_is_not_doubled(desk: Desk) -> None:
    """The same file mended and brought again changes, and frozen stays frozen."""
    for what, name in (("products", "products_hq.csv"), ("clients", "clients_1000.xlsx")):
        done(running.bring_in(desk, what, FILES / name, Choice()))
    report = done(running.bring_in(desk, "holdings", FILES / "holdings.csv", Choice()))
    again = looked(desk, "holdings.csv")
    assert (again.accepted, again.changed, again.same) == (0, 0, 141)
    frozen = _held(desk, "009900000254")
    assert [one.state for one in frozen if one.code == "W260234"] == ["frozen"]
    (read,) = [one for one in _held(desk, "009900000007") if one.code == "W260259"]
    assert (read.amount, read.cost, read.maturity) == (Decimal("1072.80"), Decimal("1000.00"), None)
    (gone,) = [one for one in _held(desk, "009900000175") if one.code == "990220"]
    assert gone.state == "ended"
    done(keeping.redeem(desk, read.id))
    undone = done(undoing.take_back(desk, report.import_id))
    assert (undone.back, [one.no for one in undone.kept]) == (140, ["W260259"])
    assert _held(desk, "009900000254") == ()
    assert len(_held(desk, "009900000007")) == 1


@longer
def test_the_rate_above_the_table_is_offered_and_taken_once(desk: Desk, clock: Clock) -> None:
    """SUIT-03: without it twenty holdings in dollars count for nothing; nobody types what stands there."""
    clock.forward(days=6)
    for what, name in (("products", "products_hq.csv"), ("clients", "clients_1000.xlsx")):
        done(running.bring_in(desk, what, FILES / name, Choice()))
    (asked,) = [one for one in looked(desk, "holdings.xlsx").questions if one.target == "rate"]
    assert (asked.word, asked.allowed) == ("USD 7.1234", ("take", "leave"))
    assert asked.rows > 10
    answers = {("rate", asked.word): "take"}
    report = done(running.bring_in(desk, "holdings", FILES / "holdings.xlsx", Choice(answers=answers)))
    assert [one for one in report.questions if one.target == "rate"] == []
    (rate,) = done(rates.rates(desk))
    assert (rate.currency, rate.rate, rate.on, rate.source) == (
        "USD", Decimal("7.1234"), date(2026, 11, 19), "holdings.xlsx",
    )  # fmt: skip
    assert {one.as_of for one in _held(desk, "009900000409")} == {date(2026, 11, 19)}
    assert [one for one in looked(desk, "holdings.xlsx").questions if one.target == "rate"] == []


@longer
def test_a_currency_without_any_rate_is_asked_once(desk: Desk, tmp_path: Path) -> None:
    """No row waits for it; what is answered holds from the list's day on."""
    for what, name in (("products", "products_hq.csv"), ("clients", "clients_1000.xlsx")):
        done(running.bring_in(desk, what, FILES / name, Choice()))
    file = tmp_path / "dollars.csv"
    file.write_text("客户号,产品代码,资产余额\n009900000409,W260086,9415\n", encoding="utf-8")
    report = done(running.look_at(desk, "holdings", file, Choice()))
    assert [(one.target, one.word, one.rows, one.allowed) for one in report.questions] == [("rate", "USD", 1, ())]
    assert (report.accepted, report.refused) == (1, 0)
    done(running.bring_in(desk, "holdings", file, Choice(answers={("rate", "USD"): "7.05"})))
    assert [one.rate for one in done(rates.rates(desk))] == [Decimal("7.05")]


@longer
@pytest.mark.parametrize("above", ["", "汇率：1 USD = 0.14 CNY\n"])
def test_a_rate_far_from_the_last_is_confirmed_as_such(desk: Desk, clock: Clock, tmp_path: Path, above: str) -> None:
    """The other way round it makes 60,000 dollars 8,400 yuan: whoever takes it has been told so (SUIT-03)."""
    clock.forward(days=6)
    for what, name in (("products", "products_hq.csv"), ("clients", "clients_1000.xlsx")):
        done(running.bring_in(desk, what, FILES / name, Choice()))
    done(rates.enter(desk, "USD", Decimal("7.1"), desk.today() - timedelta(31), "外汇牌价"))
    file = tmp_path / "dollars.csv"
    file.write_text(f"{above}客户号,产品代码,资产余额\n009900000409,W260086,9415\n", encoding="utf-8")
    typed = {} if above else {("rate", "USD"): "0.14"}
    asked = done(running.look_at(desk, "holdings", file, Choice(answers=typed))).questions
    assert [(one.word, one.allowed) for one in asked] == [("USD 0.14", ("leap", "leave"))]
    for said in ("take", "leave"):
        done(running.bring_in(desk, "holdings", file, Choice(answers={**typed, ("rate", "USD 0.14"): said})))
        assert done(rates.rates(desk)) == ()
    done(running.bring_in(desk, "holdings", file, Choice(answers={**typed, ("rate", "USD 0.14"): "leap"})))
    assert [one.rate for one in done(rates.rates(desk))] == [Decimal("0.14")]


def _held(desk: Desk, number: str) -> tuple[Holding, ...]:
    client = client_by(desk, number)
    assert client is not None
    return held_by(desk, client.id)


def test_a_cost_of_one_share_is_the_cost_of_all(stocked: Desk, tmp_path: Path) -> None:
    """成本价 is of one share: taken for the whole it would tell a client of a gain of a thousandfold."""
    path = tmp_path / "holdings.csv"
    no = stocked.store.query("SELECT external_no FROM client WHERE external_no <> '' ORDER BY no")[0][0]
    code = next(one.code for one in done(products.products(stocked)) if one.currency == "CNY")
    path.write_text(
        f"客户号,产品代码,持仓数量,最新净值,持仓市值,持仓成本价\n{no},{code},1000,1.1,1100,1.0567\n", "utf-8"
    )
    found = running.opened(stocked, "holdings", path, Choice())
    (row,) = (one for one in running.judged(found) if not isinstance(one, Skipped))
    assert row.standing is not None
    assert row.standing.after.cost == Decimal("1056.70")


@longer
def test_a_list_says_how_policies_are_paid_and_a_later_one_without_it_takes_nothing(desk: Desk, tmp_path: Path) -> None:
    """A policy of another company in the bank's list would count as one without premiums, or lose them (SUIT-03)."""
    done(running.bring_in(desk, "clients", FILES / "clients_1000.xlsx", Choice()))
    no = desk.store.query("SELECT external_no FROM client WHERE external_no <> '' ORDER BY no")[0][0]
    answers = Choice(answers={("product", "X-9"): "outside"})
    path = tmp_path / "policies.csv"
    path.write_text(
        "数据日期,客户号,产品代码,产品名称,参考市值,缴费方式,年缴保费,剩余缴费年数\n"
        f"2025-11-01,{no},X-9,虚构安心年金,90000,年交,30000,12年\n",
        "utf-8",
    )
    done(running.bring_in(desk, "holdings", path, answers))
    (one,) = _held(desk, no)
    assert (one.family, one.payment, one.premium, one.years_left) == ("insurance", "yearly", Decimal(30_000), 12)
    path.write_text(f"数据日期,客户号,产品代码,产品名称,参考市值\n2026-11-20,{no},X-9,虚构安心年金,121000\n", "utf-8")
    done(running.bring_in(desk, "holdings", path, answers))
    (later,) = _held(desk, no)
    assert (later.amount, later.premium, later.years_left) == (Decimal(121_000), Decimal(30_000), 11)
