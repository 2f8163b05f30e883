"""Who may do what: one table, and the decorator that every use case stands behind."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from rmdesk.desk import people_rows, reading
from rmdesk.desk.desk import Desk
from rmdesk.desk.failures import refused_by, unforeseen
from rmdesk.domain.people import DESK_ROLES, Role
from rmdesk.domain.refusal import Refused, StopError, refused
from rmdesk.domain.sensitive import agrees_beside
from rmdesk.store import Store
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
    "clients.regrade": _FRONT,
    "clients.qualify": _FRONT | {"compliance"},
    "clients.link": _FRONT | {"compliance"},
    "clients.reveal": _FRONT | {"compliance"},
    "assess.take": _FRONT,
    "assess.read": _READERS,
    "assess.review": frozenset({"reviewer", "compliance"}),
    "shelf.read": _SHELF_READERS,
    "shelf.keep": frozenset({"product_keeper"}),
    "holdings.read": _READERS,
    "holdings.work": _FRONT,
    "rates.enter": _FRONT | {"product_keeper"},
    "imports.work": _EVERYBODY,  # which kinds, each kind says
    "sales.read": _READERS,
    "sales.work": _FRONT,
    "sales.host": _READERS - {"auditor"},  # at whose screen a second person reviews
    "sales.review": frozenset({"reviewer", "compliance"}),
    "papers.print": _FRONT | {"compliance"},
    "papers.read": _READERS,
    "printer.keep": _FRONT | {"compliance", "administrator"},
    "complaints.take": _READERS - {"auditor"},  # whoever hears of a complaint takes it in (COMP-01)
    "complaints.read": _READERS,
    "complaints.work": _FRONT | {"reviewer", "compliance"},
    "complaints.approve": frozenset({"reviewer", "compliance"}),
    "dues.read": _EVERYBODY,  # which kinds, each provider says
    "dues.work": _FRONT | {"reviewer", "compliance"},
    "dues.put_off": _EVERYBODY,  # what is one's own to do
    "drafts": _EVERYBODY,
    "opening.read": _EVERYBODY,
    "indicators.read": _READERS,
    "indicators.answer": frozenset({"reviewer", "compliance"}),
    "people.read": _EVERYBODY,
    "people.own": _EVERYBODY,
    "people.hand_over": _FRONT | {"compliance"},
    "people.manage": frozenset({"administrator"}),
    "backup.make": _EVERYBODY,
    "backup.restore": frozenset({"administrator"}),
    "clock.confirm": _EVERYBODY,
    "branch.manage": frozenset({"administrator"}),
    "packs.adopt": frozenset({"administrator", "compliance"}),
    "packs.back_test": frozenset({"compliance"}),  # every client's sales, before a limit is set
    "clients.move": _FRONT | {"compliance"},
    "complaints.move": _FRONT | {"reviewer", "compliance"},
    "exchange.read": _EVERYBODY,
    "exchange.carry": _EVERYBODY - {"auditor"},  # sealed files: who carries them reads nothing of them
    "exchange.keep": frozenset({"administrator"}),
    "verify": _EVERYBODY,
    "audit.read": _WATCHERS,
    "audit.export": _WATCHERS,
    "lists.export": _EVERYBODY,  # masked; what is in it, each list says
    "journal.export": _WATCHERS,
    "evidence.export": _WATCHERS | {"manager", "reviewer"},
    "papers.check": _EVERYBODY,
    "clients.export": frozenset({"reviewer", "compliance"}),  # by whom, `archive/copy_maker.py` says
    "clients.seal": frozenset({"compliance"}),
    "archive.read": _READERS,
    "archive.work": _FRONT | {"reviewer", "compliance"},
    "retention.read": _WATCHERS,
    "retention.hold": frozenset({"compliance"}),
    "retention.erase": frozenset({"manager", "compliance"}),  # proposed here, approved by a second person
    "search.read": _EVERYBODY,  # finds of each kind what its own reader may see
    "registers.read": _EVERYBODY,  # which entries, each register's own file says
    "registers.work": _EVERYBODY,
}
"""Which roles have which permission. A use case names its permission; nothing else decides."""

_UNWATCHED = frozenset({"shelf.read", "people.read", "opening.read", "exchange.read"})
ON_RECORD = frozenset(permission for permission in ROLES_OF if permission.endswith(".read")) - _UNWATCHED
"""Reading these is itself a fact, for somebody who may do so only as an auditor."""

USE_CASES: dict[str, str] = {}
"""Every use case that was imported, as "module.function", and its permission."""


def use_case(
    permission: str,
) -> Callable[[Callable[Concatenate[Desk, P], T]], Callable[Concatenate[Desk, P], T | Refused]]:
    """Let only the roles of `permission` in; anybody else gets DATA-08.role. What the store cannot do is a refusal too.

    A use case says what it gives and raises what stops it; whoever calls it, a face or another use case, gets
    `T | Refused` (a use case goes on from another's answer with `passed`). By then every transaction that the refusal
    flew through has been taken back.
    An auditor's read is recorded before it is answered; where it cannot be recorded it is refused.
    """
    allowed = ROLES_OF[permission]

    def guard(function: Callable[Concatenate[Desk, P], T]) -> Callable[Concatenate[Desk, P], T | Refused]:
        name = f"{function.__module__.removeprefix('rmdesk.desk.')}.{function.__name__}"
        USE_CASES[name] = permission

        @wraps(function)
        def guarded(desk: Desk, /, *args: P.args, **kwargs: P.kwargs) -> T | Refused:
            held = allowed.intersection(desk.actor.roles)
            if not desk.actor.active or not held:
                return lacks_role(permission, held=desk.actor.roles)
            try:
                with desk.inside(permission) as outermost:
                    answer = function(desk, *args, **kwargs)
                if outermost and permission in ON_RECORD and held == {"auditor"} and not isinstance(answer, Refused):
                    reading.record(desk, name, (*args, *kwargs.values()), answer)
            except StopError as stopped:
                return stopped.refused
            except StoreError as error:
                return refused_by(error, desk.local)
            except OSError as error:
                return unforeseen(error, desk.folder, desk.local)
            return answer

        return guarded

    return guard


def lacks_role(permission: str, store: Store | None = None, held: tuple[Role, ...] = ()) -> Refused:
    """The refusal for whoever holds no role for `permission`, with those who do (DATA-08); where it is known by `store`
    that nobody holds one, with where somebody is given it. Who is by the roles `held` the second person is told so."""
    allowed = ROLES_OF[permission]
    people = None if store is None else people_rows.all_of(store)
    nobody = people is not None and not any(one.active and allowed.intersection(one.roles) for one in people)
    beside = "DATA-08.role_beside" if agrees_beside(permission, held) else "DATA-08.role"
    case = "DATA-08.role_open" if nobody else beside
    return refused(case, act=permission, roles=", ".join(sorted(allowed)))


def role_table() -> str:
    """The table of roles in Markdown, as ARCHITECTURE.md carries it."""
    head = "| permission | " + " | ".join(role.replace("_", " ") for role in DESK_ROLES) + " |"
    rows = (
        f"| `{permission}` | " + " | ".join("✓" if role in allowed else "" for role in DESK_ROLES) + " |"
        for permission, allowed in ROLES_OF.items()
    )
    return "\n".join((head, "|---" * (len(DESK_ROLES) + 1) + "|", *rows))
