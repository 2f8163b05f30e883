"""The complaint desk on the screen: taking in, the case, the board, the figures (COMP-01..17, DESK-08).

Other screens call these; each pushes one screen over what is there, and Esc leads back to it.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from rmdesk.tui.app import RmdeskApp


def take(app: "RmdeskApp") -> None:
    """Take in a complaint, prefilled from where one stands."""
    from rmdesk.tui.complaints import paths

    paths.take(app)


def resume(app: "RmdeskApp", draft_id: str) -> None:
    """Go on with a half-typed case."""
    from rmdesk.tui.complaints import paths

    paths.resume(app, draft_id)


def open_case(app: "RmdeskApp", which: str) -> None:
    """One case by id or number, or why it is closed."""
    from rmdesk.tui.complaints import paths

    paths.open_case(app, which)


def open_board(app: "RmdeskApp") -> None:
    """All open cases."""
    from rmdesk.tui.complaints.board import BoardScreen

    app.show_only(BoardScreen())
