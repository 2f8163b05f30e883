"""The database: connections under one of its three roles, numbered migrations, and what went wrong as refusals."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from pathlib import Path
from typing import Any, Final, Literal, ParamSpec, TypeAlias, TypeVar

import psycopg
from psycopg import errors, sql

from rmdesk.desk.failures import door
from rmdesk.domain.refusal import Refused, StopError, refused, stop
from rmdesk.office.keys import Office

P = ParamSpec("P")
T = TypeVar("T")
Connection: TypeAlias = psycopg.Connection[tuple[Any, ...]]
Role: TypeAlias = Literal["loader", "projector"]

_ROLES: Final = ("rmdesk_loader", "rmdesk_projector", "rmdesk_reader")
_MIGRATIONS: Final = Path(__file__).parent / "migrations"
_LOCK: Final = 7_239_166_101
"""A number of our own: two migrations at once wait for each other."""


def office_door(function: Callable[P, T]) -> Callable[P, T | Refused]:
    """`door`, for what also asks the server: what it refuses or cannot do is an answer."""

    @door
    @wraps(function)
    def answered(*args: P.args, **kwargs: P.kwargs) -> T:
        try:
            return function(*args, **kwargs)
        except psycopg.Error as error:
            raise StopError(_meaning(error)) from error

    return answered


def _meaning(error: psycopg.Error) -> Refused:
    why = " ".join(str(error).split())[:200]
    match error:
        case errors.InsufficientPrivilege():
            return refused("OFFICE.rights", why=why)
        case errors.DiskFull() | errors.OutOfMemory():
            return refused("OFFICE.full", why=why)
        case errors.UndefinedColumn():  # of tables that an older or a newer program filled
            return refused("OFFICE.untold")
        case errors.UndefinedTable() if '"told.' in why:
            return refused("OFFICE.untold")
        case errors.UndefinedTable() | errors.InvalidSchemaName() | errors.InvalidParameterValue():
            return refused("OFFICE.none")
        case _:
            return refused("OFFICE.server", why=why)


@contextmanager
def connected(dsn: str, role: Role, office: Office) -> Iterator[Connection]:
    """A connection with the rights of one role alone, to the server of this office (OFFICE.none, OFFICE.other).
    psycopg.Error."""
    with _connect(dsn) as connection:
        connection.execute(sql.SQL("SET ROLE {}").format(sql.Identifier(f"rmdesk_{role}")))
        row = connection.execute("SELECT card, bank_key FROM office.self").fetchone()
        if row is None:
            stop("OFFICE.none")
        if row != (office.card.model_dump_json(), office.bank_public):
            stop("OFFICE.other")
        _stop_if_newer(connection)
        yield connection


def set_up(dsn: str, office: Office) -> None:
    """Make roles and schema in an empty database, or bring the schema of this office up to date, as somebody who may
    make roles (OFFICE.other, OFFICE.newer). psycopg.Error."""
    with _connect(dsn) as connection, connection.transaction():
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
        _make_roles(connection)
        connection.execute("CREATE SCHEMA IF NOT EXISTS office AUTHORIZATION rmdesk_projector")
        connection.execute("CREATE SCHEMA IF NOT EXISTS told AUTHORIZATION rmdesk_projector")
        connection.execute("SET LOCAL ROLE rmdesk_projector")
        _migrate(connection)
        values = (office.card.model_dump_json(), office.bank_public)
        connection.execute("INSERT INTO office.self (card, bank_key) VALUES (%s, %s) ON CONFLICT DO NOTHING", values)
        if connection.execute("SELECT card, bank_key FROM office.self").fetchone() != values:
            stop("OFFICE.other")


def _connect(dsn: str) -> Connection:
    return psycopg.connect(dsn, autocommit=True, options="-c client_min_messages=warning")


def _make_roles(connection: Connection) -> None:
    for role in _ROLES:
        name = sql.Identifier(role)
        if connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (role,)).fetchone() is None:
            connection.execute(sql.SQL("CREATE ROLE {} NOLOGIN").format(name))
    connection.execute("GRANT rmdesk_loader, rmdesk_projector TO CURRENT_USER")


def _migrate(connection: Connection) -> None:
    connection.execute("CREATE TABLE IF NOT EXISTS office.migration (number integer PRIMARY KEY)")
    connection.execute("GRANT SELECT ON office.migration TO rmdesk_loader")
    done = _stop_if_newer(connection)
    for number, text in _migrations():
        if number > done:
            connection.execute(text)
            connection.execute("INSERT INTO office.migration VALUES (%s)", (number,))


def _stop_if_newer(connection: Connection) -> int:
    """The number of the last migration that was run."""
    row = connection.execute("SELECT coalesce(max(number), 0) FROM office.migration").fetchone()
    done, known = int(row[0]) if row else 0, max(number for number, _ in _migrations())
    if done > known:
        stop("OFFICE.newer", found=done, known=known)
    return done


def _migrations() -> list[tuple[int, str]]:
    return [(int(file.stem), file.read_text(encoding="utf-8")) for file in sorted(_MIGRATIONS.glob("*.sql"))]
