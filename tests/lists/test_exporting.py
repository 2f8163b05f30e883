"""A list that leaves the desk: as the person sees it, masked, logged, in the form that its name says (DATA-07)."""

import csv
from pathlib import Path
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from rmdesk.desk.desk import Desk
from rmdesk.desk.holdings import keeping
from rmdesk.desk.lists import exporting, tables
from rmdesk.domain import archive_facts as facts
from support.desks import codes, done
from support.people import staff
from support.walk import register


def test_every_list_comes_out_in_both_forms_and_is_logged(desk: Desk, tmp_path: Path) -> None:
    """If it fails, somebody takes the whole book home and nobody knows."""
    register(desk)
    for name in names_of(desk):
        for form in exporting.FORMS:
            rows = done(exporting.export(desk, name, tmp_path / f"{name}{form}", "zh"))
            logged = [entry.fact for entry in desk.store.entries(kind=facts.ListExported.kind)]
            assert isinstance(logged[-1], facts.ListExported)
            assert (logged[-1].list, logged[-1].rows) == (name, rows)


def names_of(desk: Desk) -> tuple[str, ...]:
    """All lists, those of the registers among them."""
    return tables.names(desk)


def test_names_and_numbers_are_masked(desk: Desk, tmp_path: Path) -> None:
    """If it fails, a list that leaves the desk says who its clients are (DATA-07)."""
    client = register(desk)
    done(exporting.export(desk, "clients", tmp_path / "a.csv", "zh"))
    text = (tmp_path / "a.csv").read_text(encoding="utf-8-sig")
    assert client.no in text
    assert client.name not in text
    assert client.profile["phone"] not in text
    sheet = as_workbook(tmp_path, desk)
    assert sheet == list(csv.reader(text.splitlines()))


def as_workbook(tmp_path: Path, desk: Desk) -> list[list[Any]]:
    """The same list as a workbook."""
    done(exporting.export(desk, "clients", tmp_path / "a.xlsx", "zh"))
    return CalamineWorkbook.from_path(tmp_path / "a.xlsx").get_sheet_by_index(0).to_python()


def test_a_cell_that_begins_like_a_formula_stays_a_text(desk: Desk, tmp_path: Path) -> None:
    """If it fails, a name typed at one desk runs as a formula in another's spreadsheet."""
    register(desk, name="=cmd")
    for form in exporting.FORMS:
        done(exporting.export(desk, "clients", tmp_path / f"f{form}", "zh"))
    assert "'=" in (tmp_path / "f.csv").read_text(encoding="utf-8-sig")
    rows = CalamineWorkbook.from_path(tmp_path / "f.xlsx").get_sheet_by_index(0).to_python()
    assert rows[1][1] == "=***", "a text, no formula"


def test_a_manager_takes_out_the_own_book_alone(desk: Desk, tmp_path: Path) -> None:
    """If it fails, an export shows what the list itself hides (DATA-03)."""
    register(desk)
    desk.actor = staff("zhao", "manager")
    assert done(exporting.export(desk, "clients", tmp_path / "own.csv", "zh")) == 0
    desk.actor = staff("keeper", "product_keeper")
    assert codes(exporting.export(desk, "clients", tmp_path / "none.csv", "zh")) == ["DATA-08.role"]


@pytest.mark.parametrize(("name", "file", "case"), [
    ("clients", "a.doc", "INPUT.choice"), ("nothing", "a.csv", "INPUT.choice"),
    ("clients", "there.csv", "INPUT.exists"),
    ("clients", "no/such/folder/a.csv", "DESK-19.unwritable"),
])  # fmt: skip
def test_what_cannot_be_written_says_why(desk: Desk, tmp_path: Path, name: str, file: str, case: str) -> None:
    """If it fails, another file is written over, or a wrong name ends in a traceback."""
    (tmp_path / "there.csv").write_text("mine", encoding="utf-8")
    (tmp_path / "no").write_text("a file, no folder", encoding="utf-8")
    assert codes(exporting.export(desk, name, tmp_path / file, "zh")) == [case]
    assert (tmp_path / "there.csv").read_text(encoding="utf-8") == "mine"
    assert not list(desk.store.entries(kind=facts.ListExported.kind))


def test_holdings_go_out_as_they_are_seen(desk: Desk, tmp_path: Path) -> None:
    """Whoever checks positions against another system needs them as a list; names of clients stay here."""
    client = register(desk)
    texts = {"product": "X-1", "name": "示例基金", "family": "fund", "amount": "12345", "as_of": "2026-11-01"}
    done(keeping.add(desk, client.id, texts))
    assert done(exporting.export(desk, "holdings", tmp_path / "a.csv", "zh")) == 1
    head, row = csv.reader((tmp_path / "a.csv").read_text(encoding="utf-8-sig").splitlines())
    assert row == [client.no, "X-1", "示例基金", "CNY", "12345", "12345", "2026-11-01", "是"]
    assert len(head) == len(row)
