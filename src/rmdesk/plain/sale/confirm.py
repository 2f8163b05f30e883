"""Papers out, papers back, countersigned, reviewed, filed: one line for each thing that must be there (SALE-13)."""

from rmdesk.desk import confirming, selling
from rmdesk.desk.sales import View
from rmdesk.domain.sale_signing import unreturned_papers
from rmdesk.domain.sale_steps import moved_documents
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.reading import read
from rmdesk.faces.sale.checks import Checks
from rmdesk.plain.form import ask_field
from rmdesk.plain.sale.disclose import note_recording
from rmdesk.plain.sale.papers import print_papers
from rmdesk.plain.sale.review import may_review, review_assessment, review_sale
from rmdesk.plain.talk import BACK, Talk

_MOST_SHELF = 60
_NAMES = {"recording": "sale.confirm.note_recording", "order": "sale.confirm.note_order"}


def confirm(talk: Talk, view: View) -> bool:
    """One act; False when one goes back. The sale comes here again until it is filed."""
    checks = Checks(talk.desk, view, talk.lang)
    talk.head(checks.heading)
    lines = [one for one in checks.lines() if one.key not in ("all", "scanned")]
    for one in lines:
        talk.say(f"{one.sign or '·'} {' · '.join(filter(None, one.texts))}")
    acts = _acts(talk, view, checks.due(), {one.key for one in lines})
    act = talk.choose(
        [Option(one, talk.tr(_NAMES.get(one, f"plain.sale.act.{one}"))) for one in acts], talk.tr("plain.sale.what_now")
    )
    if act == BACK:
        return False
    _ACTS[act](talk, view)
    return True


def _acts(talk: Talk, view: View, due: str, lines: set[str]) -> list[str]:
    """What can be done now, what is due first."""
    sale, demands = view.sale, view.context.demands
    signed = sale.countersigned is not None
    can = {
        "print": True,
        "returned": not signed and bool(sale.printed) and bool(demands.signed_papers),
        "recording": "recording" in lines and sale.recording is None,
        "assessment": "assessment" in lines and may_review(talk, view),
        "order": "order" in lines,
        "documents": bool(moved_documents(sale, view.context)),
        "countersign": not signed and bool(sale.printed or view.context.visit.numbers),
        "review": sale.waits_for_review,
        "archive": signed and (not demands.review or sale.reviewed is not None),
    }
    return sorted((act for act, possible in can.items() if possible), key=lambda act: act != due)


def _returned(talk: Talk, view: View) -> None:
    """Which papers came back signed, and whether the copied sentence stands on them; choosing one again unticks it."""
    sale, signed = view.sale, view.context.demands.signed_papers
    open_ones = unreturned_papers(sale, view.context)
    back, seen = {*signed} - {*open_ones}, sale.sentence_seen
    options = [Option("all", talk.tr("sale.confirm.all"))] if len(open_ones) > 1 else []
    options += [Option(kind, _ticked(talk.desk.pack.paper(kind).title.of(talk.lang), kind in back)) for kind in signed]
    if view.context.demands.copied_sentence:
        options.append(Option("sentence", _ticked(talk.tr("sale.confirm.sentence"), seen)))
    chosen = talk.choose(options, talk.tr("plain.sale.which_back"))
    if chosen == BACK:
        return
    if chosen == "sentence":
        seen = not seen
    else:
        back = {*signed} if chosen == "all" else back ^ {chosen}
    talk.got(confirming.papers_returned(talk.desk, sale.id, tuple(sorted(back)), sentence_seen=seen))


def _ticked(text: str, on: bool) -> str:
    return f"{'☑' if on else '☐'} {text}"


def _order(talk: Talk, view: View) -> None:
    """The number that the product's system gave the order (SALE-15)."""
    spec = FieldSpec("number", talk.tr("sale.confirm.order_number"), required=True, max_length=confirming.MOST_ORDER)
    here = "" if view.sale.order is None else view.sale.order.number
    number = ask_field(talk, spec, here, lambda _, raw: read(spec, raw, {}))
    if number is not None:
        talk.got(confirming.note_order(talk.desk, view.sale.id, number))


def _documents(talk: Talk, view: View) -> None:
    """The client reads the versions in force; then that is kept with the sale (SUIT-22)."""
    if talk.sure(talk.tr("sale.documents.show")):
        talk.got(selling.show_documents(talk.desk, view.sale.id))


def _countersign(talk: Talk, view: View) -> None:
    if talk.sure(talk.tr("plain.sale.sure_countersign")):
        talk.got(confirming.countersign(talk.desk, view.sale.id))


def _archive(talk: Talk, view: View) -> None:
    """File it; where the papers stand may be noted later (DESK-16)."""
    spec = FieldSpec("shelf", talk.tr("sale.confirm.shelf"), max_length=_MOST_SHELF)
    shelf = ask_field(talk, spec, "", lambda _, raw: read(spec, raw, {}))
    if shelf is not None:
        talk.got(confirming.archive(talk.desk, view.sale.id, shelf))


def _assessment(talk: Talk, view: View) -> None:
    """The review of the flagged questionnaire (QUES-09)."""
    if view.context.assessment is not None:
        review_assessment(talk, view.context.client, view.context.assessment)


_ACTS = {
    "print": print_papers,
    "returned": _returned,
    "recording": note_recording,
    "assessment": _assessment,
    "order": _order,
    "documents": _documents,
    "countersign": _countersign,
    "review": review_sale,
    "archive": _archive,
}
