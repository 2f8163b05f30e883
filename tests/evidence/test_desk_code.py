"""A desk whose head office gave it a code: numbers are found with it and without it, papers keep what was printed."""

from pathlib import Path

import pytest

from evidence.scene import CASE, CLIENT, ME, SALE, client_of, made_copy
from evidence.test_archive import JPEG
from rmdesk.desk import clients, printing, sales
from rmdesk.desk.archive import filing
from rmdesk.desk.audit import evidence
from rmdesk.desk.complaints import cases as complaint_cases
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import papercheck
from rmdesk.desk.settings import branch as settings
from rmdesk.paper import to_json
from support.desks import codes, done


def _coded(desk: Desk, code: str) -> None:
    done(settings.change_branch(desk, desk.branch.model_copy(update={"code": code})))


@pytest.mark.parametrize("typed", ["K-0001", "K-07-0001", " k-07-0001", "Ｋ－０７－０００１"])
def test_a_number_is_found_with_the_code_and_without(branch: Desk, typed: str) -> None:
    """A client reads a number from a letter, a colleague says it as the screen shows it: both mean the same file."""
    _coded(branch, "07")
    assert done(clients.get(branch, typed)).no == CLIENT
    assert [line.no for line in done(clients.find(branch, typed))] == [CLIENT]
    assert done(sales.view(branch, typed.replace("K", "J").replace("k", "j").replace("Ｋ", "Ｊ"))).sale.no == SALE
    assert [one.no for one in done(complaint_cases.find(branch, "c-07-0001"))] == [CASE]


def test_another_desks_number_is_not_taken_for_one_of_ours(branch: Desk) -> None:
    """K-08-0001 is somebody else's client."""
    _coded(branch, "07")
    assert codes(clients.get(branch, "K-08-0001")) == ["INPUT.unknown"]


def test_papers_bear_the_code_and_keep_what_was_printed(branch: Desk, tmp_path: Path) -> None:
    """Two desks' papers never share a number; a paper of before, or of an older code, is still told and found."""
    client = client_of(branch).id
    before = done(printing.print_client(branch, client, tmp_path, "zh"))
    _coded(branch, "07")
    coded = done(printing.print_client(branch, client, tmp_path, "zh"))
    assert coded[0].number.startswith("P-07-")
    assert "K-07-0001" in to_json(printing.printed_document(branch, coded[0].number))
    _coded(branch, "A8")
    latest = done(printing.print_client(branch, client, tmp_path, "en"))
    serials = [int(one.number.rpartition("-")[2]) for one in (*before, *coded, *latest)]
    assert serials == list(range(serials[0], serials[0] + len(serials))), "the series goes on"
    for one in (*before, *coded, *latest):
        assert done(papercheck.check(branch, one.path)).verdict == "same"
    short = coded[0].number.replace("-07", "")
    assert codes(filing.scan(branch, short, "a.jpg", JPEG)) == ["DESK-16.superseded"]
    for typed in (latest[0].number, latest[0].number.replace("-A8", "")):
        assert done(filing.scan(branch, typed.lower(), "a.jpg", JPEG)).number == latest[0].number
    assert branch.store.replay().ok


def test_what_leaves_the_desk_bears_the_code(branch: Desk, tmp_path: Path) -> None:
    """Head office files evidence and copies of many desks side by side."""
    _coded(branch, "07")
    packed = done(evidence.pack(branch, SALE, tmp_path, "zh", ME))
    assert packed.cover.name == "E-07-0001-J-07-0001.pdf"
    copied = done(made_copy(branch, tmp_path))
    assert copied.pdf.name == "S-07-0001-K-07-0001.pdf"
    assert '"no": "K-07-0001"' in copied.json.read_text(encoding="utf-8")
    assert done(papercheck.check(branch, packed.cover)).verdict == "same"
    assert done(papercheck.check(branch, copied.pdf)).number == "S-07-0001"
    assert [branch.next_no(prefix) for prefix in "ES"] == ["E-0002", "S-0002"]


@pytest.mark.parametrize("code", ["7", "ABCDEFG", "0-7", "2026", "网点", "0 7"])
def test_what_cannot_stand_in_a_number_is_no_code(branch: Desk, code: str) -> None:
    """EV-2026-0001 must be read in one way only."""
    assert codes(settings.change_branch(branch, branch.branch.model_copy(update={"code": code}))) == ["INPUT.desk_code"]
    assert branch.branch.code == ""
