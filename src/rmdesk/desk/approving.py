"""What takes clear numbers out of the desk wants a reason and somebody of compliance beside the person who does it
(DATA-07), whatever the table of sensitive acts asks for the masked form."""

from rmdesk.desk import guarding
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.domain import people_facts
from rmdesk.domain.refusal import stop
from rmdesk.domain.sensitive import Asked

CLEAR = Asked(demand="second_person", roles=("compliance",))


def asked_in_clear(desk: Desk) -> Asked:
    """Who must agree to what holds numbers in full. For use cases, and for faces that ask before."""
    return guarding.small_branch(desk, CLEAR)


def approve(desk: Desk, act: str, proof: Proof | None, about: str = "", *, clear: bool = False) -> None:
    """Whether `act` may go on with `proof`; `clear`: it takes ID or phone numbers out in clear. For use cases."""
    if not clear:
        guarding.prove(desk, act, proof, about)
        return
    wanted = asked_in_clear(desk).roles
    if proof is None or not (proof.login and proof.password):
        stop("DATA-08.second", act=act, roles=", ".join(wanted))
    second = guarding.second_person(desk, proof, act, wanted)
    desk.record_as(second.person, people_facts.SecondPersonAgreed(act=act, about=about), about or "desk")
