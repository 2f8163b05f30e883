"""A file of products: shown first, row by row, then taken whole or not at all (SALE-10, SUIT-15)."""

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import files
from rmdesk.desk.imports.products import Built, Fault, Products, Question
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.imports.facts import FileImported
from rmdesk.domain.imports.grid import Column, Read, doubled, understood
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import passed, refuse, stop

_SHOWN_TERMS = ("minimum", "issuer_level", "bank_level", "name", "issuer")
"""What is named of two rows of one code that say different things."""


class Report(NamedTuple):
    """What a file holds. `accepted` rows are new, `changed` stand on the shelf with other terms, `same` as they are;
    `import_id` "" in a dry run. `unmapped`: headings that mean nothing here."""

    name: str
    encoding: str
    delimiter: str
    heading_row: int
    columns: tuple[Column, ...]
    unmapped: tuple[str, ...]
    rows: int
    accepted: int
    changed: int
    same: int
    refused: int
    skipped: tuple[tuple[int, str], ...]
    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]
    unconfirmed: int
    cleaned: int
    import_id: str = ""


@use_case("shelf.keep")
def look_at_products(
    desk: Desk, path: Path, mapping: Mapping[str, str], answers: Mapping[tuple[str, str], str]
) -> Report:
    """A dry run: what would be taken, and everything that stands against the rest. `mapping`: heading → target, as
    somebody mended it; `answers`: (target, word) → value."""
    return _prepared(desk, path, mapping, answers).report


@use_case("shelf.keep")
def import_products(
    desk: Desk, path: Path, mapping: Mapping[str, str], answers: Mapping[tuple[str, str], str]
) -> Report:
    """Put what can be taken on the shelf, in one transaction. What is there already with the same terms stays; what is
    there with others is changed, and its holders are told of a changed level (SUIT-14)."""
    found = _prepared(desk, path, mapping, answers)
    report = found.report._replace(import_id=desk.new_id())
    with desk.transaction():
        for product in found.taken:
            passed(shelf.put_on(desk, product))
        done = FileImported(
            import_id=report.import_id,
            what="products",
            name=report.name,
            sha256=hashlib.sha256(path.read_bytes()).hexdigest(),
            rows=report.rows,
            accepted=report.accepted,
            changed=report.changed,
            refused=report.refused,
        )
        desk.record(done, report.import_id)
    return report


class _Prepared(NamedTuple):
    report: Report
    taken: tuple[Product, ...]


def _prepared(desk: Desk, path: Path, mapping: Mapping[str, str], answers: Mapping[tuple[str, str], str]) -> _Prepared:
    lines = passed(files.read(path))
    words = desk.pack.imports
    read = understood(lines.lines, words.heading["products"], words.words["total"], mapping)
    if read is None:
        stop("IMPORT.headings", given=path.name[-60:])
    twice = doubled(read.columns)
    if twice:
        named = ", ".join(one.heading for one in read.columns if one.target == twice[0])
        stop("IMPORT.doubled", headings=named)
    rows = Products(desk, read, answers)
    built = [rows.build(row) for row in read.rows]
    built = _without_twins(built, read)
    return _reported(desk, path, lines, read, built)


def _reported(desk: Desk, path: Path, lines: files.Lines, read: Read, built: list[Built]) -> _Prepared:
    products = [one.product for one in built if one.product is not None and not one.faults]
    standing = {one.code: one for one in shelf.shelf(desk)}
    same = [one for one in products if standing.get(one.code) == one]
    new = [one for one in products if one.code not in standing]
    taken = tuple(one for one in products if standing.get(one.code) != one)
    report = Report(
        name=path.name,
        encoding=lines.encoding,
        delimiter=lines.delimiter,
        heading_row=read.heading_row,
        columns=read.columns,
        unmapped=read.unmapped(),
        rows=len(built),
        accepted=len(new),
        changed=len(taken) - len(new),
        same=len(same),
        refused=sum(bool(one.faults) for one in built),
        skipped=read.skipped,
        faults=tuple(fault for one in built for fault in one.faults),
        questions=_questions(desk, built),
        unconfirmed=sum(bool(one.unconfirmed) for one in taken),
        cleaned=read.cleaned,
    )
    return _Prepared(report, taken)


def _questions(desk: Desk, built: Iterable[Built]) -> tuple[Question, ...]:
    """Each word once, however many rows hold it."""
    counted = Counter(word for one in built for word in one.words)
    allowed = desk.pack.imports.word
    asked = counted.items()
    return tuple(Question(column, target, word, rows, tuple(allowed[target])) for (target, column, word), rows in asked)


def _without_twins(built: list[Built], read: Read) -> list[Built]:
    """One code, one product: the second row of a code is left out, as the same or as another."""
    first: dict[str, Built] = {}
    column = next((one.heading for one in read.columns if one.target == "code"), "")
    found = []
    for one in built:
        product = one.product
        before = None if product is None else first.setdefault(product.code, one)
        if product is None or before is None or before is one or before.product is None:
            found.append(one)
            continue
        differs = next((key for key in _SHOWN_TERMS if getattr(product, key) != getattr(before.product, key)), "")
        case = "IMPORT.contradicts" if differs else "IMPORT.twice"
        fault = Fault(one.row, column, product.code, refuse(case, row=before.row))
        found.append(one._replace(product=None, faults=(*one.faults, fault)))
    return found
