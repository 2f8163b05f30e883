"""From 0.5.0 on every version opens the desks of those before it; a newer desk is refused in words and left alone."""

import shutil
from datetime import timedelta
from pathlib import Path

import pytest

from kept.making import CASE, CLIENT, EVIDENCE, HERE, SALE
from rmdesk.desk import checking, client_file, intake, opening, sales
from rmdesk.desk.audit import evidence as audit
from rmdesk.desk.complaints import cases, evidence
from rmdesk.desk.papers.drawing import pdf_of
from rmdesk.desk.papers.pdf_shape import shape
from rmdesk.desk.printing import printed_document
from rmdesk.store import schema, slots
from rmdesk.store.vault import FILE, Vault
from support.clock import START, Clock
from support.desks import PASSWORD, codes, done
from support.walk import AMOUNT

DRAWN = {
    "questionnaire": "8546970e8c80022242fd5f21ee1e4f372af5dd3145c61ed3516472c1078b539e",
    "opinion": "33b5cace4d6515e775957f2caf5391271f3ce428b59c4845859c5b998d093b7e",
    "disclosure_book": "365a42c1e4152ba2b6c15f9ad251ca43ebf1d410cb596c981f87719c327af6c6",
    "rights_notice": "314548c55d120b49e4a0449b0e7efa3be4c91994d3872d2a6f1b7b1faf744b6b",
}
"""What the papers of 0.5.0 show, as `pdf_shape` tells it: whoever changes it adds a layout (`paper/keeping.py`)."""
KEPT = sorted(path.parent.name for path in HERE.glob(f"*/{FILE}"))


def _copied(version: str, folder: Path) -> Path:
    return shutil.copytree(HERE / version, folder / "desk")


@pytest.mark.parametrize("version", KEPT)
def test_a_desk_of_an_earlier_version_opens_whole(version: str, tmp_path: Path) -> None:
    """A branch's records are kept for decades: nothing of them may wait for a program that nobody has any more."""
    place = _copied(version, tmp_path)
    desk = done(opening.unlock(place, "demo", PASSWORD, clock=Clock(START + timedelta(days=2))))
    try:
        assert done(checking.verify(desk, replay=True)).faults == ()
        assert done(checking.rules(desk)).faults == ()
        client = done(client_file.read(desk, CLIENT))
        assert (client.client.name, client.assessments[0].level) == ("测试甲", "C3")
        assert [one.no for one in client.sales] == [SALE]
        assert (len(client.holdings), len(client.entries), [one.no for one in client.complaints]) == (2, 1, [CASE])
        sale = done(sales.view(desk, SALE)).sale
        assert sale.choice is not None
        assert sale.archived is not None
        assert (sale.choice.amount, len(sale.printed)) == (AMOUNT, 4)
        told = {one.what: one.said for one in done(audit.look(desk, SALE, "zh")).shown.exhibits["match"]}
        assert told["sale.opinion_given/1"].endswith("可推介 1 只，不予推介 0 只")
        case = done(cases.view(desk, CASE)).case
        assert (case.state, case.complainant.client_id) == ("closed", client.client.id)
        shown = done(evidence.take_out(desk, case.id, case.version, case.evidence[0].sha256, tmp_path))
        assert shown.read_bytes() == EVIDENCE
        assert [one.values["values"]["name"] for one in done(intake.kept(desk))] == ["测试丙"]
    finally:
        desk.close()


def test_a_paper_of_an_earlier_version_is_drawn_as_it_was(tmp_path: Path) -> None:
    """What was signed then lies in files: drawn otherwise, it would be told as altered, and a page printed again would
    not fit the others."""
    desk = done(opening.unlock(_copied("0.5.0", tmp_path), "demo", PASSWORD, clock=Clock(START + timedelta(days=2))))
    try:
        rows = desk.store.query("SELECT number, kind FROM paper")
        documents = {row["kind"]: printed_document(desk, row["number"]) for row in rows if row["kind"] in DRAWN}
        assert {kind: shape(pdf_of(desk, document)) for kind, document in documents.items()} == DRAWN
    finally:
        desk.close()


def _form(folder: Path) -> int:
    vault = Vault.open(folder / FILE, slots.open(folder, "demo", PASSWORD), read_only=True)
    try:
        return schema.version(vault)
    finally:
        vault.close()


def test_a_desk_of_todays_form_is_kept(tmp_path: Path) -> None:
    """Else the next version is tried on none. If it fails: `kept/making.py`, at the release of the new form."""
    assert len(schema.MIGRATIONS) in {_form(_copied(version, tmp_path / version)) for version in KEPT}


def test_a_desk_of_a_newer_form_is_refused_in_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An older program would drop what it does not know."""
    place = _copied(KEPT[-1], tmp_path)
    before = (place / FILE).read_bytes()
    monkeypatch.setattr(schema, "MIGRATIONS", schema.MIGRATIONS[: _form(place) - 1])
    for shared in (False, True):
        refused = opening.unlock(place, "demo", PASSWORD, clock=Clock(), shared=shared)
        assert codes(refused) == ["DESK-19.newer"]
    assert (place / FILE).read_bytes() == before
