"""Dues of the portrait: data of the file to be mended (DESK-01), and whoever left to be asked why (DESK-02)."""

from collections.abc import Iterator
from datetime import date
from functools import partial

from rmdesk.desk import book, standing_in
from rmdesk.desk.desk import Desk
from rmdesk.desk.dues.client_dues import MOST_MENDED
from rmdesk.desk.portrait import seeing, traits
from rmdesk.desk.portrait.saying import why
from rmdesk.desk.registers.feeding import noted_by
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.portrait import Check, Found, Traits

CHECK = "check"
"""Before the key of a check in the kind of its due."""
_WIN_BACK = Text(zh="挽回客户", en="Win back")
_MEND = "clients.write"


def due(desk: Desk, until: date) -> tuple[Due, ...]:
    """Of the own book, as it stands today: each ends by what mends it, or by an answer that it is right. A whole book
    is read for it; what happened to a client since has that one read again."""
    if not desk.pack.portrait.check and not desk.pack.portrait.stage:
        return ()
    return desk.until_told((due, until), lambda: _of_book(desk, until), partial(_mended, desk, until))


def takes_long(desk: Desk) -> bool:
    """Whether a long book would have to be read through for today's first. For use cases."""
    if desk.is_told((due, desk.today())) or not (desk.pack.portrait.check or desk.pack.portrait.stage):
        return False
    return book.is_long(desk, _owners(desk))


def _of_book(desk: Desk, until: date) -> tuple[Due, ...]:
    return tuple(_of(desk, until, traits.of_books(desk, _owners(desk))))


def _mended(desk: Desk, until: date, before: tuple[Due, ...], clients: frozenset[str]) -> tuple[Due, ...] | None:
    """Where none of these clients has several files: what counts for one of them counts for the others."""
    marks = ", ".join("?" * len(clients))
    linked = f"SELECT 1 FROM client WHERE (id IN ({marks}) AND linked_to <> '') OR linked_to IN ({marks}) LIMIT 1"
    if len(clients) > MOST_MENDED or desk.store.query(linked, (*clients, *clients)):
        return None
    mine = f"SELECT id FROM client WHERE id IN ({marks}) AND {book.among('+manager', owners := _owners(desk))}"
    ids = tuple(row["id"] for row in desk.store.query(mine, (*clients, *owners)))
    others = (one for one in before if one.subject.id not in clients)
    return (*others, *_of(desk, until, traits.of_files(desk, ids)))


def _owners(desk: Desk) -> tuple[str, ...]:
    return (desk.actor.login, *standing_in.covered(desk, desk.actor.login))


def _of(desk: Desk, until: date, known: dict[str, Traits]) -> Iterator[Due]:
    by_contact, by_asking = noted_by(desk, "last_contact"), noted_by(desk, "parted")
    mended, stages = seeing.checks(desk, known), seeing.stages(desk, known)
    for one in known:
        for check in mended[one]:
            if isinstance(check.group, Check) and check.since <= until:
                act = _MEND if check.group.field else by_contact
                yield _due(desk, one, f"{CHECK}.{check.group.key}", check, check.group.label, act)
        stage = stages.get(one)
        if stage is not None and stage.group.key == seeing.LAPSED and stage.group.within and by_asking:
            asked = known[one].figures.get("days_since_parted")
            if asked is None or asked > (known[one].day - stage.since).days:
                yield _due(desk, one, "client.win_back", stage, _WIN_BACK, by_asking)


def check_of(desk: Desk, due: Due) -> Check | None:
    """The check that a due comes from; None for every other due."""
    kind, _, key = due.kind.partition(".")
    return desk.pack.portrait.checked(key) if kind == CHECK else None


def _due(desk: Desk, client_id: str, kind: str, found: Found, what: Text, act: str) -> Due:
    row = desk.store.get("client", client_id)
    assert row is not None, "its traits were read from it"
    return Due(
        key=f"{kind}:{client_id}",
        kind=kind,
        rule="DESK-01" if kind.startswith(CHECK) else "DESK-02",
        subject=Subject(kind="client", id=client_id),
        what=what,
        no=row["no"],
        name=row["name"],
        about=Text(zh=why(desk, found, row["kind"], "zh"), en=why(desk, found, row["kind"], "en")),
        on=found.due,
        warn_days=found.group.within,
        whom=row["manager"],
        act=act,
    )
