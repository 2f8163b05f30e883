"""The own password once more, or a second person's, asked wherever the desk asks for it (DATA-08)."""

from collections.abc import Callable, Mapping
from typing import TypeVar

from rmdesk.desk import guarding
from rmdesk.desk.guarding import Proof
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.faces.seconds import seconds
from rmdesk.plain.talk import BACK, Talk

T = TypeVar("T")
PROOF = frozenset({"DATA-08.again", "DATA-08.second"})
_AGAIN = frozenset(
    f"DATA-08.{why}" for why in ("password", "wait", "same_person", "suspended", "second", "second_role")
)


def meant(talk: Talk, prompt: str, act: Callable[[], T | Refused], *, about: str = "") -> T | Refused | None:
    """What `act` answered once it was agreed to by a yes; None when it was not. What is refused anyway is refused
    before anybody is asked; `about` says what is agreed to."""
    refused = guarding.foreseen(talk.desk, act)
    if refused is not None:
        return refused
    if about:
        talk.say(about)
    return act() if talk.sure(prompt) else None


def proved(
    talk: Talk,
    act: str,
    attempt: Callable[[Proof | None], T | Refused],
    *,
    about: str = "",
    closed_to: Mapping[str, Refusal] | None = None,
) -> T | Refused | None:
    """What `attempt` answered with the proof that `act` wants; None when it was given up. It is tried without one
    first: nobody proves anything for what is refused anyway. `about` says what is agreed to; `closed_to` why somebody
    will not do, by login."""
    answer = attempt(None)
    if not (isinstance(answer, Refused) and {one.code for one in answer.reasons} <= PROOF):
        return answer
    wanted = guarding.asked(talk.desk, act)
    if about:
        talk.say(about)
    login = ""
    if wanted.demand == "second_person":
        asked = seconds(talk.desk, wanted, talk.lang, closed_to=closed_to)
        talk.say(asked.said)
        login = talk.choose(asked.options) if asked.options else BACK
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
