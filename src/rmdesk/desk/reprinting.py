"""A paper once more: what it says is what it said, under the number and digest that it has; who printed it now, and
when, stands on every page, and the printing is a fact with its own bytes."""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from rmdesk.desk import show
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers.drawing import pdf_of
from rmdesk.desk.papers.framing import instant_of
from rmdesk.domain.printer import PaperReprinted, PrintStamp, SetPrinted
from rmdesk.paper import Document, Stamp


class Reprint(NamedTuple):
    """A later printing of a paper: when, and what its pages bear."""

    at: datetime
    stamp: Stamp


def stamp_now(desk: Desk) -> Stamp:
    """What pages bear that are printed again now."""
    now = desk.now()
    return Stamp(
        desk.actor.name, show.moment(now, desk.branch.zone), desk.store.head().short, instant_of(now, desk.branch)
    )


def kept(stamp: Stamp) -> PrintStamp:
    """The stamp as facts keep it."""
    return PrintStamp(operator=stamp.operator, at=stamp.at, head=stamp.head, made=stamp.made)


def print_again(desk: Desk, document: Document, subject: str) -> bytes:
    """Draw a paper that has its number once more, and keep that it was. Inside a transaction."""
    stamp = stamp_now(desk)
    content = pdf_of(desk, document, stamp)
    sha256 = hashlib.sha256(content).hexdigest()
    desk.record(PaperReprinted(number=document.number, stamp=kept(stamp), pdf_sha256=sha256), subject)
    return content


def reprints(desk: Desk, number: str) -> Iterator[Reprint]:
    """Every later printing of a paper as a whole in a file of its own, the earliest first."""
    sql = """SELECT id FROM journal WHERE (kind = ? AND json_extract(payload, '$.number') = ?)
             OR (kind = ? AND json_extract(payload, '$.page') = 0 AND json_extract(payload, '$.numbers') = ?)
             ORDER BY seq"""
    alone = f'["{number}"]'
    for row in desk.store.query(sql, (PaperReprinted.kind, number, SetPrinted.kind, alone)):
        entry = desk.store.entry(row["id"])
        fact = None if entry is None or entry.payload is None else entry.fact
        if entry is not None and isinstance(fact, (PaperReprinted, SetPrinted)):
            yield Reprint(entry.at, Stamp(fact.stamp.operator, fact.stamp.at, fact.stamp.head, fact.stamp.made))
