"""A name has one spelling, and what is no name is not kept as one: by name a client is found (KYC-09)."""

import pytest

from rmdesk.domain.fields import read
from rmdesk.domain.names import meant_by, read_name, tidy
from rmdesk.domain.refusal import Refusal


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("⼀⼆三", "一二三"),
        ("王⼩明", "王小明"),
        ("\u2ee2\u2ed8\u2ef0", "马青龙"),
        *((f"阿卜杜拉{dot}买买提", "阿卜杜拉·买买提") for dot in "·•‧・∙⋅･●.．"),
        ("阿卜杜拉 · 买买提", "阿卜杜拉·买买提"),
        ("王 敏", "王敏"),
        ("欧 阳 小 敏", "欧阳小敏"),
        (" John  Q. Smith ", "John Q. Smith"),
        ("O’Neil-Jørgensen", "O’Neil-Jørgensen"),
        ("上海360科技（中国）有限公司", "上海360科技（中国）有限公司"),
        ("Foo, Bar & Co., Ltd.", "Foo, Bar & Co., Ltd."),
        ("〇一", "〇一"),
        ("㐂王", "㐂王"),
        ("", ""),
    ],
)
def test_a_name_is_kept_in_one_spelling(typed: str, kept: str) -> None:
    """Somebody typed with another keyboard would be another client, and found by nobody."""
    assert read_name(typed) == kept
    assert tidy(kept) == kept


@pytest.mark.parametrize(
    ("typed", "why"),
    [
        ("王敏\t13800000001\t女", "INPUT.name_row"),
        ("王敏 13800000001 女", "INPUT.name_row"),
        ("王敏 女 汉族", "INPUT.name_row"),
        ("王敏,女,汉", "INPUT.name_row"),
        ("王敏 1990-01-02", "INPUT.name_row"),
        ("王敏\n李敏", "INPUT.name_row"),
        ("张伟<b>三", "INPUT.name_signs"),
        ("Wang ＜Li＞", "INPUT.name_signs"),
        ("??三", "INPUT.name_lost"),
        ("王？", "INPUT.name_lost"),
        ("\ufffd", "INPUT.name_lost"),
        ("王□", "INPUT.name_lost"),
        ("王▯", "INPUT.name_lost"),
        ("12345", "INPUT.name_empty"),
        ("１２", "INPUT.name_empty"),
        ("--", "INPUT.name_empty"),
        ("·", "INPUT.name_empty"),
    ],
)
def test_what_is_no_name_is_refused_with_the_reason(typed: str, why: str) -> None:
    """A row pasted into one field, or a name with a lost character, ends on signed papers."""
    found = read_name(typed)
    assert isinstance(found, Refusal)
    assert found.code == why


@pytest.mark.parametrize(
    ("private", "ideograph"), [("\ue863", "䶮"), ("\ue816", "𠂇"), ("\ue81b", "㑇"), ("\ue864", "龻")]
)
def test_a_character_of_an_old_font_is_refused_with_the_one_that_is_meant(private: str, ideograph: str) -> None:
    """To be told of U+E863 tells a clerk nothing; 䶮 can be typed."""
    refused = read("text", f"王{private}")
    assert isinstance(refused, Refusal)
    assert refused.code == "INPUT.private"
    assert refused.saw["meant"] == ideograph == meant_by(private)
    unknown = read("text", "王\ue000")
    assert isinstance(unknown, Refusal)
    assert unknown.code == "INPUT.control"
