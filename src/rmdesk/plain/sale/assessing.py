"""The assessment inside of a sale: asked for, taken, confirmed (SUIT-19, SUIT-20)."""

from rmdesk.desk import assess as taking
from rmdesk.desk.sales import View
from rmdesk.domain.sale_steps import unassessed
from rmdesk.faces.fields import Option
from rmdesk.faces.sale.status import key_of
from rmdesk.plain import assess as questions
from rmdesk.plain.talk import Talk


def asked(talk: Talk) -> str:
    """Whether the client is assessed now: "assess", "without" for what needs no assessment (SUIT-24), or back."""
    return talk.choose([Option(key, talk.tr(f"plain.sale.{key}")) for key in ("assess", "without")])


def assess(talk: Talk, view: View) -> bool:
    """Take the questionnaire that serves what was chosen; before anything was, any. Whether a level stands. One that
    was found but not confirmed needs the client's word, not new answers (SUIT-19)."""
    taken = view.context.assessment
    if taken is not None and any(one.rule == "SUIT-19" for one in unassessed(view.context)):
        return talk.granted(taking.get(talk.desk, questions.confirm(talk, taken).id)).confirmed_at is not None
    product = view.context.product
    done = questions.take(talk, view.context.client.no, None if product is None else key_of(view))
    return done is not None and not done.awaits_confirmation
