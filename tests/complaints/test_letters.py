"""Letters: nothing incomplete leaves the house, and what left it can be printed again byte by byte."""

from datetime import date, timedelta
from pathlib import Path
from typing import Literal

import pytest

from complaints.kit import DECISION, UPHELD, WHO, about, acting, decided, new_facts, registered, taken, told
from desk.papers.every import flat
from paper.reading import shown, texts
from rmdesk.desk import printing_sets
from rmdesk.desk.complaints import cases as looking
from rmdesk.desk.complaints import deciding, letters, timing
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.papers import papercheck
from rmdesk.desk.pdf_marks import marks
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.base import Lang
from rmdesk.domain.clocks import CaseType
from rmdesk.domain.complaint import DECISION_PARTS, About, Case, Labels
from rmdesk.domain.people import ReviewBody
from rmdesk.faces.complaints.timeline import event_lines
from rmdesk.formpack.complaint_letters import LETTER_KINDS, LetterKind
from rmdesk.paper import Signatures, from_json
from support.clock import Clock
from support.desks import PASSWORD, codes, done
from support.people import client, person_profile, product


def _printed(desk: Desk, view: CaseView, kind: LetterKind, folder: Path, lang: Lang = "zh") -> letters.Sent:
    now = done(letters.printable(desk, view.case.id))
    assert now[kind] == ()
    row = desk.store.get("complaint", view.case.id)
    assert row is not None
    version = Case.model_validate_json(row["doc"]).version
    return done(letters.print_letter(desk, view.case.id, version, kind, folder, lang))


def _text(path: Path) -> str:
    """The words of a PDF, without the line ends."""
    return "".join("".join(texts(path.read_bytes())).split())


@pytest.mark.parametrize("part", DECISION_PARTS)
@pytest.mark.parametrize("empty", ["", " \n "])
def test_a_decision_with_a_part_missing_is_not_printed(branch: Desk, tmp_path: Path, part: str, empty: str) -> None:
    """One test a part (COMP-09): the notice that left without its remedies is void."""
    view = taken(branch)
    lacking = DECISION.model_copy(update={part: empty})
    view = done(deciding.draft(branch, view.case.id, view.case.version, lacking))
    answer = letters.print_letter(branch, view.case.id, view.case.version, "decision_notice", tmp_path, "zh")
    assert codes(answer) == [f"COMP-09.{part}"]
    assert codes(deciding.decide(branch, view.case.id, view.case.version)) == [f"COMP-09.{part}"]
    assert list(tmp_path.glob("*.pdf")) == []


@pytest.mark.parametrize(
    ("review", "zh", "en"),
    [("superior", "示例银行虚构分行", "Sample Bank Made-up Branch"), ("own", "我行", "us")],
)
def test_a_notice_says_who_reviews_whatever_its_remedies_say(
    branch: Desk, tmp_path: Path, review: ReviewBody, zh: str, en: str
) -> None:
    """COMP-10: the handler's own words sent the complainant to the wrong body, gave him three days or no right at all,
    and the notice said no other word of it."""
    view = done(deciding.draft(branch, (view := taken(branch)).case.id, view.case.version, DECISION))
    branch.branch = branch.branch.model_copy(update={"review": ""})
    assert codes(deciding.decide(branch, view.case.id, view.case.version)) == ["COMP-10.unset"]
    named = {"superior": "示例银行虚构分行", "superior_en": "Sample Bank Made-up Branch"}
    branch.branch = branch.branch.model_copy(update={"review": review, **named})
    for words in (
        "不可以向示例银行虚构分行申请核查；如不服，可在 3 日内向我行申请复议。",
        "可向我行或示例银行虚构分行申请核查。",
        "示例银行虚构分行不受理核查，可申请调解。",
        "You may ask us for a review by telephone.",
        "You may appeal to us within 3 days, or go to court.",
    ):
        sent = DECISION.model_copy(update={"remedies": words})
        view = done(deciding.draft(branch, view.case.id, view.case.version, sent))
        assert codes(deciding.decide(branch, view.case.id, view.case.version)) == ["COMP-10.body"]
    said: dict[Lang, str] = {
        "zh": f"30日内，以书面形式向{zh}申请核查",
        "en": "".join(f"you may ask {en} in writing for a review within 30 days".split()),
    }
    for words in ("可申请调解。", "本决定作出后 10 日内有效，可依法起诉。"):
        view = done(looking.view(branch, view.case.id))
        mended = DECISION.model_copy(update={"remedies": words})
        view = done(deciding.draft(branch, view.case.id, view.case.version, mended))
        view = done(deciding.decide(branch, view.case.id, view.case.version))
        for lang, right in said.items():
            text = _text(_printed(branch, view, "decision_notice", tmp_path, lang).path)
            assert text.count(right) == 1
            assert text.index(right) < text.index("".join(words.split()))
    view = done(looking.view(branch, view.case.id))
    branch.branch = branch.branch.model_copy(update={"review": ""})
    answer = letters.print_letter(branch, view.case.id, view.case.version, "decision_notice", tmp_path, "zh")
    assert codes(answer) == ["COMP-10.unset"]


def test_a_decision_that_was_only_written_is_not_printed(branch: Desk, tmp_path: Path) -> None:
    """Somebody decides; a draft is no decision."""
    view = taken(branch)
    view = done(deciding.draft(branch, view.case.id, view.case.version, DECISION))
    answer = letters.print_letter(branch, view.case.id, view.case.version, "decision_notice", tmp_path, "zh")
    assert codes(answer) == ["COMP-09.undecided"]


def test_the_notice_states_its_four_parts(branch: Desk, tmp_path: Path) -> None:
    """In the letter itself, with the bank's contact and the case's number."""
    view = decided(branch, taken(branch), tmp_path)
    sent = _printed(branch, view, "decision_notice", tmp_path)
    text = _text(sent.path)
    for part in DECISION_PARTS:
        assert getattr(DECISION, part).replace(" ", "") in text
    for wanted in ("C-0001", sent.number, branch.branch.contact, "处理决定", "救济途径", "签收人"):
        assert wanted in text
    assert sent.path.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_letter_in_both_languages(branch: Desk, tmp_path: Path, lang: Lang) -> None:
    """With a product, and with the dates that it is about."""
    done(shelf.put_on(branch, product()))
    view = taken(branch, about=About(product="W-01"))
    kinds: tuple[LetterKind, ...] = ("receipt", "mediation_proposal")
    texts = {kind: _text(_printed(branch, view, kind, tmp_path, lang).path) for kind in kinds}
    due = (branch.today() + timedelta(15)).isoformat()
    assert due in texts["receipt"]
    assert "W-01" in texts["receipt"]
    version = view.case.version + 2
    grounds = {
        "zh": ("因情况复杂", "因情况特别复杂或者有其他特殊原因"),
        "en": ("thematteriscomplex", "particularlycomplexorthereare"),
    }
    for days, ground in zip((30, 60), grounds[lang], strict=True):
        proof = Proof(PASSWORD, "he")
        version = done(
            timing.extend(branch, view.case.id, version, "需核查录像", "sms", branch.now(), proof)
        ).case.version
        text, version = _text(_printed(branch, view, "extension_notice", tmp_path, lang).path), version + 1
        assert ground in text
        assert due in text
        due = (branch.today() + timedelta(days)).isoformat()
        assert due in text
    view = told(branch, done(looking.view(branch, view.case.id)), tmp_path)
    view = done(deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服"))
    with acting(branch, "zhou"):
        view = done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))
    text = _text(_printed(branch, view, "recheck_decision", tmp_path, lang).path)
    assert ("核查决定" if lang == "zh" else "review") in text
    assert {"zh": "以本部分和法律规定为准", "en": "thispartandthelawprevail"}[lang] in text
    assert not any("{" in one for one in (*texts.values(), text))


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_no_words_of_a_decision_outweigh_the_complainants_rights(branch: Desk, tmp_path: Path, lang: Lang) -> None:
    """COMP-10: words that nobody thought of ("此结果为一次性了结") pass, and stood as the last word above the thirty
    days."""
    pressing = DECISION.model_copy(update={"decision": "退还赎回费，此结果为一次性了结。"})
    view = done(deciding.draft(branch, (view := taken(branch)).case.id, view.case.version, pressing))
    view = done(deciding.decide(branch, view.case.id, view.case.version))
    stands = {"zh": "以本部分和法律规定为准", "en": "thispartandthelawprevail"}[lang]
    assert stands in _text(_printed(branch, view, "decision_notice", tmp_path, lang).path)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize(
    ("review", "superior", "by"),
    [("superior", "示例银行虚构分行（000-95001）", "示例银行虚构分行"), ("own", "", "")],
)
def test_a_decision_on_review_is_signed_by_who_reviewed(
    branch: Desk, tmp_path: Path, review: Literal["superior", "own"], superior: str, by: str, lang: Lang
) -> None:
    """COMP-10: the branch whose decision was examined signed and sealed the outcome as if it had judged itself."""
    view = told(branch, taken(branch), tmp_path)
    named = {"review": review, "superior": superior, "superior_en": superior}
    branch.branch = branch.branch.model_copy(update=named)
    view = done(deciding.ask_recheck(branch, view.case.id, view.case.version, branch.today(), "不服"))
    with acting(branch, "zhou"):
        view = done(deciding.draft_recheck(branch, view.case.id, view.case.version, UPHELD))
    (signed,) = _signed(branch, _printed(branch, view, "recheck_decision", tmp_path, lang))
    spoken = branch.branch.spoken(lang)
    assert signed.rows[0][1] == (by or spoken.bank)
    assert spoken.branch not in "".join(signed.seals)


def _signed(desk: Desk, sent: letters.Sent) -> list[Signatures]:
    row = desk.store.get("paper", sent.number)
    assert row is not None
    entry = desk.store.entry(row["fact"])
    assert entry is not None
    assert isinstance(entry.fact, facts.LetterPrinted)
    return [one for one in flat(from_json(entry.fact.content).blocks) if isinstance(one, Signatures)]


@pytest.mark.parametrize("kind", ["report", "question", "suggestion", "praise"])
def test_what_is_no_complaint_gets_no_letter_about_one(branch: Desk, tmp_path: Path, kind: CaseType) -> None:
    """Who praised the branch was sent a receipt of "your complaint", to be decided no later than "—" (DESK-08)."""
    view = taken(branch, type=kind, labels=Labels())
    for one in ("receipt", "mediation_proposal"):
        said = letters.print_letter(branch, view.case.id, view.case.version, one, tmp_path, "zh")
        assert codes(said) == ["DESK-08.type"]


def test_letters_that_have_no_cause_are_not_printed(branch: Desk, tmp_path: Path) -> None:
    """An extension that was not approved is not announced; nor is a review that nobody asked for."""
    view = taken(branch)
    wanted = {
        "receipt": [], "mediation_proposal": [], "extension_notice": ["COMP-05.none"],
        "decision_notice": ["COMP-09.facts", "COMP-09.decision", "COMP-09.basis", "COMP-09.remedies"],
        "recheck_decision": ["COMP-10.none"],
    }  # fmt: skip
    found = done(letters.printable(branch, view.case.id))
    assert {kind: [one.code for one in reasons] for kind, reasons in found.items()} == wanted
    assert tuple(found) == LETTER_KINDS
    assert codes(letters.print_letter(branch, view.case.id, view.case.version, "extension_notice", tmp_path, "zh")) == [
        "COMP-05.none"
    ]


def test_a_letter_is_printed_again_as_it_was(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """Years later, from the journal alone; the same words printed anew are the same letter."""
    view = decided(branch, taken(branch), tmp_path)
    first = _printed(branch, view, "decision_notice", tmp_path)
    content = first.path.read_bytes()
    clock.forward(days=3)
    again = _printed(branch, view, "decision_notice", tmp_path)
    assert (again.number, marks(again.path.read_bytes())) == (first.number, marks(content))
    assert papercheck.judge(branch, again.path.read_bytes()).verdict == "same"
    first.path.unlink()
    reprinted = done(letters.reprint(branch, view.case.id, first.number, tmp_path / "again"))
    assert marks(reprinted.path.read_bytes()) == marks(content)
    assert papercheck.judge(branch, reprinted.path.read_bytes()).verdict == "same"
    assert papercheck.judge(branch, content).verdict == "same", "the first print is known too"
    assert codes(letters.reprint(branch, view.case.id, "P-9999", tmp_path)) == ["INPUT.unknown"]
    assert branch.store.replay().ok


def test_a_notice_of_an_older_decision_does_not_count(branch: Desk, clock: Clock, tmp_path: Path) -> None:
    """After new facts the decision is another one, even in the same words."""
    view = decided(branch, taken(branch), tmp_path)
    old = _printed(branch, view, "decision_notice", tmp_path)
    clock.forward(days=1)
    view = done(new_facts(branch, done(looking.view(branch, view.case.id)), branch.now()))
    view = done(deciding.decide(branch, view.case.id, view.case.version))
    unprinted = deciding.tell(branch, view.case.id, view.case.version, "call", branch.now(), "录音")
    assert codes(unprinted) == ["COMP-09.printed"]
    assert _printed(branch, view, "decision_notice", tmp_path).number != old.number


def test_another_cases_letter_is_not_reprinted(branch: Desk, tmp_path: Path) -> None:
    """A number is no key to somebody else's letter (COMP-04)."""
    mine, other = taken(branch), taken(branch)
    sent = _printed(branch, mine, "receipt", tmp_path)
    assert codes(letters.reprint(branch, other.case.id, sent.number, tmp_path)) == ["INPUT.unknown"]


def test_banned_words_are_warned_of(branch: Desk, tmp_path: Path) -> None:
    """A quotation may need them, so it is a warning and no refusal (COMP-09, SALE-11)."""
    view = taken(branch)
    words = DECISION.model_copy(update={"facts": "客户经理曾承诺“保本”。"})
    view = done(deciding.draft(branch, view.case.id, view.case.version, words))
    view = done(deciding.decide(branch, view.case.id, view.case.version))
    warned = done(letters.warnings(branch, view.case.id, "decision_notice"))
    assert [(one.code, one.saw["words"]) for one in warned] == [("SALE-11", "保本")]
    assert _printed(branch, view, "decision_notice", tmp_path).warnings == warned


def test_a_character_that_the_font_lacks_is_left_to_the_hand(branch: Desk, tmp_path: Path) -> None:
    """Whoever is called so gets his letter, and whoever prints it is told what to write in (SALE-14)."""
    view = taken(branch, complainant=WHO.model_copy(update={"name": "王\U000286a8"}))
    sent = _printed(branch, view, "receipt", tmp_path)
    assert [(one.code, one.saw["characters"]) for one in sent.warnings] == [("SALE-14.glyphs", "\U000286a8 U+286A8")]


def test_a_folder_that_cannot_be_written(branch: Desk, tmp_path: Path) -> None:
    """Says so, and records no letter."""
    view = taken(branch)
    (tmp_path / "file").write_text("")
    answer = letters.print_letter(branch, view.case.id, view.case.version, "receipt", tmp_path / "file", "zh")
    assert codes(answer) == ["DESK-19.unwritable"]
    assert branch.store.query("SELECT count(*) FROM paper")[0][0] == 0


def test_the_elderly_get_large_print(branch: Desk, tmp_path: Path) -> None:
    """16 points for clients of 65 and over."""
    old = registered(branch, client(person_profile(date(1955, 1, 1))))
    usual = _printed(branch, taken(branch), "receipt", tmp_path)
    large = _printed(
        branch, taken(branch, complainant=WHO.model_copy(update={"client_id": old.id})), "receipt", tmp_path
    )

    def size(path: Path) -> float:
        return next(line.size for page in shown(path.read_bytes()) for line in page if "尊敬的" in line.text)

    assert size(usual.path) < 16 <= size(large.path)


def test_the_remedies_are_proposed(branch: Desk) -> None:
    """Nobody forgets arbitration because it had to be typed."""
    case = taken(branch).case
    for lang, words in (("zh", ("调解", "仲裁", "诉讼")), ("en", ("mediation", "arbitrat", "court"))):
        proposed = deciding.proposed(branch, case, "zh" if lang == "zh" else "en").remedies
        assert all(word in proposed for word in words)
        asked = case.model_copy(update={"state": "recheck"})
        last = deciding.proposed(branch, asked, "zh" if lang == "zh" else "en").remedies
        assert all(word in last for word in words)
        assert "申请核查" not in last


@pytest.mark.parametrize("lines", range(12, 30, 3))
def test_signatures_never_stand_alone_on_a_page(branch: Desk, tmp_path: Path, lines: int) -> None:
    """What is signed stands on the page of the signature, else the page before it could be another one."""
    long = DECISION.model_copy(update={"facts": "\n".join(["经核实，情况属实。"] * lines)})
    view = taken(branch)
    view = done(deciding.draft(branch, view.case.id, view.case.version, long))
    view = done(deciding.decide(branch, view.case.id, view.case.version))
    sent = _printed(branch, view, "decision_notice", tmp_path)
    signed = next(page for page in texts(sent.path.read_bytes()) if "签收" in page)
    assert "如需说明或协助" in signed


def test_a_letter_is_not_printed_again_as_a_paper_of_a_sale(branch: Desk, tmp_path: Path) -> None:
    """If it fails, its number is a way around who may see a case (COMP-04), or ends the program."""
    sent = _printed(branch, decided(branch, taken(branch), tmp_path), "decision_notice", tmp_path)
    assert codes(printing_sets.print_again(branch, sent.number, tmp_path)) == ["INPUT.unknown"]


def test_letters_of_a_case_that_is_closed_to_somebody_lie_apart(branch: Desk) -> None:
    """COMP-04: whom it is about prints into the common folder, and would find them there."""
    open_case = taken(branch)
    apart = taken(branch, about=about("lin"), complainant=WHO.model_copy(update={"contact": "13800000002"}))
    assert letters.folder_of(branch, open_case.case) == branch.folder / "papers"
    assert letters.folder_of(branch, apart.case) == branch.folder / "papers" / "restricted" / apart.case.no


def test_a_letter_that_was_printed_again_stands_in_the_course_of_the_case(branch: Desk, tmp_path: Path) -> None:
    """The case could not be looked at any more once one of its letters had been printed again."""
    view = taken(branch)
    first, second = (_printed(branch, view, "receipt", tmp_path).number for _ in range(2))
    assert first == second
    events = done(looking.timeline(branch, view.case.id))
    assert events[-1].kind == "paper.reprinted/1"
    assert "重印" in next(event_lines(branch, events[-1], "zh")).value
    assert "Printed again" in next(event_lines(branch, events[-1], "en")).value
