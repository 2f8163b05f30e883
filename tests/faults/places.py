"""Every place that a route leads to, with ids of the desk that one is at."""

import random
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from rmdesk.desk.desk import Desk
from rmdesk.domain.people import DESK_ROLES
from rmdesk.tui import routes
from rmdesk.tui.places import PLACES

_NOT = {routes.Unlock, routes.Locked, routes.FileDraft, routes.CaseDraft, routes.EntryDraft}


def routes_of(desk: Desk, chance: random.Random) -> Iterator[routes.Route]:
    """One route of each kind, by chance, as far as the desk holds what it bears."""
    for kind in PLACES:
        if kind in _NOT:
            continue
        wanted = [name for one in reversed(kind.__mro__) for name in vars(one).get("__annotations__", {})]
        given = {name: chance.choice(known) for name in wanted if (known := _known(desk, kind, name))}
        try:
            yield kind(**given)
        except TypeError:  # the desk has none of what it bears
            continue


def _known(desk: Desk, kind: type[routes.Route], name: str) -> list[Any]:
    """What may stand for a field of a route."""
    match name:
        case "client_id":
            return _column(desk, "SELECT id FROM client")
        case "sale_id" if issubclass(kind, routes.OfSale):
            return _column(desk, "SELECT id FROM sale")
        case "code":
            return _column(desk, "SELECT code FROM product")
        case "register_id":
            return list(desk.pack.registers)
        case "entry_id":
            return _column(desk, "SELECT id FROM entry")
        case "act":
            acts = [one for register in desk.pack.registers.values() for one in register.act]
            return acts if kind is routes.EntryAct else []
        case "assessment_id" if kind is routes.TakenAssessment:
            return _column(desk, "SELECT id FROM assessment")
        case "number":
            return _column(desk, "SELECT number FROM paper")
        case "login":
            return _column(desk, "SELECT login FROM person")
        case "role":
            return list(DESK_ROLES)
        case "kind":
            return ["person", "organisation"]
        case "on":
            return [desk.today() - timedelta(days=3)]
        case "key" if kind is routes.Indicator:
            return [one.key for one in desk.pack.indicators.indicator]
        case "which":
            return _which(desk, kind)
    return []


def _which(desk: Desk, kind: type[routes.Route]) -> list[Any]:
    if kind is routes.RegisterEntry:
        return _column(desk, "SELECT id FROM entry")
    if kind is routes.CaseFile:
        return _column(desk, "SELECT id FROM complaint")
    return [one.id for one in desk.pack.cards.card]


def _column(desk: Desk, sql: str) -> list[Any]:
    return [row[0] for row in desk.store.query(sql)]
