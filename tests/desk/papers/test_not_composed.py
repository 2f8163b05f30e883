"""A paper of a sale that cannot be composed says why, and a sale that ended has a paper that says so."""

from dataclasses import replace

from desk.papers import people
from desk.papers.every import flat, inputs, paper, words
from rmdesk.desk.papers.ready import why_not
from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.formpack.papers import PAPER_KINDS
from rmdesk.paper import Heading


def test_what_cannot_be_composed_yet_is_refused_by_rule() -> None:
    """SALE-01, SUIT-21: the desk can say what is missing instead of failing."""
    given = replace(inputs("zh")["person"], products=())
    unassessed = given.match_input.model_copy(update={"assessment": None})
    bare = replace(given, match_input=unassessed, assessment=None, product=None)
    for kind in (one for one in PAPER_KINDS if one not in ("sale_ended", "consent_withdrawn")):
        said = why_not(kind, bare)
        free = kind in {"client_sheet", "privacy_notice", "rights_notice", "comparison"}
        assert (said is None) if free else (said is not None and said.rule == "SALE-01"), kind
        assert why_not(kind, given) is None or kind == "statement_insurance"
    refused = why_not("opinion", replace(given, product=people.private()))
    assert refused is not None
    assert refused.code == "SUIT-21"
    assert set(refused.saw) == set(REFUSAL_CODES[refused.code])


def test_an_ended_sale_says_why_and_that_nothing_comes_of_it() -> None:
    """If it fails, a client who cancelled in time has nothing in hand that says so (SALE-08)."""
    said = words(paper("sale_ended", inputs("zh")["dropped"]))
    for text in ("J-0142", "SF-900", "家人不同意", "考虑期内决定取消", "未办理扣款"):
        assert text in said
    (section,) = (one for one in flat(paper("sale_ended", inputs("zh")["dropped"]).blocks) if isinstance(one, Heading))
    assert not section.numbered, "一 without 二"
    under_way = why_not("sale_ended", inputs("zh")["person"])
    assert under_way is not None
    assert under_way.code == "INPUT.unknown"
