"""Who reads what at head office (DATA-05): the loader nothing, a reader one branch, whoever has a dump no person."""

import shutil
import subprocess
from pathlib import Path

import psycopg
import pytest
from psycopg import errors, sql

from exchange.meeting import one_of
from office.headquarters import Headquarters, headquarters
from rmdesk.commands.indicators import figure_json
from rmdesk.desk import opening
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.indicators import figures
from rmdesk.domain.indicators.periods import month_of
from rmdesk.formpack import Pack
from rmdesk.office import finding, reporting
from support.clock import Clock
from support.desks import PASSWORD, FreshDesks, done
from support.people import staff
from support.postgres import Server, tool
from support.tiers import exhaustive
from support.walk import register


@exhaustive
def test_the_sample_desk_at_head_office(server: Server, built_sample: Path, tmp_path: Path, clock: Clock) -> None:
    """Each row of each table is the desk's own, each figure the same; a dump of the server names no client, no number,
    no telephone."""
    shutil.copytree(built_sample, tmp_path / "desk")
    desk = done(opening.unlock(tmp_path / "desk", "admin", PASSWORD, clock=clock))
    with headquarters(server, tmp_path, clock, desk.branch.bank) as head:
        head.knows(desk, Proof(PASSWORD, "compliance"))
        done(head.load(head.bundle(desk)))
        head.project()
        head.agrees(desk)
        desk.actor = staff("nobody", "compliance")
        month = month_of(clock().date())
        (reported,), whole = done(reporting.report(head.office, head.dsn, month.start, month.end, clock()))
        assert [figure_json(one) for one in whole.figures] == [figure_json(one) for one in reported.figures]
        assert [figure_json(one) for one in reported.figures] == [
            figure_json(one) for one in done(figures.listed(desk, month.start, month.end))
        ]
        dumping = tool("pg_dump")
        assert dumping is not None, "it comes with the server or its client"
        line = (dumping, "-d", head.dsn)
        dump = subprocess.run(line, capture_output=True, check=True, text=True).stdout
        assert "told.sale" in dump
        rows = desk.store.query("SELECT name, id_number, phone, doc FROM client")
        people = {str(one) for row in rows for one in tuple(row)[:3] if len(str(one)) > 1}
        people |= {str(row["doc"]) for row in desk.store.query("SELECT doc FROM person")}
        assert len(people) > 100
        assert [one for one in people if one in dump] == []
        desk.close()


@exhaustive
def test_the_loader_appends_and_cannot_read_back(head: Headquarters, desk: Desk) -> None:
    """Whoever takes the loader's login has no fact's words, and changes none."""
    done(head.load(head.bundle(desk)))
    head.project()
    with psycopg.connect(head.dsn, autocommit=True) as connection:
        connection.execute("SET ROLE rmdesk_loader")
        assert connection.execute("SELECT count(hash) FROM office.fact").fetchone() != (0,)
        for statement in (
            "SELECT said FROM office.fact",
            "SELECT who FROM office.fact",
            "SELECT * FROM office.fact",
            "SELECT said FROM office.fact_1",
            "SELECT content FROM office.file",
            "SELECT * FROM told.client",
            "UPDATE office.fact SET said = NULL",
            "DELETE FROM office.fact",
            "DELETE FROM office.bundle",
            "UPDATE office.desk SET card = ''",
            "COPY office.fact TO STDOUT",
        ):
            with pytest.raises(errors.InsufficientPrivilege):
                connection.execute(statement.encode())


@exhaustive
def test_a_reader_sees_one_branch(
    head: Headquarters, desk: Desk, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    """By no query a row of another branch; of the own one all, without what the facts say."""
    register(desk, name="欧阳静怡")
    done(head.load(head.bundle(desk)))
    with one_of(fresh_desks, tmp_path / "b", pack, clock) as other:
        other.branch = other.branch.model_copy(update={"branch": "虚构二支行"})
        head.knows(other)
        register(other, name="司徒明")
        done(head.load(head.bundle(other)))
        head.project()
        here, there = desk.store.device, other.store.device
    with psycopg.connect(head.dsn, autocommit=True) as connection:
        connection.execute("DROP ROLE IF EXISTS reader_a")
        connection.execute("CREATE ROLE reader_a LOGIN IN ROLE rmdesk_reader")
        connection.execute(
            "INSERT INTO office.reader SELECT 'reader_a', branch FROM office.desk WHERE desk = %s", (here,)
        )
        tables = connection.execute(
            "SELECT schemaname, tablename FROM pg_tables WHERE schemaname IN ('office', 'told')"
        ).fetchall()
    seen: set[str] = set()
    with psycopg.connect(head.server.dsn(head.database, "reader_a"), autocommit=True) as reader:
        for schema, table in tables:
            try:
                rows = reader.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier(schema, table))).fetchall()
            except errors.InsufficientPrivilege:
                assert schema == "office", "of the tables a reader has all"
                continue
            assert [row for row in rows if there in row or "虚构二支行" in row] == []
            seen |= {table for row in rows if here in row}
        for table in ("fact", "fact_1", "fact_2", "file", "clash"):
            with pytest.raises(errors.InsufficientPrivilege):
                reader.execute(sql.SQL("SELECT * FROM {}").format(sql.Identifier("office", table)))
        assert _beside_queries(head, reader, there) == []
        with pytest.raises(errors.InsufficientPrivilege):
            reader.execute("SET ROLE rmdesk_projector")
    assert {"client", "person", "desk", "bundle"} <= seen


def _beside_queries(head: Headquarters, reader: psycopg.Connection[tuple[object, ...]], there: str) -> list[object]:
    """What a reader learns of a desk of another branch by statistics, by functions of the own that tell what they see,
    by errors, views and keys."""
    with psycopg.connect(head.dsn, autocommit=True) as connection:
        connection.execute("ANALYZE")
    told = list[str]()
    reader.add_notice_handler(lambda notice: told.append(notice.message_primary or ""))
    reader.execute(
        """CREATE FUNCTION pg_temp.tells(text) RETURNS boolean LANGUAGE plpgsql COST 0.0000001 AS
        $$ BEGIN RAISE NOTICE '%', $1; RETURN true; END $$"""
    )
    reader.execute("CREATE TEMP VIEW seen AS SELECT desk FROM told.client WHERE pg_temp.tells(desk)")
    for statement in (
        "SELECT desk FROM told.client WHERE pg_temp.tells(desk)",
        "SELECT * FROM seen",
        "SELECT * FROM office.desk WHERE pg_temp.tells(desk)",
        f"SELECT 1 / (desk <> '{there}')::int FROM told.client",
        f"SELECT desk::int FROM told.client WHERE desk = '{there}'",
    ):
        told += [str(row) for row in reader.execute(statement.encode()).fetchall()]
    for statement in (
        "CREATE TEMP TABLE mine (desk text REFERENCES office.desk)",
        f"INSERT INTO office.bundle (desk) VALUES ('{there}')",
        f"DELETE FROM told.client WHERE desk = '{there}'",
        "SELECT * FROM pg_statistic",
    ):
        with pytest.raises((errors.InsufficientPrivilege, errors.InvalidTableDefinition)):
            reader.execute(statement.encode())
    told += [str(row) for row in reader.execute("SELECT * FROM pg_stats WHERE schemaname IN ('told', 'office')")]
    assert told, "the own branch is told"
    return [one for one in told if there in one or "虚构二支行" in one]


@exhaustive
def test_a_person_is_found_by_what_is_sealed_alike(
    head: Headquarters, desk: Desk, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack, clock: Clock
) -> None:
    """Who is a client at two desks is told by their numbers there, and nothing about anybody is read for it."""
    number = {"id_type": "passport", "id_number": "E1234567"}
    with one_of(fresh_desks, tmp_path / "b", pack, clock) as other:
        head.knows(other)
        register(desk, name="欧阳静怡", **number)
        register(desk, name="司徒明", id_type="passport", id_number="E7654321")
        register(other, name="欧阳 静怡", **number)
        for one in (desk, other):
            done(head.load(head.bundle(one)))
        head.project()
        both = {(desk.store.device, "K-0001"), (other.store.device, "K-0001")}
        for given in ("e 1234567", ""):
            found = done(finding.find(head.office, head.dsn, given))
            assert {(one.desk, one.no) for one in found} == both
            assert {one.person for one in found} == {1}
        (alone,) = done(finding.find(head.office, head.dsn, "司徒明"))
        assert alone.no == "K-0002"
        assert done(finding.find(head.office, head.dsn, "司徒")) == ()
