"""The papers of the desk: a kind and a case give a document of plain values, ready to be drawn."""

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.compose import compose
from rmdesk.desk.papers.ready import why_not

__all__ = ["Case", "compose", "why_not"]
