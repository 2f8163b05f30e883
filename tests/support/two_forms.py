"""A pack with two questionnaires for persons: the bank's own products, and what the securities regulator rules."""

from functools import cache

from formpack.packs import Texts, default_texts
from rmdesk.formpack import Pack
from rmdesk.formpack.loader import load_texts

SECURITIES = "questionnaires/securities.toml"
TITLE = "证券期货投资者适当性问卷"


def two_forms() -> Texts:
    """The default pack's texts, its questionnaire for persons cut in two: the second is for funds and the like."""
    texts = default_texts()
    general = texts["questionnaire.toml"]
    second = general.replace('id = "person"', 'id = "securities"', 1).replace("个人客户风险承受能力评估问卷", TITLE, 1)
    texts["questionnaire.toml"] = general.replace("fast_seconds", 'regimes = ["bank", "insurance"]\nfast_seconds', 1)
    texts[SECURITIES] = second.replace("fast_seconds", 'regimes = ["securities"]\nfast_seconds', 1)
    return texts


@cache
def two_form_pack() -> Pack:
    """The same as a pack."""
    return load_texts(two_forms())
