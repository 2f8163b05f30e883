"""The branch's own audits (DESK-17): planned, drawn at random with a seed on record, gone through, mended, closed."""

import secrets
from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk.access import ROLES_OF, use_case
from rmdesk.desk.complaints.reading import all_cases
from rmdesk.desk.desk import Desk
from rmdesk.desk.roster import all_of, staff_of
from rmdesk.desk.trust.asof import end_of
from rmdesk.domain import archive_facts as facts
from rmdesk.domain.inspection import (
    INSPECTION_STATES,
    Finding,
    Inspection,
    InspectionState,
    Plan,
    Rectification,
    Sample,
    Severity,
    draw,
)
from rmdesk.domain.refusal import Refused, refused
from rmdesk.domain.staff import Staff
from rmdesk.store.plain import instant_text

MOST = 500
"""Items of one sample."""


class Item(NamedTuple):
    """One of a sample: its id, the number that people say ("J-0012"), and whether it was looked at."""

    id: str
    no: str
    looked_at: bool
    findings: int


class InspectionView(NamedTuple):
    """One audit and its sample. `open`: items not looked at and findings not found mended."""

    inspection: Inspection
    items: tuple[Item, ...]
    open: int


@use_case("inspections.read")
def listed(desk: Desk, state: InspectionState | None = None) -> tuple[Inspection, ...] | Refused:
    """All audits, the latest first."""
    states = (state,) if state else INSPECTION_STATES
    sql = f"SELECT doc FROM inspection WHERE state IN ({', '.join('?' * len(states))}) ORDER BY id DESC"
    return tuple(desk.parsed(Inspection, row["doc"]) for row in desk.store.query(sql, states))


@use_case("inspections.read")
def view(desk: Desk, which: str) -> InspectionView | Refused:
    """The audit with this id or number (A-0003)."""
    rows = desk.store.query("SELECT doc FROM inspection WHERE id = ? OR no = ?", (which, desk.bare_no(which)))
    if not rows:
        return refused("INPUT.unknown", what="inspection", given=which)
    return _view(desk, desk.parsed(Inspection, rows[0]["doc"]))


@use_case("inspections.read")
def inspectors(desk: Desk) -> tuple[Staff, ...] | Refused:
    """Who may go through a sample, by login."""
    return tuple(one for one in all_of(desk.store) if _may_inspect(one))


def _may_inspect(person: Staff) -> bool:
    return person.active and bool(ROLES_OF["inspections.work"].intersection(person.roles))


@use_case("inspections.work")
def plan(desk: Desk, what: Plan) -> InspectionView | Refused:
    """Plan an audit. `what.inspector` is who goes through it."""
    if not what.title.strip():
        return refused("INPUT.required")
    person = staff_of(desk.store, what.inspector)
    if person is None or not _may_inspect(person):
        return refused("INPUT.unknown", what="person", given=what.inspector)
    if what.since > what.until:
        return refused("INPUT.period", start=what.since, end=what.until)
    if not 1 <= what.size <= MOST:
        return refused("INPUT.choice", given=what.size, allowed=f"1–{MOST}")
    fact = facts.InspectionPlanned(inspection_id=desk.new_id(), no=desk.next_no("A"), plan=what)
    desk.record(fact, fact.inspection_id)
    return view(desk, fact.inspection_id)


@use_case("inspections.work")
def draw_sample(desk: Desk, which: str, seed: str = "") -> InspectionView | Refused:
    """Draw the sample. The seed is made here unless somebody brings one (a date, a die): it is recorded, and with it
    anybody draws the same sample again."""
    now = _at(desk, which, "planned")
    if isinstance(now, Refused):
        return now
    population = population_of(desk, now.plan)
    if not population:
        return refused("DESK-17.empty")
    sample = draw(population, now.plan.size, seed.strip() or secrets.token_hex(8))
    desk.record(facts.SampleDrawn(inspection_id=now.id, sample=sample), now.id)
    return view(desk, now.id)


@use_case("inspections.read")
def drawn_again(desk: Desk, which: str) -> Sample | Refused:
    """The sample as its seed gives it today: equal to the recorded one unless the population changed since."""
    now = view(desk, which)
    if isinstance(now, Refused):
        return now
    sample = now.inspection.sample
    if sample is None:
        return refused("DESK-17.state", state=now.inspection.state)
    return draw(population_of(desk, now.inspection.plan), now.inspection.plan.size, sample.seed)


@use_case("inspections.work")
def look_at(desk: Desk, which: str, item: str) -> InspectionView | Refused:
    """One of the sample was gone through."""
    now = _at(desk, which, "drawn")
    if isinstance(now, Refused):
        return now
    if now.sample is None or item not in now.sample.chosen:
        return refused("INPUT.unknown", what="item", given=item)
    if item not in now.looked_at:
        desk.record(facts.ItemLookedAt(inspection_id=now.id, item=item), now.id)
    return view(desk, now.id)


@use_case("inspections.work")
def note_finding(
    desk: Desk, which: str, severity: Severity, text: str, item: str = "", rule: str = ""
) -> InspectionView | Refused:
    """Something was found: in one of the sample, or ("" as `item`) in the whole. `rule`: the id of a broken rule."""
    now = _at(desk, which, "drawn")
    if isinstance(now, Refused):
        return now
    if not text.strip():
        return refused("INPUT.required")
    if item and (now.sample is None or item not in now.sample.chosen):
        return refused("INPUT.unknown", what="item", given=item)
    if rule and desk.pack.rule(rule) is None:
        return refused("INPUT.unknown", what="rule", given=rule)
    finding = Finding(id=desk.new_id(), item=item, severity=severity, text=text.strip(), rule=rule)
    desk.record(facts.FindingNoted(inspection_id=now.id, finding=finding), now.id)
    return view(desk, now.id)


@use_case("inspections.work")
def agree(desk: Desk, which: str, finding_id: str, action: str, owner: str, due: date) -> InspectionView | Refused:
    """Who mends a finding, and until when."""
    now = _with_finding(desk, which, finding_id)
    if isinstance(now, Refused):
        return now
    if not action.strip():
        return refused("INPUT.required")
    if staff_of(desk.store, owner) is None:
        return refused("INPUT.unknown", what="person", given=owner)
    if due < desk.today():
        return refused("INPUT.past", given=due)
    rectification = Rectification(action=action.strip(), owner=owner, due=due)
    fact = facts.RectificationAgreed(inspection_id=now.id, finding_id=finding_id, rectification=rectification)
    desk.record(fact, now.id)
    return view(desk, now.id)


@use_case("inspections.work")
def check(desk: Desk, which: str, finding_id: str, note: str, *, mended: bool) -> InspectionView | Refused:
    """Somebody who is not its owner looked whether a finding was mended."""
    now = _with_finding(desk, which, finding_id)
    if isinstance(now, Refused):
        return now
    found = next(one for one in now.findings if one.id == finding_id).rectification
    if found is None or not note.strip():
        return refused("INPUT.required")
    if found.owner == desk.actor.login:
        return refused("DATA-08.same_person", person=desk.actor.name)
    fact = facts.RectificationChecked(inspection_id=now.id, finding_id=finding_id, mended=mended, note=note.strip())
    desk.record(fact, now.id)
    return view(desk, now.id)


@use_case("inspections.work")
def close(desk: Desk, which: str, summary: str) -> InspectionView | Refused:
    """End an audit: everything looked at, every finding found mended (DESK-17.open)."""
    now = _at(desk, which, "drawn")
    if isinstance(now, Refused):
        return now
    left = _view(desk, now).open
    if left:
        return refused("DESK-17.open", count=left)
    if not summary.strip():
        return refused("INPUT.required")
    desk.record(facts.InspectionClosed(inspection_id=now.id, summary=summary.strip()), now.id)
    return view(desk, now.id)


def population_of(desk: Desk, what: Plan) -> tuple[str, ...]:
    """Ids of everything in the plan's scope and time. Cases in which the inspector has an interest are left out
    (COMP-04). For use cases."""
    if what.scope == "assessments":
        sql = "SELECT id FROM assessment WHERE on_day >= ? AND on_day <= ?"
        return _ids(desk, sql, what.since.isoformat(), what.until.isoformat())
    begin, end = end_of(desk, date.fromordinal(what.since.toordinal() - 1)), end_of(desk, what.until)
    if what.scope == "sales":
        rows = desk.store.query("SELECT id, json_extract(doc, '$.countersigned.at') FROM journey")
        sold = ((row["id"], datetime.fromisoformat(row[1])) for row in rows if row[1] is not None)
        return tuple(id_ for id_, at in sold if begin < at <= end)
    cases = all_cases(desk, "received_at > ? AND received_at <= ?", (instant_text(begin), instant_text(end)))
    return tuple(case.id for case in cases if not case.concerns(what.inspector))


def _ids(desk: Desk, sql: str, *params: str) -> tuple[str, ...]:
    return tuple(row["id"] for row in desk.store.query(sql, params))


def _at(desk: Desk, which: str, state: InspectionState) -> Inspection | Refused:
    """The audit, when it is in this state."""
    now = view(desk, which)
    if isinstance(now, Refused):
        return now
    found = now.inspection
    return found if found.state == state else refused("DESK-17.state", state=found.state)


def _with_finding(desk: Desk, which: str, finding_id: str) -> Inspection | Refused:
    now = _at(desk, which, "drawn")
    if isinstance(now, Refused):
        return now
    known = {one.id for one in now.findings}
    return now if finding_id in known else refused("INPUT.unknown", what="finding", given=finding_id)


def _view(desk: Desk, one: Inspection) -> InspectionView:
    chosen = () if one.sample is None else one.sample.chosen
    items = tuple(_item(desk, one, item) for item in chosen)
    unseen = sum(1 for item in items if not item.looked_at)
    unsettled = sum(1 for finding in one.findings if not finding.settled)
    return InspectionView(one, items, unseen + unsettled)


def _item(desk: Desk, one: Inspection, item: str) -> Item:
    return Item(item, _no(desk, one, item), item in one.looked_at, sum(1 for it in one.findings if it.item == item))


def _no(desk: Desk, one: Inspection, item: str) -> str:
    """What people say: a journey's or a case's number; of an assessment the client's number and the day."""
    if one.plan.scope == "assessments":
        row = desk.store.query(
            "SELECT c.no, a.on_day FROM assessment a JOIN client c ON c.id = a.client_id WHERE a.id = ?", (item,)
        )
        return f"{row[0]['no']} {row[0]['on_day']}" if row else item[:8]
    found = desk.store.get("journey" if one.plan.scope == "sales" else "complaint", item)
    return item[:8] if found is None else str(found["no"])
