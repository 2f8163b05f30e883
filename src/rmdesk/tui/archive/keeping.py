"""What keeps a client's file, beside the work with it: its past, a copy for the client, sealing, the end of the
relationship, holds, where its papers are (DATA-03, KYC-08, SUIT-09, DESK-16)."""

from collections.abc import Awaitable, Callable

from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.archive import client_copy, retention, sealing
from rmdesk.desk.archive.leftovers import EXPORTS
from rmdesk.desk.archive.retention import Retention
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.domain.client import Client
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.archive.filing import ArchiveScreen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.choice import Option
from rmdesk.tui.kit.dialogs import Message

_ACTS = {
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
}
"""What the menu offers, and the act that each is."""


async def more(screen: AskingScreen, client: Client) -> None:
    """Ask what, and do it."""
    heading = f"{client.no} {client.name}"
    now = retention.status(screen.rm.desk, client.id)
    if isinstance(now, Refused):
        screen.refuse(now)
        return
    options = [Option(one, screen.tr(f"archive.more.{one}")) for one in _offered(screen, now)]
    what = await screen.pick(heading, "", options)
    if what is not None:
        await _WAYS[what](screen, client, screen.tr(f"archive.more.{what}"))


def _offered(screen: AskingScreen, now: Retention) -> list[str]:
    roles = screen.rm.desk.actor.roles
    ended, sealed, held = now.keeping.ended_on is not None, now.keeping.sealed, bool(now.keeping.holds)
    useless = {"resume" if not ended else "end", "unseal" if not sealed else "seal", *([] if held else ["lift"])}
    return [one for one, act in _ACTS.items() if one not in useless and ROLES_OF[act].intersection(roles)]


async def _past(screen: AskingScreen, client: Client, heading: str) -> None:
    on = await screen.ask_day(heading, screen.tr("audit.as_of.ask"))
    if on is not None:
        screen.rm.go(routes.FileAsOf(client.id, on))


async def _papers(screen: AskingScreen, client: Client, _heading: str) -> None:
    screen.app.push_screen(ArchiveScreen(client))


async def _facts(screen: AskingScreen, client: Client, _heading: str) -> None:
    screen.rm.go(routes.ClientFacts(client.id))


async def _copy(screen: AskingScreen, client: Client, heading: str) -> None:
    desk, lang = screen.rm.desk, screen.lang
    answer = await screen.prove(
        "clients.export", heading, lambda proof: client_copy.export(desk, client.id, desk.folder / EXPORTS, lang, proof)
    )
    if answer is not None:
        made = answer[0]
        text = screen.tr("archive.more.copied", number=made.number, pdf=made.pdf, json=made.json)
        screen.app.push_screen(Message(heading, text, lang=lang))


async def _keeping(screen: AskingScreen, client: Client, heading: str) -> None:
    now = retention.status(screen.rm.desk, client.id)
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
        day = screen.rm.desk.local(hold.at).date()
        lines.append(
            f"! {screen.tr('archive.keeping.hold', on=day, by=name_of(screen.rm.desk, hold.by), reason=hold.reason)}"
        )
    if keeping.sealed_at is not None:
        day = screen.rm.desk.local(keeping.sealed_at).date()
        lines.append(f"! {screen.tr('archive.keeping.sealed', on=day, reason=keeping.seal_reason)}")
    return "\n".join(lines)


async def _end(screen: AskingScreen, client: Client, heading: str) -> None:
    desk = screen.rm.desk
    on = await screen.ask_day(heading, screen.tr("archive.more.ended_on"), desk.today())
    reason = await screen.ask_text(heading, screen.tr("common.reason")) if on is not None else None
    if on is not None and reason is not None:
        _done(screen, heading, retention.end_relationship(desk, client.id, on, reason))


async def _resume(screen: AskingScreen, client: Client, heading: str) -> None:
    reason = await screen.ask_text(heading, screen.tr("common.reason"))
    if reason is not None:
        _done(screen, heading, retention.resume_relationship(screen.rm.desk, client.id, reason))


async def _hold(screen: AskingScreen, client: Client, heading: str) -> None:
    reason = await screen.ask_text(heading, screen.tr("common.reason"))
    if reason is not None:
        _done(screen, heading, retention.put_hold(screen.rm.desk, client.id, reason))


async def _lift(screen: AskingScreen, client: Client, heading: str) -> None:
    desk = screen.rm.desk
    now = retention.status(desk, client.id)
    holds = () if isinstance(now, Refused) else now.keeping.holds
    options = [Option(one.id, f"{desk.local(one.at).date()} {one.reason}") for one in holds]
    which = options[0].key if len(options) == 1 else await screen.pick(heading, "", options)
    reason = await screen.ask_text(heading, screen.tr("common.reason")) if which else None
    if which is not None and reason is not None:
        _done(screen, heading, retention.lift_hold(desk, client.id, which, reason))


async def _seal(screen: AskingScreen, client: Client, heading: str) -> None:
    await _turn_seal(screen, client, heading, sealed=True)


async def _unseal(screen: AskingScreen, client: Client, heading: str) -> None:
    await _turn_seal(screen, client, heading, sealed=False)


async def _turn_seal(screen: AskingScreen, client: Client, heading: str, *, sealed: bool) -> None:
    desk, turn = screen.rm.desk, sealing.seal if sealed else sealing.unseal
    reason = await screen.ask_text(heading, screen.tr("common.reason"))
    if reason is None:
        return
    about = screen.tr("archive.more.seal_means") if sealed else ""
    if await screen.prove("clients.seal", heading, lambda one: turn(desk, client.id, reason, one), about=about):
        screen.notify(screen.tr("archive.more.done", what=heading), markup=False)


def _done(screen: AskingScreen, heading: str, now: Retention | Refused) -> None:
    if isinstance(now, Refused):
        screen.refuse(now)
    else:
        screen.app.push_screen(Message(heading, keeping_text(screen, now), lang=screen.lang))


_WAYS: dict[str, Callable[[AskingScreen, Client, str], Awaitable[None]]] = {
    "past": _past,
    "papers": _papers,
    "facts": _facts,
    "copy": _copy,
    "keeping": _keeping,
    "end": _end,
    "resume": _resume,
    "hold": _hold,
    "lift": _lift,
    "seal": _seal,
    "unseal": _unseal,
}
