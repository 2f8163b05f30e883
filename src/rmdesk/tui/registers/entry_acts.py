"""Doing what a form says: asked once by its name where it cannot be undone, proved where it must be; what follows."""

from rmdesk.desk import people
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting
from rmdesk.desk.registers.views import Done, Offer, Started
from rmdesk.domain.refusal import Refused
from rmdesk.faces.called import called
from rmdesk.faces.fields import Option
from rmdesk.faces.seconds import Seconds
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp
from rmdesk.tui.kit.choice import KEYS
from rmdesk.tui.kit.dialogs import Choose, Message
from rmdesk.tui.kit.proof import ProofDialog
from rmdesk.tui.registers.form import ActFields
from rmdesk.tui.registers.printing import print_after

_PROOF = frozenset({"DATA-08.again", "REGISTER.second", "REGISTER.same"})
_NOT_NOW = "-"


def do(screen: ActFields) -> None:
    """Nobody proves anything for what is refused anyway: an act that wants a proof is tried without one first."""
    offer, label = screen.asked.offer, screen.asked.offer.label.of(screen.lang)
    if offer.proof != "none":
        answer = attempt(screen, None)
        if isinstance(answer, Refused) and {one.code for one in answer.reasons} <= _PROOF:
            _prove(screen)
        else:
            _answered(screen, answer)
    elif offer.final:
        options = (Option("do", label), Option("leave", screen.tr("registers.leave")))
        text = screen.tr("registers.ends_ask", no=screen.asked.no or screen.asked.title.of(screen.lang))
        ask = Choose(label, text, options, lang=screen.lang, first="leave")
        screen.app.push_screen(ask, lambda way: _answered(screen, attempt(screen, None)) if way == "do" else None)
    else:
        _answered(screen, attempt(screen, None))


def attempt(screen: ActFields, proof: Proof | None) -> Done | Refused:
    """The act with what stands in the form."""
    desk, form, typed = screen.desk_app.desk, screen.asked, screen.values()
    draft_id = screen.kept.id
    if screen.marked:
        return acting.do_marked(desk, screen.marked, form.act, typed, proof=proof)
    if form.entry_id:
        return acting.do(desk, form.entry_id, form.act, form.seen, typed, proof=proof, draft_id=draft_id)
    return acting.begin(
        desk, form.register_id, typed, act=form.act, parent_id=form.parent_id, proof=proof, draft_id=draft_id
    )


def _prove(screen: ActFields) -> None:
    offer, app = screen.asked.offer, screen.desk_app
    asked = _seconds(app, offer) if offer.proof == "second" else None
    about = "  ".join(filter(None, (screen.asked.no, screen.asked.title.of(screen.lang))))
    dialog = ProofDialog(app, offer.label.of(screen.lang), about, asked, lambda proof: attempt(screen, proof))

    def told(answer: tuple[object] | None) -> None:
        if answer is not None and isinstance(answer[0], Done | Refused):
            _answered(screen, answer[0])

    screen.app.push_screen(dialog, told)


def _seconds(app: DeskApp, offer: Offer) -> Seconds:
    """Who may be the second person, as the register's file says."""
    found = people.everybody(app.desk)
    known = () if isinstance(found, Refused) else found
    able = (one for one in known if one.active and one.login in offer.seconds)
    fit = tuple(Option(one.login, called(one.name, one.login, app.lang)) for one in able)
    key = "registers.proof" if fit else "registers.nobody"
    return Seconds(fit, tr(app.lang, key, who=offer.second.of(app.lang)))


def _answered(screen: ActFields, answer: Done | Refused) -> None:
    if isinstance(answer, Refused):
        if any(one.code == "INPUT.stale" for one in answer.reasons) and not screen.marked:
            screen.catch_up()
        screen.refused(answer)
    else:
        _done(screen, answer)


def _done(screen: ActFields, done: Done) -> None:
    """Where it leads: to the new entry, or back; then to what the act leads to."""
    app, form = screen.desk_app, screen.asked
    screen.kept.end()
    begun = not form.entry_id
    label = form.offer.label.of(app.lang)
    if begun and not form.parent_id:
        app.go(routes.RegisterEntry(done.entry_id), instead=True)
    else:
        app.pop_screen()
    said = screen.tr("registers.done_many", act=label, count=done.entries) if screen.marked else f"{done.no} {label}"
    made = screen.tr("registers.made", count=done.made) if done.made else ""
    app.notify(f"{said}{made}", markup=False, timeout=4)
    print_after(app, done.prints)
    app.call_later(_follow, app, label, done)


def _follow(app: DeskApp, label: str, done: Done) -> None:
    """Who was left out, and why; then the acts that this one leads to."""
    if done.left_out:
        lines = "\n".join(f"{who}  {why.of(app.lang)}" for who, why in done.left_out)
        text = f"{tr(app.lang, 'registers.left_out', count=len(done.left_out))}\n{lines}"
        app.push_screen(Message(label, text, lang=app.lang), lambda _: _offer(app, label, done.starts))
    else:
        _offer(app, label, done.starts)


def _offer(app: DeskApp, label: str, starts: tuple[Started, ...]) -> None:
    if not starts:
        return
    options = [Option(str(at), one.label.of(app.lang)) for at, one in enumerate(starts[: len(KEYS) - 1])]
    options.append(Option(_NOT_NOW, tr(app.lang, "registers.not_now")))

    def chosen(at: str | None) -> None:
        if at is not None and at != _NOT_NOW:
            one = starts[int(at)]
            app.go(routes.NewEntry(one.register_id, one.act, one.parent_id, one.about, one.origin))

    app.push_screen(Choose(label, tr(app.lang, "registers.leads_to"), options, lang=app.lang), chosen)
