"""Whatever a preview calls new can be taken: a cell that stops the whole list is refused in its row before."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import running
from rmdesk.desk.imports.kinds import KINDS
from rmdesk.desk.imports.running import Choice
from support.desks import done
from support.people import product
from support.tiers import also
from support.walk import put_on, register

ODD = (
    *("-60%", "-60", "-1", "0", "-0", "0%", "1e400", "1e-9", "NaN", "Infinity", "150%", "0.0000001", "9" * 20),
    *("１２", "½", "²", "٣", "2026-13-45", "1900-01-01", "9999-12-30", "0001-01-01", "2026-02-30", "49999", "00000000"),
    *("保本保收益", "无风险", "x" * 3000, "<b>", "=1+1", "'", "😀", "null", "不限", "R0", "R6", "R1R5", "是", "1年"),
)  # fmt: skip
PRODUCT = {
    "code": "", "name": "示例理财", "family": "理财", "issuer": "示例机构", "issuer_level": "R2", "minimum": "1000",
    "worst_loss": "10%", "worst_case": "到期可能损失本金", "return_kind": "浮动收益", "status": "在售",
}  # fmt: skip
POLICY = {**PRODUCT, "family": "保险", "premium": "年交", "pay_years": "5", "insurance_design": "分红型"}
DEPOSIT = {**PRODUCT, "family": "存款", "issuer_level": "", "worst_loss": "0%", "return_kind": "固定收益"}
CLIENT = {"external_no": "", "name": "虚构甲", "phone": "13900000001"}


def rows(base: dict[str, str], targets: Iterable[str], key: str, mark: str) -> Iterator[dict[str, str]]:
    """Each odd text in each column of a row that is right otherwise."""
    for target in targets:
        for odd in ODD:
            mark_no = f"{mark}{sum(map(ord, target)) % 1000:03}{len(target):02}{ODD.index(odd):03}"
            yield {**base, key: mark_no, target: odd}


def write(path: Path, heads: dict[str, str], table: list[dict[str, str]]) -> Path:
    """A list of these rows: target → text."""
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(heads.values())
        writer.writerows([row.get(one, "") for one in heads] for row in table)
    return path


BASES = {"products": PRODUCT, "policies": POLICY, "deposits": DEPOSIT}


@pytest.mark.parametrize("what", [also("products"), "policies", also("deposits"), "clients", also("holdings")])
def test_what_a_preview_calls_new_is_taken(desk: Desk, tmp_path: Path, what: str) -> None:
    """One row of four hundred with a loss of −60% stopped all of them after a clean preview, and named no row."""
    kind = "products" if what in BASES else what
    heads = {target: names[0] for target, names in KINDS[kind].headings(desk.pack).items()}
    table: list[dict[str, str]] = []
    if what in BASES:
        table += rows(BASES[what], (one for one in heads if one != "code"), "code", what[0].upper())
    elif what == "clients":
        table += rows(CLIENT, (one for one in heads if one != "external_no"), "external_no", "9")
    else:
        put_on(desk, product(code="W-02"))
        base = {"client": register(desk).no, "product": "W-02", "amount": "1000", "begun_on": "2026-01-01"}
        for target in heads:
            for odd in ODD:
                base = {
                    **base,
                    "begun_on": f"{2000 + len(table) // 300}-{len(table) % 300 // 28 + 1:02}-{len(table) % 28 + 1:02}",
                }
                table.append({**base, target: odd})
    path = write(tmp_path / "list.csv", heads, table)
    seen = done(running.look_at(desk, kind, path, Choice()))
    assert seen.accepted > len(table) // 20
    assert done(running.bring_in(desk, kind, path, Choice())).rows == len(table)
