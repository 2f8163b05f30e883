"""What the tests of the match share: the verdict's reasons, an investor, a seller."""

from datetime import date

from rmdesk.domain.client import Client, Qualification
from rmdesk.domain.match import MatchInput, Offered, Withheld, match, withheld
from rmdesk.domain.people import Certificate, Person
from rmdesk.domain.product import Product
from support.people import TRAINED, client, person_profile

VERIFIED = Qualification(verified_on=date(2026, 10, 1), valid_until=date(2027, 10, 1), evidence="资产证明")
RICH = {"net_financial_assets": "3000000", "experience_years": "2"}


def reasons(product: Product, match_input: MatchInput) -> dict[str, dict[str, str]]:
    """What each case saw; fails when the product is offered."""
    verdict = match(product, match_input)
    assert isinstance(verdict, Withheld), "offered"
    assert withheld(product, match_input) == verdict, "a sale would go on that the match withholds"
    return {reason.code: reason.saw for reason in verdict.reasons}


def offered(product: Product, match_input: MatchInput) -> Offered:
    """Fails when the product is withheld."""
    verdict = match(product, match_input)
    assert isinstance(verdict, Offered), verdict
    assert withheld(product, match_input) is None, "a sale would be stopped that the match offers"
    return verdict


def investor(**over: str) -> Client:
    """A person who is a verified qualified investor (SALE-06)."""
    return client(person_profile(**{**RICH, **over}), qualification=VERIFIED)


def seller_of(*families: str, until: date = date(2030, 1, 1)) -> Person:
    """A trained manager with a certificate for these families."""
    held = Certificate.model_validate({"families": families, "number": "T-2", "expires_on": until})
    return Person(login="m", name="测试销售", roles=("manager",), certificates=(held,), training=(TRAINED,))
