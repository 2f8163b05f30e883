"""A list of the desk written to a file from the palette: CSV or a workbook, masked, logged (DATA-07)."""

from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

from rmdesk.desk.archive.leftovers import PAPERS
from rmdesk.desk.guarding import Proof
from rmdesk.desk.lists import exporting
from rmdesk.domain.refusal import Refused
from rmdesk.tui.kit import record_fields
from rmdesk.tui.kit.record_form import Record, Values, ask_record
from rmdesk.tui.kit.screen import DeskScreen
from rmdesk.tui.routes import Route

_LONGEST_PATH = 300


def list_commands(screen: DeskScreen, name: str, place: Route) -> Iterator[tuple[str, Callable[[], None]]]:
    """The palette's line on the screen of a list, which `place` leads to."""
    yield screen.tr("common.export_list"), partial(_ask, screen, name, place)


def _ask(screen: DeskScreen, name: str, place: Route) -> None:
    """Where to, and by its name in which form; into the desk's own folder of papers unless it is said otherwise."""
    desk = screen.desk_app.desk
    offered = desk.folder / PAPERS / f"{name}-{desk.today().isoformat()}.xlsx"

    def do(typed: Values, _: Proof | None) -> int | Refused:
        return exporting.export(desk, name, Path(typed["file"]).expanduser(), screen.lang)

    def told(rows: int) -> None:
        screen.notify(screen.tr("common.list_exported", rows=rows), markup=False, timeout=5)

    forms = screen.tr("common.list_forms")
    record = Record(
        act="common.export_act",
        about="",
        place=place,
        fields=(record_fields.line("file", screen.tr("common.list_file"), _LONGEST_PATH, help=forms),),
        do=do,
        then=told,
        values={"file": str(offered)},
        said=screen.tr("common.list_masked"),
        at={"INPUT.exists": "file", "INPUT.choice": "file", "DESK-19.unwritable": "file"},
    )
    ask_record(screen.desk_app, record)
