"""Files as branches bring them, each with what is expected of it: rows, faults by row and column, reads."""

import json
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.kinds import KINDS
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.shelf import keeping
from rmdesk.domain.facts import ClientRegistered, ProductListed
from rmdesk.domain.imports.cells import plain
from support.desks import done
from support.tiers import longer

FILES = Path(__file__).parent / "files"
EXPECTED = {
    path.name.removesuffix(".expect.json"): json.loads(path.read_text(encoding="utf-8"))
    for path in sorted(FILES.glob("*.expect.json"))
}
LISTS = [name for name, expected in EXPECTED.items() if expected["kind"] in KINDS and "needs" not in expected]


def looked(desk: Desk, name: str) -> Report:
    """A dry run of one of the files."""
    return done(running.look_at(desk, EXPECTED[name]["kind"], FILES / name, Choice()))


def bare(given: str) -> str:
    """What stands in a cell, without the remark of its number format."""
    return plain(given.partition(" [")[0])


KEYS = {
    "客户姓名": "name", "性别": "sex", "出生日期": "born", "证件类型": "id_type", "证件号码": "id_number",
    "证件到期日": "id_valid_until", "国籍": "nationality", "手机号码": "phone", "联系地址": "address",
    "年收入（元）": "income_yearly",
    "Birthdate": "born", "Mobile": "phone", "Gender": "sex", "Last Name": "name", "Annual Income": "income_yearly",
    "ID Type": "id_type",
}  # fmt: skip


@longer
@pytest.mark.parametrize("name", ["clients_1000.xlsx", "clients_crm.csv"])
def test_what_looks_wrong_and_is_right_is_read_as_it_is_meant(desk: Desk, name: str) -> None:
    """A phone with a space in it is still the client's."""
    expected: dict[str, Any] = EXPECTED[name]
    before = desk.store.head().seq
    report = done(running.bring_in(desk, "clients", FILES / name, Choice()))
    left = {one.row for one in report.faults} | {one.no for one in report.skipped}
    rows = [row for row in range(expected["first_data_row"], expected["last_data_row"] + 1) if row not in left]
    opened = [one.fact for one in desk.store.entries(after=before, kind=ClientRegistered.kind)]
    read = {row: fact.client for row, fact in zip(rows, opened, strict=True) if isinstance(fact, ClientRegistered)}
    for one in expected["reads"]:
        key, value, row = KEYS.get(one["column"], ""), one["value"], one["row"]
        if row in left or not key or value.startswith(("ask", "empty")) or "after one" in value:
            continue
        found = read[row].profile.get(key, "")
        assert plain(found) in map(plain, value.partition(" (")[0].split(" or ")), one
    assert all(one.lacking for one in read.values())


@pytest.mark.parametrize("name", LISTS)
def test_a_file_gives_what_is_expected_of_it(desk: Desk, name: str) -> None:
    """Each fault that is not told is found at the counter, each that is none sends somebody back to head office."""
    expected: dict[str, Any] = EXPECTED[name]
    report = looked(desk, name)
    faults = {(one.row, plain(one.column), bare(one.given)) for one in report.faults}
    assert faults == {(one["row"], plain(one["column"]), bare(one["given"])) for one in expected["faults"]}
    accepted = report.accepted + report.changed + report.same
    assert (report.rows, accepted, report.refused, report.asked) == tuple(
        expected[key] for key in ("rows", "accepted", "refused", "asked")
    )
    skipped = {one["row"]: one["why"] for one in expected["skipped"]}
    assert skipped.keys() <= {one.no for one in report.skipped}
    assert all(one.why == "blank" for one in report.skipped if one.no not in skipped)
    questions: dict[str, set[str]] = {}
    for one in report.questions:
        if not any(fault.ask and fault.given == one.word for fault in report.faults):
            questions.setdefault(one.column, set()).add(one.word)
    asked = {column: set(words) for column, words in expected.get("value_questions", {}).items()}
    for one in expected["reads"]:
        if str(one["value"]).startswith("ask ("):
            asked.setdefault(one["column"], set()).add(one["given"])
    assert questions == asked
    assert report.heading_row == expected["heading_rows"][0]
    assert (report.sheet or None) == expected.get("sheet")


@pytest.mark.parametrize("name", ["products_hq.csv", "products_list.xlsx"])
def test_a_products_cells_are_read_as_they_are_meant(desk: Desk, name: str) -> None:
    """A year is no number of days, and made of a product one without a fixed term, which fits every horizon."""
    expected: dict[str, Any] = EXPECTED[name]
    before = desk.store.head().seq
    offered = dict.fromkeys((("offer", one) for one in expected.get("value_questions", {}).get("offer", ())), "private")
    choice = Choice(answers={("status", "待售"): "suspended", **offered})
    report = done(running.bring_in(desk, "products", FILES / name, choice))
    left = {one.row for one in report.faults} | {one.no for one in report.skipped}
    rows = [row for row in range(expected["first_data_row"], expected["last_data_row"] + 1) if row not in left]
    listed = [one.fact for one in desk.store.entries(after=before, kind=ProductListed.kind)]
    read = {row: fact.product for row, fact in zip(rows, listed, strict=True) if isinstance(fact, ProductListed)}
    targets = {column.heading: column.target for column in report.columns}
    compared = set()
    for one in expected["reads"]:
        target, product = targets[one["column"]], read.get(one["row"])
        if product is None or target == "status":  # what is not confirmed, or whose institution pauses, is not on sale
            continue
        compared.add(target)
        found, wanted = keeping.texts_of(desk.pack, product).get(target, ""), one["value"] or ""
        if wanted == "ask or keep as text":
            assert product.maturity is not None
            assert product.value_date is not None
            wanted = str((product.maturity - product.value_date).days)
            assert ("term_of_dates", one["column"]) in {told[:2] for told in report.told}
        share = target == "worst_loss"  # fees are written in per cent
        assert _figure(found, share=share) == _figure(wanted, share=share), one
    assert {"code", "minimum", "maturity", "issuer_level"} <= compared


def _figure(text: str, *, share: bool) -> object:
    """What a cell says, a figure however it is written."""
    hundreds = share and text.endswith("%")
    try:
        return Decimal(text.removesuffix("%")) / (100 if hundreds else 1)
    except InvalidOperation:
        return plain(text)
