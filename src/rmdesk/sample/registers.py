"""Entries of registers as scripts: their steps in the form that a register's own examples have."""

from collections.abc import Callable, Iterator, Mapping

from pydantic import ConfigDict
from pydantic import Field as Key

from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.registers import acting, listing, opening
from rmdesk.desk.registers.forms import ABOUT
from rmdesk.desk.registers.views import Done, EntryView, Query
from rmdesk.domain.base import Lang, Value
from rmdesk.domain.refusal import Refused
from rmdesk.domain.registers.words import DATES
from rmdesk.sample.sales import PASSWORD
from rmdesk.sample.stage import Script, Stage, granted
from rmdesk.sample.when import day, moment


class EntryStep(Value):
    """One act: when, by whom, with which answers. `parts`: done at once with so many of the entry's open parts."""

    model_config = ConfigDict(populate_by_name=True)

    at: str
    by: str
    act: str
    second: str = ""
    parts: int = 0
    with_: dict[str, str] = Key(default={}, alias="with")


class SampleEntry(Value):
    """One entry: its register, its steps in order, and parts that are begun by hand."""

    register_id: str = Key(alias="register")
    step: tuple[EntryStep, ...]
    part: tuple["SampleEntry", ...] = ()


class RegistersFile(Value):
    """All of `registers.toml`, or of `year.toml`."""

    entry: tuple[SampleEntry, ...] = ()


class Kept:
    """The scripts of one entry and of its parts; a part waits until its whole was begun."""

    def __init__(
        self,
        desk: Desk,
        stage: Stage,
        entry: SampleEntry,
        lang: Lang,
        clients: Mapping[str, Callable[[], str]],
        whole: "Kept | None" = None,
    ) -> None:
        """`clients`: name → how its id is found, by which a step says whom it is about ("client:NAME")."""
        self.desk = desk
        self.clients = clients
        self.stage = stage
        self.entry = entry
        self.lang = lang
        self.whole = whole
        self.no = ""

    def scripts(self) -> Iterator[Script]:
        """Its own steps, and those of its parts."""
        yield self._steps()
        for part in self.entry.part:
            yield from Kept(self.desk, self.stage, part, self.lang, self.clients, self).scripts()

    def _steps(self) -> Script:
        for step in self.entry.step:
            yield step.by, moment(step.at, self.stage.end, self.desk.branch.zone)
            done = granted(self.desk, self._done(step), f"{self.entry.register_id} {self.no} {step.act}", self.lang)
            self.no = self.no or done.no

    def _done(self, step: EntryStep) -> Done | Refused:
        desk, answers = self.desk, self._answers(step)
        proof = Proof(PASSWORD, step.second)
        if not self.no:
            parent = "" if self.whole is None else opened(desk, self.whole.no, self.lang).id
            return acting.begin(desk, self.entry.register_id, answers, act=step.act, parent_id=parent, proof=proof)
        view = opened(desk, self.no, self.lang)
        if not step.parts:
            return acting.do(desk, view.id, step.act, view.version, answers, proof=proof)
        of = next(one.register_id for one in view.parts if one.open)
        page = granted(desk, listing.page(desk, of, Query(parent_id=view.id, open_only=True)), self.no, self.lang)
        marked = tuple((one.id, one.version) for one in page.lines[: step.parts])
        if len(marked) == 1:
            return acting.do(desk, marked[0][0], step.act, marked[0][1], answers, proof=proof)
        return acting.do_marked(desk, marked, step.act, answers, proof=proof)

    def _answers(self, step: EntryStep) -> dict[str, str]:
        """Days are counted from the day of the step; a client is known by name."""
        today = self.desk.today()
        registers = self.desk.pack.registers
        own = registers[self.entry.register_id]
        asked = (own, *(one for one in registers.values() if own.id in one.part_of))
        fields = {key: one for register in reversed(asked) for key, one in register.field.items()}
        given = {
            key: day(text, today).isoformat() if key in fields and fields[key].kind in DATES else text
            for key, text in step.with_.items()
        }
        kind, _, name = given.get(ABOUT, "").partition(":")
        return given | ({ABOUT: f"{kind}:{self.clients[name]()}"} if kind == "client" else {})


def opened(desk: Desk, no: str, lang: Lang) -> EntryView:
    """The entry as whoever is at the desk sees it."""
    return granted(desk, opening.entry(desk, no), no, lang)
