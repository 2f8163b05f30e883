"""A file that is brought in: how its headings are read, what is asked, what is wrong; taken at once, and taken back."""

from collections.abc import Callable
from pathlib import Path
from typing import ClassVar, TypeAlias, TypeVar
from weakref import WeakKeyDictionary

from textual import on, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.widgets import Static

from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.imports import faulty_rows, profiles, running, undoing
from rmdesk.desk.imports.faulty_rows import Written
from rmdesk.desk.imports.kind import Question, shown_heading
from rmdesk.desk.imports.kinds import kind_of, proves
from rmdesk.desk.imports.rows import COUNTS
from rmdesk.desk.imports.running import Choice, Report
from rmdesk.desk.imports.undoing import Undone
from rmdesk.desk.imports.unread import LEFT
from rmdesk.domain.refusal import Refused
from rmdesk.faces.fields import Option
from rmdesk.locale import Lang
from rmdesk.tui.actions import Action, bindings, of_screen
from rmdesk.tui.imports.lines import alike, asked_of, column_of, columns_asked, line_of, lines, options_of, summary
from rmdesk.tui.kit.asking import AskingScreen
from rmdesk.tui.kit.choice import Choice as Options
from rmdesk.tui.kit.dialogs import Choose, Confirm, Dialog, Message
from rmdesk.tui.kit.long_act import LongAct, Tell
from rmdesk.tui.kit.pick import Pick
from rmdesk.tui.kit.rows import Column, Row, Rows

_LONG = 100_000
"""A file of so many bytes is gone through in a thread; a shorter one is done before anybody could read what it says."""

_LONG_ROWS = 500
_FEW = 9
"""So many options have a number each."""
T = TypeVar("T")

_NEW = "·"
Begun: TypeAlias = tuple[Choice, dict[tuple[str, str], Question]]
_BEGUN: WeakKeyDictionary[Desk, dict[tuple[object, ...], Begun]] = WeakKeyDictionary()
"""What was answered of files that were left before they were taken, until whoever did so leaves the desk."""


class _Pointed(Pick):
    """The option that is pointed at is taken by Enter, whether or not something was typed."""

    def action_accept(self) -> None:
        """What stands out is what is meant; where nothing does, Enter means nothing."""
        if self.pointed >= 0:
            self.walked = True
            super().action_accept()


class PickOne(Dialog[str]):
    """One of many, by typing or with the arrows; gives its key."""

    BINDINGS = [Binding("up", "step(-1)", show=False), Binding("down", "step(1)", show=False)]

    def __init__(self, heading: str, options: list[Option], value: str, *, lang: Lang) -> None:
        """`value` is the key that stands now."""
        super().__init__(heading, lang=lang)
        self.pick = _Pointed(options, value)

    def content(self) -> ComposeResult:
        """The options."""
        yield self.pick

    def on_mount(self) -> None:
        """Ready to type."""
        self.pick.focus()

    def action_step(self, by: int) -> None:
        """Point at another option."""
        self.pick.action_step(by)

    @on(Options.Done)
    def _done(self, event: Options.Done) -> None:
        event.stop()
        self.dismiss(self.pick.value)


def one_of(heading: str, options: list[Option], value: str = "", *, lang: Lang, meant: bool = False) -> Dialog[str]:
    """A few options by their numbers, more of them by typing. `value` is the key that stands now. `meant`: somebody
    says what a word means, and Enter alone says nothing unless something stands."""
    if len(options) <= _FEW:
        return Choose(heading, "", options, lang=lang, first=value or (None if meant else ""))
    return PickOne(heading, options, value, lang=lang)


class ImportScreen(AskingScreen):
    """The dry run of one file. Each change of a heading or an answer runs it again."""

    table: ClassVar[str] = "imports"
    BINDINGS = bindings(of_screen("imports"))

    def __init__(self, what: str, path: Path) -> None:
        """`what` is the kind, `path` the file."""
        super().__init__()
        self.what = what
        self.path = path
        self.choice = Choice()
        self.asked: dict[tuple[str, str], Question] = {}  # what was answered here, and can be answered otherwise
        self.report: Report | None = None

    def body(self) -> ComposeResult:
        """What it comes to, and everything that may be mended."""
        yield Static("", id="said", markup=False)
        yield Rows((Column("", 10), Column("", 26, grow=1), Column("", 26, grow=1)), header=False, id="lines")

    def on_mount(self) -> None:
        """Look at the file once the screen stands, with what was answered of it before."""
        self.choice, self.asked = self._begun.pop(self._file, (self.choice, self.asked))
        self.query_one(Rows).focus()
        self.call_after_refresh(self.reload)

    @property
    def _begun(self) -> dict[tuple[object, ...], Begun]:
        return _BEGUN.setdefault(self.desk_app.desk, {})

    @property
    def _file(self) -> tuple[object, ...]:
        """The file as it is: another one of its name is asked anew."""
        found = self.path.stat() if self.path.is_file() else None
        return self.what, self.path.absolute(), found and found.st_mtime_ns, found and found.st_size

    def reload(self) -> None:
        """The dry run, anew; a file that cannot be read is left."""
        self._dry_run()

    @work
    async def _dry_run(self) -> None:
        found = await self._gone_through(running.look_at, self.tr("imports.looking"))
        if not isinstance(found, Refused):
            self._show(found)
            return
        if self.report is None:
            self.app.pop_screen()
        self.refuse(found)

    async def _gone_through(self, run: Callable[[Desk, str, Path, Choice], T | Refused], heading: str) -> T | Refused:
        """What goes through the whole file, with a bar where it takes its time."""

        def act(desk: Desk, tell: Tell | None = None) -> T | Refused:
            return run(desk, self.what, self.path, self.choice._replace(progress=tell))

        return await self._done(act, heading, long=self.path.is_file() and self.path.stat().st_size > _LONG)

    async def _done(self, act: Callable[..., T | Refused], heading: str, *, long: bool) -> T | Refused:
        """What it answers; a key that was pressed meanwhile knew nothing of the answer, and does nothing."""
        desk = self.desk_app.desk
        if long:
            answer = await self.app.push_screen_wait(LongAct(heading, desk, act, lang=self.lang))
            assert answer is not None, "it is left with its answer alone"
            self.desk_app.desk.caught_up()
        else:
            answer = act(desk)
        self.desk_app.drop_typed()
        return answer

    def _show(self, report: Report) -> None:
        self.report = report
        self.query_one("#said", Static).update(summary(report, self.lang))
        self.query_one(Rows).show(list(lines(self.desk_app.desk, report, self.lang, self._answered())), keep=True)
        self.refresh_keys()

    def _answered(self) -> list[tuple[Question, str]]:
        return [(asked, self.choice.answers[key]) for key, asked in self.asked.items()]

    @property
    def listens(self) -> bool:
        """Not before the file was looked at."""
        return self.report is not None

    @property
    def takes(self) -> int:
        """How many rows would be taken now."""
        report = self.report
        return 0 if report is None or report.import_id else report.accepted + report.changed - report.waiting

    def key_label(self, action: Action) -> str:
        """F10 says how many rows it takes, once there are some."""
        if action.id != "next":
            return super().key_label(action)
        return self.tr("imports.take", rows=self.takes) if self.takes else self.tr("keys.import_clients")

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Taken once; taken back only when it was; refused rows only where there are some."""
        report = self.report
        if report is None:
            return super().check_action(action, parameters)
        if action == "next" and report.import_id:
            return False
        greyed = {
            "next": not (self.takes or report.withheld),
            "import_undo": not report.import_id,
            "import_faults": not report.faults,
        }
        return None if greyed.get(action) else super().check_action(action, parameters)

    @on(Rows.Opened)
    def _opened(self, event: Rows.Opened) -> None:
        self._mend(event.row)

    def leaving(self) -> bool:
        """What was answered is kept for good once the list is taken: who would leave before is asked."""
        given = len(self.choice.answers) + len(self.choice.mapping)
        if self.report is None or self.report.import_id or not given:
            return True
        self._ask_to_leave(given)
        return False

    @work
    async def _ask_to_leave(self, given: int) -> None:
        ask = Confirm(self.tr("imports.leave"), self.tr("imports.leave_why", given=given), lang=self.lang)
        if await self.app.push_screen_wait(ask) == "yes":
            self._begun[self._file] = self.choice, self.asked
            self.app.pop_screen()

    @work
    async def _mend(self, row: Row) -> None:
        """Mend a heading, answer a question, read a fault in whole."""
        report = self.report
        if report is None:
            return
        part, at = line_of(row)
        if part == "fault":
            said = self.desk_app.say(report.faults[at].refusal)
            text = f"{said.ruled}{said.text}\n{said.next}"
            await self.app.push_screen_wait(Message(row.cells[1], text, lang=self.lang))
        elif part in ("told", "absent", "unused"):
            await self.app.push_screen_wait(Message(row.cells[1], row.cells[2], lang=self.lang))
        elif part == "columns" and not report.import_id:
            await self._leave_out(columns_asked(report))
        elif part == "asked" and not report.import_id:
            await self._answer(report.questions[at])
        elif part == "answered" and not report.import_id:
            await self._answer(self._answered()[at][0])
        elif part == "column" and not report.import_id:
            await self._map(report, at)
        elif part == "sheet" and not report.import_id:
            await self._pick_sheet(report)
        elif part == "profile" and not report.import_id:
            await self._pick_profile(report)

    async def _pick_sheet(self, report: Report) -> None:
        """Another sheet of the workbook; a hidden one stands in brackets and can be read too."""
        sheets = (report.sheet, *report.others)
        names = [one if one == report.sheet else one.removeprefix("(").removesuffix(")") for one in sheets]
        options = [Option(name, shown) for name, shown in zip(names, sheets, strict=True)]
        given = await self.app.push_screen_wait(one_of(self.tr("imports.pick_sheet"), options, lang=self.lang))
        if given:
            self.choice = self.choice._replace(sheet=given)
            self.reload()

    async def _pick_profile(self, report: Report) -> None:
        """A way of reading that was kept, or a new one with a name of its own."""
        known = profiles.kept(self.desk_app.desk, self.what)
        options = [Option(one, one) for one in (() if isinstance(known, Refused) else known)]
        options.append(Option(_NEW, self.tr("imports.profile_new")))
        heading = self.tr("imports.pick_profile")
        given = await self.app.push_screen_wait(one_of(heading, options, report.profile, lang=self.lang))
        if given == _NEW:
            given = await self.ask_text(heading, self.tr("imports.profile_name"), most=40)
        if given:
            self.choice = self.choice._replace(profile=given)
            self.reload()

    async def _leave_out(self, asked: list[Question]) -> None:
        """Several columns that say nothing that is needed, answered at once; the others stay asked."""
        heading, about = self.tr("imports.columns_which"), self.tr("imports.columns_about")
        given = await self.pick_some(heading, about, [column_of(one, self.lang) for one in asked])
        left = {(one.target, one.word): one for one in asked if one.word in (given or ())}
        if left:
            self.asked |= left
            self.choice = self.choice._replace(answers={**self.choice.answers, **dict.fromkeys(left, LEFT)})
            self.reload()

    async def _answer(self, asked: Question) -> None:
        key = (asked.target, asked.word)
        before = self.choice.answers.get(key, "")
        heading = asked_of(self.desk_app.desk, self.what, asked, self.lang)
        options = options_of(self.desk_app.desk, self.what, asked, self.lang)
        first = before or ("" if asked.target == COUNTS else alike(asked.word, options))
        given: str | None
        if asked.several:
            chosen = await self.pick_some(heading, "", options)  # the heading names the column
            given = ",".join(chosen or ())
        elif options:
            given = await self.app.push_screen_wait(one_of(heading, options, first, lang=self.lang, meant=True))
        else:
            given = await self.ask_text(heading, asked.column, value=before)
        if given:
            self.asked[key] = asked
            self.choice = self.choice._replace(answers={**self.choice.answers, key: given})
            self.reload()

    async def _map(self, report: Report, at: int) -> None:
        column = report.columns[at]
        targets = kind_of(self.desk_app.desk, self.what).headings(self.desk_app.desk.pack)
        options = [Option("", self.tr("imports.left_out"))]
        options += [Option(one, shown_heading(names, self.lang)) for one, names in targets.items()]
        given = await self.app.push_screen_wait(one_of(column.heading, options, column.target, lang=self.lang))
        if given is not None and given != column.target:
            self.choice = self.choice._replace(mapping={**self.choice.mapping, column.heading: given})
            self.reload()

    @work
    async def action_next(self) -> None:
        """Take what can be taken: an act of weight, asked once by its name, or by the password that it wants."""
        act = proves(self.desk_app.desk, self.what)[0]
        report, why = self.report, self.tr("imports.take_why")
        if report is not None and report.withheld:
            why = f"{self.tr('imports.withheld', count=report.withheld)}\n{why}"
        ask = Confirm(self.tr("imports.take", rows=self.takes), why, lang=self.lang)
        if not act and await self.app.push_screen_wait(ask) != "yes":
            return
        if act:
            taken = await self.prove(act, self.tr("imports.take", rows=self.takes), self._bring)
            if taken is not None:
                self._show(taken[0])
            return
        found = await self._gone_through(running.bring_in, self.tr("imports.taking"))
        if isinstance(found, Refused):
            self.refuse(found)
        else:
            self._show(found)

    def _bring(self, proof: Proof | None) -> Report | Refused:
        return running.bring_in(self.desk_app.desk, self.what, self.path, self.choice._replace(proof=proof))

    @work
    async def action_import_undo(self) -> None:
        """Take back what nothing used since."""
        report = self.report
        ask = Confirm(self.tr("keys.import_undo"), self.path.name, lang=self.lang)
        if report is None or await self.app.push_screen_wait(ask) != "yes":
            return
        import_id, rows = report.import_id, report.accepted + report.changed
        proven, desk = proves(self.desk_app.desk, self.what)[1], self.desk_app.desk
        heading = self.tr("keys.import_undo")

        def act(desk: Desk, tell: Tell | None = None) -> Undone | Refused:
            return undoing.take_back(desk, import_id, tell)

        undone: Undone | Refused
        if proven:
            answer = await self.prove(proven, heading, lambda proof: undoing.take_back(desk, import_id, None, proof))
            if answer is None:
                return
            undone = answer[0]
        else:
            undone = await self._done(act, heading, long=rows > _LONG_ROWS)
        if isinstance(undone, Refused):
            self.refuse(undone)
            return
        self.desk_app.notify(self.tr("imports.undone", back=undone.back, kept=len(undone.kept)), markup=False)
        self.reload()

    @work
    async def action_import_faults(self) -> None:
        """Write the refused rows into a folder, with why."""
        heading = self.tr("keys.import_faults")
        folder = await self.ask_text(heading, self.tr("imports.folder"), value=str(self.path.parent))
        reason = None if folder is None else await self.ask_text(heading, self.tr("imports.reason"))
        if folder is None or reason is None:
            return
        why, into = reason, Path(folder).expanduser()

        def run(desk: Desk, what: str, path: Path, choice: Choice) -> Written | Refused:
            return faulty_rows.write_faulty_rows(desk, what, path, choice, into, why, self.lang)

        written = await self._gone_through(run, heading)
        if isinstance(written, Refused):
            self.refuse(written)
            return
        self.desk_app.notify(self.tr("imports.written", path=str(written.path)), markup=False)
