"""Who may do what: one table, and the decorator that every use case stands behind."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from rmdesk.desk.desk import Desk
from rmdesk.desk.failures import refused_by
from rmdesk.domain.refusal import Refused, refused
from rmdesk.domain.staff import Role
from rmdesk.store.errors import StoreError

P = ParamSpec("P")
T = TypeVar("T")

_FRONT: frozenset[Role] = frozenset({"manager"})
_READERS: frozenset[Role] = frozenset({"manager", "reviewer", "compliance", "auditor"})
_WATCHERS: frozenset[Role] = frozenset({"auditor", "compliance"})
_SHELF_READERS: frozenset[Role] = _READERS | {"product_keeper"}
_EVERYBODY: frozenset[Role] = _SHELF_READERS | {"administrator"}

ROLES_OF: dict[str, frozenset[Role]] = {
    "clients.read": _READERS,
    "clients.write": _FRONT,
    "clients.qualify": _FRONT | {"compliance"},
    "clients.reveal": _FRONT | {"compliance"},
    "assess.take": _FRONT,
    "assess.read": _READERS,
    "assess.review": frozenset({"reviewer", "compliance"}),
    "shelf.read": _SHELF_READERS,
    "shelf.keep": frozenset({"product_keeper"}),
    "journeys.read": _READERS,
    "journeys.work": _FRONT,
    "sales.review": frozenset({"reviewer", "compliance"}),
    "papers.print": _FRONT | {"compliance"},
    "papers.read": _READERS,
    "complaints.take": _READERS,  # whoever hears of a complaint takes it in (COMP-01)
    "complaints.read": _READERS,
    "complaints.work": _FRONT | {"reviewer", "compliance"},
    "complaints.approve": frozenset({"reviewer", "compliance"}),
    "duties.read": _READERS,
    "duties.work": _FRONT | {"reviewer", "compliance"},
    "drafts": _EVERYBODY,
    "people.read": _EVERYBODY,
    "people.own": _EVERYBODY,
    "people.manage": frozenset({"administrator"}),
    "backup.make": _EVERYBODY,
    "backup.restore": frozenset({"administrator"}),
    "clock.confirm": _EVERYBODY,
    "branch.manage": frozenset({"administrator"}),
    "packs.adopt": frozenset({"administrator", "compliance"}),
    "verify": _EVERYBODY,
    "audit.read": _WATCHERS,
    "audit.export": _WATCHERS,
    "journal.export": _WATCHERS,
    "evidence.export": _WATCHERS | {"manager", "reviewer"},
    "papers.check": _EVERYBODY,
    "clients.export": _FRONT | {"compliance"},
    "clients.seal": frozenset({"compliance"}),
    "archive.read": _READERS,
    "archive.work": _FRONT | {"reviewer", "compliance"},
    "retention.read": _WATCHERS,
    "retention.hold": frozenset({"compliance"}),
    "retention.erase": frozenset({"manager", "compliance"}),  # proposed here, approved by a second person
    "inspections.read": _WATCHERS,
    "inspections.work": _WATCHERS,  # an audit's own papers: they change nothing of what is audited
}
"""Which roles may do which act. A use case names its act; nothing else decides."""


def use_case(
    act: str,
) -> Callable[[Callable[Concatenate[Desk, P], T | Refused]], Callable[Concatenate[Desk, P], T | Refused]]:
    """Let only the roles of `act` in; anybody else gets DATA-08.role. What the store cannot do is a refusal too."""
    allowed = ROLES_OF[act]

    def guard(function: Callable[Concatenate[Desk, P], T | Refused]) -> Callable[Concatenate[Desk, P], T | Refused]:
        @wraps(function)
        def guarded(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> T | Refused:
            if not desk.actor.active or not allowed.intersection(desk.actor.roles):
                return refused("DATA-08.role", act=act, roles=", ".join(sorted(allowed)))
            try:
                return function(desk, *args, **kwargs)
            except StoreError as error:
                return refused_by(error)

        return guarded

    return guard
