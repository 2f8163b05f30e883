"""Two packs compared: whoever adopts one sees everything that it asks less of, before anything else (DATA-08)."""

from collections.abc import Iterable

import pytest

from rmdesk.formpack import Pack, load_texts
from rmdesk.formpack.comparing import Change, compare
from support.two_forms import SECURITIES, TITLE, two_form_pack, two_forms

Edit = tuple[str, str, str]
"""A file, what to replace in it the first time it stands there, and by what."""


def edited(pack: Pack, *edits: Edit) -> Pack:
    """The pack with some texts replaced."""
    texts = dict(pack.files)
    for file, before, after in edits:
        assert before in texts[file], (file, before)
        texts[file] = texts[file].replace(before, after, 1)
    return load_texts(texts)


def changes(pack: Pack, *edits: Edit) -> tuple[Change, ...]:
    """What the edits change."""
    return compare(pack, edited(pack, *edits))


def told(found: Iterable[Change]) -> list[tuple[str, str, str]]:
    """Way, place and values of each change."""
    return [(one.way, one.place, one.values("zh")) for one in found]


def threshold(key: str, was: str, now: str) -> Edit:
    """Another value of a threshold."""
    head = f'key = "{key}"\nvalue = '
    return "thresholds.toml", f"{head}{was}\n", f"{head}{now}\n"


@pytest.mark.parametrize(
    ("key", "was", "now"),
    [
        ("amount_share", "0.5", "0.8"),
        ("assessment_valid_months", "12", "13"),
        ("elder_thinking_hours", "24", "0"),
        ("elder_high_risk", '"R4"', '"R5"'),
        ("password_min_length", "8", "6"),
        ("qualified_years", "2", "1"),
    ],
)
def test_a_number_that_asks_less_is_looser_and_the_way_back_tighter(pack: Pack, key: str, was: str, now: str) -> None:
    """A limit that was eased must not stand among harmless changes of words."""
    place, values = f"thresholds.toml: threshold[{key}].value", f"{was} → {now}".replace('"', "")
    there = edited(pack, threshold(key, was, now))
    assert told(compare(pack, there)) == [("looser", place, values)]
    assert [one.way for one in compare(there, pack)] == ["tighter"]


def test_a_number_that_changes_later_is_told_with_its_day(pack: Pack) -> None:
    """A looser limit that begins next year must not come in unseen behind an unchanged one of today."""
    row = '[[threshold]]\nkey = "amount_share"\nvalue = 0.9\neffective_from = 2027-01-01\nrule = "SUIT-03"\n'
    note = 'note = { zh = "甲", en = "a" }\n'
    texts = {**pack.files, "thresholds.toml": pack.files["thresholds.toml"] + row + note}
    found = [one for one in compare(pack, load_texts(texts)) if one.way != "text"]
    assert told(found) == [("looser", "thresholds.toml: threshold[amount_share 2027-01-01].value", "0.5 → 0.9")]


def test_numbers_by_kind_and_lists_of_families_have_their_side_too(pack: Pack) -> None:
    """SALE-07, SALE-13: a lower least amount for one kind, a family less that is reviewed."""
    file = "thresholds.toml"
    found = changes(pack, (file, "mixed = 400_000", "mixed = 500_000"), (file, '"private", "trust", ', '"private", '))
    assert told(found) == [
        ("looser", "thresholds.toml: threshold[review_families].value", "trust → —"),
        ("tighter", "thresholds.toml: threshold[private_minimum].value.mixed", "400000 → 500000"),
    ]


def test_a_longer_reach_is_looser_by_the_products_that_it_opens(pack: Pack) -> None:
    """SUIT-02: nobody overlooks that cautious clients would be offered riskier products."""
    low = edited(pack, ("levels.toml", "rank = 3\nreach = 3", "rank = 3\nreach = 2"))
    key = "levels.toml: client[C3].reach"
    assert told(compare(low, pack)) == [("looser", key, "R2 → R3")]
    assert told(compare(pack, low)) == [("tighter", key, "R3 → R2")]


BANDS = (
    'level = "C3", low = 40, high = 59 },\n  { level = "C4", low = 60,',
    'level = "C3", low = 40, high = 57 },\n  { level = "C4", low = 58,',
)


def test_a_level_for_fewer_points_is_looser(pack: Pack) -> None:
    """QUES-02: the same answers would lift a client, so the questionnaire counts as eased."""
    there = edited(pack, ("questionnaire.toml", *BANDS))
    place = "questionnaire.toml: bands[C4].low"
    assert told(compare(pack, there))[0] == ("looser", place, "60 → 58")
    assert told(compare(there, pack))[0] == ("tighter", place, "58 → 60")


def test_a_knock_out_that_goes_or_caps_higher_is_looser(pack: Pack) -> None:
    """QUES-02: an answer that caps the level protects the client; without it he may be lifted."""
    file = "questionnaire.toml"
    start = pack.files[file].index('knock_out = "')
    there = pack.files[file][start : start + len('knock_out = "C1"')]
    for edit, way in (((file, f"{there}, ", ""), "looser"), ((file, there, 'knock_out = "C4"'), "looser")):
        found = changes(pack, edit)
        assert (found[0].way, found[0].key.endswith("knock_out")) == (way, True)
        assert [(one.way, one.key) for one in found[1:]] == [(way, "bands")]
    assert [one.way for one in compare(edited(pack, (file, f"{there}, ", "")), pack)] == ["tighter"]


def test_a_score_that_rises_is_looser(pack: Pack) -> None:
    """QUES-02: more points for the same answer lift the level."""
    found = changes(
        pack, ("questionnaire.toml", 'key = "A", score = 6, max_age = 30', 'key = "A", score = 9, max_age = 30')
    )
    assert told(found)[0] == ("looser", "questionnaire.toml: questions[Q1].options[A].score", "6 → 9")
    assert told(found)[1:] == [
        ("looser", "questionnaire.toml: bands", f"C{level} → C{level + 1}") for level in (1, 2, 3, 4)
    ]


def test_a_sensitive_act_that_asks_less_is_looser(pack: Pack) -> None:
    """DATA-08: an act that would pass without a password is the first thing that the two people read."""
    file = "sensitive_acts.toml"
    less = (file, 'key = "clients.export"\ndemand = "password"', 'key = "clients.export"\ndemand = "none"')
    extend = 'key = "complaints.extend"\ndemand = "second_person"\nroles = '
    wider = (file, f'{extend}["reviewer", "compliance"]', f'{extend}["manager", "reviewer", "compliance"]')
    assert told(changes(pack, less, wider)) == [
        ("looser", "sensitive_acts.toml: act[clients.export].demand", "password → none"),
        ("looser", "sensitive_acts.toml: act[complaints.extend].roles", "— → manager"),
    ]


def test_clocks_of_complaints_and_retention_have_a_side(pack: Pack) -> None:
    """COMP-06, KYC-08: more time for the bank and fewer years of keeping are looser, in whatever unit they stand."""
    answer = ("complaint_clocks.toml", 'count = 24\nunit = "hours"', 'count = 3\nunit = "days"')
    kept = ("archive.toml", "years = 10", "years = 9")
    assert {one.way for one in changes(pack, answer, kept)} == {"looser"}
    text = pack.files["complaint_clocks.toml"]
    part = text[text.index('id = "recheck_ask"') :].split("[[clock]]")[0]
    there = load_texts(
        {**pack.files, "complaint_clocks.toml": text.replace(part, part.replace("count = 30", "count = 20"))}
    )
    assert told(compare(pack, there)) == [
        ("looser", "complaint_clocks.toml: clock[recheck_ask].count", "30 → 20"),
    ]


def test_registers_come_go_and_lose_their_second_person(pack: Pack) -> None:
    """A register that is gone, one that is new, and an act that one person alone could do are all told."""
    gone = {name: text for name, text in pack.files.items() if name != "registers/risk.toml"}
    assert [(one.way, one.file) for one in compare(pack, load_texts(gone))] == [("gone", "registers/risk.toml")]
    assert [(one.way, one.file) for one in compare(load_texts(gone), pack)] == [("added", "registers/risk.toml")]
    alone = changes(pack, ("registers/risk.toml", 'proof = "second", ', ""))
    assert told(alone) == [("looser", "registers/risk.toml: act.close.proof", "second → —")]
    assert alone[0].called("zh") == "关闭"


def test_words_are_counted_by_file_and_named(pack: Pack) -> None:
    """Texts fill pages: people see in which file and at which keys they were reworded."""
    found = changes(
        pack,
        ("sentences.toml", "产品有风险", "产品存在风险"),
        ("disclosures/wealth.toml", "理财产品风险揭示", "理财产品的风险揭示"),
        ("disclosures/wealth.toml", "产品基本情况", "基本情况"),
    )
    assert [(one.way, one.file, one.places) for one in found] == [
        ("changed", "sentences.toml", ()),
        ("text", "disclosures/wealth.toml", ("title", "items[basics].title")),
    ]
    assert "产品存在风险" in found[0].now.zh


def test_a_disclosure_that_is_not_told_any_more_is_looser(pack: Pack) -> None:
    """SUIT-10, SUIT-22: special care for elder clients that vanishes is no mere change of words."""
    file = "disclosures/wealth.toml"
    line = next(line for line in pack.files[file].splitlines() if line.startswith("care = "))
    assert told(changes(pack, (file, f"{line}\n", ""))) == [
        ("looser", "disclosures/wealth.toml: items[risks].care", "")
    ]


def test_an_order_that_changes_is_told(pack: Pack) -> None:
    """SUIT-29: the order of the offered list is a promise to clients."""
    found = changes(pack, ("ranking.toml", '"goal", "horizon"', '"horizon", "goal"'))
    assert [(one.way, one.key) for one in found] == [("changed", "order")]
    assert found[0].now.zh.startswith("loss, horizon, goal")


def test_remarks_alone_are_said_to_be_remarks(pack: Pack) -> None:
    """Another digest without another meaning must not make people look for one."""
    found = compare(pack, load_texts({**pack.files, "levels.toml": "# \n" + pack.files["levels.toml"]}))
    assert [(one.way, one.file, one.places) for one in found] == [("text", "levels.toml", ())]


def test_looser_ones_stand_first_whatever_their_file(pack: Pack) -> None:
    """The list may be long; what protects clients less is on its first lines."""
    found = changes(
        pack,
        ("pack.toml", 'version = "2026.1"', 'version = "2026.2"'),
        threshold("amount_share", "0.5", "0.4"),
        ("archive.toml", "years = 10", "years = 9"),
        ("sentences.toml", "产品有风险", "产品存在风险"),
    )
    assert [one.way for one in found] == ["looser", "tighter", "changed", "changed"]
    assert compare(pack, edited(pack)) == ()


def test_words_are_shown_in_the_language_of_whoever_reads(pack: Pack) -> None:
    """Both people must see what a client would be asked, in the words that they read (DATA-08)."""
    file, old, new = "questionnaire.toml", 'en = "How old are you?"', 'en = "What is your age?"'
    (found,) = changes(pack, (file, 'zh = "您的年龄是？"', 'zh = "您今年多大？"'), (file, old, new))
    assert found.values("zh") == "您的年龄是？ → 您今年多大？"
    assert found.values("en") == "How old are you? → What is your age?"
    (half,) = changes(pack, (file, 'zh = "您的年龄是？"', 'zh = "您今年多大？"'))
    assert half.values("en") == half.values("zh")


HARDER = BANDS[1].replace("57", "61").replace("58", "62")
FUNDS = "questionnaires/funds.toml"


def renamed(*edits: tuple[str, str]) -> Pack:
    """Of two questionnaires the further one under another file, id and title, with texts replaced."""
    texts = two_forms()
    form = texts.pop(SECURITIES).replace('id = "securities"', 'id = "funds"').replace(TITLE, "公募基金问卷")
    for before, after in edits:
        assert before in form, before
        form = form.replace(before, after, 1)
    return load_texts({**texts, FUNDS: form})


def test_an_easier_questionnaire_under_another_name_is_looser() -> None:
    """SUIT-24: funds would be sold by an easier form, and both who adopt it would read "added" and "gone" alone."""
    lifted = ("looser", f"{FUNDS}: bands", "C3 → C4")
    score = ('key = "A", score = 6, max_age = 30', 'key = "A", score = 9, max_age = 30')
    assert lifted in told(compare(two_form_pack(), renamed(BANDS)))
    found = compare(two_form_pack(), renamed(score))
    assert ("looser", f"{FUNDS}: questions[Q1].options[A].score", "6 → 9") in told(found)
    assert lifted in told(found)
    assert {TITLE in one.called("zh") for one in found if one.key == "bands"} == {True}


def test_the_same_questionnaire_under_another_name_is_not() -> None:
    """What asks the same lifts nobody: those who adopt read which products it serves, and no false alarm."""
    found = compare(two_form_pack(), renamed())
    assert told(found) == [
        ("changed", FUNDS, f"{TITLE} → 公募基金问卷"),
        ("gone", SECURITIES, ""),
        ("added", FUNDS, ""),
    ]


def test_products_that_move_to_an_easier_questionnaire_are_told(pack: Pack) -> None:
    """SUIT-24: neither file is new, or one is split off: what counts is which level now sells a product."""
    harder = two_forms()
    harder[SECURITIES] = harder[SECURITIES].replace(BANDS[0], HARDER, 1)
    lifted = ("looser", "questionnaire.toml: bands", "C3 → C4")
    assert lifted in told(compare(load_texts(harder), pack))
    easier = two_forms()
    easier[SECURITIES] = easier[SECURITIES].replace(*BANDS, 1)
    assert ("looser", f"{SECURITIES}: bands", "C3 → C4") in told(compare(pack, load_texts(easier)))


def test_a_regime_that_leads_new_products_to_an_easier_questionnaire_is_told() -> None:
    """SUIT-24: funds lose the securities regime, or it comes last: that was called stricter, and every fund put on the
    shelf from then on was sold by the easier form."""
    texts = two_forms()
    texts[SECURITIES] = texts[SECURITIES].replace(BANDS[0], HARDER, 1)
    regimes = 'regimes = ["securities", "bank"]'
    assert regimes in texts["families.toml"]
    for now in ('["bank"]', '["bank", "securities"]'):
        after = {**texts, "families.toml": texts["families.toml"].replace(regimes, f"regimes = {now}")}
        found = compare(load_texts(texts), load_texts(after))
        assert ("looser", "questionnaire.toml: bands", "C3 → C4") in told(found)
        assert "新上架产品改由本问卷评估" in [one.name.zh for one in found if one.name]
    turned = texts["families.toml"].replace(regimes, 'regimes = ["bank"]')
    back = compare(load_texts({**texts, "families.toml": turned}), load_texts(texts))
    assert "looser" not in [one.way for one in back if one.file == SECURITIES]


def test_another_form_altogether_counts_as_looser() -> None:
    """Where no question is the same nothing can be counted through, so nobody may take it for harmless."""
    texts = two_forms()
    texts[SECURITIES] = texts[SECURITIES].replace('id = "Q', 'id = "F')
    texts[FUNDS] = texts.pop(SECURITIES).replace('id = "securities"', 'id = "funds"')
    found = [one for one in compare(two_form_pack(), load_texts(texts)) if one.way == "looser"]
    assert [(one.place, "scored too differently" in one.called("en")) for one in found] == [(FUNDS, True)]


@pytest.mark.parametrize(
    ("file", "was", "now", "place"),
    [
        ("imports.toml", 'private = ["私募", ', "private = [", "word.offer.private"),
        ("imports.toml", 'public = ["公募"', 'public = ["公募", "私募发行"', "word.offer.public"),
        ("imports.toml", 'unsaid = ["空", ', "unsaid = [", "words.unsaid"),
        ("imports.toml", 'noted = ["停售", ', "noted = [", "words.noted"),
        ("imports.toml", 'telling = ["投资者", ', "telling = [", "words.telling"),
        ("imports.toml", 'unused = ["单位净值", ', 'unused = ["代销级别", "单位净值", ', "words.unused"),
        ("imports.toml", 'linked = ["结构性", ', "linked = [", "words.linked"),
        ("imports.toml", 'R1 = ["低风险", ', 'R1 = ["低风险", "稳健", ', "word.level.R1"),
        ("imports.toml", '"传统型", ', '"传统型", "两全", ', "word.insurance_design.traditional"),
        ("families.toml", 'called = ["存款", ', 'called = ["存款", "结构性理财", ', "family[deposit].called"),
    ],
)  # fmt: skip
def test_a_word_by_which_lists_are_asked_less_is_looser(pack: Pack, file: str, was: str, now: str, place: str) -> None:
    """SUIT-21, SUIT-24: with "private" among the words for a public offer it was sold to everybody, and told as one
    change of words among many."""
    there = edited(pack, (file, was, now))
    assert [(one.way, one.place) for one in compare(pack, there)] == [("looser", f"{file}: {place}")]
    assert [one.way for one in compare(there, pack)] == ["tighter"]
