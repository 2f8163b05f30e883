"""Facts about people, second persons and books of clients."""

from datetime import date

from rmdesk.domain.fact import Fact


# people
class PersonRemoved(Fact, kind="people.removed/1"):
    """A person left: no key slot, no rights; the name stays."""

    login: str
    reason: str


class PersonTakenBack(Fact, kind="people.taken_back/1"):
    """A person whom a list had brought, and who had done nothing, is gone as if never entered. `import_id` is the
    import's."""

    login: str
    import_id: str


class SecondPersonAgreed(Fact, kind="people.second_agreed/1"):
    """A second person proved to be one and agreed to a sensitive act (DATA-08). `about`: an id, or "" for the desk."""

    act: str
    about: str = ""


# books, and who looks into them
class ClientHandedOver(Fact, kind="client.handed_over/1"):
    """A client went from one manager's book into another's, with these open dues and sales (DESK-18)."""

    client_id: str
    giver: str
    receiver: str
    due_ids: tuple[str, ...]
    sale_ids: tuple[str, ...]
    reason: str


class StandInSet(Fact, kind="people.stand_in_set/1"):
    """A manager sees to a colleague's clients from `since` to `until`, both included; they stay in that book."""

    absent: str
    stand_in: str
    since: date
    until: date
    reason: str


class StandInEnded(Fact, kind="people.stand_in_ended/1"):
    """It ended before its day. `set_id`: the fact by which it was set."""

    set_id: str
    absent: str
    stand_in: str
    reason: str


class ClientRead(Fact, kind="client.read/1"):
    """An auditor read something of a client, or a list ("" as id). `what` names the use case, `about` what was asked
    for by its id or number: a client, a sale, a paper. `listed`: the clients that a search found, by number; the
    words are not kept, for they may be a name."""

    client_id: str
    what: str
    about: str = ""
    listed: tuple[str, ...] = ()
