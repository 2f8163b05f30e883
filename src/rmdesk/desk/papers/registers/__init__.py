"""Papers of register entries, composed from plain values that were gathered under the reader's rights."""

from rmdesk.desk.papers.registers.composing import compose
from rmdesk.desk.papers.registers.sections import EntryPaper

__all__ = ["EntryPaper", "compose"]
