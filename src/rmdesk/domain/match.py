"""The match: for a client, a product and a day it is offered, or withheld with every reason (SUIT-28)."""

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from decimal import Decimal
from functools import cached_property
from typing import Literal, TypeVar

from rmdesk.domain.assessment import Assessment, serves
from rmdesk.domain.base import Value
from rmdesk.domain.buyer import Buyer, buyer_of
from rmdesk.domain.client import Client
from rmdesk.domain.institutions import Listed, State, standing
from rmdesk.domain.investors import qualified
from rmdesk.domain.levels import Levels
from rmdesk.domain.means import Means, Purchase, means_of, means_reasons, means_warnings
from rmdesk.domain.people import Person
from rmdesk.domain.portfolio import NOTHING, Portfolio
from rmdesk.domain.product import Product
from rmdesk.domain.rates import HOME, Rates, foreign, yuan
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.served import Served, key_of
from rmdesk.domain.thresholds import Thresholds

T = TypeVar("T")
Need = Literal["special_care", "recording", "thinking", "insurance_statement", "guardian_consent", "id_renewal"]


class Offered(Value):
    """The product may be offered. `needs` are what the sale will ask for beside the usual; `warnings` what good
    practice would have the client think about, which refuses nothing."""

    code: str
    needs: tuple[Need, ...] = ()
    warnings: tuple[Refusal, ...] = ()


class Withheld(Value):
    """The product may not be offered, and why. `insistable`: the one override there is (SUIT-25)."""

    code: str
    reasons: tuple[Refusal, ...]
    insistable: bool = False


class MatchInput(Value):
    """What a match is judged by beside the product. `amount` in `currency`, and counted in the product's own at the
    rate in force; without one the product's minimum counts. `portfolio` is what the client holds already; `named_loss`
    what the answers of the assessment call the most that can be borne, as a share; `uncertified` the families that
    everybody may sell. `assessment` is the last one of the general questionnaire, `further` those of the others by
    their keys; `served` says which of them counts for which product (SUIT-24)."""

    client: Client
    assessment: Assessment | None
    further: dict[str, Assessment] = {}
    served: tuple[Served, ...] = (Served(),)
    seller: Person
    day: date
    levels: Levels
    thresholds: Thresholds
    amount: Decimal | None = None
    currency: str = HOME
    portfolio: Portfolio = NOTHING
    institutions: dict[str, State] = {}
    uncertified: frozenset[str] = frozenset()
    named_loss: Decimal | None = None
    sellers: tuple[str, ...] = ()  # who did a part of the sale that is judged, by login

    @property
    def client_before(self) -> Client | None:
        """The client before figures rose lately (SUIT-03); None where none did."""
        return self.client.before_raises(fresh_since(self.thresholds, self.day))

    @property
    def portfolios_before(self) -> tuple[Portfolio, ...]:
        """What was held before somebody made it less, by rates that nobody who sells entered; nothing where that
        is the same."""
        return self.portfolio.before({self.seller.login, *self.sellers})

    @property
    def legal_rates(self) -> Rates:
        """The rates by which what the law names in yuan is counted over: those that nobody who sells entered
        (SALE-07)."""
        return self.portfolio.rates_but({self.seller.login, *self.sellers})

    @property
    def rates_of_two(self) -> Rates:
        """Those of them that do not stand by one person's word alone."""
        return self.portfolio.rates_of_two({self.seller.login, *self.sellers})

    @cached_property
    def buyer(self) -> Buyer:
        """The client that day, worked out once for all products."""
        return buyer_of(self.client, self.day, self.thresholds)

    @cached_property
    def unqualified(self) -> Refusal | None:
        """Why the client is no qualified investor (SALE-06); None for one who is."""
        return None if self.buyer.professional else qualified(self.client, self.thresholds)

    @cached_property
    def unserving(self) -> dict[str, Refusal | None]:
        """Why each of `taken` may carry no sale; None where it may (SUIT-19, SUIT-20)."""
        return {key: serves(one, self.client, self.day, self.thresholds) for key, one in self.taken.items()}

    @cached_property
    def reach(self) -> dict[str, int]:
        """The highest rank of product that the level of each of `taken` may be offered (SUIT-02)."""
        of_client = {key: self.levels.of_client(one.level) for key, one in self.taken.items()}
        return {key: self.levels.reach_of(level) for key, level in of_client.items()}

    @property
    def bears(self) -> Decimal | None:
        """The loss, as a share, that the client named as the most to be borne: the smaller of what the answers and the
        file say (SUIT-16); None where neither does."""
        named = [one for one in (self.named_loss, self.client.named_loss) if one is not None]
        return min(named, default=None)

    @property
    def professional(self) -> bool:
        """Whether the client is a verified professional institution that day (SUIT-17)."""
        return self.buyer.professional

    @property
    def taken(self) -> dict[str, Assessment]:
        """The last assessment of each questionnaire, by its key."""
        return {**({} if self.assessment is None else {"": self.assessment}), **self.further}

    def key_of(self, product: Product) -> str | None:
        """The questionnaire that serves the product; None where none does, or nobody can say which."""
        return key_of(self.served, product.family, product.regime)

    def assessed_for(self, product: Product) -> Assessment | None:
        """The assessment whose level the product must fit; None without one, and for what fits everybody."""
        key = self.key_of(product) if product.needs_match else None
        return None if key is None else self.taken.get(key)

    def level_for(self, product: Product | None) -> Assessment | None:
        """The assessment to be named beside the product: without one, and for what fits everybody, the general one."""
        return self.assessment if product is None or not product.needs_match else self.assessed_for(product)

    def asked(self, product: Product) -> Decimal | None:
        """The amount in the product's currency; None without an amount, or without a rate to count it by."""
        if self.amount is None or self.currency == product.currency:
            return self.amount
        home = yuan(self.amount, self.currency, self.portfolio.rates)
        return None if home is None else foreign(home, product.currency, self.portfolio.rates)

    def purchase(self, product: Product) -> Purchase:
        """What is asked for, else the least there is, of this product."""
        asked = self.asked(product)
        least = least_amount(product, self.thresholds, self.legal_rates)
        return Purchase(product=product, amount=least if asked is None else asked)


def match(product: Product, match_input: MatchInput) -> Offered | Withheld:
    """Judge one product. Every rule that says no is listed, in the order of the rule book."""
    purchase, means = _bought(product, match_input)
    stopped = _withheld(product, match_input, purchase, means)
    if stopped is not None:
        return stopped
    warnings = (*loss_warnings(product, match_input), *means_warnings(means))
    return Offered(code=product.code, needs=needs(product, match_input), warnings=warnings)


def withheld(product: Product, match_input: MatchInput) -> Withheld | None:
    """Why one product may not be offered; None where `match` offers it, of which nobody asks what that needs."""
    return _withheld(product, match_input, *_bought(product, match_input))


def _bought(product: Product, match_input: MatchInput) -> tuple[Purchase | None, Means | None]:
    """The purchase that the client's means are asked for, and its figures."""
    purchase = match_input.purchase(product) if _exposed(product, match_input) else None
    means = None if purchase is None else means_of(purchase, match_input.buyer.wealth, match_input.portfolio)
    return purchase, means


def _withheld(
    product: Product, match_input: MatchInput, purchase: Purchase | None, means: Means | None
) -> Withheld | None:
    above = fit(product, match_input)
    other = match_input.buyer.standing + _shelf_reasons(product, match_input) + _seller_reasons(product, match_input)
    other += _capacity_reasons(product, match_input) + _assessment_reasons(product, match_input)
    other += _private_reasons(product, match_input) + _amount_reasons(product, match_input)
    other += () if purchase is None else means_reasons(means, purchase, match_input.portfolio)
    if not above and not other:
        return None
    reasons = tuple(sorted((*above, *other), key=lambda reason: reason.rule))
    insistable = not other and all(reason.rule == "SUIT-25" for reason in above)
    return Withheld(code=product.code, reasons=reasons, insistable=insistable)


def loss_warnings(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    """The worst case is above what the client called the most that can be borne (SUIT-16)."""
    bears = match_input.bears
    if bears is None or product.worst_loss <= bears or not product.needs_match or match_input.professional:
        return ()
    return (refuse("SUIT-16.loss", worst=product.worst_loss, named=bears),)


def match_all(products: tuple[Product, ...], match_input: MatchInput) -> tuple[Offered | Withheld, ...]:
    """One verdict for every product, in the order given (SUIT-28)."""
    return tuple(match(product, match_input) for product in products)


def alike(verdicts: Iterable[T], said: Callable[[T], str]) -> tuple[list[T], ...]:
    """Verdicts that say the same of several products together, in the order in which the first of each comes."""
    found: dict[str, list[T]] = {}
    for one in verdicts:
        found.setdefault(said(one), []).append(one)
    return tuple(found.values())


def needs(product: Product, match_input: MatchInput) -> tuple[Need, ...]:
    """What the sale of this product to this client asks for beside the usual."""
    buyer = match_input.buyer
    found: list[Need] = []
    if special_care(product, match_input):
        found.append("special_care")
    if recording_due(product, match_input):
        found.append("recording")
    if product.private:
        found.append("thinking")
    if product.insurance is not None and insurance_reasons(product, match_input):
        found.append("insurance_statement")
    if buyer.capacity == "limited":
        found.append("guardian_consent")
    if buyer.expired:
        found.append("id_renewal")
    return tuple(found)


def recording_due(product: Product, match_input: MatchInput) -> bool:
    """A sale to a person that is recorded; of what needs no match, as 国债, nobody is asked for it (SALE-09)."""
    recorded = match_input.client.kind == "person" and product.needs_match
    return recorded and product.family in match_input.thresholds.recorded_families


def special_care(product: Product, match_input: MatchInput) -> bool:
    """A client of 65 and over, and a product of high risk (SUIT-10)."""
    age, level = match_input.buyer.age, product.level(match_input.levels)
    if age is None or level is None or age < match_input.thresholds.elder_age:
        return False
    return (
        match_input.levels.of_product(level).rank
        >= match_input.levels.of_product(match_input.thresholds.elder_high_risk).rank
    )


def insurance_reasons(product: Product, match_input: MatchInput) -> tuple[str, ...]:
    """Which limits of SUIT-26 the premium passes, with those held or chosen already: "single", "yearly", "age",
    "budget"."""
    insurance, client, limits = product.insurance, match_input.client, match_input.thresholds
    if insurance is None or insurance.design == "traditional" or client.kind != "person":
        return ()
    asked, rates = match_input.asked(product), match_input.portfolio.rates
    premium = yuan(product.minimum if asked is None else asked, product.currency, rates, up=True)
    if premium is None:
        return ()  # without a rate it is not offered at all
    premium += premiums_beside(product, match_input)
    income = client.amount("family_income_yearly") or Decimal(0)
    budget, age = client.amount("insurance_budget"), match_input.buyer.age or 0
    passed = {
        "single": insurance.premium == "single" and premium > income * limits.insurance_single_income_multiple,
        "yearly": insurance.premium == "yearly" and premium > income * limits.insurance_yearly_income_share,
        "age": insurance.pay_years + age >= limits.insurance_pay_age,
        "budget": budget is not None and premium >= budget * limits.insurance_budget_multiple,
    }
    return tuple(name for name, is_so in passed.items() if is_so)


def premiums_beside(product: Product, match_input: MatchInput) -> Decimal:
    """What is held or chosen beside an insurance and counts with it, in yuan: with a yearly premium those of all
    policies, with a single one what is bound in the same product and was paid at once for others lately (SUIT-26). Two
    small ones are one large one."""
    terms, portfolio = product.insurance, match_input.portfolio
    if terms is not None and terms.premium == "yearly":
        return portfolio.premiums
    others = sum((value for code, value in portfolio.singles.items() if code != product.code), Decimal(0))
    return portfolio.by_code.get(product.code, Decimal(0)) + others


def fresh_since(limits: Thresholds, day: date) -> date:
    """From which day on means that rose are new (SUIT-03); a pack of before this figure knows none."""
    return day - timedelta(days=limits.means_fresh_days - 1)


def leans_on_raise(product: Product, match_input: MatchInput) -> bool:
    """Whether the purchase stands on figures of the file that rose lately, on holdings that somebody made less by hand,
    or on a rate that somebody who sells entered: as it was before it would be withheld, ask for the policyholder's
    statement, or warn of a policy of which nobody knew what it asks for (SUIT-03, SUIT-26, SALE-06)."""
    before, lighter = match_input.client_before, match_input.portfolios_before
    if before is None and not lighter:
        return False
    stated = set(insurance_reasons(product, match_input))
    for held in lighter or (match_input.portfolio,):
        then = match_input.model_copy(update={"client": before or match_input.client, "portfolio": held})
        if withheld(product, then) is not None or not stated.issuperset(insurance_reasons(product, then)):
            return True
        if _exposed(product, match_input) and _asks_nothing_now(held, match_input.portfolio):
            return True
    return False


def _asks_nothing_now(then: Portfolio, now: Portfolio) -> bool:
    """Whether of a policy that is held somebody said lately that it asks for no more premiums, where nobody knew: the
    warning of that is gone (SUIT-03)."""
    told = {one.code for one in now.positions if not one.untold and not one.premium}
    return not told.isdisjoint(set(then.untold) - set(now.untold))


def stopped(product: Product, institutions: Listed) -> tuple[Refusal, ...]:
    """What was stopped, by whomever: no place on head office's list any more, its issuer, a recall, a suspension
    (SALE-10, SALE-16, DESK-03). A sale that waits for its review goes no further either."""
    listed = product.self_issued or product.approved
    reasons = [None if listed else refuse("SALE-10", product=product.code), standing(product, institutions)]
    if product.recalled:
        reasons.append(refuse("DESK-03.recalled", product=product.code))
    if product.status == "suspended":
        waits = bool(product.unconfirmed)  # its keeper frees it by confirming it
        reasons.append(refuse("DESK-03.unconfirmed" if waits else "DESK-03.suspended", product=product.code))
    return tuple(one for one in reasons if one is not None)


def _shelf_reasons(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    reasons = list(stopped(product, match_input.institutions))
    if product.ends_on is not None and product.ends_on < match_input.day:
        reasons.append(refuse("DESK-03.ended", ends_on=product.ends_on))
    elif product.status == "ended":
        reasons.append(refuse("DESK-03.withdrawn", product=product.code))
    elif product.maturity is not None and product.maturity <= match_input.day:
        reasons.append(refuse("DESK-03.matured", product=product.code, maturity=product.maturity))
    if product.listed_on > match_input.day:
        reasons.append(refuse("DESK-03.not_yet", listed_on=product.listed_on))
    if product.client_kind not in (None, match_input.client.kind):
        reasons.append(refuse("DESK-03.person" if product.client_kind == "person" else "DESK-03.organisation"))
    return tuple(reasons)


def _seller_reasons(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    seller, family, day = match_input.seller, product.family, match_input.day
    if family in match_input.uncertified:
        return ()
    found = (
        seller.may_sell(family, day, product.licence),
        seller.may_recommend(family, day, match_input.thresholds.compliance_training_hours),
    )
    return tuple(reason for reason in found if reason is not None)


def changed_for(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    """Why the client, the assessment or the seller could not carry a sale of this product today, the levels apart: what
    may have run out since one was signed."""
    return (
        *match_input.buyer.standing,
        *_seller_reasons(product, match_input),
        *_capacity_reasons(product, match_input),
        *_assessment_reasons(product, match_input),
        *(_unqualified_reasons(match_input) if product.private else ()),
    )


def _capacity_reasons(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    buyer = match_input.buyer
    if buyer.capacity != "limited":
        return ()
    reasons = []
    level, reach = product.level(match_input.levels), match_input.thresholds.limited_capacity_reach
    if product.needs_match and (
        level is None or match_input.levels.of_product(level).rank > match_input.levels.of_product(reach).rank
    ):
        reasons.append(refuse("SUIT-11.limited", product_level=level or "—", reach=reach))
    if not buyer.guarded:
        reasons.append(refuse("SUIT-11.guardian", age=buyer.age))
    if reasons and buyer.unverified:
        reasons.append(refuse("SUIT-11.unverified"))
    return tuple(reasons)


def _assessment_reasons(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    if not product.needs_match:
        return ()
    refused = match_input.buyer.uninformed
    if match_input.professional:
        return refused
    reason = unassessed_for(product, match_input)
    return refused if reason is None else (*refused, reason)


def served_by(product: Product, match_input: MatchInput) -> str:
    """The key of the questionnaire whose level counts for the product; "" where it fits everybody."""
    return (match_input.key_of(product) or "") if product.needs_match else ""


def unassessed_for(product: Product, match_input: MatchInput) -> Refusal | None:
    """None when an assessment of the very questionnaire that serves the product may carry its sale (SUIT-20, SUIT-24);
    where there are several, the one that is missing is named."""
    key = match_input.key_of(product)
    if key is None:
        return refuse("SUIT-24", family=product.family)
    if key in match_input.unserving:
        return match_input.unserving[key]
    if len(match_input.served) > 1:
        return refuse("SUIT-20.form", form=key or match_input.client.kind)
    return serves(None, match_input.client, match_input.day, match_input.thresholds)


def fits(product: Product, match_input: MatchInput) -> bool:
    """Whether the product's level is within the client's reach, or no match is due (SUIT-02, SUIT-24)."""
    return not fit(product, match_input)


def fit(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    """SUIT-02, or SUIT-25 for insurance. A product without a level is never offered where one is due (SUIT-13)."""
    if not product.needs_match:
        return ()
    level = product.level(match_input.levels)
    if level is None:
        return (refuse("SUIT-13", product=product.code),)
    key = match_input.key_of(product)
    if match_input.professional or key not in match_input.reach:
        return ()
    if match_input.levels.of_product(level).rank <= match_input.reach[key]:
        return ()
    case = "SUIT-25" if product.regime == "insurance" else "SUIT-02"
    return (refuse(case, product_level=level, client_level=match_input.taken[key].level),)


def _unqualified_reasons(match_input: MatchInput) -> tuple[Refusal, ...]:
    """SUIT-21 and SALE-06: why the client is no verified qualified investor that day."""
    reasons, seen = [], match_input.client.qualification
    if seen is None or seen.verified_on > match_input.day:
        reasons.append(refuse("SUIT-21"))
    elif not seen.serves(match_input.day):
        reasons.append(refuse("SUIT-21.expired", valid_until=seen.valid_until))
    if match_input.unqualified is not None:
        reasons.append(match_input.unqualified)
    return tuple(reasons)


def _private_reasons(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    """SUIT-21 and SALE-06/07: private products are for verified qualified investors, from a minimum on."""
    if not product.private:
        return ()
    reasons = list(_unqualified_reasons(match_input))
    rates, currency = match_input.legal_rates, product.currency
    if currency not in (HOME, *rates):
        return (*reasons, refuse("SALE-07.rate", currency=currency))
    least, asked = least_amount(product, match_input.thresholds, rates), match_input.asked(product)
    if asked is not None and asked < least:
        reasons.append(refuse("SALE-07", amount=asked, minimum=least, currency=currency))
        held = foreign(
            match_input.portfolio.by_code.get(product.code, Decimal(0)), currency, match_input.portfolio.rates
        )
        if held:
            reasons.append(refuse("SUIT-30", amount=asked, held=held, minimum=least, currency=currency))
    return tuple(reasons)


def _amount_reasons(product: Product, match_input: MatchInput) -> tuple[Refusal, ...]:
    """The product's own minimum and steps."""
    reasons = []
    amount, currency = match_input.asked(product), product.currency
    if amount is not None and amount < product.minimum and not product.private:
        reasons.append(refuse("DESK-03.minimum", amount=amount, minimum=product.minimum, currency=currency))
    typed = amount is not None and match_input.currency == currency  # what was counted over fits no step
    if typed and amount is not None and amount > product.minimum and (amount - product.minimum) % product.step:
        reasons.append(refuse("DESK-03.step", amount=amount, step=product.step, currency=currency))
    return tuple(reasons)


def _exposed(product: Product, match_input: MatchInput) -> bool:
    """Whether SUIT-03 asks anything: deposits and 国债 are no exposure; a professional knows its means."""
    return product.needs_match and not match_input.professional


def least_amount(product: Product, thresholds: Thresholds, rates: Rates) -> Decimal:
    """The smallest amount, in the product's currency, that the product can be bought for (SALE-07, which names yuan:
    counted over at these rates, as they stand without one)."""
    if product.private_kind is None:
        return product.minimum
    legal = thresholds.private_minimum[product.private_kind]
    own = foreign(legal, product.currency, rates, up=True)
    return max(product.minimum, legal if own is None else own)
