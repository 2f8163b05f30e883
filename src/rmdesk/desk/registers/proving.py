"""Who agrees to an act beside the person at the desk: the own password once more, or a second person (DATA-08)."""

from rmdesk.desk import guarding
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers.around import actor_of
from rmdesk.desk.registers.preparing import BY_PROOF, Ready
from rmdesk.desk.registers.seeing import may_see
from rmdesk.desk.registers.subjects import worded
from rmdesk.domain.people import DESK_ROLES, Person
from rmdesk.domain.refusal import Refusal, Refused, StopError, refuse, stop, stop_if
from rmdesk.domain.registers.judging import judge


def proven(desk: Desk, acts: tuple[Ready, ...], proof: Proof | None) -> Person | None:
    """Who agreed beside the person at the desk, to every one of these; None where nobody else must."""
    first = acts[0]
    asked = first.register.act[first.attempt.act].proof if first.attempt.act in first.register.act else "none"
    if asked == "none":
        return None
    if asked == "password":
        if proof is None or not proof.password:
            stop("DATA-08.again", act="registers.work")
        guarding.own_key(desk, proof.password, "proof")
        return None
    if proof is None or not (proof.login and proof.password):
        against = judge(first.register, first.attempt, actor_of(desk.actor), first.stands)
        raise StopError(Refused(reasons=worded(desk, tuple(one for one in against if one.code in BY_PROOF))))
    proven = guarding.anybody(desk, proof, "registers.work", DESK_ROLES)
    for one in acts:
        against = judge(one.register, one.attempt, actor_of(desk.actor), one.stands, actor_of(proven.person))
        stop_if(*worded(desk, against or _unread(desk, one, proven.person)))
    return proven.person


def _unread(desk: Desk, ready: Ready, second: Person) -> tuple[Refusal, ...]:
    """Nobody agrees to what he may not see."""
    register, entry = ready.register, ready.attempt.entry
    if entry is None or may_see(desk, register, entry, second):
        return ()
    act = f"{register.id}.act.{ready.attempt.act}"
    said = refuse("REGISTER.same", register_act=act, person=second.login)
    return (said.model_copy(update={"rule": register.rule}),)
