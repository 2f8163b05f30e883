"""The letters of the complaint desk, composed from plain values."""

from rmdesk.desk.papers.complaints.letter import Letter, compose

__all__ = ["Letter", "compose"]
