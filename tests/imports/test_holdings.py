"""Another system's holdings, after its clients and the head office's products: told, asked, refused (SUIT-03)."""

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping
from rmdesk.desk.holdings.portfolio import held_by
from rmdesk.desk.imports import running, undoing
from rmdesk.desk.imports.holdings import client_by
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.domain.holdings import Holding
from rmdesk.domain.imports.cells import plain
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import done, new_desk

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


def _held(desk: Desk, number: str) -> tuple[Holding, ...]:
    client = client_by(desk, number)
    assert client is not None
    return held_by(desk, client.id)
