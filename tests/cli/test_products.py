"""The product keeper's work as commands."""

from contextlib import closing
from pathlib import Path

from cli.conftest import Run
from rmdesk.desk import opening
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.directives import HandedDown, ProductGiven
from shelf.test_documents import written
from support.desks import done


def test_a_level_falls_with_a_second_person_who_is_told_who_holds_it(own_desk: Run) -> None:
    """One person with a script would open an R5 to everybody (SUIT-15); who agrees does not know for whom."""
    falls = ("product", "change", "W-103", "--with", "issuer_level=R1", "--with", "bank_level=R1", "--reason", "重评")
    alone = own_desk(*falls, "--json", user="keeper")
    assert alone.value["refused"][0]["rule"] == "DATA-08"
    assert "K-" in alone.err
    wrong = own_desk(*falls, "--second", "manager", "--json", user="keeper")
    assert wrong.value["refused"][0]["rule"] == "DATA-08"
    agreed = own_desk(*falls, "--second", "compliance", "--json", user="keeper")
    assert (agreed.code, agreed.value["level"]) == (0, "R1")
    assert "K-" in agreed.err


def test_a_fund_is_called_a_deposit_with_a_second_person_alone(own_desk: Run) -> None:
    """SUIT-15: an R5 fund that needs no match is offered to everybody; who agrees reads what becomes of it."""
    change = ("product", "change", "F-403", "--with", "family=deposit", "--with", "worst_loss=0", "--reason", "更正")
    falls = [*change, "--with", "worst_case=存款本息按约定支付。", "--json"]
    rated = own_desk(*falls, user="keeper")
    assert rated.value["refused"][0]["rule"] == "INPUT", "what is rated R5, or floats, is no deposit whoever says so"
    least = [word for one in ("issuer_level=R1", "bank_level=R1", "return_kind=fixed") for word in ("--with", one)]
    named = own_desk(*falls, *least, user="keeper")
    assert named.value["refused"][0]["rule"] == "INPUT", "what is called a fund is no deposit either"
    alone = own_desk(*falls, *least, "--with", "name=示例定期存款", user="keeper")
    assert alone.value["refused"][0]["rule"] == "DATA-08"
    assert "fund → deposit" in alone.err


def test_what_head_office_stopped_is_resumed_with_a_second_person(own_desk: Run, tmp_path: Path) -> None:
    """DESK-03: a script of one person would sell everywhere stopped products again; who agrees reads which they are."""
    with closing(done(opening.unlock(tmp_path / "desk", "keeper", "demo"))) as desk:
        stopped = done(shelf.get(desk, "W-103")).model_copy(update={"status": "suspended"})
        given = ProductGiven(product=stopped)
        with desk.transaction():
            desk.record(HandedDown(device="hq", seq=1, by="op", second="other", about="W-103", directive=given), "hq")
    resume = ("product", "resume", "W-103", "--reason", "总行函", "--json")
    alone = own_desk(*resume, user="keeper")
    assert (alone.code, alone.value["refused"][0]["rule"]) == (1, "DATA-08")
    assert "suspended → listed" in alone.err
    wrong = own_desk(*resume, "--second", "manager", user="keeper")
    assert wrong.value["refused"][0]["rule"] == "DATA-08"
    agreed = own_desk(*resume, "--second", "compliance", user="keeper")
    assert (agreed.code, agreed.value["status"]) == (0, "listed")
    assert "suspended → listed" in agreed.err


def test_a_document_goes_in_and_out_by_command(own_desk: Run, tmp_path: Path) -> None:
    """A script takes head office's brochures in, and gets the version of any day out again."""
    file, copy = written(tmp_path, "新版.pdf", "cli"), tmp_path / "copy.pdf"
    code = own_desk("products", "--json", user="keeper").value[0]["code"]
    added = own_desk("product", "document", "add", code, file, "--kind", "prospectus", "--json", user="keeper")
    assert added.code == 0, added.err
    number = added.value["version"]
    again = own_desk("product", "document", "add", code, file, "--kind", "contract", "--json", user="keeper")
    assert again.code == 1
    listed = own_desk("product", "document", "list", code, "--json", user="keeper").value
    assert [(one["version"], one["sha256"]) for one in listed if one["in_force"]] == [(number, added.value["sha256"])]
    for force, code_out in (((), 0), ((), 1), (("--force",), 0)):
        saved = own_desk(
            "product", "document", "save", code, "prospectus", copy, "--number", f"V{number}", *force, user="keeper"
        )
        assert saved.code == code_out
    assert copy.read_bytes() == file.read_bytes()
    gone = own_desk("product", "document", "withdraw", code, "prospectus", "--reason", "放错文件", user="keeper")
    assert gone.code == 0, gone.err
