"""Head office from the command line: set up, cards both ways, bundles in and back, how it stands, the proof."""

from datetime import UTC, datetime
from pathlib import Path

from cli.conftest import Ran, Run, run
from exchange.meeting import one_of
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import BRANCH, PASSWORD, FreshDesks
from support.postgres import Server
from support.tiers import exhaustive

__all__ = ["run"]


@exhaustive
def test_an_office_by_commands(run: Run, server: Server, fresh_desks: FreshDesks, tmp_path: Path, pack: Pack) -> None:
    """Head office works by scripts: every answer is a value, and each refusal says what to do."""
    with one_of(fresh_desks, tmp_path / "desk", pack, Clock(datetime.now(UTC).replace(microsecond=0))):
        pass
    with server.database() as database:
        folder, card, dsn = tmp_path / "office", tmp_path / "office.card", ("--dsn", server.dsn(database))

        def at(place: Path, user: str, *argv: str | Path, second: bool = False, json: bool = True) -> Ran:
            shown = ("--json",) if json else ()
            given = ("--desk", place, "--user", user, "--password-stdin", "--lang", "en", *argv, *shown)
            return run(*given, given=f"{PASSWORD}\n" * (2 if second else 1))

        def office(*argv: str | Path, second: bool = False, json: bool = True) -> Ran:
            return at(folder, "an", "office", *argv, second=second, json=json)

        named = ("--bank", BRANCH.bank, "--name", "总行", "--second", "bo")
        made = office("init", *named, *dsn, second=True)
        assert office("card", card).value == made.value
        assert made.value["kind"] == "office"
        looked = at(tmp_path / "desk", "demo", "exchange", "enrol", "--from", card, json=False)
        assert "everything that this desk records" in looked.out
        trusting = ("--from", card, "--fingerprint", made.value["fingerprint"], "--second", "reviewer")
        assert at(tmp_path / "desk", "demo", "exchange", "enrol", *trusting, second=True).code == 0
        theirs = at(tmp_path / "desk", "demo", "exchange", "enrol", "--card", tmp_path / "desk.card").value
        assert office("enrol", "--from", tmp_path / "desk.card", *dsn).value == theirs
        trusted = ("--from", tmp_path / "desk.card", "--fingerprint", theirs["fingerprint"], "--second", "bo")
        assert office("enrol", *trusted, *dsn, second=True).code == 0
        (tmp_path / "post").mkdir()
        given = at(tmp_path / "desk", "demo", "exchange", "out", tmp_path / "post", "--to", made.value["device"]).value
        (tmp_path / "post" / "zz.bundle").write_bytes(b"nothing")
        took = office("take", tmp_path / "post", *dsn)
        assert took.code == 1
        (good, bad), (told,) = took.value["taken"], took.value["told"]
        assert (good["new"], bad["refused"][0]["rule"]) == (given["last"], "EXCHANGE")
        assert (told["new"], told["why"]) == (given["last"], "")
        plain = office("take", tmp_path / "post", "--load", *dsn, json=False)
        assert "nothing changed" in plain.out
        assert "zz.bundle" in plain.err
        back = office("give", theirs["device"], tmp_path, *dsn).value
        answer = at(tmp_path / "desk", "demo", "exchange", "in", back["file"])
        assert answer.value["acked"] == given["last"]
        (stands,) = office("status", *dsn).value
        assert (stands["have"], stands["in_tables"], stands["clashes"]) == (given["last"], given["last"], [])
        assert "虚构支行" in office("status", *dsn, json=False).out
        assert office("verify", *dsn).value == [{"desk": theirs["device"], "facts": given["last"], "faults": []}]
        (reported,) = office("report", *dsn).value["branches"]
        assert (reported["branch"], reported["desks"]) == ("虚构支行", 1)
        assert reported["figures"]
        told = office("report", *dsn, json=False).out
        assert "虚构支行 (1 desk)" in told
        assert "the bank, 1 branch (1 desk)" in told
        slip = office("recall", "X-999", "--reason", "x", "--second", "bo", *dsn, second=True, json=False)
        assert (slip.code, "No desk keeps product X-999" in slip.err) == (0, True), slip.err
        assert office("find", *dsn).value == []
        assert "Nothing was found" in office("find", "K-0001", *dsn, json=False).err
        assert "nothing wrong" in office("verify", *dsn, json=False).out
        struck = office("strike", theirs["device"], "--reason", "lost", "--second", "bo", *dsn, second=True)
        assert struck.value["device"] == theirs["device"]
        assert office("give", theirs["device"], tmp_path, *dsn).code == 1
