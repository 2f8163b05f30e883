"""The own password once more, or a second person's, asked wherever the desk asks for it (DATA-08)."""

from collections.abc import Callable
from typing import TypeVar

from rmdesk.desk import guarding, people
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refused
from rmdesk.domain.sensitive import Asked
from rmdesk.faces.fields import Option
from rmdesk.plain.talk import BACK, Talk

T = TypeVar("T")
PROOF = frozenset({"DATA-08.again", "DATA-08.second"})
_AGAIN = frozenset({"DATA-08.password", "DATA-08.wait", "DATA-08.same_person", "DATA-08.suspended", "DATA-08.second"})


def proved(
    talk: Talk,
    act: str,
    attempt: Callable[[Proof | None], T | Refused],
    *,
    about: str = "",
    closed_to: Callable[[str], bool] = lambda _: False,
) -> T | Refused | None:
    """What `attempt` answered with the proof that `act` wants; None when it was given up. It is tried without one
    first: nobody proves anything for what is refused anyway. `about` says what is agreed to; `closed_to` tells by login
    who will not do."""
    answer = attempt(None)
    if not (isinstance(answer, Refused) and {one.code for one in answer.reasons} <= PROOF):
        return answer
    wanted = guarding.asked(talk.desk, act)
    if about:
        talk.say(about)
    login = _second(talk, wanted, closed_to) if wanted.demand == "second_person" else ""
    if login == BACK:
        return None
    if not login:
        talk.tell("common.proof.again", person=talk.desk.actor.name)
    while True:
        password = talk.secret(talk.tr("plain.prompt", label=talk.tr("common.password")))
        if password == BACK:
            return None
        answer = attempt(Proof(password, login))
        if not (isinstance(answer, Refused) and answer.reasons[0].code in _AGAIN):
            return answer
        talk.refused(answer)


def _second(talk: Talk, wanted: Asked, closed_to: Callable[[str], bool]) -> str:
    """Who is the second person; BACK when nobody is."""
    everybody = people.everybody(talk.desk)
    known = () if isinstance(everybody, Refused) else everybody
    able = [one for one in known if one.active and one.login != talk.desk.actor.login and not closed_to(one.login)]
    fit = [one for one in able if set(one.roles) & set(wanted.roles)]
    names = [talk.desk.pack.label("role", role, talk.lang) for role in wanted.roles]
    key = "common.proof.second" if fit else "common.proof.nobody"
    talk.tell(key, roles=("、" if talk.lang == "zh" else ", ").join(names))
    return talk.choose([Option(one.login, f"{one.name} ({one.login})") for one in fit]) if fit else BACK
