"""Papers out, papers back, countersigned, reviewed, filed: one line for each thing that must be there (SALE-13)."""

from rmdesk.desk import confirming, sales, selling
from rmdesk.desk.sales import View
from rmdesk.domain.sale_signing import order_missing, unreturned_papers
from rmdesk.domain.sale_steps import moved_documents
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.reading import read
from rmdesk.faces.sale.checks import Checks
from rmdesk.plain.form import ask_field
from rmdesk.plain.proof import meant
from rmdesk.plain.sale.disclose import note_recording
from rmdesk.plain.sale.papers import print_papers
from rmdesk.plain.sale.review import may_review, review_assessment, review_sale
from rmdesk.plain.talk import BACK, Off, Talk

_MOST_SHELF = 60
_NAMES = {"recording": "sale.confirm.note_recording", "order": "sale.confirm.note_order"}


def confirm(talk: Talk, view: View) -> bool:
    """One act; False when one goes back. The sale comes here again until it is filed."""
    checks = Checks(talk.desk, view, talk.lang)
    talk.head(checks.heading)
    lines = [one for one in checks.lines() if one.key not in ("all", "scanned")]
    for one in lines:
        talk.say(f"{one.sign or '·'} {' · '.join(filter(None, one.texts))}")
    can, due = _can(talk, view, {one.key for one in lines}), checks.due()
    act = talk.choose(*_menu(talk, can, due), default=due if can[due] else "", off=_off(talk, can))
    if act == BACK:
        return False
    _ACTS[act](talk, view)
    return True


def _menu(talk: Talk, can: dict[str, bool], due: str) -> tuple[list[Option], str]:
    """What can be done now, each thing under its own number whatever else can; what is due is proposed."""
    options = [Option(one, _name(talk, one), place) for place, one in enumerate(can) if can[one]]
    if can[due]:
        talk.tell("plain.likeliest", at=[*can].index(due) + 1, what=_name(talk, due))
    return options, talk.tr("plain.sale.what_now")


def _off(talk: Talk, can: dict[str, bool]) -> list[Off]:
    """What cannot be done now, and what it waits for."""
    return [
        Off(number, _name(talk, one), talk.tr(f"plain.sale.off.{one}"))
        for number, one in enumerate(can, 1)
        if not can[one]
    ]


def _name(talk: Talk, act: str) -> str:
    return talk.tr(_NAMES.get(act, f"plain.sale.act.{act}"))


def _can(talk: Talk, view: View, lines: set[str]) -> dict[str, bool]:
    """All acts in their order, and which of them can be done now."""
    sale, demands = view.sale, view.context.demands
    signed = sale.countersigned is not None
    return {
        "print": True,
        "returned": not signed and bool(sale.printed) and bool(demands.signed_papers),
        "recording": "recording" in lines and sale.recording is None,
        "assessment": "assessment" in lines and may_review(talk, view),
        "order": "order" in lines,
        "documents": bool(moved_documents(sale, view.context)),
        "countersign": not signed and bool(sale.printed or view.context.visit.numbers),
        "review": sale.waits_for_review,
        "archive": signed and not sale.waits_for_review,
    }


def _returned(talk: Talk, view: View) -> None:
    """Which papers came back signed, and whether the copied sentence stands on them; choosing one again unticks it."""
    sale, signed = view.sale, view.context.demands.signed_papers
    open_ones = unreturned_papers(sale, view.context)
    back, seen = {*signed} - {*open_ones}, sale.sentence_seen
    every, several = talk.tr("sale.confirm.all"), len(open_ones) > 1
    options = [Option("all", every, 0)] if several else []
    papers = [_ticked(Checks(talk.desk, view, talk.lang).paper_title(kind), kind in back) for kind in signed]
    options += [Option(kind, label, at) for at, (kind, label) in enumerate(zip(signed, papers, strict=True), 1)]
    if view.context.demands.copied_sentence:
        options.append(Option("sentence", _ticked(talk.tr("sale.confirm.sentence"), seen), len(signed) + 1))
    off = [] if several else [Off(1, every, talk.tr("plain.sale.off.all"))]
    chosen = talk.choose(options, talk.tr("plain.sale.which_back"), off=off)
    if chosen == BACK:
        return
    if chosen == "sentence":
        seen = not seen
    else:
        back = {*signed} if chosen == "all" else back ^ {chosen}
    taken_back = chosen not in ("all", *back) and not (chosen == "sentence" and seen)
    if taken_back and not talk.sure(talk.tr("plain.sale.untick")):
        return
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
    talk.got(meant(talk, talk.tr("sale.documents.show"), lambda: selling.show_documents(talk.desk, view.sale.id)))


def _countersign(talk: Talk, view: View) -> None:
    prompt = talk.tr("plain.sale.sure_countersign")
    talk.got(meant(talk, prompt, lambda: confirming.countersign(talk.desk, view.sale.id)))


def _archive(talk: Talk, view: View) -> None:
    """File it; where the papers stand may be noted later (DESK-16), and is not asked before all else is there: the
    order's number comes first."""
    if order_missing(view.sale, view.context.product):
        _order(talk, view)
        view = talk.granted(sales.view(talk.desk, view.sale.id))
    if order_missing(view.sale, view.context.product):
        return
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
