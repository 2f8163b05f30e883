"""Statements on insurance: the client's own choice (SUIT-25), and limits that the premium passes (SUIT-26)."""

from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.papers.common import client_rows, own_choice, signatures
from rmdesk.desk.papers.disclosure import worst_case
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.match import insurance_reasons, premiums_beside
from rmdesk.domain.money import burden
from rmdesk.domain.product import Insurance, Product
from rmdesk.domain.rates import yuan
from rmdesk.formpack.placeholders import names
from rmdesk.paper.blocks import Block, Callout, KeyValues, Paragraph


def compose(given: PaperInput) -> tuple[Block, ...]:
    """What is due of both statements: they stand on the page that is signed, below what the bank says."""
    product = given.chosen
    said = (*_limits(given, product), *_own_choice(given, product))
    return (
        KeyValues((*client_rows(given), *_facts(given, product))),
        *_advice(given, product),
        *signatures(given, "statement_insurance", *said, title=given.say("papers.declared"), parts=True),
    )


def _facts(given: PaperInput, product: Product) -> tuple[tuple[str, str], ...]:
    level = "—" if given.assessment is None else given.client_level(given.assessment.level)
    return (
        (given.say("papers.product"), f"{given.text(product.name)} {product.code}"),
        (given.say("papers.insurer"), given.text(product.issuer)),
        *_policy(given, product.insurance),
        (given.say("papers.premium"), given.paid),
        (given.say("papers.client_level"), level),
        (given.say("papers.product_level"), given.product_level(product.level(given.pack.levels))),
    )


def _policy(given: PaperInput, insurance: Insurance | None) -> tuple[tuple[str, str], ...]:
    if insurance is None:
        return ()
    rows = (
        (given.say("papers.design"), given.label("insurance_design", insurance.design)),
        (given.say("papers.premium_kind"), given.label("premium", insurance.premium)),
    )
    years = given.say("papers.pay_years_value", years=insurance.pay_years)
    return rows if insurance.premium == "single" else (*rows, (given.say("papers.pay_years"), years))


def _advice(given: PaperInput, product: Product) -> tuple[Block, ...]:
    """The product does not fit, and the client was advised to stop (SUIT-25)."""
    if not own_choice(given.sale):
        return ()
    advice = Callout(given.say("papers.advised"), (given.say("papers.advice"),), tone="warning")
    return (advice, worst_case(given, product))


def _own_choice(given: PaperInput, product: Product) -> tuple[Block, ...]:
    """He wants it nevertheless (SUIT-25)."""
    if not own_choice(given.sale):
        return ()
    said = given.text(
        given.pack.sentences.own_choice,
        client=given.client.name,
        product=given.text(product.name),
        level=given.product_level(product.level(given.pack.levels)),
        client_level="—" if given.assessment is None else given.client_level(given.assessment.level),
    )
    return (Paragraph(said, tone="strong"),)


def _limits(given: PaperInput, product: Product) -> tuple[Block, ...]:
    """Each limit that the premium passes, with its figures (SUIT-26)."""
    reasons = insurance_reasons(product, given.judged)
    if not reasons:
        return ()
    said = given.listed([_reason(given, product, one) for one in reasons])
    once = product.insurance is not None and product.insurance.pay_years < 2
    frame = given.text(
        given.pack.sentences.insurance_statement,
        client=given.client.name,
        product=given.text(product.name),
        reasons=said,
        burden=given.say("papers.burden_single" if once else "papers.burden_yearly"),
    )
    return (Paragraph(frame, tone="strong"),)


def _reason(given: PaperInput, product: Product, reason: str) -> str:
    """A limit with both figures: what the rule sets, and what it comes to for this client."""
    limits, words, client = given.thresholds, given.pack.sentences, given.client
    premium = yuan(given.amount, product.currency, given.match_input.portfolio.rates, up=True) or given.amount
    beside = premiums_beside(product, given.judged)
    premium += beside
    income = client.amount("family_income_yearly") or Decimal(0)
    budget = client.amount("insurance_budget") or Decimal(0)
    years = 0 if product.insurance is None else product.insurance.pay_years
    age = client.age(given.day) or 0
    share = limits.insurance_yearly_income_share
    text, most, times = {
        "single": (words.insurance_single, *_times(given, premium, income, limits.insurance_single_income_multiple)),
        "yearly": (words.insurance_yearly, show.percent(share), _share(given, premium, income, share)),
        "age": (words.insurance_age, str(limits.insurance_pay_age), str(years + age)),
        "budget": (words.insurance_budget, *_times(given, premium, budget, limits.insurance_budget_multiple)),
    }[reason]
    figures = {"premium": premium, "income": income, "budget": budget}
    shown = {name: show.money(value) for name, value in figures.items()}
    shown["beside"] = given.say("papers.premium_beside", beside=given.money(beside)) if beside else ""
    if "beside" not in names(text.zh):  # a pack of before it said what else counts right behind the premium
        shown["premium"] += shown["beside"]
    return given.text(text, **shown, years=years, age=age, most=most, times=times)


def _times(given: PaperInput, premium: Decimal, base: Decimal, most: Decimal) -> tuple[str, str]:
    """How many times the base the rule allows, and how many the premium is; of nothing it is more than allowed."""
    allowed = f"{most.normalize():f}"
    if not base:
        return allowed, given.say("papers.times_over", times=allowed)
    return allowed, given.say("papers.times", times=f"{burden(premium / base).normalize():f}")


def _share(given: PaperInput, premium: Decimal, base: Decimal, most: Decimal) -> str:
    """Which share of the base the premium is; of nothing it is more than allowed."""
    if not base:
        return given.say("papers.share_over", share=show.percent(most))
    return show.percent(burden(100 * premium / base) / 100)
