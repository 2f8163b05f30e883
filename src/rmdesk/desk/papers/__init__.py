"""The papers of the desk: a kind of paper and its input give a document of plain values, ready to be drawn."""

from rmdesk.desk.papers.compose import compose
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.desk.papers.ready import why_not

__all__ = ["PaperInput", "compose", "why_not"]
