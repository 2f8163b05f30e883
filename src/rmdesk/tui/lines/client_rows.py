"""Clients as rows: the same columns wherever clients are listed."""

from collections.abc import Iterable
from datetime import date

from rmdesk.desk import clients, show
from rmdesk.desk.archive import finding
from rmdesk.desk.clients import ClientLine
from rmdesk.desk.desk import Desk
from rmdesk.desk.portrait import seeing as portraits
from rmdesk.desk.search import told_apart
from rmdesk.domain.client import valid_until
from rmdesk.domain.refusal import Refused
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.rows import Column, Row


def columns(lang: Lang) -> tuple[Column, ...]:
    """Number, name, what tells apart two of the same name, kind, level, stage, assessed on, valid until, manager."""
    return (
        Column(tr(lang, "clients.no"), 7),
        Column(tr(lang, "clients.name"), 10, grow=3),
        Column(tr(lang, "clients.apart"), 10),
        Column(tr(lang, "clients.kind"), 6, from_width=98),
        Column(tr(lang, "clients.level"), 14, grow=1),
        Column(tr(lang, "portrait.stage"), 8, from_width=90),
        Column(tr(lang, "clients.assessed_on"), 11, from_width=112),
        Column(tr(lang, "clients.valid_until"), 16, grow=1),
        Column(tr(lang, "clients.manager"), 10, from_width=124),
    )


def rows(desk: Desk, lang: Lang, lines: Iterable[ClientLine]) -> list[Row]:
    """One row a client; an expired assessment carries a sign and its word."""
    every = tuple(lines)
    known = portraits.read(desk, [line.id for line in every])
    stages = {one: at.stage.group.label.of(lang) for one, at in known.items() if at.stage is not None}
    return [row(desk, lang, line, stages.get(line.id, "")) for line in every]


def search(desk: Desk, lang: Lang, query: str, limit: int) -> list[Row]:
    """Clients found by name, pinyin, number, phone or ID tail, or by the number or code of a paper of theirs; none when
    the person may not read clients."""
    found = clients.find(desk, query, limit)
    if found == ():
        papers = finding.find(desk, query)
        named = () if isinstance(papers, Refused) else tuple({one.place.client_no for one in papers})
        found = clients.find(desk, named[0], 1) if len(named) == 1 else ()
    return [] if isinstance(found, Refused) else rows(desk, lang, found)


def counts_until(desk: Desk, lang: Lang, assessed: date) -> tuple[str, bool]:
    """The last day an assessment made on `assessed` counts, saying so where it is over; and whether it is over."""
    last = valid_until(assessed, desk.thresholds())
    expired = last < desk.today()
    return (tr(lang, "clients.expired", day=last) if expired else show.day(last)), expired


def row(desk: Desk, lang: Lang, line: ClientLine, stage: str = "") -> Row:
    """One client; `stage` in words, where the list tells it."""
    kind = desk.pack.label("client_kind", line.kind, lang)
    who = (line.no, line.name, told_apart.marks(desk, line, lang), kind)
    manager = told_apart.manager(desk, line)
    if line.kept != "open":
        return Row(line.id, (*who, tr(lang, f"clients.kept.{line.kept}"), "", "", "", ""), tone="muted")
    if line.one_no:
        return Row(line.id, (*who, tr(lang, "clients.linked.one", one=line.one_no), "", "", "", manager), tone="muted")
    marks = [desk.pack.label("privilege", one, lang) for one in line.marks(desk.today())]
    if line.level is None or line.assessed_on is None:
        return Row(line.id, (*who, " · ".join(marks) or tr(lang, "clients.not_assessed"), stage, "", "", manager))
    until, expired = counts_until(desk, lang, date.fromisoformat(line.assessed_on))
    level = show.client_level(desk.pack, line.level, lang)
    level = " · ".join((level, *marks))
    return Row(line.id, (*who, level, stage, line.assessed_on, until, manager), sign="!" if expired else "")
