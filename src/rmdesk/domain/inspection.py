"""The branch's own audit (DESK-17): a plan, a random sample that anybody can draw again, findings, rectification."""

import hashlib
from collections.abc import Iterable
from datetime import date, datetime
from typing import Literal

from rmdesk.domain.base import Value

Scope = Literal["sales", "assessments", "complaints"]
SCOPES: tuple[Scope, ...] = ("sales", "assessments", "complaints")
InspectionState = Literal["planned", "drawn", "closed"]
INSPECTION_STATES: tuple[InspectionState, ...] = ("planned", "drawn", "closed")
Severity = Literal["minor", "major", "grave"]
SEVERITIES: tuple[Severity, ...] = ("minor", "major", "grave")


class Plan(Value):
    """What is to be looked at: cases of `scope` that happened from `since` to `until` (local days, both included),
    `size` of them, by `inspector` (a login)."""

    title: str
    scope: Scope
    since: date
    until: date
    size: int
    inspector: str


class Sample(Value):
    """What was drawn. `population` is how many there were, `digest` the SHA-256 of their ids in order: whoever draws
    again from the same ones with the same seed must get the same `chosen`."""

    seed: str
    population: int
    digest: str
    chosen: tuple[str, ...]


class Rectification(Value):
    """What is mended, by whom (a login), until when; and whether somebody found it mended."""

    action: str
    owner: str
    due: date
    checked_at: datetime | None = None
    checked_by: str = ""
    mended: bool | None = None
    note: str = ""


class Finding(Value):
    """What was found in one of the sample ("" : in the whole)."""

    id: str
    item: str
    severity: Severity
    text: str
    rule: str = ""
    rectification: Rectification | None = None

    @property
    def settled(self) -> bool:
        """Whether it was found mended."""
        return self.rectification is not None and self.rectification.mended is True


class Inspection(Value):
    """One audit as far as it has got. `looked_at`: ids of the sample that were gone through."""

    id: str
    no: str
    plan: Plan
    planned_at: datetime
    by: str
    sample: Sample | None = None
    looked_at: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()
    closed_at: datetime | None = None
    summary: str = ""

    @property
    def state(self) -> InspectionState:
        """Planned, drawn or closed."""
        if self.closed_at is not None:
            return "closed"
        return "planned" if self.sample is None else "drawn"


def draw(population: Iterable[str], size: int, seed: str) -> Sample:
    """Draw `size` ids (all, when there are fewer) so that anybody can do it again.

    The ids are ordered by SHA-256(seed, newline, id) and the first ones taken: no library's random numbers, so the
    sample comes out the same in any language and any year.
    """
    ids = sorted(set(population))
    drawn = sorted(ids, key=lambda one: hashlib.sha256(f"{seed}\n{one}".encode()).digest())[:size]
    digest = hashlib.sha256("".join(f"{one}\n" for one in ids).encode()).hexdigest()
    return Sample(seed=seed, population=len(ids), digest=digest, chosen=tuple(drawn))
