"""A client who is meant by a number or a name."""

from rmdesk.desk import clients
from rmdesk.faces.fields import Option
from rmdesk.plain.talk import BACK, Talk

_FOUND = 20


def sought(talk: Talk) -> str | None:
    """The id of the one that was chosen; None to go back."""
    while True:
        typed = talk.line(talk.tr("plain.sale.client"), talk.tr("plain.sale.client_help"))
        if typed == BACK:
            return None
        found = talk.granted(clients.find(talk.desk, typed, _FOUND)) if typed else ()
        if not found:
            talk.tell("plain.none_found")
            continue
        chosen = talk.choose([Option(one.id, f"{one.no} {one.name}") for one in found])
        if chosen != BACK:
            return chosen
