"""The fields that rules read from a client's file, by kind of client: key → kind, and the rule that reads it."""

from typing import NamedTuple

from rmdesk.domain.client import ABROAD_ELEMENTS, ORGANISATION_ELEMENTS, PAPERS_READ, PERSON_ELEMENTS
from rmdesk.domain.fields import FieldKind
from rmdesk.domain.product import GOALS
from rmdesk.domain.ranking import HORIZON_DAYS


class Needed(NamedTuple):
    """A field that a rule needs."""

    kind: FieldKind
    rule: str


_CONTACT: dict[str, Needed] = {
    "name": Needed("text", "KYC-04"),
    "id_type": Needed("choice", "KYC-04"),
    "id_number": Needed("id_number", "KYC-04"),
    "id_valid_until": Needed("date_or_long", "KYC-04"),
    "phone": Needed("phone", "KYC-04"),
}
_BOTH: dict[str, Needed] = {
    "name": Needed("text", "KYC-01"),
    "phone": Needed("phone", "KYC-01"),
    "address": Needed("text", "KYC-01"),
    "has_agent": Needed("yes_no", "KYC-04"),
    **{f"agent.{key}": needed for key, needed in _CONTACT.items()},
    "agent.mandate": Needed("yes_no", "KYC-04"),
    "agent.mandate_on": Needed("date", "KYC-04"),
    "income_source": Needed("choice", "SUIT-16"),
    "income_yearly": Needed("amount", "SUIT-16"),
    "financial_assets": Needed("amount", "SUIT-03"),
    "debts": Needed("amount", "SUIT-16"),
    "insurance_budget": Needed("amount", "SUIT-26"),
    "experience_years": Needed("integer", "SALE-06"),
    "experience": Needed("choices", "SUIT-16"),
    "purpose": Needed("choice", "SUIT-16"),
    "horizon": Needed("choice", "SUIT-16"),
    "expected_return": Needed("choice", "SUIT-16"),
    "preference": Needed("choice", "SUIT-16"),
    "tolerable_loss": Needed("choice", "SUIT-16"),
    "liquidity_need": Needed("choice", "SUIT-16"),
    "notice_given": Needed("yes_no", "DATA-01"),
    "consent_marketing": Needed("yes_no", "DATA-02"),
    "consent_sharing": Needed("yes_no", "DATA-02"),
    "consent_sensitive": Needed("yes_no", "DATA-02"),
    "aml_grade": Needed("choice", "KYC-05"),
    "info_refused": Needed("yes_no", "SUIT-27"),
}
NEEDED: dict[str, dict[str, Needed]] = {
    "person": {
        **_BOTH,
        "id_type": Needed("choice", "KYC-01"),
        "id_number": Needed("id_number", "KYC-01"),
        "id_valid_until": Needed("date_or_long", "KYC-01"),
        "sex": Needed("choice", "KYC-01"),
        "born": Needed("date", "SUIT-11"),
        "nationality": Needed("text", "KYC-01"),
        "occupation": Needed("choice", "KYC-01"),
        "capacity": Needed("choice", "SUIT-11"),
        "own_earnings": Needed("yes_no", "SUIT-11"),
        "family_income_yearly": Needed("amount", "SUIT-26"),
        "net_financial_assets": Needed("amount", "SALE-06"),
        "income_3y": Needed("amount", "SALE-06"),
        **{f"guardian.{key}": Needed(needed.kind, "SUIT-11") for key, needed in _CONTACT.items()},
        "guardian.relation": Needed("choice", "SUIT-11"),
        "guardian.consent": Needed("yes_no", "SUIT-11"),
    },
    "organisation": {
        **_BOTH,
        "licence_type": Needed("choice", "KYC-02"),
        "uscc": Needed("uscc", "KYC-02"),
        "licence_valid_until": Needed("date_or_long", "KYC-02"),
        "business_scope": Needed("text", "KYC-02"),
        "org_kind": Needed("choice", "SUIT-17"),
        **{f"representative.{key}": Needed(needed.kind, "KYC-02") for key, needed in _CONTACT.items()},
        "owner.name": Needed("text", "KYC-07"),
        "owner.id_type": Needed("choice", "KYC-07"),
        "owner.id_number": Needed("id_number", "KYC-07"),
        "owner.share": Needed("percent", "KYC-07"),
        "owner.basis": Needed("choice", "KYC-07"),
        "net_assets": Needed("amount", "SALE-06"),
    },
}
_NUMBER, _COUNTRY = ABROAD_ELEMENTS
OF_ABROAD: dict[str, Needed] = {_NUMBER: Needed("foreign_number", "KYC-02"), _COUNTRY: Needed("text", "KYC-02")}
"""What stands in the place of the unified credit code where a form knows organisations from abroad."""
READ_IF_THERE: dict[str, Needed] = {
    "papers": Needed("choice", "SUIT-10"),
    "name_latin": Needed("text", "KYC-01"),
    "sharing_recipient": Needed("text", "DATA-02"),
    "id_copy": Needed("yes_no", "KYC-11"),
    "pep": Needed("yes_no", "KYC-12"),
    "pep_approved_on": Needed("date", "KYC-12"),
    "owner.id_valid_until": Needed("date_or_long", "KYC-12"),
    "guardian.data_consent": Needed("yes_no", "DATA-13"),
    "agent.mandate_until": Needed("date_or_long", "KYC-04"),
}
"""Fields that a bank may leave out; where they are, the program reads them."""
WITHIN: dict[str, tuple[str, ...]] = {"papers": tuple(PAPERS_READ)}
"""Choices of which a bank may leave options out, and add none that the program would not know."""
ALWAYS: dict[str, tuple[str, ...]] = {
    "person": (*PERSON_ELEMENTS, "born", "notice_given", "aml_grade"),
    "organisation": (*ORGANISATION_ELEMENTS, "notice_given", "aml_grade"),
}
"""Fields that must be required and asked of everybody."""
OPTIONS: dict[str, tuple[str, ...]] = {
    "sex": ("male", "female"),
    "capacity": ("by_age", "limited", "none"),
    "aml_grade": ("low", "medium", "high"),
    "id_type": ("resident",),
    "org_kind": ("company", "professional"),
    "purpose": GOALS,
    "horizon": tuple(HORIZON_DAYS),
}
"""Options that rules tell apart; each must be there."""
CLOSED = ("sex", "capacity", "purpose", "horizon", "aml_grade")
"""Choices in which the program knows no option but those."""
CONSENTS = (
    "notice_given", "consent_marketing", "consent_sharing", "consent_sensitive", "guardian.consent",
    "guardian.data_consent", "agent.mandate",
)  # fmt: skip
"""Answers that only the client's own word makes a yes (DATA-02)."""
