"""The branch's people: roles, what they may sell until when (SUIT-08), and the keys that open the desk (DATA-08)."""

from collections.abc import Callable, Iterator, Mapping
from typing import ClassVar

from textual import on, work
from textual.app import ComposeResult
from textual.widgets import Static

from rmdesk.desk import first_passwords, opening, people, show
from rmdesk.desk.first_passwords import KeyState
from rmdesk.desk.people_rows import name_of
from rmdesk.desk.standing_in import StandIn
from rmdesk.domain.people import Person
from rmdesk.domain.refusal import Refused
from rmdesk.tui import routes
from rmdesk.tui.actions import bindings, of_screen
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.dialogs import AskText, Message
from rmdesk.tui.kit.list_export import list_commands
from rmdesk.tui.kit.rows import Column, Row, Rows
from rmdesk.tui.people import forms
from rmdesk.tui.people.codes import give_codes
from rmdesk.tui.people.standing_in import ask_stand_in, standing_of


class PeopleScreen(AskingScreen):
    """A list; Enter opens a person."""

    table: ClassVar[str] = "people"
    BINDINGS = bindings(of_screen("people"))

    def __init__(self) -> None:
        """Nobody has been read."""
        super().__init__()
        self.people: dict[str, Person] = {}
        self.keys: Mapping[str, KeyState] = {}
        self.stand_ins: tuple[StandIn, ...] = ()

    def commands(self) -> Iterator[tuple[str, Callable[[], None]]]:
        """The list as a file."""
        return list_commands(self, "people", routes.People())

    def body(self) -> ComposeResult:
        """Login, name, roles, certificates."""
        yield Static(self.tr("keys.people"), classes="title", markup=False)
        columns = (
            Column(self.tr("people.login"), 10, grow=1),
            Column(self.tr("people.staff_no"), 9, from_width=100),
            Column(self.tr("people.name"), 8, grow=1),
            Column(self.tr("people.roles"), 14, grow=2),
            Column(self.tr("people.sells"), 14, grow=3),
        )
        yield Rows(columns, empty=self.tr("common.none"))

    def on_mount(self) -> None:
        """Everybody."""
        self.reload()
        self.query_one(Rows).focus()

    def came_back(self) -> None:
        """What was changed meanwhile shows."""
        self.reload()

    def reload(self) -> None:
        """Ask the desk anew."""
        found = people.everybody(self.desk_app.desk)
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            self.people = {one.login: one for one in found}
            self.stand_ins = standing_of(self.desk_app)
            states = first_passwords.key_states(self.desk_app.desk)
            self.keys = {} if isinstance(states, Refused) else states
            self.query_one(Rows).show([self._row(one) for one in found], keep=True)
            self.refresh_keys()

    @property
    def waiting(self) -> list[str]:
        """Who has neither a password nor a code."""
        return [login for login, state in self.keys.items() if state == "none"]

    def _row(self, one: Person) -> Row:
        today = self.desk_app.desk.today()
        expired = any(certificate.expires_on < today for certificate in one.certificates)
        name = f"{one.name} · {self.tr('people.suspended')}" if one.suspended else one.name
        key = "own" if one.suspended else self.keys.get(one.login, "own")
        said = (*self._away(one), *(() if key == "own" else (self.tr(f"people.key.{key}"),)), *self._sells(one))
        cells = (one.login, one.staff_no, name, self.joined("role", one.roles), " · ".join(said) or "—")
        return Row(
            one.login, cells, sign="!" if expired or one.suspended else "", tone="muted" if one.suspended else ""
        )

    def _away(self, one: Person) -> list[str]:
        store, today = self.desk_app.desk.store, self.desk_app.desk.today()
        return [
            self.tr("people.standing.of", stand_in=name_of(store, stands.stand_in), until=stands.until)
            for stands in self.stand_ins
            if stands.absent == one.login and stands.since <= today
        ]

    def _sells(self, one: Person) -> list[str]:
        return [
            f"{held.expires_on} {show.certified(self.desk_app.desk.pack, held, self.lang)}" for held in one.certificates
        ]

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self.desk_app.go(routes.Person(event.row.key))

    # what can be done
    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only administrators change people; only managers and compliance hand clients over. A code is for who has no
        password yet."""
        if action == "codes" and not self.waiting:
            return False
        if action in {"add_person", "recovery_code", "codes", "import_people"}:
            return self.may("people.manage")
        if action in {"hand_clients", "stand_in"}:
            return self.may("people.hand_over")
        return super().check_action(action, parameters)

    def action_stand_in(self) -> None:
        """Somebody sees to a colleague's clients for some days."""
        ask_stand_in(self.desk_app, self.reload)

    def action_add_person(self) -> None:
        """Somebody new."""
        forms.add_person(self.desk_app)

    def action_import_people(self) -> None:
        """Everybody of a staff list."""
        self.desk_app.go(routes.Imports("people"))

    def action_own_password(self) -> None:
        """A new password of one's own; the old one is asked for."""
        forms.own_password(self.desk_app)

    @work
    async def action_recovery_code(self) -> None:
        """A new recovery code: shown once, and asked back once."""
        heading, desk = self.tr("keys.about.recovery_code"), self.desk_app.desk
        answer = await self.prove("people.recovery", heading, lambda proof: people.renew_recovery(desk, proof))
        if answer is None:
            return
        code = answer[0]
        await self.app.push_screen_wait(Message(heading, self.tr("people.write_down", code=code), lang=self.lang))

        def wrong(typed: str) -> str | None:
            refused = opening.try_recovery(desk.folder, typed, clock=desk.clock)
            return None if refused is None else self.desk_app.say(refused.reasons[0]).text

        ask = AskText(heading, self.tr("people.type_back"), lang=self.lang, check=wrong)
        tried = await self.app.push_screen_wait(ask) is not None
        self.notify(self.tr("people.code_tried" if tried else "people.code_untried"), markup=False)

    @work
    async def action_codes(self) -> None:
        """A one-time code for everybody who has no password yet."""
        await give_codes(self, self.waiting, self.tr("people.give_codes", count=len(self.waiting)))
        self.reload()

    def action_hand_clients(self) -> None:
        """Hand clients over to another manager (DESK-18)."""
        self.desk_app.go(routes.HandOverBook())
