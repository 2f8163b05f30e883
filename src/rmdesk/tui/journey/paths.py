"""Which screen comes next. The desk says where a journey stands; the ways between the screens are all here."""

from typing import TYPE_CHECKING

from textual.screen import Screen

from rmdesk.domain.refusal import Refused

if TYPE_CHECKING:
    from rmdesk.desk.journeys import View
    from rmdesk.domain.client import ClientKind
    from rmdesk.tui.app import RmdeskApp
    from rmdesk.tui.journey.frame import SaleScreen


def show(app: "RmdeskApp", screen: Screen[None], *, instead: bool) -> None:
    """Show a screen over the one on top, or `instead` of it."""
    if instead:
        app.switch_screen(screen)
    else:
        app.push_screen(screen)


def new_client(app: "RmdeskApp", kind: "ClientKind", draft_id: str | None = None) -> None:
    """Intake of a new client, or of a draft where it was left."""
    from rmdesk.tui.journey.draft import FileDraft
    from rmdesk.tui.journey.intake import IntakeScreen
    from rmdesk.tui.journey.review import ReviewScreen

    draft = FileDraft.fresh(app.desk, kind) if draft_id is None else FileDraft.resumed(app.desk, draft_id)
    if isinstance(draft, Refused):
        app.show_refused(draft)
    elif draft.before is None:
        show(app, IntakeScreen(draft), instead=False)
    else:
        show(app, ReviewScreen(draft), instead=False)


def edit_client(app: "RmdeskApp", client_id: str, *, sale_id: str = "", key: str = "", instead: bool = False) -> None:
    """The file of a client to be changed; `sale_id` is the sale to go back to, `key` the field to point at."""
    from rmdesk.tui.journey.draft import FileDraft
    from rmdesk.tui.journey.review import ReviewScreen

    draft = FileDraft.of_client(app.desk, client_id)
    if isinstance(draft, Refused):
        app.show_refused(draft)
    else:
        show(app, ReviewScreen(draft, sale_id=sale_id, key=key), instead=instead)


def assess(app: "RmdeskApp", client_id: str, *, sale_id: str = "", instead: bool = False) -> None:
    """The questionnaire: its start, or the question at which it was left."""
    from rmdesk.desk import assess as taking
    from rmdesk.desk import intake
    from rmdesk.tui.journey.answering import Answering
    from rmdesk.tui.journey.questions import QuestionsScreen
    from rmdesk.tui.journey.start import StartScreen

    kept = intake.kept(app.desk, taking.DRAFT)
    if isinstance(kept, Refused):
        app.show_refused(kept)
        return
    # The day's bank-wide count was typed for that day: on another one it is asked again (SUIT-18).
    today = app.desk.today()
    if not any(one.subject == client_id and app.desk.local(one.updated_at).date() == today for one in kept):
        show(app, StartScreen(client_id, sale_id), instead=instead)
        return
    take = taking.begin(app.desk, client_id)
    if isinstance(take, Refused):
        app.show_refused(take)
    else:
        show(app, QuestionsScreen(Answering(app.desk, take), sale_id), instead=instead)


def start_journey(app: "RmdeskApp", client_id: str, *, instead: bool = False) -> None:
    """A new sale."""
    from rmdesk.desk import journeys

    view = journeys.start(app.desk, client_id)
    if isinstance(view, Refused):
        app.show_refused(view)
    else:
        show(app, screen_of(view), instead=instead)


def open_journey(app: "RmdeskApp", sale_id: str, *, instead: bool = False) -> None:
    """The step at which a sale stands; what expired meanwhile is said first."""
    from rmdesk.desk import journeys
    from rmdesk.tui.journey.halt import HaltScreen
    from rmdesk.tui.journey.standing import expired

    view = journeys.view(app.desk, sale_id)
    if isinstance(view, Refused):
        app.show_refused(view)
    elif expired(view):
        show(app, HaltScreen(view), instead=instead)
    else:
        show(app, screen_of(view), instead=instead)


def screen_of(view: "View") -> Screen[None]:
    """The screen for the step that is due."""
    from rmdesk.tui.journey.confirm import ConfirmScreen
    from rmdesk.tui.journey.disclose import DiscloseScreen
    from rmdesk.tui.journey.done import DoneScreen
    from rmdesk.tui.journey.halt import HaltScreen
    from rmdesk.tui.journey.understand import UnderstandScreen
    from rmdesk.tui.journey.wish import WishScreen

    step = view.standing.current
    if view.journey.closed:
        return DoneScreen(view)
    if step in ("know", "assess"):
        return HaltScreen(view)
    if step == "match":
        return WishScreen(view)
    if step == "disclose":
        return DiscloseScreen(view) if untold(view) else UnderstandScreen(view)
    return ConfirmScreen(view)


def back_to_match(screen: "SaleScreen") -> None:
    """The lists as they are now, without a new opinion."""
    from rmdesk.desk import matching
    from rmdesk.tui.journey.match import MatchScreen

    view = screen.view
    found = screen.got(matching.match(screen.desk, view.journey.client_id, view.journey.wish))
    if found is not None:
        screen.to(MatchScreen(view, found))


def untold(view: "View") -> tuple[str, ...]:
    """The disclosure items that were not acknowledged in today's wording (SUIT-22)."""
    told = {(one.item, one.digest) for one in view.journey.acknowledged}
    return tuple(item for item, digest in view.world.demands.items.items() if (item, digest) not in told)
