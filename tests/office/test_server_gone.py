"""The server goes, or its disk is full, while `rmdesk office take` loads a folder of bundles."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest
from psycopg import errors

from cli.conftest import Ran, Run, run
from exchange.meeting import one_of
from office.headquarters import Headquarters, headquarters
from rmdesk.desk.exchange import giving
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import BRANCH, PASSWORD, FreshDesks, done
from support.postgres import programs, running
from support.tiers import longer

__all__ = ["run"]


def taken(run: Run, head: Headquarters, post: Path, *, json: bool = True) -> Ran:
    """What the command says."""
    shown = ("--json",) if json else ()
    line = ("--desk", head.folder, "--user", "an", "--password-stdin", "--lang", "en", "office", "take", post)
    return run(*line, "--dsn", head.dsn, *shown, given=f"{PASSWORD}\n")


def happens_at(patch: pytest.MonkeyPatch, calls: int, happens: Callable[[], None]) -> None:
    """Before one of the calls to the server, counted from now."""
    left = [calls]

    def counted(function: Callable[..., Any]) -> Callable[..., Any]:
        def called(*args: Any, **kwargs: Any) -> Any:
            left[0] -= 1
            if not left[0]:
                happens()
            return function(*args, **kwargs)

        return called

    for owner, name in ((psycopg.Connection, "execute"), (psycopg.Copy, "write_row")):
        patch.setattr(owner, name, counted(getattr(owner, name)))


@longer
def test_the_server_goes_between_statements(
    run: Run, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    """If it fails, nobody knows which bundles went in before the server went, and one is lost or goes in twice."""
    found = programs()
    if found is None:
        pytest.skip("no PostgreSQL here: initdb, postgres and pg_ctl are needed")
    post = tmp_path / "post"
    post.mkdir()
    with (
        running(found, "synchronous_commit=on") as server,
        headquarters(server, tmp_path, clock, BRANCH.bank) as head,
        one_of(fresh_desks, tmp_path / "a", pack, clock) as one,
        one_of(fresh_desks, tmp_path / "b", pack, clock) as other,
    ):
        for desk in (one, other):
            head.knows(desk)
            done(giving.give(desk, head.office.card.device, post))
        went, said = set[str](), list[int]()
        for calls in (8, 30, 60):
            with pytest.MonkeyPatch.context() as patch:
                happens_at(patch, calls, server.kill)
                value = taken(run, head, post).value
            server.again()
            went |= {each["desk"] for each in value["taken"] if "desk" in each}
            said.append(len(went))
            with psycopg.connect(head.dsn) as connection:
                here = {desk for (desk,) in connection.execute("SELECT DISTINCT desk FROM office.fact")}
            assert went == here, "what was said to be in is in, and nothing else"
        assert said[0] == 0, "killed in the first bundle"
        again = taken(run, head, post)
        assert again.code == 0
        assert {each["desk"] for each in again.value["taken"]} == {one.store.device, other.store.device}
        for desk in (one, other):
            head.agrees(desk)


def test_a_full_disk_while_tables_are_filled(
    run: Run, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock, head: Headquarters
) -> None:
    """If it fails, what was loaded is not said, and somebody looks for the bundle that went in."""
    with one_of(fresh_desks, tmp_path / "a", pack, clock) as desk:
        head.knows(desk)
        file = head.bundle(desk)

        def full(*_: object) -> None:
            raise errors.DiskFull("no space left on device")

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("rmdesk.office.projecting._make_tables", full)
            told, plain = taken(run, head, file), taken(run, head, file, json=False)
        assert told.code == plain.code == 1
        assert told.value["taken"][0]["desk"] == desk.store.device
        assert [each["rule"] for each in told.value["refused"]] == ["OFFICE"]
        assert "nothing changed" in plain.out
        assert "no room left" in plain.err
        assert taken(run, head, file).code == 0
        head.agrees(desk)
