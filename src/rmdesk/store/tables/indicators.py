"""Crossed lines that somebody has answered."""

from rmdesk.domain.indicators.facts import CrossingAnswered
from rmdesk.store.entry import Entry
from rmdesk.store.project import projects, table
from rmdesk.store.rows import Changes, Reader, Row

table("crossing", key=("key", "start"), text=("at", "by", "note"))


@projects(CrossingAnswered, alone="crossing")
def _answered(rows: Reader, fact: CrossingAnswered, entry: Entry) -> Changes:
    yield Row("crossing", {"key": fact.key, "start": fact.start, "at": entry.at, "by": entry.actor, "note": fact.note})
