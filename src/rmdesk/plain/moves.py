"""Clients and cases that go to another desk, and that come from one, line by line: given up, taken over, refused,
kept."""

from rmdesk.desk.desk import Desk
from rmdesk.desk.exchange import cases_in, cases_out, moving, peers, receiving
from rmdesk.desk.exchange.cases_in import CaseArriving
from rmdesk.desk.exchange.receiving import Arriving, Settled
from rmdesk.desk.people_rows import name_of
from rmdesk.domain.exchange_cases import CaseMoving
from rmdesk.domain.exchange_moves import Moving
from rmdesk.faces import moves
from rmdesk.faces.exchange import (
    arriving_state,
    case_cells,
    case_lines,
    compared,
    compared_heads,
    move_cells,
    move_lines,
    moved,
)
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.reading import read
from rmdesk.plain.form import ask_field
from rmdesk.plain.proof import proved
from rmdesk.plain.seeking import sought
from rmdesk.plain.talk import BACK, Talk

_NEW, _CASE = "new", "case"
_REASON = 200


def move(talk: Talk, which: str = "") -> None:
    """Give up the client or the case with this number; for "" one that moves already, or another, until it is left."""
    talk.may("complaints.move")
    if which and talk.granted(cases_out.has(talk.desk, which)):
        _give_up_case(talk, which)
        return
    if which:
        talk.may("clients.move")
        _give_up(talk, which)
        return
    clients = isinstance(receiving.waiting(talk.desk), tuple)
    while True:
        found = talk.granted(moves.listed(talk.desk))
        coming = {f"in:{at}": one for at, one in enumerate(found.coming)}
        gone = {f"out:{at}": one for at, one in enumerate(found.gone)}
        cases = {f"case_in:{at}": one for at, one in enumerate(found.cases_in)}
        given = {f"case_out:{at}": one for at, one in enumerate(found.cases_out)}
        options = [Option(_NEW, talk.tr("keys.about.give_up_client"))] if clients else []
        options += [Option(_CASE, talk.tr("keys.about.give_up_case"))]
        options += [Option(key, _line(talk, one.moving, arriving_state(one, talk.lang))) for key, one in coming.items()]
        options += [Option(key, _case_line(talk, one.moving, one)) for key, one in cases.items()]
        options += [Option(key, _case_line(talk, one)) for key, one in given.items()]
        options += [Option(key, _line(talk, one)) for key, one in gone.items()]
        chosen = talk.choose(options, talk.tr("plain.move.which"))
        if chosen == BACK:
            return
        if chosen in coming:
            _arriving(talk, coming[chosen])
        elif chosen in gone:
            _gone(talk, gone[chosen])
        elif chosen in cases:
            _case_arriving(talk, cases[chosen])
        elif chosen in given:
            _case_gone(talk, given[chosen])
        elif chosen == _CASE:
            if (no := _asked(talk, talk.tr("exchange.case.which"))) is not None:
                _give_up_case(talk, no)
        elif (client := sought(talk)) is not None:
            _give_up(talk, client)


def _line(talk: Talk, one: Moving, state: str = "") -> str:
    return " · ".join(move_cells(one, talk.desk, talk.lang, state))


def _give_up(talk: Talk, which: str) -> None:
    """What goes along, to which desk, and why; a second person agrees."""
    found = talk.got(moving.look(talk.desk, which))
    if found is None:
        return
    client = found.client
    talk.tell("exchange.move.goes", no=client.no, name=client.name, count=found.facts)
    if found.running:
        talk.tell("exchange.move.runs", what=", ".join(found.running))
        return
    where = _where(talk)
    if where is None:
        return
    to, reason = where
    done = proved(
        talk, moving.GIVE_UP, lambda proof: moving.give_up(talk.desk, client.id, to, reason, proof), about=client.no
    )
    if done is not None and (given := talk.got(done)) is not None:
        _told(talk, given, "given_up")


def _where(talk: Talk) -> tuple[str, str] | None:
    """To which desk, and why."""
    others = [one.card for one in peers.all_of(talk.desk) if one.reviews]
    if not others:
        talk.tell("exchange.move.no_desk")
        return None
    to = talk.choose([Option(one.device, f"{one.name} {one.branch}") for one in others])
    reason = None if to == BACK else _reason(talk)
    return None if reason is None else (to, reason)


def _case_line(talk: Talk, one: CaseMoving, arriving: CaseArriving | None = None) -> str:
    return " · ".join(filter(None, case_cells(one, talk.desk, talk.lang, arriving)))


def _give_up_case(talk: Talk, which: str) -> None:
    """To which desk, and why, by the own password."""
    talk.tell("exchange.case.goes", no=which)
    where = _where(talk)
    if where is None:
        return
    done = proved(
        talk, cases_out.GIVE_UP, lambda proof: cases_out.give_up(talk.desk, which, *where, proof), about=which
    )
    if done is not None and (given := talk.got(done)) is not None:
        _told(talk, given, "given_up")


def _case_arriving(talk: Talk, one: CaseArriving) -> None:
    """All about a case that is offered, then whether it is taken over or refused."""
    _say_case(talk, one.moving)
    for reason in one.against:
        talk.refuse(reason)
    acts = {"take_client": _take_case, "refuse_client": _refuse_case}
    while True:
        chosen = talk.choose([Option(act, talk.tr(f"keys.about.{act}")) for act in acts])
        if chosen == BACK or acts[chosen](talk, one.moving):
            return


def _take_case(talk: Talk, one: CaseMoving) -> bool:
    """By the own password, to handle it."""
    desk, no = talk.desk, one.move.no
    done = proved(talk, cases_in.TAKE_OVER, lambda proof: cases_in.take_over(desk, no, "", proof, one.device), about=no)
    view = None if done is None else talk.got(done)
    if view is not None:
        talk.tell("exchange.case.taken_over", no=no, handler=name_of(desk.store, view.case.handler or ""))
    return view is not None


def _refuse_case(talk: Talk, one: CaseMoving) -> bool:
    """With the reason, which goes back."""
    reason = _reason(talk)
    done = None if reason is None else talk.got(cases_in.turn_down(talk.desk, one.move.no, reason, one.device))
    if done is not None:
        _told(talk, done, "turned_down")
    return done is not None


def _case_gone(talk: Talk, one: CaseMoving) -> None:
    """All about a case that was given up; it goes on here where the other desk was struck off before it answered."""
    _say_case(talk, one)
    if one.state != "offered" or peers.named(talk.desk, one.device).struck is None:
        return
    if talk.choose([Option("keep", talk.tr("plain.move.keep_case"))]) == BACK or (reason := _reason(talk)) is None:
        return
    kept = talk.got(cases_out.keep(talk.desk, one.move.case_id, reason))
    if kept is not None:
        _told(talk, kept, "stays")


def _say_case(talk: Talk, one: CaseMoving) -> None:
    talk.head(one.move.no)
    for line in case_lines(one, talk.desk, talk.lang):
        talk.say(line)


def _arriving(talk: Talk, one: Arriving) -> None:
    """All about a client who is offered, then what is done with him."""
    _say(talk, one.moving)
    for reason in one.against:
        talk.refuse(reason)
    acts = {"take_client": _take, "compare_client": _compare, "refuse_client": _refuse}
    while True:
        chosen = talk.choose([Option(act, talk.tr(f"keys.about.{act}")) for act in acts])
        if chosen == BACK or acts[chosen](talk, one):
            return


def _take(talk: Talk, one: Arriving) -> bool:
    """Into the own book, by the own password; where both desks served him somebody says whose file stands."""
    desk, no, device = talk.desk, one.moving.move.no, one.moving.device
    settled = _settled(talk, no) if one.both else None
    if one.both and settled is None:
        return False
    done = proved(
        talk,
        receiving.TAKE_OVER,
        lambda proof: receiving.take_over(desk, no, desk.actor.login, proof, device, settled),
        about=no,
    )
    client = None if done is None else talk.got(done)
    if client is not None:
        talk.tell("exchange.move.taken_over", no=no, manager=name_of(desk.store, client.manager))
    return client is not None


def _settled(talk: Talk, no: str) -> Settled | None:
    talk.tell("plain.move.whose", no=no)
    file = talk.choose([Option(side, talk.tr(f"exchange.move.{side}")) for side in ("ours", "theirs")])
    reason = None if file == BACK else _reason(talk)
    return None if reason is None else Settled("ours" if file == "ours" else "theirs", reason)


def _compare(talk: Talk, one: Arriving) -> bool:
    """What only one of the two desks knows."""
    found = talk.got(receiving.compare(talk.desk, one.moving.move.no, talk.lang, one.moving.device))
    _, *sides = compared_heads(talk.lang)
    for at, ours, theirs in () if found is None else compared(found, talk.desk.local):
        talk.say(f"{at} {sides[0] if ours else sides[1]} {ours or theirs}")
    if found == ():
        talk.tell("exchange.move.same")
    return False


def _refuse(talk: Talk, one: Arriving) -> bool:
    """With the reason, which goes back."""
    reason = _reason(talk)
    if reason is None:
        return False
    done = talk.got(receiving.turn_down(talk.desk, one.moving.move.no, reason, one.moving.device))
    if done is not None:
        _told(talk, done, "turned_down")
    return done is not None


def _gone(talk: Talk, one: Moving) -> None:
    """All about a client who was given up; he stays here where the other desk was struck off before it answered."""
    _say(talk, one)
    if one.state == "offered" and _struck(talk.desk, one):
        if talk.choose([Option("keep", talk.tr("plain.move.keep"))]) == BACK or (reason := _reason(talk)) is None:
            return
        kept = talk.got(moving.keep(talk.desk, one.move.client_id, reason))
        if kept is not None:
            _told(talk, kept, "stays")


def _struck(desk: Desk, one: Moving) -> bool:
    return peers.named(desk, one.device).struck is not None


def _say(talk: Talk, one: Moving) -> None:
    talk.head(one.move.no)
    for line in move_lines(one, talk.desk, talk.lang):
        talk.say(line)


def _reason(talk: Talk) -> str | None:
    return _asked(talk, talk.tr("common.why"))


def _asked(talk: Talk, label: str) -> str | None:
    spec = FieldSpec("reason", label, required=True, max_length=_REASON)
    return ask_field(talk, spec, "", lambda _, raw: read(spec, raw, {}))


def _told(talk: Talk, one: Moving | CaseMoving, key: str) -> None:
    talk.say(moved(one, key, talk.desk, talk.lang))
