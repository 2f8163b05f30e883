"""Everything that happened with one client on one line of days, the latest first (DESK-01)."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import NamedTuple

from rmdesk.desk import show
from rmdesk.desk.client_file import ClientFile
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title
from rmdesk.domain.base import Lang
from rmdesk.locale import tr


class Event(NamedTuple):
    """One thing that happened: which list of the file it comes from ("" for what leads nowhere) and its id there, its
    number, what kind of thing it was, as a key and in words, and what it was in words."""

    on: date
    listed: str
    id: str
    no: str
    kind: str
    kind_text: str
    what: str


def events(desk: Desk, file: ClientFile, lang: Lang) -> tuple[Event, ...]:
    """What a file that a use case has read holds, in the order of days: the file, assessments, sales, what was bought
    elsewhere and what ended, papers, cases, entries of registers, what was due and is done."""
    found = [
        *_assessed(desk, file, lang),
        *_sold(desk, file, lang),
        *_held(desk, file, lang),
        *_kept(desk, file, lang),
        *_done(desk, file, lang),
        _event(file.client.registered_on, "opened", lang),  # of what was on one day, the first
    ]
    return tuple(sorted(found, key=lambda one: one.on, reverse=True))


def _event(on: date, kind: str, lang: Lang, what: str = "", no: str = "", leads: tuple[str, str] = ("", "")) -> Event:
    return Event(on, *leads, no, kind, tr(lang, f"portrait.event.{kind}"), what)


def _assessed(desk: Desk, file: ClientFile, lang: Lang) -> Iterator[Event]:
    for one in file.assessments:
        level = show.client_level(desk.pack, one.level, lang)
        yield _event(one.on, "assessed", lang, level, leads=("assessments", one.id))


def _sold(desk: Desk, file: ClientFile, lang: Lang) -> Iterator[Event]:
    for one in file.sales:
        step = (
            desk.pack.label("step", one.step, lang) if one.state == "open" else tr(lang, f"clients.state.{one.state}")
        )
        on = desk.local(datetime.fromisoformat(one.touched_at)).date()
        yield _event(on, "sale", lang, f"{one.product or ''} {step}".strip(), one.no, ("sales", one.id))


def _held(desk: Desk, file: ClientFile, lang: Lang) -> Iterator[Event]:
    """What was sold here began with its sale."""
    for line in file.holdings:
        one, name = line.holding, line.name.of(lang)
        if one.begun_on is not None and one.source != "sale":
            yield _event(one.begun_on, "bought", lang, f"{name} {show.money(one.amount, currency=one.currency)}")
        ended = one.ended_on or one.maturity
        if ended is not None and ended <= desk.today():
            yield _event(ended, "ended", lang, name)


def _kept(desk: Desk, file: ClientFile, lang: Lang) -> Iterator[Event]:
    for paper in file.papers:
        title = paper_title(desk.pack, paper.kind, lang, paper.family)
        yield _event(desk.local(paper.at).date(), "paper", lang, title, paper.number, ("papers", paper.number))
    for case in file.complaints:
        if case.received_at is not None:
            on = desk.local(case.received_at).date()
            yield _event(on, "case", lang, case.claim, case.no, ("complaints", case.id))
    for entry in file.entries:
        what = f"{entry.title.of(lang)} · {entry.state.of(lang)}"
        yield _event(entry.begun_on, "entry", lang, what, entry.no, ("entries", entry.id))


def _done(desk: Desk, file: ClientFile, lang: Lang) -> Iterator[Event]:
    for one in file.settled:
        if one.done_at is not None:
            what = f"{tr(lang, f'home.due_kind.{one.kind}')}：{one.note}" if lang == "zh" else ""
            what = what or f"{tr(lang, f'home.due_kind.{one.kind}')}: {one.note}"
            yield _event(desk.local(one.done_at).date(), "done", lang, what)
