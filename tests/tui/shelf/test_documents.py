"""A product's documents at the screen: added, listed with their versions, saved with a question before overwriting."""

from pathlib import Path

from rmdesk.desk.desk import Desk
from rmdesk.desk.shelf import documents
from rmdesk.desk.shelf.documents import Brought
from rmdesk.locale import Lang
from shelf.test_documents import written
from support.desks import done
from support.tiers import longer
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive, looks


@looks
def test_versions_are_listed_and_nothing_is_cut_off(
    full: Desk, tmp_path: Path, lang: Lang, size: tuple[int, int]
) -> None:
    """Whoever sells sees at the smallest terminal which version is given out today."""
    for name, kind, since in (
        ("a", "prospectus", "2026-01-05"),
        ("b", "prospectus", ""),
        ("c", "contract", "2027-01-05"),
    ):
        done(documents.add(full, "D-201", Brought(kind, written(tmp_path, f"{name}.pdf", name), since=since)))

    async def look(see: Driver) -> None:
        await see.press("f4", "enter", "6")
        assert see.table == "documents"
        assert cut_off(see.app) == []
        rows = [line.split() for line in see.lines if ".pdf" in line]
        assert [("✓" in " ".join(row), row[-1] if size[0] < 90 else row[-2]) for row in rows] == [
            (True, "b.pdf"),
            (False, "a.pdf"),
            (False, "c.pdf"),
        ]

    drive(app_over(full, lang), look, size)


@longer
def test_a_document_is_added_and_saved_and_overwriting_is_asked(full: Desk, tmp_path: Path) -> None:
    """The keeper brings the new brochure in by its path; a copy goes where it is wanted, over nothing unasked."""
    file, copy = written(tmp_path, "新版.pdf"), tmp_path / "copy.pdf"

    async def walk(see: Driver) -> None:
        await see.press("f4", "enter", "6", "1")
        await see.press("1")
        await see.type(str(file))
        await see.press("f10")
        assert see.table == "documents"
        assert "产品说明书" in see.text
        for answer in ("", "n"):
            await see.press("enter")
            await see.type(str(copy))
            await see.press("enter")
            if answer:
                assert "已有文件" in see.text
                await see.press("enter")
            else:
                await see.press("enter")
        assert see.table == "documents"

    drive(app_over(full), walk)
    assert copy.read_bytes() == file.read_bytes()
    assert len([one for one in full.store.entries() if one.kind == "document.saved/1"]) == 1
