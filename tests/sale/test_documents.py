"""Which version of a product's documents a client was shown, and what a newer one asks before signing (SUIT-22)."""

import json
import zipfile
from pathlib import Path

import pytest

from rmdesk.desk import printing, selling
from rmdesk.desk.audit import evidence, gaps
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.papers import looking
from rmdesk.desk.proving.sales_then import wrong_sales
from rmdesk.desk.shelf import documents
from rmdesk.desk.shelf.documents import Brought
from rmdesk.domain.base import Lang
from rmdesk.domain.documents import Document
from rmdesk.faces.sale import documents as words
from rmdesk.faces.sale.checks import Checks
from rmdesk.faces.sale.looks import Looks
from shelf.test_documents import pdf, written
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import product
from support.walk import Walk, assessed, put_on, register, start


@pytest.fixture
def walk(desk: Desk, clock: Clock) -> Walk:
    """A client of C3 with a product chosen that has a brochure in force and one to come."""
    put_on(desk, product(), product(code="W-02"))
    client = register(desk)
    assessed(desk, client)
    return start(desk, clock, client).match().choose("W-01")


def add(walk: Walk, folder: Path, said: str, **over: str) -> Document:
    """A version of the brochure that says something."""
    walk.clock.forward(minutes=1)
    brought = Brought(
        over.get("kind", "prospectus"), written(folder, f"{said}.pdf", said), change=over.get("change", "")
    )
    return done(documents.add(walk.desk, "W-01", brought))


def _shown(walk: Walk) -> list[tuple[str, int]]:
    return [(one.kind, one.number) for one in walk.view.sale.documents]


def _kinds(walk: Walk) -> list[str]:
    return [one.kind for one in walk.desk.store.entries(subject=walk.id)]


def test_the_sale_keeps_what_was_shown_when_it_was_told(walk: Walk, tmp_path: Path) -> None:
    """Years later the question is what the client held in his hands: digest and version stand in the sale's facts."""
    first = add(walk, tmp_path, "a")
    assert words.to_show(walk.view, walk.desk.pack, "zh") == "请客户阅看：产品说明书 V1（2026-11-21）"
    walk.tell().understand()
    assert _kinds(walk).count("sale.documents_shown/1") == 1, "once, not at every item"
    assert [(one.sha256, one.id) for one in walk.view.sale.documents] == [(first.sha256, first.id)]
    walk.record().print().take_back().countersign()
    add(walk, tmp_path, "b", change="费率上调")
    assert _shown(walk) == [("prospectus", 1)]
    assert words.moved(walk.view, walk.desk.pack, "zh") == (), "what was signed is signed"
    assert gaps.gaps(walk.desk, walk.view.sale)["told"] == ()
    assert "产品说明书 V1（2026-11-21）" in [one.texts[0] for one in Looks(walk.desk, walk.view, "zh").lines()]
    assert list(wrong_sales(walk.desk)) == []


def test_a_newer_version_is_said_before_the_signature_and_can_be_shown(walk: Walk, tmp_path: Path) -> None:
    """The manager is warned that the client holds an old brochure; the signature does not wait for it."""
    add(walk, tmp_path, "a")
    walk.tell().understand().record().print().take_back()
    add(walk, tmp_path, "b")
    add(walk, tmp_path, "c", kind="contract")
    rows = {one.key: one for one in Checks(walk.desk, walk.view, "zh").lines()}
    assert rows["document:1"].texts == ("已有新版：产品说明书 V2（2026-11-21）", "揭示时：V1")
    assert rows["document:0"].texts[1] == "揭示时：无"
    assert walk.view.status.missing["disclose"] == ()
    done(selling.show_documents(walk.desk, walk.id))
    assert _shown(walk) == [("contract", 1), ("prospectus", 2)]
    assert words.moved(walk.view, walk.desk.pack, "en") == ()
    assert walk.view.sale.returned, "papers that came back stay"
    walk.countersign()
    assert codes(selling.show_documents(walk.desk, walk.id)) == ["SALE-01.signed"]


@pytest.mark.parametrize(
    ("lang", "heading", "newer", "new"),
    [
        ("zh", "产品文件", "已有新版 产品说明书 V2", "新增 产品合同 V1"),
        ("en", "The product's documents", "is newer; you were shown V1", "is new; there was none"),
    ],
)
def test_the_book_lists_the_versions_and_says_what_is_newer(
    walk: Walk, tmp_path: Path, lang: Lang, heading: str, newer: str, new: str
) -> None:
    """A client who signs cannot prove which brochure he was given, or signs beside one that no longer holds."""
    first = add(walk, tmp_path, "a")
    walk.tell().understand().record()
    assert first.sha256[:16] in _book(walk, tmp_path, lang)
    assert heading in _book(walk, tmp_path, lang)
    assert newer not in _book(walk, tmp_path, lang)
    second = add(walk, tmp_path, "b")
    add(walk, tmp_path, "c", kind="contract")
    said = _book(walk, tmp_path, lang)
    assert newer in said
    assert new in said
    assert second.sha256[:16] not in said, "what was not shown is not listed as shown"
    done(selling.show_documents(walk.desk, walk.id))
    said = _book(walk, tmp_path, lang)
    assert second.sha256[:16] in said
    assert newer not in said


def _book(walk: Walk, folder: Path, lang: Lang) -> str:
    """The disclosure book as it prints now."""
    (sheet,) = done(printing.print_sale(walk.desk, walk.id, folder / "out", lang, ("disclosure_book",)))
    return "\n".join(line.text for line in done(looking.look(walk.desk, sheet.number)).lines)


def test_a_material_change_is_told_again_before_anybody_signs(walk: Walk, tmp_path: Path) -> None:
    """A client who signs for a fee that was raised since was told something else."""
    add(walk, tmp_path, "a")
    walk.tell().understand().record().print().take_back()
    add(walk, tmp_path, "b", change="管理费由 0.3% 调为 0.8%")
    found = walk.view.status.missing["disclose"]
    assert [one.code for one in found] == ["SUIT-22.document"]
    assert "管理费由 0.3% 调为 0.8%" in walk.desk.pack.say(found[0], "zh").text
    assert codes(selling.show_documents(walk.desk, walk.id)) == ["SALE-01.step", "SUIT-22.document"]
    walk.tell().understand().record().print().take_back()
    assert _shown(walk) == [("prospectus", 2)]
    assert "尚未确认" not in _book(walk, tmp_path, "zh"), "the client signs that everything was told, and it was"
    walk.take_back()
    add(walk, tmp_path, "c")
    assert walk.view.status.missing["disclose"] == (), "what is not material is not told again"
    walk.countersign()
    assert list(wrong_sales(walk.desk)) == []


def test_a_withdrawn_version_is_said_and_another_product_has_its_own(walk: Walk, tmp_path: Path) -> None:
    """The client read a wrong file; and what was shown of one product was not shown of another."""
    wrong = add(walk, tmp_path, "a")
    walk.tell()
    done(documents.withdraw(walk.desk, "W-01", wrong.id, "放错文件"))
    assert words.moved(walk.view, walk.desk.pack, "zh") == (("产品说明书已作废", "揭示时：V1"),)
    walk.choose("W-02")
    assert _shown(walk) == []


def test_the_evidence_holds_the_very_files(walk: Walk, tmp_path: Path) -> None:
    """A court gets the brochure that the client read, by its digest, not the one of today."""
    first = add(walk, tmp_path, "a")
    walk.tell().understand().record().print().take_back().countersign()
    add(walk, tmp_path, "b")
    made = done(evidence.pack(walk.desk, walk.id, tmp_path / "out", "zh", Proof(PASSWORD)))
    with zipfile.ZipFile(made.zip) as whole:
        listed = json.loads(whole.read("documents.json"))
        assert [(one["number"], one["sha256"]) for one in listed] == [(1, first.sha256)]
        assert whole.read(listed[0]["file"]) == pdf("a")
    told = {one.what for one in done(evidence.look(walk.desk, walk.id, "zh")).shown.exhibits["told"]}
    assert "sale.documents_shown/1" in told
