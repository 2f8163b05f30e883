"""Who may be the second person of a sensitive act; and where nobody may, of each who holds the role, why (DATA-08)."""

from collections.abc import Mapping
from typing import NamedTuple

from rmdesk.desk import people
from rmdesk.desk.desk import Desk
from rmdesk.domain.base import Lang
from rmdesk.domain.refusal import Refusal, Refused
from rmdesk.domain.sensitive import Asked
from rmdesk.faces.called import called
from rmdesk.faces.cells import listed
from rmdesk.faces.fields import Option
from rmdesk.locale import tr


class Seconds(NamedTuple):
    """Who is offered, and what is said above: who is asked for, or why nobody is there."""

    options: tuple[Option, ...]
    said: str


def seconds(
    desk: Desk, wanted: Asked, lang: Lang, *, login: str = "", closed_to: Mapping[str, Refusal] | None = None
) -> Seconds:
    """Who may agree beside whoever is at the desk: `login` alone where one is named, else who holds a role that is
    wanted. `closed_to`: why somebody will not do, by login."""
    everybody, closed = people.everybody(desk), closed_to or {}
    known = () if isinstance(everybody, Refused) else everybody
    held = [one for one in known if one.active and (one.login == login if login else {*one.roles} & {*wanted.roles})]
    fit = [one for one in held if one.login != desk.actor.login and one.login not in closed]
    roles = listed((desk.pack.label("role", role, lang) for role in wanted.roles), lang)
    if fit:
        options = tuple(Option(one.login, called(one.name, one.login, lang)) for one in fit)
        return Seconds(options, tr(lang, "common.proof.second", roles=roles))
    said = [tr(lang, "common.proof.nobody", roles=roles)]
    for one in held:
        if one.login in closed:
            said.append(f"· {desk.pack.say(closed[one.login], lang).line}")
        else:
            said.append(f"· {tr(lang, 'common.proof.acting', person=one.name)}")
    return Seconds((), "\n".join(said if held else (*said, tr(lang, "common.proof.vacant"))))
