"""Dues of the portrait: data of the file to be mended (DESK-01), and whoever left to be asked why (DESK-02)."""

from collections.abc import Iterator
from datetime import date

from rmdesk.desk import standing_in
from rmdesk.desk.desk import Desk
from rmdesk.desk.portrait import seeing, traits
from rmdesk.desk.portrait.saying import why
from rmdesk.desk.registers.feeding import noted_by
from rmdesk.domain.base import Text
from rmdesk.domain.dues import Due, Subject
from rmdesk.domain.portrait import Check, Found

CHECK = "check"
"""Before the key of a check in the kind of its due."""
_WIN_BACK = Text(zh="挽回客户", en="Win back")
_MEND = "clients.write"


def due(desk: Desk, until: date) -> tuple[Due, ...]:
    """Of the own book, as it stands today: each ends by what mends it, or by an answer that it is right. A whole book
    is read for it, so it is not read again before anything happened."""
    if not desk.pack.portrait.check and not desk.pack.portrait.stage:
        return ()
    return desk.until_told((due, until), lambda: tuple(_of_book(desk, until)))


def _of_book(desk: Desk, until: date) -> Iterator[Due]:
    known = traits.of_books(desk, (desk.actor.login, *standing_in.covered(desk, desk.actor.login)))
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
        about=Text(zh=why(desk, found, "zh"), en=why(desk, found, "en")),
        on=found.due,
        warn_days=found.group.within,
        whom=row["manager"],
        act=act,
    )
