"""How cases read in words: state and class, what is due, whom they are about."""

from collections.abc import Iterable
from datetime import date, datetime

from rmdesk.desk import sales
from rmdesk.desk.complaints import cases
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.reading import CaseView
from rmdesk.desk.complaints.sums import shown
from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_out, peers
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain.base import Lang
from rmdesk.domain.clocks import Clock
from rmdesk.domain.complaint import Case, Moved
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import Refused, refuse
from rmdesk.faces.nearness import how_near
from rmdesk.locale import tr


def state(desk: Desk, case: Case, lang: Lang) -> str:
    """The case's state in a word."""
    return state_of(desk, case.state, case.moved, lang)


def state_of(desk: Desk, state: str, moved: Moved, lang: Lang) -> str:
    """A case's state in a word: of one that another desk has, or is offered, that alone."""
    return tr(lang, f"complaints.moved.{moved}") if moved else desk.pack.label("case_state", state, lang)


def taken_over(desk: Desk, case: Case, lang: Lang) -> str:
    """Which desk took a case over, and what was heard last of it there; "" for a case of this desk."""
    if not case.gone:
        return ""
    one, called = cases_out.moving(desk, "out", case.id, case.moved_to), peers.called(desk, case.moved_to)
    said = tr(lang, "complaints.moved.gone_to", desk=called)
    if not one.heard:
        return f"{said} · {tr(lang, 'complaints.moved.unheard')}"
    return f"{said} · {moment(desk, one.heard[-1].at)} {tr(lang, f'exchange.heard.{one.heard[-1].what}')}"


def kind(desk: Desk, case: Case, lang: Lang) -> str:
    """Type, and for a complaint its class: "投诉 情况复杂"."""
    found = [desk.pack.label("case_type", case.type, lang)]
    if case.type == "complaint" and case.case_class != "simple":
        found.append(desk.pack.label("case_class", case.case_class, lang))
    if case.priority != "normal":
        found.append(desk.pack.label("case_priority", case.priority, lang))
    if case.major:
        found.append(tr(lang, "complaints.major"))
    return " · ".join(found)


def not_for_clients(desk: Desk, text: str, lang: Lang) -> str:
    """Which words should not reach a client (SALE-11), and that a quotation may keep them; "" for none."""
    found = desk.pack.banned_in(text)
    if not found:
        return ""
    said = desk.pack.say(refuse("SALE-11", words=listed(found, lang)), lang)
    return f"! {said.rule} · {said.text}{'' if lang == 'zh' else ' '}{tr(lang, 'complaints.quoted')}"


def act(desk: Desk, name: str, lang: Lang) -> str:
    """What an act is called, by the name under which it is asked for and its draft is kept."""
    if name in ("note", "call", "take_out"):
        return tr(lang, f"complaints.do.{name}")
    wrong = name.removeprefix("correct_")
    if wrong != name:
        return f"{desk.pack.heading('case_act', 'correct', lang)} · {tr(lang, f'complaints.correct.{wrong}')}"
    return desk.pack.heading("case_act", name, lang)


def handed(desk: Desk, case_id: str, lang: Lang) -> str:
    """What came of an act that showed that the person at the desk has an interest in the case: it was kept, and who
    handles the case now (COMP-04). "" where the case was closed to him otherwise, or is not."""
    found = cases.handed_on(desk, case_id)
    if found is None or isinstance(found, Refused):
        return ""
    key = "complaints.handed" if found.handler else "complaints.handed_nobody"
    return tr(lang, key, no=found.no, name=found.handler)


def is_past(desk: Desk, clock: Clock) -> bool:
    """Whether the clock has passed without what it asks for."""
    return clock.passed(desk.local(desk.now()).replace(tzinfo=None))


def is_late(desk: Desk, case: Case, clock: Clock) -> bool:
    """Whether it passed, also where the case ended after its date, or only says that it had ended before."""
    return is_past(desk, clock) or (clock.ended and not in_time(case, clock))


def in_time(case: Case, clock: Clock) -> bool:
    """Whether it was met in time, and not only said to have been once its date had passed."""
    kept = {(one.rule, one.due, one.legal) for one in case.lates}
    return bool(clock.in_time) and (clock.rule, clock.due_day, clock.legal) not in kept


def sign_of(desk: Desk, view: CaseView, clock: Clock) -> str:
    """! late, – over with its case, ✓ met, ▸ what is due first, · what runs."""
    if is_late(desk, view.case, clock):
        return "!"
    return "–" if clock.ended else "✓" if clock.met is not None else "▸" if clock is view.due else "·"


def clock_state(desk: Desk, case: Case, clock: Clock, lang: Lang) -> str:
    """How near it is, when it was met, or how its case ended: a case that was merged answered nothing."""
    if clock.ended and clock.party == "complainant" and case.state == "closed":  # closing takes no right away (COMP-10)
        return tr(lang, "complaints.time.still" if desk.today() <= clock.due_day else "complaints.time.over")
    if clock.ended:
        key = "complaints.time.ended" if in_time(case, clock) else "complaints.time.ended_late"
        return tr(lang, key, state=state(desk, case, lang), at=shown(clock.met) if clock.met else "")
    if clock.met is None:
        return how_near(desk, clock.due, lang)
    at = shown(clock.met).removeprefix(f"{clock.due:%Y-}")  # without the year where that stands before it
    return tr(lang, "complaints.time.met" if in_time(case, clock) else "complaints.time.met_late", at=at)


def beside(desk: Desk, view: CaseView, clock: Clock) -> str:
    """Whether a clock that runs beside is of the receipt that was taken in first, or of one that was corrected to."""
    first = desk.local(view.case.first_registered.received_at).date()
    return "beside" if clock.start == first else "beside_later"


def due_line(desk: Desk, view: CaseView, lang: Lang) -> str:
    """What is due first, and beside it the law's date where that is another one."""
    parts = [desk.pack.label("case_due", "corrective_action" if view.gaps else "close", lang)] if view.closable else []
    if view.case.gone:
        return taken_over(desk, view.case, lang)
    if view.due is None:
        return parts[0] if parts else tr(lang, "complaints.due.none" if not view.case.ended else "complaints.due.ended")
    due = view.due
    sign = "! " if is_past(desk, due) else ""
    parts.append(f"{sign}{how_near(desk, due.due, lang)} {shown(due.due)} {due.name.of(lang)} {due.rule}")
    if view.legal is not None and view.legal is not due:
        by_law = tr(lang, "complaints.due.by_law", when=how_near(desk, view.legal.due, lang))
        parts.append(f"{by_law} {shown(view.legal.due)}")
    parts += [tr(lang, f"complaints.due.{beside(desk, view, clock)}", due=shown(clock.due)) for clock in view.beside]
    if due.provisional:
        parts.append(tr(lang, "complaints.due.provisional"))
    if view.case.paused is not None:
        pause = desk.pack.label("pause_kind", view.case.paused.kind, lang)
        parts.append(tr(lang, "complaints.due.paused", kind=pause, start=view.case.paused.start))
    return " · ".join(parts)


def about(desk: Desk, case: Case, lang: Lang) -> str:
    """Product, sale and people that a case is about; "" for none."""
    found = []
    if case.about.product is not None:
        found.append(product_name(desk, case.about.product, lang))
    if case.about.sale_id is not None:
        view = sales.view(desk, case.about.sale_id)
        found.append("" if isinstance(view, Refused) else view.sale.no)
    if case.about.people:
        names = listed((name_of(desk, one) for one in case.about.people), lang)
        found.append(tr(lang, "complaints.about_people", names=names))
    return " · ".join(one for one in found if one)


def product_name(desk: Desk, code: str, lang: Lang) -> str:
    """A product by its code and name."""
    found = shelf.get(desk, code)
    return code if isinstance(found, Refused) else _named(found, lang)


def _named(product: Product, lang: Lang) -> str:
    return f"{product.code} {product.name.of(lang)}"


def listed(parts: Iterable[str], lang: Lang) -> str:
    """Several names or words in one line."""
    return ("、" if lang == "zh" else ", ").join(parts)


def number(desk: Desk, case_id: str) -> str:
    """The number of another case; a dash for one that is restricted for the person at the desk (COMP-04)."""
    found = cases.view(desk, case_id)
    return "—" if isinstance(found, Refused) else found.case.no


def joined(desk: Desk, case_id: str, lang: Lang) -> str:
    """A case that was merged into another: its number and its own receipt, which its clocks ran from (COMP-07); a dash
    for one that is restricted for the person at the desk (COMP-04)."""
    found = cases.view(desk, case_id)
    if isinstance(found, Refused):
        return "—"
    at = moment(desk, found.case.received_at)
    source = desk.pack.label("case_source", found.case.source, lang)
    return tr(lang, "complaints.joined", no=found.case.no, at=at, source=source)


def moment(desk: Desk, at: datetime) -> str:
    """An instant at the branch."""
    return f"{desk.local(at):%Y-%m-%d %H:%M}"


def day(given: date | None) -> str:
    """A day, or a dash."""
    return "—" if given is None else given.isoformat()
