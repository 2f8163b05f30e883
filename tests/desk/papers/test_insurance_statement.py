"""The statement on insurance: every limit that was passed, with its figures, and the client's own choice (SUIT-25)."""

from dataclasses import replace
from decimal import Decimal

import pytest

from desk.papers import people
from desk.papers.every import LANGS, inputs, paper, words
from paper.reading import squeezed, texts
from rmdesk.desk import worst
from rmdesk.desk.papers.ready import why_not
from rmdesk.domain.address import addressed
from rmdesk.domain.base import Lang
from rmdesk.domain.portfolio import Portfolio, bought
from rmdesk.paper import outline, render
from support.families import default_pack


@pytest.mark.parametrize("lang", LANGS)
def test_insurance_statement_holds_the_choice_and_every_limit_with_its_figures(lang: Lang) -> None:
    """SUIT-25, SUIT-26: the client signs what exactly was passed, and that the bank advised against it."""
    said = words(paper("statement_insurance", inputs(lang)["insured"]))
    for figure in ("120,000.00", "420,000.00", "28.58%", "20%", "10", "68", "78", "75", "20,000.00", "1.5"):
        assert figure in said
    assert inputs(lang)["insured"].say("papers.times", times="6") in said
    assert inputs(lang)["insured"].say("papers.advised") in said
    product = inputs(lang)["insured"].product
    assert product is not None
    assert worst.assumed(default_pack(), product, lang) in said
    assert addressed("person", default_pack().sentences.own_choice.of(lang)).rpartition("}")[2] in said


@pytest.mark.parametrize("large", [False, True])
@pytest.mark.parametrize("lang", LANGS)
def test_what_is_declared_of_a_policy_stands_on_the_page_that_is_signed(lang: Lang, large: bool) -> None:
    """SUIT-25, SUIT-26: it stood on a page that nobody signs, and could be exchanged; in large print the page with the
    signatures bore nothing else."""
    adult = people.person(insurance_budget="20000")
    words = default_pack().sentences
    for level, declared in (
        ("C2", (words.own_choice, words.insurance_statement)),
        ("C4", (words.insurance_statement,)),
    ):
        taken, own = people.at_level(adult, level), level == "C2"
        given = people.given(adult, taken, people.insurance(), lang, "120000", own_choice=own)
        doc = paper("statement_insurance", replace(given, asked_large=large))
        pages, client = [squeezed(page) for page in texts(render(doc))], outline(doc, {}).signed[0]
        for one in declared:
            end = squeezed(addressed("person", one.of(lang)).rpartition("}")[2])
            assert [at for at, page in enumerate(pages, 1) if end in page] == [client], (level, one)


@pytest.mark.parametrize("lang", LANGS)
def test_the_statement_counts_what_is_held_and_says_so(lang: Lang) -> None:
    """SUIT-26: who bought in two parts signed for the second alone, or for nothing."""
    given = inputs(lang)["insured"]
    assert given.product is not None
    held = Portfolio(positions=(bought(given.product, Decimal(30_000), given.pack.levels),))
    given = replace(given, match_input=given.match_input.model_copy(update={"portfolio": held}))
    said = words(paper("statement_insurance", given))
    beside = given.say("papers.premium_beside", beside=given.money(Decimal(30_000)))
    told = f"150,000.00 元{beside}" if lang == "zh" else f"CNY 150,000.00{beside}"
    assert told in said, "each figure with its own unit"
    assert "） 元" not in said
    assert "35.72%" in said


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(
    ("budget", "times"), [("80000", "1.5"), ("79999", "1.51"), ("60000", "2"), ("20000", "6"), ("0", None)]
)
def test_the_client_signs_the_figure_that_is_true_beside_the_limit(budget: str, times: str | None, lang: Lang) -> None:
    """SUIT-26: at twice the budget he signed for one and a half times: less than what he takes on. No figure is shown
    as less than it is, and of a budget of nothing none is made up."""
    given = inputs(lang)["insured"]
    client = given.client.model_copy(update={"profile": given.client.profile | {"insurance_budget": budget}})
    given = replace(given, client=client, match_input=given.match_input.model_copy(update={"client": client}))
    said = words(paper("statement_insurance", given))
    told = given.say("papers.times", times=times) if times else given.say("papers.times_over", times="1.5")
    assert told in said


@pytest.mark.parametrize("lang", LANGS)
def test_a_single_premium_is_no_paying_over_years(lang: Lang) -> None:
    """SUIT-26: who pays once signed to know the burden of paying for years."""
    yearly = inputs(lang)["insured"]
    assert yearly.product is not None
    terms = people.insurance().insurance
    assert terms is not None
    once = terms.model_copy(update={"premium": "single", "pay_years": 1})
    single = replace(yearly, product=yearly.product.model_copy(update={"insurance": once}))
    for given, said, unsaid in ((yearly, "yearly", "single"), (single, "single", "yearly")):
        told = words(paper("statement_insurance", given))
        assert given.say(f"papers.burden_{said}") in told
        assert given.say(f"papers.burden_{unsaid}") not in told


def test_no_statement_where_none_is_due() -> None:
    """SUIT-25: the override exists for insurance alone, and a statement is signed only for a reason."""
    with pytest.raises(ValueError, match="SUIT-25"):
        paper("statement_insurance", inputs("zh")["person"])
    client = people.person(insurance_budget="90000")
    given = people.given(client, people.at_level(client, "C3"), people.insurance(), amount="60000")
    assert why_not("statement_insurance", given) is not None
