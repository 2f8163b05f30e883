"""Where every route leads. Only the app imports this table; what it names is loaded when somebody goes there."""

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, NamedTuple, cast

from textual.screen import Screen

from rmdesk.tui import routes
from rmdesk.tui.desk_app import DeskApp

if TYPE_CHECKING:
    from rmdesk.domain.refusal import Refused

    Opener = Callable[[DeskApp, routes.Route], Screen[None] | Refused | None]


class Place(NamedTuple):
    """`target` is "module:name": a screen that is open once at most, or a function of app and route that
    gives a screen, a refusal, or None when it does everything itself. `act`: who may not do it reads who may."""

    target: str
    act: str = ""


PLACES: dict[type[routes.Route], Place] = {
    routes.Unlock: Place("rmdesk.tui.screens.unlock:UnlockScreen"),
    routes.Home: Place("rmdesk.tui.screens.home:HomeScreen"),
    routes.Locked: Place("rmdesk.tui.screens.lock:LockScreen"),
    routes.Settings: Place("rmdesk.tui.screens.settings:SettingsScreen"),
    routes.Branch: Place("rmdesk.tui.screens.branch:BranchScreen"),
    routes.Clients: Place("rmdesk.tui.screens.clients:ClientsScreen", "clients.read"),
    routes.ClientFile: Place("rmdesk.tui.screens.paths:client_file"),
    routes.ClientPapers: Place("rmdesk.tui.screens.paths:client_papers"),
    routes.NewClient: Place("rmdesk.tui.screens.paths:new_client", "clients.write"),
    routes.NewFile: Place("rmdesk.tui.journey.paths:new_file"),
    routes.FileDraft: Place("rmdesk.tui.journey.paths:file_draft"),
    routes.EditFile: Place("rmdesk.tui.journey.paths:edit_file"),
    routes.Questionnaire: Place("rmdesk.tui.journey.paths:questionnaire"),
    routes.NewSale: Place("rmdesk.tui.journey.paths:new_sale"),
    routes.Sale: Place("rmdesk.tui.journey.paths:sale"),
    routes.SaleStep: Place("rmdesk.tui.journey.paths:sale_step"),
    routes.SaleWish: Place("rmdesk.tui.journey.paths:sale_wish"),
    routes.SaleMatch: Place("rmdesk.tui.journey.paths:sale_match"),
    routes.SaleQuestions: Place("rmdesk.tui.journey.paths:sale_questions"),
    routes.SaleEvidence: Place("rmdesk.tui.trust.paths:sale_evidence"),
    routes.Shelf: Place("rmdesk.tui.screens.shelf:ShelfScreen", "shelf.read"),
    routes.Product: Place("rmdesk.tui.screens.paths:product"),
    routes.Registers: Place("rmdesk.tui.registers.kinds:RegistersScreen"),
    routes.RegisterEntries: Place("rmdesk.tui.registers.paths:entries"),
    routes.RegisterEntry: Place("rmdesk.tui.registers.paths:entry"),
    routes.NewEntry: Place("rmdesk.tui.registers.paths:new_entry"),
    routes.EntryAct: Place("rmdesk.tui.registers.paths:entry_act"),
    routes.EntryDraft: Place("rmdesk.tui.registers.paths:entry_draft"),
    routes.CaseBoard: Place("rmdesk.tui.complaints.board:BoardScreen", "complaints.read"),
    routes.NewCase: Place("rmdesk.tui.complaints.paths:new_case", "complaints.take"),
    routes.CaseDraft: Place("rmdesk.tui.complaints.paths:case_draft"),
    routes.CaseFile: Place("rmdesk.tui.complaints.paths:case_file"),
    routes.People: Place("rmdesk.tui.screens.people:PeopleScreen", "people.read"),
    routes.Person: Place("rmdesk.tui.trust.paths:person"),
    routes.HandOverBook: Place("rmdesk.tui.trust.paths:hand_over_book"),
    routes.ClientKeeping: Place("rmdesk.tui.trust.paths:client_keeping"),
    routes.AuditTrail: Place("rmdesk.tui.trust.audit:AuditScreen", "audit.read"),
    routes.Archive: Place("rmdesk.tui.trust.archive:ArchiveScreen", "archive.read"),
    routes.Retention: Place("rmdesk.tui.trust.retention:RetentionScreen", "retention.read"),
    routes.ConfirmClock: Place("rmdesk.tui.trust.paths:confirm_clock"),
    routes.BackUp: Place("rmdesk.tui.trust.paths:back_up"),
}


def act_of(route: routes.Route) -> str:
    """The act of the table of roles that a route wants; "" when everybody may go there."""
    return PLACES[type(route)].act


def screen_of(app: DeskApp, route: routes.Route) -> "tuple[Screen[None] | Refused | None, bool]":
    """What to show for `route`, or why not, or nothing; and whether one that is open already is to be shown again."""
    module, _, name = PLACES[type(route)].target.partition(":")
    target = getattr(import_module(module), name)
    if isinstance(target, type):
        return cast("type[Screen[None]]", target)(), True
    return cast("Opener", target)(app, route), False
