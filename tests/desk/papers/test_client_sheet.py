"""The client's file as he signs it: what was asked and not answered stands on it, too."""

from dataclasses import replace

import pytest

from desk.papers import people
from desk.papers.every import flat, inputs, paper
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.base import Lang
from rmdesk.paper import KeyValues
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
