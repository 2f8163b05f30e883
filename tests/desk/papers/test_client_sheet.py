"""The client's file as he signs it: what was asked and not answered stands on it, too."""

from dataclasses import replace

import pytest

from desk.papers import people
from desk.papers.every import NAMES, flat, inputs, paper, words
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.base import Lang
from rmdesk.paper import Checklist, Heading, KeyValues
from support.families import default_pack


def rows(given: PaperInput) -> dict[str, str]:
    """Label and value of everything on the sheet."""
    blocks = flat(paper("client_sheet", given).blocks)
    return {label: value for one in blocks if isinstance(one, KeyValues) for label, value in one.rows}


def without(given: PaperInput, *keys: str) -> PaperInput:
    """The same client, who gave less."""
    profile = {key: value for key, value in given.client.profile.items() if key not in keys}
    return replace(given, client=given.client.model_copy(update={"profile": profile}))


@pytest.mark.parametrize(("lang", "said"), [("zh", "未提供"), ("en", "not given")])
def test_what_was_not_answered_is_said(lang: Lang, said: str) -> None:
    """Who signs a sheet without a row for his e-mail never learns that the bank asked for it."""
    label = {"zh": "电子邮箱", "en": "E-mail"}[lang]
    given = inputs(lang)["person"]
    assert rows(given)[label] == "li.jianguo@example.com"
    assert rows(without(given, "email"))[label] == said


def test_what_was_never_asked_is_no_gap() -> None:
    """An adult is not asked whether he lives on his own earnings, and whoever acts alone has no agent's mandate."""
    labels = {"own_earnings", "pep_approved_by", "aml_reason", "remarks"}
    form = default_pack().intake("person")
    fields = [form.field(key) for key in labels]
    assert all(one is not None for one in fields)
    shown = rows(inputs("zh")["person"])
    assert not {one.label.zh for one in fields if one is not None} & shown.keys()
    assert people.SECRET not in shown.values()


def test_a_number_says_what_it_counts() -> None:
    """投资年限 6: years, months?"""
    assert rows(inputs("zh")["person"])["投资年限"] == "6 年"
    assert rows(inputs("en")["company"])["Years of investing"].endswith(" yr")


def test_client_sheet_shows_the_file_in_words_and_the_people_around_the_client() -> None:
    """SUIT-16: the client checks words, not codes; guardian, agent and owners have their own parts."""
    said = words(paper("client_sheet", inputs("zh")["minor"]))
    for text in ("何小满", "学生", "260,000.00 元", "1 至 3 年", "存款、国债；银行理财；公募基金", "何丽", "父母"):
        assert text in said
    company = words(paper("client_sheet", inputs("zh")["company"]))
    for text in ("受益所有人 1", "受益所有人 2", "持有股权", "60%", "法定代表人", "赵小莉", "长期"):
        assert text in company
    assert "本人保证所提供的信息真实" in said
    assert "本单位保证所提供的信息真实" in company


def test_the_sheet_tells_of_consents_and_asks_for_none() -> None:
    """DATA-02: the one signature under the sheet would stand for three consents."""
    doc = paper("client_sheet", inputs("zh")["person"])
    rows = [row for block in flat(doc.blocks) if isinstance(block, KeyValues) for row in block.rows]
    titles = [one.title.zh for one in default_pack().notices.privacy.consents]
    assert [said for label, said in rows if label in titles] == ["同意", "不同意", "同意"]
    assert not [block for block in flat(doc.blocks) if isinstance(block, Checklist)]


@pytest.mark.parametrize("name", NAMES)
def test_no_title_of_the_sheet_tells_of_a_grade(name: str) -> None:
    """KYC-05: a part of the sheet was called "consent and grade", with the grade left out."""
    doc = paper("client_sheet", inputs("zh")[name])
    titles = [one.text for one in flat(doc.blocks) if isinstance(one, Heading)]
    assert not [one for one in titles if "评级" in one]
    assert len(titles) == len(set(titles))
    assert "勿打扰" in words(doc)
