"""Who stands in for whom: a manager sees to a colleague's clients for some days, in his own name, and they stay where
they are (DESK-18). It ends by itself."""

from datetime import date
from typing import NamedTuple

from rmdesk.desk import guarding, people_rows
from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import people_facts
from rmdesk.domain.refusal import refuse, stop, stop_at, stop_if, written
from rmdesk.store.plain import instant
from rmdesk.store.vault import Row

ACT = "clients.stand_in"
"""The sensitive act: whoever stands in agrees at this desk."""
MOST_DAYS = 62
"""Whoever is away for longer hands the book over."""
_NOW = "ended_at IS NULL AND since <= ? AND until_day >= ?"


class StandIn(NamedTuple):
    """`stand_in` sees to the clients of `absent` from `since` to `until`, both included; both are logins."""

    id: str
    absent: str
    stand_in: str
    since: date
    until: date


def covered(desk: Desk, login: str) -> tuple[str, ...]:
    """For whom somebody stands in today. Not for those for whom they stand in: nobody sees further than one book away.
    For use cases."""
    today = desk.today().isoformat()
    rows = desk.store.query(f"SELECT absent FROM stand_in WHERE stand_in = ? AND {_NOW}", (login, today, today))
    return tuple(row["absent"] for row in rows)


def acted_for(desk: Desk, login: str, at: str, client_id: str) -> str:
    """In whose place somebody did something about a client at the instant `at` (as the journal has it); "" for his own
    matter. Whose client it was then is told by the hand-overs since. For use cases."""
    sql = """SELECT absent, since, until_day FROM stand_in
             WHERE stand_in = ? AND set_at <= ? AND coalesce(ended_at, ?) >= ?"""
    rows = desk.store.query(sql, (login, at, at, at)) if client_id else []
    day = desk.local(instant(at)).date().isoformat() if rows else ""
    stood = {row["absent"] for row in rows if row["since"] <= day <= row["until_day"]}
    then = _manager_at(desk, client_id, at) if stood else ""
    return then if then in stood else ""


def _manager_at(desk: Desk, client_id: str, at: str) -> str:
    given = """SELECT json_extract(payload, '$.giver') AS giver FROM journal
               WHERE subject = ? AND kind = ? AND at > ? AND payload IS NOT NULL ORDER BY seq LIMIT 1"""
    rows = desk.store.query(given, (client_id, people_facts.ClientHandedOver.kind, at))
    row = rows[0] if rows else desk.store.get("client", client_id)
    return "" if row is None else str(row["giver"] if rows else row["manager"])


@use_case("people.read")
def standing(desk: Desk) -> tuple[StandIn, ...]:
    """Who stands in now or will, the first to begin first."""
    sql = "SELECT * FROM stand_in WHERE ended_at IS NULL AND until_day >= ? ORDER BY since, absent"
    return tuple(_read(row) for row in desk.store.query(sql, (desk.today().isoformat(),)))


@use_case("people.hand_over")
def appoint(
    desk: Desk, absent: str, stand_in: str, days: tuple[date, date], reason: str, proof: Proof | None = None
) -> StandIn:
    """`stand_in` sees to the clients of `absent` on these days, the first and the last included.

    An act of two: the manager who will be away, or compliance in his place, and whoever stands in, by password.
    """
    _may_set(desk, absent)
    for key, login in (("absent", absent), ("stand_in", stand_in)):
        person = people_rows.person_of(desk.store, login)
        if person is None or not person.active or "manager" not in person.roles:
            stop_at(key, refuse("DESK-18.not_manager", person=login if person is None else person.name))
    if absent == stand_in:
        stop_at("stand_in", refuse("DATA-08.same_person", person=people_rows.name_of(desk.store, absent)))
    since, until = days
    if since < desk.today():
        stop_at("since", refuse("INPUT.past", given=since))
    if until < since:
        stop_at("until", refuse("INPUT.period", start=since, end=until))
    if (until - since).days >= MOST_DAYS:
        stop_at("until", refuse("DESK-18.too_long", most=MOST_DAYS))
    reason = written("reason", reason)
    stands = (one for one in _of(desk, absent) if one.since <= until and one.until >= since)
    stop_if(next((refuse("DESK-18.stands", person=one.stand_in, until=one.until) for one in stands), None))
    if proof is not None and proof.login not in ("", stand_in):
        stop("DATA-08.second", act=ACT, roles=stand_in)
    with desk.transaction():
        guarding.prove(desk, ACT, proof, stand_in)
        fact = people_facts.StandInSet(absent=absent, stand_in=stand_in, since=since, until=until, reason=reason)
        id = desk.record(fact, absent).id
    return StandIn(id, absent, stand_in, since, until)


@use_case("people.hand_over")
def dismiss(desk: Desk, absent: str, reason: str) -> StandIn:
    """The colleague is back before the day: it ends now. By either of the two, or by compliance."""
    found = next(iter(_of(desk, absent)), None)
    if found is None:
        return stop("DESK-18.nobody_stands", person=people_rows.name_of(desk.store, absent))
    if desk.actor.login != found.stand_in:
        _may_set(desk, absent)
    told = {"set_id": found.id, "absent": absent, "stand_in": found.stand_in}
    desk.record(people_facts.StandInEnded(**told, reason=written("reason", reason)), absent)
    return found


def _of(desk: Desk, absent: str) -> tuple[StandIn, ...]:
    sql = "SELECT * FROM stand_in WHERE absent = ? AND ended_at IS NULL AND until_day >= ? ORDER BY since"
    return tuple(_read(row) for row in desk.store.query(sql, (absent, desk.today().isoformat())))


def _read(row: Row) -> StandIn:
    days = date.fromisoformat(row["since"]), date.fromisoformat(row["until_day"])
    return StandIn(row["id"], row["absent"], row["stand_in"], *days)


def _may_set(desk: Desk, absent: str) -> None:
    if absent != desk.actor.login and "compliance" not in desk.actor.roles:
        stop("DATA-08.role", act="people.hand_over", roles="compliance")
