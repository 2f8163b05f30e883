"""Labels: every value of the domain has a name in both languages."""

from collections.abc import Iterator
from typing import get_args

from rmdesk.domain import product
from rmdesk.domain.assessment import SUSPICIOUS
from rmdesk.domain.fees import FEE_WHEN, LISTED, OTHER
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.holdings import STATES, Source
from rmdesk.domain.institutions import STATES as INSTITUTION_STATES
from rmdesk.domain.kinds import TRAINING_KINDS
from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.ranking import HORIZON_DAYS
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import BUILT_IN
from rmdesk.domain.sale import STEPS
from rmdesk.domain.sensitive import DEMANDS
from rmdesk.formpack.disclosure import SIX_ITEMS
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.meta import Labels
from rmdesk.formpack.parse import Parsed

FILE = "labels.toml"


def _literals(model: type[product.Product | product.Insurance], field: str) -> tuple[str, ...]:
    """The values of a field that is a Literal, or one of several with None."""
    annotation = model.model_fields[field].annotation
    found = [one for inner in get_args(annotation) for one in (inner, *get_args(inner))]
    return tuple(one for one in found if isinstance(one, str))


NEEDED: dict[str, tuple[str, ...]] = {
    "client_kind": ("person", "organisation"),
    "regime": get_args(product.Regime),
    "goal": product.GOALS,
    "liquidity": product.LIQUIDITIES,
    "risk_type": get_args(product.RiskType),
    "return_kind": _literals(product.Product, "return_kind"),
    "private_kind": _literals(product.Product, "private_kind"),
    "product_status": _literals(product.Product, "status"),
    "institution_state": (*INSTITUTION_STATES, "unlisted"),
    "insurance_design": _literals(product.Insurance, "design"),
    "insurance_class": (),
    "document_kind": ("other",),
    "fee_kind": (*LISTED, OTHER),
    "fee_when": FEE_WHEN,
    "premium": _literals(product.Insurance, "premium"),
    "holding_state": STATES,
    "holding_source": get_args(Source),
    "currency": ("CNY",),
    "insurance_reason": ("single", "yearly", "age", "budget"),
    "horizon": tuple(HORIZON_DAYS),
    "sex": ("male", "female"),
    "yes_no": ("yes", "no"),
    "aml_grade": ("low", "medium", "high"),
    "step": STEPS,
    "disclosure_item": SIX_ITEMS,
    "assessment_flag": (*sorted(SUSPICIOUS), "knock_out"),
    "role": DESK_ROLES,
    "training": TRAINING_KINDS,
    "demand": DEMANDS,
    "entry_act": (VOID, AMEND),
    "entry_field": (*BUILT_IN, "reason", "note"),
    "entry_value": (LONG_TERM,),
    "entry_person": ("author", "about"),
}


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Vocabularies and values that have no name."""
    labels = parsed.get(FILE, Labels)
    if labels is None:
        return
    for vocabulary, values in NEEDED.items():
        table = labels.label.get(vocabulary)
        if table is None:
            yield fault(FILE, "label", "missing_vocabulary", name=vocabulary)
            continue
        for value in values:
            if value not in table:
                yield fault(FILE, f"label.{vocabulary}", "missing_label", name=value)
