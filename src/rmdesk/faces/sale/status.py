"""Where a sale stands, in the words and signs that all faces use."""

from rmdesk.desk.sales import SaleLine, View
from rmdesk.domain.base import Lang
from rmdesk.domain.match import Withheld, served_by
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.sale import STEPS, Step
from rmdesk.domain.sale_steps import unassessed
from rmdesk.faces.steps import State
from rmdesk.faces.steps import Step as Shown
from rmdesk.formpack import Pack

# What a step misses because nobody has worked on it yet; anything else held once, and does no longer.
_NOT_YET = frozenset({
    "SALE-01.step", "SUIT-20.none", "SUIT-22.items", "SUIT-22.understanding", "SUIT-10.care", "SUIT-10.thinking",
    "SALE-08", "SALE-09", "SALE-03", "SALE-13.printed", "SALE-13.returned", "SALE-13.countersign", "SALE-13.review",
    "QUES-09.unreviewed", "SALE-15",
})  # fmt: skip

_FIELDS = {"KYC-06": "id_valid_until", "DATA-01": "notice_given", "SUIT-27": "info_refused"}
"""The field of the file whose value, though it is filled in, stands in the way."""


def expired(view: View) -> tuple[Refusal, ...]:
    """What the step that is due misses although it was once there. Nothing stands yet on a match out of which no
    product was chosen."""
    if view.status.current == "match" and view.sale.choice is None:
        return ()
    return tuple(one for one in view.status.missing[view.status.current] if one.code not in _NOT_YET)


def line_of(pack: Pack, one: SaleLine, lang: Lang) -> str:
    """A sale in one line: number, client, product, step."""
    return " ".join(filter(None, (one.no, one.client_name, one.product, pack.label("step", one.step, lang))))


def key_of(view: View) -> str:
    """The questionnaire whose level counts in this sale; the general one before a product is chosen."""
    product = view.context.product
    return "" if product is None else served_by(product, view.context.match_input)


def waits_for_level(view: View) -> tuple[Refusal, ...]:
    """Why whatever must fit its buyer cannot be chosen yet in this sale, before anything is (SUIT-20, SUIT-24)."""
    return unassessed(view.context) if view.status.current == "match" and view.sale.choice is None else ()


def waits_for_assessment(view: View, why: Withheld) -> bool:
    """Whether an assessment is among what a product waits for, and may be taken (SUIT-19, SUIT-20, QUES-09)."""
    if view.context.client.says("info_refused"):
        return False
    return any(one.rule in ("SUIT-19", "SUIT-20") or one.code == "QUES-09.sent_back" for one in why.reasons)


def worked_on(view: View, step: Step) -> bool:
    """Whether something of a step was already done in this sale; a proposal that was printed is nobody's signature."""
    sale, to_sign = view.sale, view.context.demands.papers
    done = {
        "match": sale.choice is not None,
        "disclose": bool(sale.acknowledged),
        "confirm": bool(sale.returned) or any(one.kind in to_sign for one in sale.printed),
    }
    return done.get(step, False)


def _got_beyond(view: View, step: Step) -> bool:
    """Whether a sale that was ended had got beyond a step."""
    if step == "assess" and view.context.assessment is None:
        return False
    later = STEPS[STEPS.index(step) + (step != "match") :]  # a product that was chosen is all of the match
    return any(worked_on(view, one) for one in later)


def shown_steps(view: View, pack: Pack, lang: Lang, here: Step | None = None) -> tuple[Shown, ...]:
    """The steps with their names and states. `here`: the step that is worked on, where that is one of before."""

    def state(step: Step) -> State:
        if view.sale.abandoned is not None:
            return "done" if _got_beyond(view, step) else "open"
        if step == "assess" and step != view.status.current and _passed_over(view):
            return "open"
        if step == here:
            return "current"
        if view.sale.closed or view.status.done(step):
            return "done"
        if step == view.status.current and here is None:
            return "redo" if expired(view) else "current"
        return "redo" if worked_on(view, step) else "open"

    return tuple(Shown(pack.label("step", step, lang), state(step)) for step in STEPS)


def _passed_over(view: View) -> bool:
    """Whether the sale goes on without the client's assessment: none serves, and nothing chosen needs one (SUIT-24)."""
    product, refuses = view.context.product, view.context.client.says("info_refused")
    waits = refuses or bool(unassessed(view.context))
    return waits and not view.sale.closed and (product is None or not product.needs_match)


def untold(view: View) -> tuple[str, ...]:
    """The disclosure items that were not acknowledged in today's wording (SUIT-22)."""
    told = {(one.item, one.digest) for one in view.sale.acknowledged}
    return tuple(item for item, digest in view.context.demands.items.items() if (item, digest) not in told)


def recording_due(view: View) -> bool:
    """Whether this sale needs a recording and has none yet."""
    return any(one.rule == "SALE-09" for one in view.status.missing["confirm"])


def field_of(reason: Refusal) -> str:
    """The field that a reason points at: of whoever acts for the client it names it itself (KYC-06)."""
    return reason.saw.get("fields", "") if reason.code == "KYC-06.acting" else _FIELDS.get(reason.rule, "")
