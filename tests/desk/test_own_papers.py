"""A bank's own papers from files: printed, in the set, printed again, told as ours, refused with file, key, reason."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from complaints.kit import taken
from paper.reading import squeezed
from rmdesk.desk import client_file, own_papers, packcheck, printing, printing_sets
from rmdesk.desk.audit import trail
from rmdesk.desk.audit.seeking import Sought
from rmdesk.desk.complaints import letters
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import looking, papercheck
from rmdesk.domain.base import Lang
from support.clock import Clock
from support.desks import codes, done, new_desk
from support.own_papers import own_pack, own_texts
from support.people import product
from support.tiers import longer
from support.walk import Walk, assessed, put_on, register, start

WANTED, PROMISE, BRIEF = "own:documents_wanted", "own:service_promise", "own:product_brief"
INTERIM = "own:interim_answer"


@pytest.fixture
def desk(tmp_path: Path, clock: Clock) -> Iterator[Desk]:
    with new_desk(tmp_path / "desk", own_pack(), clock) as one:
        put_on(one, product(code="W-01"))
        yield one


def text(path: Path) -> str:
    """All that stands on a paper."""
    return squeezed("".join(page.extract_text() for page in PdfReader(BytesIO(path.read_bytes())).pages))


def understood(desk: Desk, clock: Clock) -> Walk:
    """A sale that is ready for its papers."""
    client = register(desk, name="测试甲")
    assessed(desk, client)
    return start(desk, clock, client).match().choose("W-01").tell().understand().record()


@pytest.mark.parametrize(
    ("lang", "large", "wanted"),
    [
        (
            "zh",
            False,
            (
                "资料补充告知书",
                "尊敬的测试甲",
                "二、请您留意",
                "客户编号K-0001",
                "告知日期",
                "本人已知悉需要补充的资料",
            ),
        ),
        ("en", True, ("Documentstobebrought", "Dear测试甲", "2.Pleasenote", "ClientnumberK-0001", "Iknowwhat")),
    ],
)
def test_a_file_is_a_paper_in_the_clients_language_and_print(
    desk: Desk, tmp_path: Path, lang: Lang, large: bool, wanted: tuple[str, ...]
) -> None:
    """A bank's own notice would be typed elsewhere, in one language, and nobody could say what was printed."""
    client = register(desk, name="测试甲", papers=f"{lang}_large" if large else lang)
    (sheet,) = done(printing.print_client(desk, client.id, tmp_path, "zh", (WANTED,)))
    found = text(sheet.path)
    assert [one for one in wanted if one not in found and one.replace("number", "no.") not in found] == []
    assert client.profile["id_number"] not in found, "numbers are masked (DATA-05)"
    assert ("2of2" if lang == "en" else "第2页共2页") in found
    assert done(papercheck.check(desk, sheet.path)).verdict == "same"
    again = done(printing.print_client(desk, client.id, tmp_path / "again", "zh", (WANTED,)))
    assert [one.number for one in again] == [sheet.number]
    assert [one.kind for one in done(client_file.read(desk, client.id)).papers] == [WANTED]
    line = done(trail.page(desk, Sought(kinds=("papers",)), lang="zh")).lines[-1]
    assert "资料补充告知书" in line.sentence
    assert desk.store.replay().ok


@longer
def test_a_paper_of_the_set_is_due_printed_and_taken_back(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """The promise that the bank wants signed with each sale would be forgotten with the first."""
    walk = understood(desk, clock)
    assert PROMISE in walk.view.context.demands.signed_papers
    printed = done(printing_sets.print_set(desk, walk.id, "zh", tmp_path))
    assert printed.path is not None
    found = text(printed.path)
    assert "售后服务承诺书" in found
    assert "双方签署" in found
    assert "、双方签署" not in found, "the only section bears no number"
    assert walk.view.sale.printed[-1].kind == PROMISE, "the bank's own stand last"
    walk.take_back().countersign()
    assert walk.view.sale.countersigned is not None


def test_before_its_matter_is_complete_it_is_a_draft(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """A promise about a product that was not chosen for good would be signed, and stay signed."""
    client = register(desk, name="测试甲")
    assessed(desk, client)
    walk = start(desk, clock, client).match().choose("W-01")
    (sheet,) = done(printing.print_sale(desk, walk.id, tmp_path, "zh", (PROMISE,)))
    assert "草稿，不得签署" in text(sheet.path)
    assert "签名" not in text(sheet.path)


def test_papers_about_a_product_and_a_case(desk: Desk, tmp_path: Path) -> None:
    """What hangs in the lobby, and a word to a complainant between receipt and decision, are papers as all others."""
    brief = done(own_papers.print_product(desk, "w-01", BRIEF, tmp_path, "en"))
    assert "ProductcodeW-01" in text(brief.path)
    assert done(papercheck.check(desk, brief.path)).verdict == "same"
    again = done(own_papers.print_product(desk, "W-01", BRIEF, tmp_path, "en"))
    assert again.number == brief.number
    assert done(papercheck.check(desk, again.path)).verdict == "same"
    assert codes(own_papers.print_product(desk, "W-01", WANTED, tmp_path, "en")) == ["INPUT.choice"]
    view = taken(desk)
    sent = done(letters.print_letter(desk, view.case.id, view.case.version, INTERIM, tmp_path, "zh"))
    assert f"案件编号{view.case.no}" in text(sent.path)
    assert done(papercheck.check(desk, sent.path)).verdict == "same"
    for number in (brief.number, sent.number):
        assert codes(looking.look(desk, number)) == ["INPUT.unknown"], "not by whoever may read clients' papers"
    assert desk.store.replay().ok


def test_what_a_paper_is_not_about_is_refused(desk: Desk, tmp_path: Path) -> None:
    """A promise without its sale would be printed full of dashes."""
    client = register(desk, name="测试甲")
    assert codes(printing.print_client(desk, client.id, tmp_path, "zh", (PROMISE,))) == ["INPUT.unknown"]
    assert codes(printing.print_client(desk, client.id, tmp_path, "zh", (INTERIM,))) == ["INPUT.unknown"]
    assert codes(printing.print_client(desk, client.id, tmp_path, "zh", ("own:nothing",))) == ["INPUT.unknown"]


@pytest.mark.parametrize(
    ("was", "now", "key", "reason"),
    [
        ("{client}：为继续", "{clinet}：为继续", "block[2].text.zh", "placeholder"),
        ("Dear {client},", "Dear {amount},", "block[2].text.en", "placeholder"),
        ('who = ["client", "guardian", "manager"]', "who = []", "block[10].who", "own_nobody"),
        ('who = ["client", "guardian", "manager"]', "", "block[10].who", "own_nobody"),
        (', en = "A valid ID, the original"', "", "block[4].items[1].en", "untranslated"),
        ('en = "A valid ID, the original"', 'en = " "', "block[4].items[1].en", "untranslated"),
        ('{ field = "occupation" }', '{ field = "aml_grade" }', "block[1].rows[4].field", "placeholder"),
        ('{ field = "occupation" }', "{ }", "block[1].rows[4]", "own_row"),
        ('of = "client"', 'of = "clients"', "of", "choice"),
        ('of = "client"', 'of = "product"', "block[1].rows[1].field", "placeholder"),
        ('of = "client"', 'of = "client"\nfamilies = ["fund"]', "families", "own_families"),
        ('of = "client"', 'of = "client"\nset = "visit"\nfamilies = ["gold"]', "families", "family"),
        ('id = "documents_wanted"', 'id = "documents"', "id", "file_id"),
        ("lines = 1", "lines = 90", "block[9].lines", "range"),
        ("ordered = true", "columns = 2", "block[6].columns", "own_surplus"),
        ('kind = "list"', 'kind = "lists"', "block[6].kind", "choice"),
        ("您留意", "保本", "block[5].text.zh", "banned"),
        ("您留意", "您留意\U0002a6d6", "block[5].text.zh", "unprintable"),
    ],
)
def test_the_form_check_names_file_key_and_reason(was: str, now: str, key: str, reason: str) -> None:
    """A placeholder that nothing fills, or a line to sign that is nobody's, would be found by the client."""
    texts, file = own_texts(), "papers/documents_wanted.toml"
    assert was in texts[file]
    texts[file] = texts[file].replace(was, now, 1)
    assert (file, key, reason) in [(one.file, one.key, one.reason) for one in packcheck.faults_in(texts)]
