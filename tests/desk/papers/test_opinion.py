"""The match opinion: what was checked and found, which products it names, and that it is no guarantee."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desk.papers import people
from desk.papers.every import LANGS, NAMES, flat, inputs, paper, words
from paper.reading import squeezed, texts
from rmdesk.desk.papers.checks import checks
from rmdesk.domain.base import Lang
from rmdesk.domain.match import Withheld, match
from rmdesk.domain.people import Person
from rmdesk.domain.portfolio import Portfolio, bought
from rmdesk.domain.ranking import Wish
from rmdesk.formpack.papers import PaperKind
from rmdesk.paper import Document, Table, render
from support.families import default_pack


def checked(doc: Document) -> dict[str, tuple[str, ...]]:
    """The opinion's lines by what was checked."""
    table = next(block for block in flat(doc.blocks) if isinstance(block, Table) and len(block.head) == 5)
    return {row[0]: row for row in table.rows}


@pytest.mark.parametrize("lang", LANGS)
def test_opinion_shows_both_values_of_each_rule_and_that_it_is_no_guarantee(lang: Lang) -> None:
    """SUIT-23, SUIT-28: the client can see why, and is told what the opinion is not."""
    given = inputs(lang)["elder"]
    doc = paper("opinion", given)
    lines = checked(doc)
    level, rating = lines[given.say("papers.check_level")], lines[given.say("papers.check_rating")]
    assert given.client_level("C4") in level[1]
    assert given.product_level("R4") in level[2]
    assert "R3" in rating[1]
    assert "R4" in rating[2]
    amount = lines[given.text(given.words.amount)]
    assert "750,000.00" in amount[1]
    assert "200,000.00" in amount[2]
    assert default_pack().sentences.no_judgement.of(lang) in words(doc)
    assert default_pack().ranking.said.of(lang) in words(doc)


def test_a_broken_rule_stands_as_broken_in_the_opinion() -> None:
    """SUIT-02, SUIT-08: the paper never says more than the match did."""
    client = people.person()
    given = people.given(client, people.at_level(client, "C2"), people.product("SF-900", "wealth", "R4"))
    green = Person(login="new", name="赵新", roles=("manager",))
    given = replace(given, match_input=given.match_input.model_copy(update={"seller": green}))
    doc = paper("opinion", given)
    assert checked(doc)["风险等级"][3] == "不符合"
    assert checked(doc)["其他"][3] == "不符合"
    assert checked(doc)["风险评估"][3] == "符合"
    assert "不得向您推荐或销售" in words(doc)


@pytest.mark.parametrize(
    ("income", "held", "outcomes"),
    [
        ("420000", 0, ("不符合", None, "符合")),  # 1,200,000 of 750,000; 120,000 of 210,000 a year
        ("200000", 0, ("不符合", None, "不符合")),  # of 100,000 a year
        ("420000", 400_000, ("不符合", "不符合", "符合")),  # beyond both, of which the refusal names one
        ("200000", 20_000, ("不符合", "符合", "不符合")),
    ],
)
def test_each_limit_of_the_means_is_marked_by_its_own_figures(
    income: str, held: int, outcomes: tuple[str | None, ...]
) -> None:
    """SUIT-03: a premium well within the limit was told to the client as above it, as the total was above its own."""
    client = people.person(family_income_yearly=income)
    given = people.given(client, people.at_level(client, "C3"), people.insurance(), amount="120000")
    fund = people.shelf()[3]
    owned = Portfolio(positions=(bought(fund, Decimal(held), given.pack.levels),)) if held else Portfolio()
    given = replace(given, match_input=given.match_input.model_copy(update={"portfolio": owned}))
    lines = checked(paper("opinion", given))
    keys = (given.text(given.words.amount), "全部投入", "年交保费")
    assert tuple(lines[key][3] if key in lines else None for key in keys) == outcomes


def test_whatever_the_match_refuses_stands_as_not_met_and_nothing_else_does() -> None:
    """SUIT-28: a client cannot ask about a reason that no line tells, nor trust a line that was marked for another."""
    poor = people.person(financial_assets="100000", family_income_yearly="60000")
    lapsed = people.person(id_valid_until="2026-01-01")
    green = Person(login="new", name="赵新", roles=("manager",))
    for client in (people.person(), people.elder(), people.minor(), poor, lapsed, people.qualified()):
        for product in (*people.shelf(), people.product("W-1", level=None), people.product("W-2", status="ended")):
            if product.private and client.qualification is None:
                continue
            base = people.given(client, people.at_level(client, "C2"), product, amount="5000.50")
            for seller in (people.SELLER, green):
                given = replace(base, match_input=base.match_input.model_copy(update={"seller": seller}))
                verdict = match(product, given.judged)
                lines = checks(given, verdict)
                reasons = verdict.reasons if isinstance(verdict, Withheld) else ()
                broken = [line for line in lines if line.holds is False]
                assert not [one for one in reasons if not any(line.tells(one) for line in broken)]
                unasked = [line for line in broken if not any(line.tells(one) for one in reasons)]
                assert all(line.rule == "SUIT-03" for line in unasked), "its figures are the match's own"


def test_nothing_more_is_asked_for_where_the_product_may_not_be_sold() -> None:
    """SUIT-25: beside "it must not be sold to you" the client read that a confirmation of his own would do."""
    client = people.person(family_income_yearly="1050000")
    may = people.given(client, people.at_level(client, "C2"), people.insurance(), amount="50000", own_choice=True)
    asked = may.say("papers.need_own_choice")
    assert asked in words(paper("opinion", may))
    over = people.given(client, people.at_level(client, "C2"), people.insurance(), amount="120000", own_choice=True)
    said = words(paper("opinion", over))
    assert over.text(over.pack.sentences.verdict_withheld) in said
    assert over.say("papers.needs") not in said
    fits = people.given(client, people.at_level(client, "C3"), people.insurance(), amount="50000", own_choice=True)
    assert asked not in words(paper("opinion", fits))


@pytest.mark.parametrize("lang", LANGS)
def test_the_opinion_lists_what_was_chosen_and_what_of_the_wish_it_does_not_meet(lang: Lang) -> None:
    """SUIT-29: who signs for a product finds it among the suitable ones, and reads which wish it leaves open."""
    client, chosen = people.person(), people.shelf()[2]
    given = people.given(client, people.at_level(client, "C3"), chosen, lang)
    this = given.say("papers.this_one", product=f"{chosen.name.of(lang)} {chosen.code}")
    met = words(paper("opinion", given))
    assert this in met
    assert given.label("horizon", "under_6m") not in met
    assert given.sale is not None
    short = given.sale.model_copy(update={"wish": Wish(horizon="under_6m")})
    beyond = words(paper("opinion", replace(given, sale=short)))
    assert this in beyond
    unmet = f"{given.say('sale.wish.horizon')} {given.label('horizon', 'under_6m')}"
    assert given.say("sale.match.unmet", wishes=unmet) in beyond
    many = tuple(people.product(f"SF-1{at:02}", "wealth", "R1", term_days=365) for at in range(7))
    crowded = words(paper("opinion", replace(given, products=(*many, chosen))))
    assert this in crowded
    assert given.say("papers.offered.count_and_this", count=8, shown=6) in crowded


def test_regime_is_told_for_a_distributed_fund() -> None:
    """SUIT-24: the client knows under whose rules a fund is sold."""
    client = people.person()
    given = people.given(client, people.at_level(client, "C3"), people.shelf()[3])
    assert "证券监督管理机构" in words(paper("opinion", given))


def test_a_match_is_claimed_only_where_one_was_made() -> None:
    """SUIT-17, SUIT-24: neither a deposit nor a professional institution was matched, and the paper does not say so."""
    deposit = words(paper("opinion", inputs("zh")["saver"]))
    assert "无需进行风险匹配" in deposit
    company = people.organisation()
    proven = people.qualified().qualification
    bank = company.model_copy(update={"profile": company.profile | {"org_kind": "professional"}, "licence": proven})
    said = words(paper("opinion", people.given(bank, None, people.product())))
    assert "专业投资者" in said
    assert "相匹配" not in said
    assert "相匹配" not in deposit


def test_private_products_are_named_to_qualified_investors_only() -> None:
    """SUIT-21: not in a list, not in a comparison, not in a proposal, not as the subject of a paper."""
    for lang in LANGS:
        name = people.private().name.of(lang)
        given = inputs(lang)["person"]
        private = (people.private(), people.product())
        listing: tuple[PaperKind, ...] = ("opinion", "proposal", "comparison")
        for kind in listing:
            assert name not in words(paper(kind, given))
            assert "SM-001" not in words(paper(kind, replace(given, products=private)))
        assert name in words(paper("opinion", inputs(lang)["qualified"]))
    named: tuple[PaperKind, ...] = ("opinion", "disclosure_book")
    for kind in named:
        with pytest.raises(ValueError, match="SUIT-21"):
            paper(kind, replace(given, product=people.private()))


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_what_the_opinion_is_not_stands_on_the_page_that_is_signed(lang: Lang, large: bool) -> None:
    """Client and manager signed a page that said nothing but who and what for (SALE-13)."""
    for name in NAMES:
        given = replace(inputs(lang)[name], asked_large=large)
        last = squeezed(texts(render(paper("opinion", given)))[-1])
        assert squeezed(given.say("papers.signatures")) in last, name
        assert squeezed(given.text(given.pack.sentences.no_judgement)) in last, name
