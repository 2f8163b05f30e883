"""Statements on insurance: the client's own choice (SUIT-25), and limits that the premium passes (SUIT-26)."""

from decimal import Decimal

from rmdesk.desk import show
from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import client_rows, own_choice, signature_rows
from rmdesk.domain.base import Text
from rmdesk.domain.match import insurance_reasons
from rmdesk.domain.product import Insurance, Product
from rmdesk.paper.blocks import Block, Callout, Heading, KeepTogether, KeyValues, Paragraph, Signatures


def compose(case: Case) -> tuple[Block, ...]:
    """What is due of both statements."""
    product = case.chosen
    return (
        KeyValues((*client_rows(case), *_facts(case, product))),
        *_own_choice(case, product),
        *_limits(case, product),
        *_signed(case),
    )


def _facts(case: Case, product: Product) -> tuple[tuple[str, str], ...]:
    level = "—" if case.assessment is None else case.client_level(case.assessment.level)
    return (
        (case.say("papers.product"), f"{case.text(product.name)} {product.code}"),
        (case.say("papers.insurer"), case.text(product.issuer)),
        *_policy(case, product.insurance),
        (case.say("papers.premium"), case.paid),
        (case.say("papers.client_level"), level),
        (case.say("papers.product_level"), case.product_level(product.level(case.pack.levels))),
    )


def _policy(case: Case, insurance: Insurance | None) -> tuple[tuple[str, str], ...]:
    if insurance is None:
        return ()
    rows = (
        (case.say("papers.design"), case.label("insurance_design", insurance.design)),
        (case.say("papers.premium_kind"), case.label("premium", insurance.premium)),
    )
    years = case.say("papers.pay_years_value", years=insurance.pay_years)
    return rows if insurance.premium == "single" else (*rows, (case.say("papers.pay_years"), years))


def _own_choice(case: Case, product: Product) -> tuple[Block, ...]:
    """The product does not fit, the client was advised to stop, and wants it nevertheless (SUIT-25)."""
    if not own_choice(case.sale):
        return ()
    said = case.text(
        case.pack.sentences.own_choice,
        client=case.client.name,
        product=case.text(product.name),
        level=case.product_level(product.level(case.pack.levels)),
        client_level="—" if case.assessment is None else case.client_level(case.assessment.level),
    )
    lines = (case.say("papers.advice"), case.text(product.worst_case))
    advice = Callout(case.say("papers.advised"), lines, tone="warning")
    return (Heading(case.say("papers.own_choice")), advice, KeepTogether((Paragraph(said, tone="strong"),)))


def _limits(case: Case, product: Product) -> tuple[Block, ...]:
    """Each limit that the premium passes, with its figures (SUIT-26)."""
    reasons = insurance_reasons(product, case.judged)
    if not reasons:
        return ()
    said = case.listed([_reason(case, product, one) for one in reasons])
    frame = case.text(
        case.pack.sentences.insurance_statement, client=case.client.name, product=case.text(product.name), reasons=said
    )
    return (KeepTogether((Heading(case.say("papers.premium_limits")), Paragraph(frame, tone="strong"))),)


def _reason(case: Case, product: Product, reason: str) -> str:
    limits, words, client = case.thresholds, case.pack.sentences, case.client
    income = client.amount("family_income_yearly") or Decimal(0)
    budget = client.amount("insurance_budget") or Decimal(0)
    texts: dict[str, Text] = {
        "single": words.insurance_single,
        "yearly": words.insurance_yearly,
        "age": words.insurance_age,
        "budget": words.insurance_budget,
    }
    most = {
        "single": f"{limits.insurance_single_income_multiple.normalize():f}",
        "yearly": show.percent(limits.insurance_yearly_income_share),
        "age": str(limits.insurance_pay_age),
        "budget": f"{limits.insurance_budget_multiple.normalize():f}",
    }[reason]
    return case.text(
        texts[reason],
        premium=show.money(case.amount),
        income=show.money(income),
        budget=show.money(budget),
        years=0 if product.insurance is None else product.insurance.pay_years,
        age=client.age(case.day) or 0,
        most=most,
    )


def _signed(case: Case) -> tuple[Block, ...]:
    rows = signature_rows(case, case.pack.paper("statement_insurance").signed_by)
    return (KeepTogether((Heading(case.say("papers.signatures")), Signatures(rows, case.say("papers.date")))),)
