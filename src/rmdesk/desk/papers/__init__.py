"""The papers of the desk: a kind and a case give a document of plain values, ready to be drawn."""

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.compose import compose

__all__ = ["Case", "compose"]
