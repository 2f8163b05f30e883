"""What a branch says of itself on papers and letters: names, letterhead, and whom a complainant may turn to."""

import io
from pathlib import Path

import pytest
from PIL import Image

from rmdesk.desk.desk import Desk
from rmdesk.desk.papers.bodies import bodies
from rmdesk.desk.papers.framing import framed
from rmdesk.desk.papers.issuing import frame_now
from rmdesk.desk.settings import branch as branches
from rmdesk.domain.refusal import Faulty
from rmdesk.paper import Document, Paragraph, render
from rmdesk.paper.contrast import is_legible
from support.desks import codes, done


def picture(folder: Path, width: int = 120, height: int = 40, form: str = "PNG") -> Path:
    """A picture in a file."""
    path = folder / f"logo-{width}x{height}.{form.lower()}"
    Image.new("RGB", (width, height), "#0a3d5c").save(path, form)
    return path


def document(desk: Desk) -> Document:
    """Any paper."""
    return framed(
        frame_now(desk, "zh"), kind="client_sheet", number="P-0001", title="示例", blocks=(Paragraph("正文"),)
    )


def test_names_stand_in_the_language_of_the_reader(desk: Desk) -> None:
    """An English letter headed by Chinese names alone tells a foreign client nothing, and the other way about."""
    branch = done(branches.set_branch(desk, {"bank_en": "Sample Bank", "branch_en": "East", "contact_en": "call 000"}))
    chinese, english = branch.spoken("zh"), branch.spoken("en")
    assert (english.bank, english.bank_en) == ("Sample Bank", chinese.bank)
    assert (english.contact, english.contact_en) == ("call 000", chinese.contact)
    assert (english.superior, english.superior_en) == ("", ""), "what has no English stays as it is"
    head = document(desk)
    assert (head.bank, head.bank_also) == (branch.bank, "Sample Bank · East")


def test_a_number_to_call_is_kept_as_it_is_dialled(desk: Desk) -> None:
    """Typed with the Chinese input method on it stood on every foot in full width, and broke in the middle."""
    branch = done(
        branches.set_branch(
            desk, {"contact": "大堂，４００－１２３－４５６７（工作日）", "mediation": "中心（０１０）　１２３４"}
        )
    )
    assert branch.contact == "大堂，400-123-4567（工作日）"
    assert branch.mediation == "中心（010）　1234"


def test_the_review_is_asked_of_whom_the_branch_named(desk: Desk) -> None:
    """A letter that sends a complainant back to those who decided takes the review from him (COMP-10)."""
    unsaid = bodies(desk.pack, desk.branch.model_copy(update={"review": ""}), "zh")
    assert "上级机构" in unsaid["superior"]
    said = {
        "review": "superior",
        "superior": "示例银行分行",
        "mediation": "虚构市调解中心",
        "regulator": "您也可致电 000。",
    }
    branch = done(branches.set_branch(desk, said))
    known = bodies(desk.pack, branch, "zh")
    assert known == {"superior": "示例银行分行", "mediation": "虚构市调解中心", "regulator": "您也可致电 000。"}
    assert bodies(desk.pack, branch, "zh", "organisation")["regulator"] == "贵单位也可致电 000。"
    own = done(branches.set_branch(desk, {"review": "own"}))
    assert bodies(desk.pack, own, "zh")["superior"] == desk.pack.letters.own_body.zh


@pytest.mark.parametrize(
    ("texts", "field", "case"),
    [
        ({"bank": " "}, "bank", "INPUT.required"),
        ({"review": "superior"}, "superior", "INPUT.required"),
        ({"review": "nobody"}, "review", "INPUT.choice"),
        ({"accent": "blue"}, "accent", "INPUT.colour"),
        ({"accent": "#ffe680"}, "accent", "INPUT.pale"),
        ({"code": "2026"}, "code", "INPUT.desk_code"),
        ({"colour": "x"}, "colour", "INPUT.unknown"),
    ],
)
def test_each_field_says_what_is_wrong_with_it(desk: Desk, texts: dict[str, str], field: str, case: str) -> None:
    """A pale title on every paper, or a review by nobody, is found before anything is printed."""
    refused = branches.set_branch(desk, texts)
    assert isinstance(refused, Faulty)
    assert refused.fields[field].code == case


def test_the_logo_is_kept_in_the_desk_and_drawn_on_papers(desk: Desk, tmp_path: Path) -> None:
    """Printed years later, a paper has the very logo that it had; the file may be gone by then."""
    path = picture(tmp_path)
    branch = done(branches.set_branch(desk, {"accent": "#7A1020"}, path))
    path.unlink()
    kept = desk.store.attachments.get(branch.logo)
    assert kept is not None
    assert branch.accent == "#7a1020"
    paper = document(desk)
    first = render(paper, kept)
    assert first == render(paper, kept)
    assert b"/Subtype /Image" in first
    with pytest.raises(ValueError, match="not given"):
        render(paper)
    assert done(branches.set_branch(desk, {}, without_logo=True)).logo == ""
    assert not list(desk.store.attachments.faults(desk.store._journal))


def test_what_is_no_logo_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A photograph of ten megabytes, a JPEG, a text called .png: none reaches a paper."""
    text = tmp_path / "text.png"
    text.write_text("no picture", encoding="utf-8")
    big = tmp_path / "big.png"
    big.write_bytes(picture(tmp_path).read_bytes() + b"0" * branches.MOST_BYTES)
    cut = tmp_path / "cut.png"
    noise = io.BytesIO()
    Image.effect_noise((64, 64), 50).save(noise, "PNG")
    cut.write_bytes(noise.getvalue()[:400])
    wide = picture(tmp_path, width=3001, height=20)
    for path in (text, big, cut, wide, picture(tmp_path, form="JPEG"), tmp_path / "none.png"):
        assert codes(branches.set_branch(desk, {}, path))[0] in ("INPUT.picture", "INPUT.unknown"), path.name
    assert desk.branch.logo == ""


def test_legible_is_what_can_be_read_on_white() -> None:
    """Yellow titles look well on a screen and vanish on paper."""
    assert [is_legible(one) for one in ("#000000", "#0a3d5c", "#ffe680", "#ffffff", "red")] == [
        True, True, False, False, None,
    ]  # fmt: skip
