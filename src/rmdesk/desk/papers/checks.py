"""What a match looked at: each rule with what it wants, what it saw, and whether it holds (SUIT-28)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from rmdesk.desk import show
from rmdesk.desk.papers.common import reach_text
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.client import valid_until
from rmdesk.domain.institutions import cooperates, state_of
from rmdesk.domain.match import Offered, Withheld, least_amount
from rmdesk.domain.means import Means, means_of
from rmdesk.domain.product import Product
from rmdesk.domain.rates import HOME
from rmdesk.domain.refusal import Refusal

_IN_ONE = ("SUIT-03", "SUIT-03.held", "SUIT-03.held_visit", "SUIT-03.premiums", "SUIT-03.premiums_held")
_IN_ALL = ("SUIT-03.total", "SUIT-03.visit")
_EACH_YEAR = ("SUIT-03.income", "SUIT-03.income_held", "SUIT-03.income_visit")


@dataclass(frozen=True)
class Check:
    """One line of the opinion: `wanted` and `found` in words; `holds` is None where the rule does not apply. `told`:
    codes of the refusals that this line tells of, where they are not all of its rule; any of them breaks it."""

    rule: str
    what: str
    wanted: str
    found: str
    holds: bool | None
    told: tuple[str, ...] = ()

    def tells(self, reason: Refusal) -> bool:
        """Whether the line says what the match refused."""
        return reason.code in self.told if self.told else reason.rule == self.rule


def checks(given: PaperInput, verdict: Offered | Withheld) -> tuple[Check, ...]:
    """All lines for the chosen product. Whether one holds is the verdict's word, never judged anew: a rule of several
    lines is broken in those that the refusal is about. What no line tells stands by itself."""
    reasons = verdict.reasons if isinstance(verdict, Withheld) else ()
    lines = [line for maker in _MAKERS for line in maker(given, given.chosen)]
    untold = [one for one in reasons if not any(line.tells(one) for line in lines)]
    said = [given.pack.say(reason, given.lang) for reason in untold]
    other = [Check(one.rule, given.say("papers.check_other"), "—", one.text, holds=False) for one in said]
    return tuple([_judged(line, reasons) for line in lines] + other)


def _judged(line: Check, reasons: tuple[Refusal, ...]) -> Check:
    return replace(line, holds=False) if any(map(line.tells, reasons)) else line


def _level(given: PaperInput, product: Product) -> Iterator[Check]:
    """SUIT-02, or SUIT-25 for insurance; a professional institution is not assessed (SUIT-17)."""
    what, found = given.say("papers.check_level"), given.product_level(product.level(given.pack.levels))
    if not product.needs_match:
        yield Check("SUIT-24", what, given.say("papers.no_match_due"), found, holds=None)
    elif given.professional:
        yield Check("SUIT-17", what, given.say("papers.professional"), found, holds=None)
    elif given.assessment is not None:
        level, reach = given.assessment.level, given.pack.levels.client_called(given.assessment.level)
        wanted = given.say("papers.fits_up_to", level=given.client_level(level), reach=reach_text(given, reach))
        rule = "SUIT-25" if product.regime == "insurance" else "SUIT-02"
        yield Check(rule, what, wanted, found, holds=True, told=(rule, "SUIT-13"))


def _rating(given: PaperInput, product: Product) -> Iterator[Check]:
    if product.issuer_level and product.bank_level:
        both = given.say("papers.both_ratings", issuer=product.issuer_level, bank=product.bank_level)
        counts = given.say("papers.counts", level=product.level(given.pack.levels))
        yield Check("SUIT-13", given.say("papers.check_rating"), both, counts, holds=True)


def _assessed(given: PaperInput, product: Product) -> Iterator[Check]:
    taken = given.assessment
    if product.needs_match and taken is not None and not given.professional:
        last = valid_until(taken.on, given.thresholds).isoformat()
        found = given.say("papers.assessed_on", day=taken.on.isoformat())
        wanted, told = given.say("papers.valid_through", day=last), ("SUIT-20.expired", "SUIT-20.none")
        yield Check("SUIT-20", given.say("papers.check_assessed"), wanted, found, holds=True, told=told)


def _share(given: PaperInput, product: Product) -> Iterator[Check]:
    """SUIT-03: all that is bound, with what is held of it; all together; a yearly premium beside the income. One
    refusal stands for the first limit that is passed, so each line is asked of the figures that the match judged by."""
    means = means_of(given.judged.purchase(product), given.match_input.buyer.wealth, given.match_input.portfolio)
    if not product.needs_match or given.professional or not given.client.amount("financial_assets"):
        return
    if means is None:
        return
    share = show.percent(given.thresholds.amount_share)
    wanted = given.say("papers.at_most_share", amount=given.money(means.limit), share=share)
    paid = _bought(given, product, means)
    yield Check("SUIT-03", given.amount_called, wanted, paid, holds=not means.beyond_one, told=_IN_ONE)
    if means.holdings:
        bound = {"held": given.money(means.holdings - means.proposed), "visit": given.money(means.proposed)}
        key = "papers.at_most_free_visit" if means.proposed else "papers.at_most_free"
        free = given.say(key, free=given.money(means.free), **bound)
        what, bound_now = given.say("papers.check_means"), given.money(means.bound)
        yield Check("SUIT-03", what, free, bound_now, holds=not means.beyond_all, told=_IN_ALL)
    if means.premium is not None and means.premium_limit is not None:
        due = given.money(means.premium)
        if means.premiums:
            due += "\n" + given.say("papers.premiums_held", held=given.money(means.premiums))
        if means.premiums_proposed:
            due += "\n" + given.say("papers.of_it_chosen", amount=given.money(means.premiums_proposed))
        most, part = given.money(means.premium_limit), show.percent(given.thresholds.yearly_premium_share)
        of_income = given.say("papers.at_most_income", amount=most, share=part)
        what, fits = given.say("papers.check_premium"), not means.beyond_income
        yield Check("SUIT-03", what, of_income, due, holds=fits, told=_EACH_YEAR)


def _bought(given: PaperInput, product: Product, means: Means) -> str:
    """The amount as it is paid, what it is in yuan, and what is held of the product already."""
    said = [show.purchase(given.pack, product, given.judged.purchase(product).amount, given.lang)]
    said += [given.money(means.bound)] if product.currency != HOME else []
    held, chosen = means.held - means.chosen, means.chosen
    said += [given.say("papers.held_already", amount=given.money(held))] if held else []
    said += [given.say("papers.chosen_already", amount=given.money(chosen))] if chosen else []
    return "\n".join(said)


def _minimum(given: PaperInput, product: Product) -> Iterator[Check]:
    least = least_amount(product, given.thresholds, given.match_input.legal_rates)
    rule = "SALE-07" if product.private else "DESK-03"
    told = ("SALE-07", "SALE-07.rate") if product.private else ("DESK-03.minimum",)
    wanted = given.say("papers.at_least", amount=given.money(least, product.currency))
    found = given.money(given.judged.purchase(product).amount, product.currency)
    yield Check(rule, given.say("papers.check_minimum"), wanted, found, holds=True, told=told)


def _capacity(given: PaperInput, _: Product) -> Iterator[Check]:
    age = given.client.age(given.day)
    if age is None:
        return
    capacity = given.client.capacity(given.day, given.thresholds)
    wanted = {
        "full": given.say("papers.capacity_full"),
        "limited": given.say("papers.capacity_limited", level=given.thresholds.limited_capacity_reach),
        "none": given.say("papers.capacity_none"),
    }[capacity]
    yield Check("SUIT-11", given.say("papers.check_capacity"), wanted, given.say("papers.aged", age=age), holds=True)


def _seller(given: PaperInput, product: Product) -> Iterator[Check]:
    if product.family in given.match_input.uncertified:
        return
    wanted = {"SUIT-08": (given.label("family", product.family), "")}
    if product.licence:
        wanted["SUIT-31"] = (given.label("insurance_class", product.licence), product.licence)
    for rule, (what, licence) in wanted.items():
        held = [one for one in given.match_input.seller.certificates if one.allows(product.family, licence)]
        if held:
            last = max(held, key=lambda one: one.expires_on)
            found = given.say("papers.certificate", number=last.number, day=last.expires_on.isoformat())
            licensed = given.say("papers.licensed", family=what)
            yield Check(rule, given.say("papers.check_seller"), licensed, found, holds=True)


def _source(given: PaperInput, product: Product) -> Iterator[Check]:
    if not product.self_issued:
        found = given.say("papers.on_list" if product.approved else "papers.not_on_list")
        yield Check("SALE-10", given.say("papers.check_source"), given.say("papers.on_list"), found, holds=True)
    if cooperates(product):
        state = state_of(product, given.match_input.institutions) or "unlisted"
        wanted = given.label("institution_state", "admitted")
        found = given.label("institution_state", state)
        yield Check("SALE-16", given.say("papers.check_institution"), wanted, found, holds=True)


def _qualified(given: PaperInput, product: Product) -> Iterator[Check]:
    seen = given.client.qualification
    if product.private and seen is not None:
        found = given.say("papers.verified_on", day=seen.verified_on.isoformat())
        yield Check("SUIT-21", given.say("papers.check_qualified"), given.say("papers.qualified"), found, holds=True)


def _identity(given: PaperInput, _: Product) -> Iterator[Check]:
    last = given.client.id_valid_until
    found = given.say("papers.long_term") if last is None else given.say("papers.valid_through", day=last.isoformat())
    wanted = given.say("papers.valid_on", day=given.day.isoformat())
    holds = None if _lapsed(given) else True
    yield Check(
        "KYC-06", given.say("papers.check_identity"), wanted, found, holds=holds, told=("KYC-06", "KYC-06.grace")
    )


def _lapsed(given: PaperInput) -> bool:
    """Expired, but within the time that the client has to renew it: neither held nor broken (KYC-06)."""
    last = given.client.id_valid_until
    return last is not None and last < given.day


_MAKERS: tuple[Callable[[PaperInput, Product], Iterator[Check]], ...] = (
    _level, _rating, _assessed, _share, _minimum, _capacity, _seller, _source, _qualified, _identity,
)  # fmt: skip
