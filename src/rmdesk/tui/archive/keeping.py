"""What keeps a client's file, beside the work with it: its past, a copy for the client, sealing, the end of the
relationship, holds, where its papers are (DATA-03, KYC-08, SUIT-09, DESK-16)."""

from collections.abc import Awaitable, Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

from rmdesk.desk import linking, qualifying, same_person
from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.archive import client_copy, retention, sealing
from rmdesk.desk.archive.leftovers import EXPORTS
from rmdesk.desk.archive.retention import Retention
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.guarding import Proof
from rmdesk.desk.large_print import by_file
from rmdesk.desk.qualifying import Evidence
from rmdesk.domain.archive import Keeping
from rmdesk.domain.client import OF_KIND, PRIVILEGED, Client, PrivilegedClass
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import FieldSpec, Option
from rmdesk.faces.large_print import LARGE, print_said, with_large
from rmdesk.tui import routes
from rmdesk.tui.archive.filing import ArchiveScreen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import Message
from rmdesk.tui.kit.record_fields import choice, day, line, prose, reason
from rmdesk.tui.kit.record_form import Record, Values, ask_record

T = TypeVar("T")

_PERMISSIONS = {
    "past": "clients.read",
    "papers": "archive.read",
    "facts": "audit.read",
    "copy": "clients.export",
    "keeping": "archive.read",
    "end": "archive.work",
    "resume": "archive.work",
    "hold": "retention.hold",
    "lift": "retention.hold",
    "seal": "clients.seal",
    "unseal": "clients.seal",
    "qualify": "clients.qualify",
    "disqualify": "clients.qualify",
    "verified_copy": "clients.qualify",
    "link": "clients.link",
    "unlink": "clients.link",
}
"""What the menu offers, and the permission that each takes."""


async def more(screen: AskingScreen, client: Client) -> None:
    """Ask what, and do it."""
    heading = f"{client.no} {client.name}"
    now = retention.status(screen.desk_app.desk, client.id)
    if isinstance(now, Refused):
        screen.refuse(now)
        return
    places = [*_PERMISSIONS]  # the same number for the same act at every client: one takes a status away
    options = [
        Option(one, screen.tr(f"archive.more.{one}"), places.index(one)) for one in _offered(screen, client, now)
    ]
    what = await screen.pick(heading, "", options)
    if what is not None:
        await _WAYS[what](screen, client, screen.tr(f"archive.more.{what}"))


def _offered(screen: AskingScreen, client: Client, now: Retention) -> list[str]:
    roles = screen.desk_app.desk.actor.roles
    ended, sealed, held = now.keeping.ended_on is not None, now.keeping.sealed, bool(now.keeping.holds)
    useless = {"resume" if not ended else "end", "unseal" if not sealed else "seal", *([] if held else ["lift"])}
    useless |= set() if same_person.others(screen.desk_app.desk, client.id) else {"unlink"}
    useless |= set() if _verified(client) else {"disqualify", "verified_copy"}
    return [
        one
        for one, permission in _PERMISSIONS.items()
        if one not in useless and ROLES_OF[permission].intersection(roles)
    ]


async def _past(screen: AskingScreen, client: Client, heading: str) -> None:
    on = await screen.ask_day(heading, screen.tr("audit.as_of.ask"))
    if on is not None:
        screen.desk_app.go(routes.FileAsOf(client.id, on))


async def _papers(screen: AskingScreen, client: Client, _heading: str) -> None:
    screen.app.push_screen(ArchiveScreen(client))


async def _facts(screen: AskingScreen, client: Client, _heading: str) -> None:
    screen.desk_app.go(routes.ClientFacts(client.id))


async def _copy(screen: AskingScreen, client: Client, heading: str) -> None:
    desk, lang = screen.desk_app.desk, screen.lang
    large: bool | None = None if by_file(desk, client) else False
    while large is not None:  # the last line of the choice turns the print round
        made_of = [Option("copy", heading)]
        chosen = await screen.pick(heading, print_said(large, lang), with_large(made_of, large, lang))
        if chosen is None:
            return
        if chosen != LARGE:
            break
        large = not large
    answer = await screen.prove(
        "clients.export",
        heading,
        lambda proof: client_copy.export(desk, client.id, desk.folder / EXPORTS, lang, proof, large),
    )
    if answer is not None:
        made = answer[0]
        text = screen.tr("archive.more.copied", number=made.number, pdf=made.pdf, json=made.json)
        screen.app.push_screen(Message(heading, text, lang=lang))


async def _keeping(screen: AskingScreen, client: Client, heading: str) -> None:
    now = retention.status(screen.desk_app.desk, client.id)
    if isinstance(now, Refused):
        screen.refuse(now)
    else:
        screen.app.push_screen(Message(heading, keeping_text(screen, now), lang=screen.lang))


def keeping_text(screen: AskingScreen, now: Retention) -> str:
    """How long a file is kept and why, holds, seal."""
    keeping, lines = now.keeping, []
    if keeping.ended_on is None:
        lines.append(screen.tr("archive.keeping.living"))
    else:
        lines.append(screen.tr("archive.keeping.ended", on=keeping.ended_on, reason=keeping.end_reason))
    for one in now.clocks:
        name = one.clock.name.of(screen.lang)
        lines.append(
            screen.tr("archive.keeping.clock", rule=one.clock.rule, name=name, years=one.clock.years, until=one.until)
        )
    for hold in keeping.holds:
        day, by = screen.desk_app.desk.local(hold.at).date(), name_of(screen.desk_app.desk, hold.by)
        lines.append(f"! {screen.tr('archive.keeping.hold', on=day, by=by, reason=hold.reason)}")
    if keeping.sealed_at is not None:
        day = screen.desk_app.desk.local(keeping.sealed_at).date()
        lines.append(f"! {screen.tr('archive.keeping.sealed', on=day, reason=keeping.seal_reason)}")
    return "\n".join(lines)


async def _link(screen: AskingScreen, client: Client, heading: str) -> None:
    """The other file is of the same person: this one is worked with from now on."""
    asked = (
        line("other", screen.tr("archive.more.link_other"), 30, help=screen.tr("archive.more.link_other_help")),
        prose("evidence", screen.tr("archive.more.evidence"), help=screen.tr("archive.more.link_evidence_help")),
    )

    def link(values: Values, proof: Proof | None) -> Client | Refused:
        desk = screen.desk_app.desk
        return linking.link(desk, values["other"], client.id, values["reason"], values["evidence"], proof)

    doubles = linking.doubles(screen.desk_app.desk, client)
    _ask(
        screen, client, "link", link, _told(screen, heading), *asked,
        values={"other": doubles[0].no} if doubles else {}, means=screen.tr("archive.more.link_means"),
        proves=linking.ACT,
    )  # fmt: skip


async def _unlink(screen: AskingScreen, client: Client, heading: str) -> None:
    options = [Option(one, one) for one in same_person.others(screen.desk_app.desk, client.id)]
    asked = () if len(options) == 1 else (choice("which", screen.tr("archive.more.unlink_which"), options),)

    def unlink(values: Values, proof: Proof | None) -> Client | Refused:
        which = values["which"] if asked else options[0].key
        return linking.unlink(screen.desk_app.desk, which, values["reason"], proof)

    means = f"{options[0].key if len(options) == 1 else ''} {screen.tr('archive.more.unlink_means')}".strip()
    _ask(screen, client, "unlink", unlink, _told(screen, heading), *asked, means=means, proves=linking.ACT)


async def _end(screen: AskingScreen, client: Client, heading: str) -> None:
    ended = day("on", screen.tr("archive.more.ended_on"), screen.lang)

    def end(values: Values, _: Proof | None) -> Retention | Refused:
        return retention.end_relationship(
            screen.desk_app.desk, client.id, date.fromisoformat(values["on"]), values["reason"]
        )

    _ask(
        screen,
        client,
        "end",
        end,
        _shown(screen, heading),
        ended,
        values={"on": screen.desk_app.desk.today().isoformat()},
    )


async def _resume(screen: AskingScreen, client: Client, heading: str) -> None:
    def resume(values: Values, _: Proof | None) -> Retention | Refused:
        return retention.resume_relationship(screen.desk_app.desk, client.id, values["reason"])

    _ask(screen, client, "resume", resume, _shown(screen, heading))


async def _hold(screen: AskingScreen, client: Client, heading: str) -> None:
    def hold(values: Values, _: Proof | None) -> Retention | Refused:
        return retention.put_hold(screen.desk_app.desk, client.id, values["reason"])

    _ask(screen, client, "hold", hold, _shown(screen, heading))


async def _lift(screen: AskingScreen, client: Client, heading: str) -> None:
    desk = screen.desk_app.desk
    now = retention.status(desk, client.id)
    holds = () if isinstance(now, Refused) else now.keeping.holds
    options = [Option(one.id, f"{desk.local(one.at).date()} {one.reason}") for one in holds]
    asked = () if len(options) == 1 else (choice("hold", screen.tr("archive.more.hold"), options),)

    def lift(values: Values, _: Proof | None) -> Retention | Refused:
        which = values["hold"] if asked else options[0].key
        return retention.lift_hold(desk, client.id, which, values["reason"])

    _ask(screen, client, "lift", lift, _shown(screen, heading), *asked)


async def _seal(screen: AskingScreen, client: Client, heading: str) -> None:
    _turn_seal(screen, client, heading, sealed=True)


async def _unseal(screen: AskingScreen, client: Client, heading: str) -> None:
    _turn_seal(screen, client, heading, sealed=False)


def _turn_seal(screen: AskingScreen, client: Client, heading: str, *, sealed: bool) -> None:
    turn = sealing.seal if sealed else sealing.unseal

    def do(values: Values, proof: Proof | None) -> Keeping | Refused:
        return turn(screen.desk_app.desk, client.id, values["reason"], proof)

    means = screen.tr("archive.more.seal_means") if sealed else ""
    _ask(screen, client, "seal" if sealed else "unseal", do, _told(screen, heading), means=means, proves="clients.seal")


async def _qualify(screen: AskingScreen, client: Client, heading: str) -> None:
    """Two people verify what opens products to a client, a professional institution by its licence."""
    limits, today = screen.desk_app.desk.thresholds(), screen.desk_app.desk.today()
    may = [one for one in OF_KIND[client.kind] if one != "earner" or client.young(today, limits)]
    which = await _privilege(screen, heading, tuple(may))
    if which is None:
        return
    seen = prose("seen", screen.tr("archive.more.evidence"), help=screen.tr("archive.more.evidence_help"))
    copy = line("copy", screen.tr("archive.more.evidence_copy"), 200, help=screen.tr("archive.more.evidence_copy_help"))
    licence = (
        ()
        if which != "professional"
        else (
            line("licence_no", screen.tr("archive.more.licence_no")),
            line(
                "licence_until",
                screen.tr("archive.more.licence_until"),
                help=screen.tr("archive.more.licence_until_help"),
            ),
        )
    )

    def verify(values: Values, proof: Proof | None) -> Client | Refused:
        known = (values.get("licence_no", ""), values.get("licence_until", ""))
        evidence = Evidence(values["seen"], Path(values["copy"]).expanduser(), *known)
        return qualifying.verify(screen.desk_app.desk, client.id, which, evidence, proof)

    name = screen.desk_app.desk.pack.label("privilege", which, screen.lang)
    means = screen.tr("archive.more.qualify_means", privilege=name)
    _ask(
        screen, client, "qualify", verify, _told(screen, heading), seen, copy, *licence,
        why=False, means=means, proves=qualifying.ACT,
    )  # fmt: skip


async def _disqualify(screen: AskingScreen, client: Client, heading: str) -> None:
    which = await _privilege(screen, heading, _verified(client))
    if which is None:
        return

    def withdraw(values: Values, _: Proof | None) -> Client | Refused:
        return qualifying.withdraw(screen.desk_app.desk, client.id, which, values["reason"])

    name = screen.desk_app.desk.pack.label("privilege", which, screen.lang)
    _ask(screen, client, "disqualify", withdraw, _told(screen, heading), means=name)


async def _verified_copy(screen: AskingScreen, client: Client, heading: str) -> None:
    which = await _privilege(screen, heading, _verified(client))
    if which is None:
        return
    desk = screen.desk_app.desk
    path = qualifying.take_out(desk, client.id, which, desk.folder / EXPORTS)
    if isinstance(path, Refused):
        screen.refuse(path)
    else:
        screen.app.push_screen(Message(heading, str(path), lang=screen.lang))


def _verified(client: Client) -> tuple[PrivilegedClass, ...]:
    return tuple(one for one in PRIVILEGED if client.privilege(one) is not None)


async def _privilege(screen: AskingScreen, heading: str, among: tuple[PrivilegedClass, ...]) -> PrivilegedClass | None:
    """Which of the privileged classes; of one alone nothing is asked."""
    if len(among) == 1:
        return among[0]
    label = screen.desk_app.desk.pack.label
    chosen = await screen.pick(heading, "", [Option(one, label("privilege", one, screen.lang)) for one in among])
    return next((one for one in among if one == chosen), None)


def _ask(
    screen: AskingScreen,
    client: Client,
    act: str,
    do: Callable[[Values, Proof | None], T | Refused],
    then: Callable[[T], None],
    *fields: FieldSpec,
    why: bool = True,
    values: Values | None = None,
    means: str = "",
    proves: str = "",
) -> None:
    """Something is done to the client's file: what it wants to know, and why."""
    asked = (*fields, reason(screen.lang)) if why else fields
    record = Record(
        f"archive.more.{act}", f"{client.no} {client.name}", routes.ClientFile(client.id), asked, do, then,
        values or {}, means, client.id, proves=proves, agrees=means,
    )  # fmt: skip
    ask_record(screen.desk_app, record)


def _shown(screen: AskingScreen, heading: str) -> Callable[[Retention], None]:
    """How long the file is kept from now on."""

    def show(now: Retention) -> None:
        screen.app.push_screen(Message(heading, keeping_text(screen, now), lang=screen.lang))

    return show


def _told(screen: AskingScreen, heading: str) -> Callable[[object], None]:
    """That it was done."""
    return lambda _: screen.desk_app.notify(screen.tr("archive.more.done", what=heading), markup=False)


_WAYS: dict[str, Callable[[AskingScreen, Client, str], Awaitable[None]]] = {
    "past": _past,
    "papers": _papers,
    "facts": _facts,
    "copy": _copy,
    "keeping": _keeping,
    "qualify": _qualify,
    "disqualify": _disqualify,
    "verified_copy": _verified_copy,
    "link": _link,
    "unlink": _unlink,
    "end": _end,
    "resume": _resume,
    "hold": _hold,
    "lift": _lift,
    "seal": _seal,
    "unseal": _unseal,
}
