"""What a match looked at: each rule with what it wants, what it saw, and whether it holds (SUIT-28)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rmdesk.desk import show
from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import reach_text
from rmdesk.domain.client import valid_until
from rmdesk.domain.holdings import HOME
from rmdesk.domain.institutions import cooperates
from rmdesk.domain.match import Offered, Withheld, least_amount
from rmdesk.domain.means import Means, means_of
from rmdesk.domain.product import Product


@dataclass(frozen=True)
class Check:
    """One line of the opinion: `wanted` and `found` in words; `holds` is None where the rule does not apply."""

    rule: str
    what: str
    wanted: str
    found: str
    holds: bool | None


def checks(case: Case, verdict: Offered | Withheld) -> tuple[Check, ...]:
    """All lines for the chosen product. Whether a rule holds is the verdict's word, never judged anew."""
    broken = {reason.rule for reason in verdict.reasons} if isinstance(verdict, Withheld) else set()
    lines = [line for maker in _MAKERS for line in maker(case, case.chosen)]
    told = {line.rule for line in lines}
    reasons = [one for one in verdict.reasons if one.rule not in told] if isinstance(verdict, Withheld) else []
    said = [case.pack.say(reason, case.lang) for reason in reasons]
    other = [Check(one.rule, case.say("papers.check_other"), "—", one.text, holds=False) for one in said]
    judged = [Check(one.rule, one.what, one.wanted, one.found, one.holds and one.rule not in broken) for one in lines]
    return tuple(judged + other)


def _level(case: Case, product: Product) -> Iterator[Check]:
    """SUIT-02, or SUIT-25 for insurance; a professional institution is not assessed (SUIT-17)."""
    what, found = case.say("papers.check_level"), case.product_level(product.level(case.pack.levels))
    if not product.needs_match:
        yield Check("SUIT-24", what, case.say("papers.no_match_due"), found, holds=None)
    elif case.client.professional:
        yield Check("SUIT-17", what, case.say("papers.professional"), found, holds=None)
    elif case.assessment is not None:
        level = case.pack.levels.of_client(case.assessment.level)
        wanted = case.say("papers.fits_up_to", level=case.client_level(level.code), reach=reach_text(case, level))
        yield Check("SUIT-25" if product.regime == "insurance" else "SUIT-02", what, wanted, found, holds=True)


def _rating(case: Case, product: Product) -> Iterator[Check]:
    if product.issuer_level and product.bank_level:
        both = case.say("papers.both_ratings", issuer=product.issuer_level, bank=product.bank_level)
        counts = case.say("papers.counts", level=product.level(case.pack.levels))
        yield Check("SUIT-13", case.say("papers.check_rating"), both, counts, holds=True)


def _assessed(case: Case, product: Product) -> Iterator[Check]:
    taken = case.assessment
    if product.needs_match and taken is not None and not case.client.professional:
        last = valid_until(taken.on, case.thresholds).isoformat()
        found = case.say("papers.assessed_on", day=taken.on.isoformat())
        yield Check(
            "SUIT-20", case.say("papers.check_assessed"), case.say("papers.through", day=last), found, holds=True
        )


def _share(case: Case, product: Product) -> Iterator[Check]:
    """SUIT-03: all that is bound, with what is held of it; all together; a yearly premium beside the income."""
    bought = case.judged.purchase(product)
    means = means_of(bought, case.client, case.match_input.portfolio, case.thresholds)
    if not product.needs_match or case.client.professional or not case.client.amount("financial_assets"):
        return
    if means is None:
        return
    share = show.percent(case.thresholds.amount_share)
    wanted = case.say("papers.at_most_share", amount=case.money(means.limit), share=share)
    yield Check("SUIT-03", case.say("papers.check_amount"), wanted, _bought(case, product, means), holds=True)
    if means.holdings:
        free = case.say("papers.at_most_free", free=case.money(means.free), held=case.money(means.holdings))
        yield Check("SUIT-03", case.say("papers.check_means"), free, case.money(means.bound), holds=True)
    if means.premium is not None and means.premium_limit is not None:
        most, part = case.money(means.premium_limit), show.percent(case.thresholds.yearly_premium_share)
        of_income = case.say("papers.at_most_income", amount=most, share=part)
        yield Check("SUIT-03", case.say("papers.check_premium"), of_income, case.money(means.premium), holds=True)


def _bought(case: Case, product: Product, means: Means) -> str:
    """The amount as it is paid, what it is in yuan, and what is held of the product already."""
    said = [show.purchase(product, case.judged.purchase(product).amount, case.lang)]
    said += [case.money(means.bound)] if product.currency != HOME else []
    said += [case.say("papers.held_already", amount=case.money(means.held))] if means.held else []
    return "\n".join(said)


def _minimum(case: Case, product: Product) -> Iterator[Check]:
    least = least_amount(product, case.thresholds, case.match_input.portfolio)
    rule = "SALE-07" if product.private else "DESK-03"
    wanted = case.say("papers.at_least", amount=case.money(least, product.currency))
    found = case.money(case.judged.purchase(product).amount, product.currency)
    yield Check(rule, case.say("papers.check_minimum"), wanted, found, holds=True)


def _capacity(case: Case, _: Product) -> Iterator[Check]:
    age = case.client.age(case.day)
    if age is None:
        return
    capacity = case.client.capacity(case.day, case.thresholds)
    wanted = {
        "full": case.say("papers.capacity_full"),
        "limited": case.say("papers.capacity_limited", level=case.thresholds.limited_capacity_reach),
        "none": case.say("papers.capacity_none"),
    }[capacity]
    yield Check("SUIT-11", case.say("papers.check_capacity"), wanted, case.say("papers.aged", age=age), holds=True)


def _seller(case: Case, product: Product) -> Iterator[Check]:
    held = [one for one in case.match_input.seller.certificates if product.family in one.families]
    if product.family != "deposit" and held:
        last = max(held, key=lambda one: one.expires_on)
        found = case.say("papers.certificate", number=last.number, day=last.expires_on.isoformat())
        wanted = case.say("papers.licensed", family=case.label("family", product.family))
        yield Check("SUIT-08", case.say("papers.check_seller"), wanted, found, holds=True)


def _source(case: Case, product: Product) -> Iterator[Check]:
    if not product.self_issued:
        found = case.say("papers.on_list" if product.approved else "papers.not_on_list")
        yield Check("SALE-10", case.say("papers.check_source"), case.say("papers.on_list"), found, holds=True)
    if cooperates(product):
        state = case.match_input.institutions.get(product.issuer.zh, "unlisted")
        wanted = case.label("institution_state", "admitted")
        found = case.label("institution_state", state)
        yield Check("SALE-16", case.say("papers.check_institution"), wanted, found, holds=True)


def _qualified(case: Case, product: Product) -> Iterator[Check]:
    seen = case.client.qualification
    if product.private and seen is not None:
        found = case.say("papers.verified_on", day=seen.verified_on.isoformat())
        yield Check("SUIT-21", case.say("papers.check_qualified"), case.say("papers.qualified"), found, holds=True)


def _identity(case: Case, _: Product) -> Iterator[Check]:
    last = case.client.id_valid_until
    found = case.say("papers.long_term") if last is None else case.say("papers.through", day=last.isoformat())
    wanted = case.say("papers.valid_on", day=case.day.isoformat())
    yield Check("KYC-06", case.say("papers.check_identity"), wanted, found, holds=None if _lapsed(case) else True)


def _lapsed(case: Case) -> bool:
    """Expired, but within the time that the client has to renew it: neither held nor broken (KYC-06)."""
    last = case.client.id_valid_until
    return last is not None and last < case.day


_MAKERS: tuple[Callable[[Case, Product], Iterator[Check]], ...] = (
    _level, _rating, _assessed, _share, _minimum, _capacity, _seller, _source, _qualified, _identity,
)  # fmt: skip
