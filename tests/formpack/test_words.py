"""Words: what must not reach a client is found, what warns is not; refusals are told as people speak."""

import pytest

from formpack.packs import changed, cut
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.formpack import Pack, fill, load_texts
from rmdesk.formpack.columns import total_columns
from rmdesk.formpack.placeholders import names, unbalanced
from rmdesk.locale import LANGS


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("这款产品保本保息", ("保本", "保息")),
        ("保 本", ("保本",)),
        ("保\u200b本", ("保本",)),
        ("零·风·险", ("零风险",)),
        ("ＲＩＳＫ　ＦＲＥＥ", ("risk free",)),
        ("A Risk-Free product", ("risk free",)),
        ("capital\nguaranteed", ("capital guaranteed",)),
        ("you can’t lose", ("can't lose",)),
        ("年化预期收益率 5%", ("预期收益率",)),
        ("低风险高收益的好机会", ("低风险高收益",)),
        ("本产品不保本，也不保证收益", ()),
        ("低风险产品并非没有风险", ()),
        ("非保本浮动收益", ()),
        ("请确保本人到场；客户还没有风险评估", ()),
        ("我们确保本金", ("保本", "确保本金")),
        ("the asterisk freely moves", ()),
        ("低风险、中低风险", ()),
        ("不保本。但这款保本", ("保本",)),
        ("", ()),
    ],
)
def test_banned_words_are_found_and_warnings_are_not(pack: Pack, text: str, found: tuple[str, ...]) -> None:
    """SALE-11: a promise does not slip through by a blank; a warning is not refused."""
    assert pack.banned_in(text) == found


def test_an_allowed_phrase_taken_out_does_not_join_its_neighbours(pack: Pack) -> None:
    """保 + (不保本) + 本 must not read as 保本."""
    assert pack.banned_in("保不保本本") == ()


def test_every_refusal_fits_its_line(pack: Pack) -> None:
    """SUIT-28: a reason on the screen, and what to do next, are read without scrolling."""
    texts = {
        (one.code, lang): (one.text.of(lang), one.next.of(lang)) for one in pack.refusals.refusal for lang in LANGS
    }
    assert {case for case, _ in texts} == set(REFUSAL_CODES)
    assert [key for key, both in texts.items() if max(map(total_columns, both)) > 76] == []


@pytest.mark.parametrize(
    ("refusal", "zh", "en"),
    [
        (
            refuse("SUIT-02", product_level="R4", client_level="C2"),
            "产品为 R4 中高风险，高于客户的 C2 谨慎型。",
            "The product is R4 Medium-high risk, above the client's C2 Cautious.",
        ),
        (
            refuse("SUIT-03", amount="200000", limit="150000.00"),
            "金额 200,000.00 元，超过上限 150,000.00 元。",
            "CNY 200,000.00 is above the limit of CNY 150,000.00.",
        ),
        (
            refuse("SUIT-22.items", missing="risks, fees"),
            "还有揭示项未确认：主要风险、费用。",
            "Not yet acknowledged: Risks, Fees.",
        ),
        (
            refuse("SALE-13.review", reason="SUIT-10"),
            "须第二人复核：老年客户购买高风险产品的特别关注。",
            "A second person must review: Special care for elderly clients.",
        ),
        (
            refuse("SALE-13.printed", papers="opinion, disclosure_book"),
            "尚未打印：适当性匹配意见书、风险揭示书。",
            "Not yet printed: Match opinion, Disclosure book.",
        ),
        (
            refuse("KYC-07", share="0.25"),
            "受益所有人尚未识别（标准：25%）。",
            "No beneficial owner is named (share: 25%).",
        ),
        (
            refuse("KYC-01", fields="name, phone"),
            "身份信息不全：姓名、联系电话。",
            "Identity is incomplete: Name, Phone.",
        ),
        (
            refuse("SALE-06.experience", years="1", least="2"),
            "投资经历 1 年，至少要 2 年。",
            "1 years of experience, 2 needed.",
        ),
        (refuse("INPUT.date", given="{x}"), "“{x}”不是日期。", "“{x}” is not a valid date."),
        (
            refuse("INPUT.unknown", what="product", given="000123"),
            "找不到产品“000123”。",
            "There is no product “000123”.",
        ),
    ],
)
def test_values_are_told_by_their_names(pack: Pack, refusal: Refusal, zh: str, en: str) -> None:
    """No code of the program reaches the screen where a word exists; amounts carry separators."""
    assert pack.say(refusal, "zh").text == zh
    assert pack.say(refusal, "en").text == en


def test_an_older_pack_still_says_which_rule_refused() -> None:
    """A desk whose pack was adopted before the program learned a refusal must not fall over it."""
    older = load_texts(changed(cut("refusals.toml", '[[refusal]]\ncode = "SUIT-02"', "[[refusal]]")))
    said = older.say(refuse("SUIT-02", product_level="R4", client_level="C2"), "zh")
    assert said.rule == "SUIT-02"
    assert "R4 中高风险" in said.text
    assert said.next


def test_a_value_that_looks_like_a_placeholder_stays_as_it_is() -> None:
    """A client called {client} breaks no paper."""
    assert fill("{client}：{product}", {"client": "{product}", "product": "{x}"}) == "{product}：{x}"


def test_a_missing_value_is_no_blank() -> None:
    """A half-filled sentence on a paper would be worse than none."""
    with pytest.raises(KeyError):
        fill("{client}", {})


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{a", "a}", "{A}", "{a b}", "{a.b}", "{a!r}", "{a:>9}", "{{a}}", "{0}"]
)
def test_braces_hold_a_plain_name_or_are_refused(text: str) -> None:
    """A form is no program: no attribute, index or format can stand between braces."""
    assert unbalanced(text)


def test_placeholders_are_found_once_and_in_order() -> None:
    """What the check compares between both languages."""
    assert names("{b} {a} {b}") == ("b", "a")
    assert not unbalanced("{b} {a}")


def test_a_value_that_ends_in_a_full_stop_brings_no_second_one() -> None:
    """ "Managed by Sample Bank Ltd.." on a paper looks like nobody read it."""
    assert fill("by {issuer}. Read on.", {"issuer": "Sample Ltd."}) == "by Sample Ltd. Read on."
    assert fill("{issuer}, {issuer}", {"issuer": "Sample Ltd."}) == "Sample Ltd., Sample Ltd."
