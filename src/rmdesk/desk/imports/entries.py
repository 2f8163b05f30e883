"""Entries of any register (台账) out of a list: its own fields are the headings, its own rules judge each row, and what
begins an entry at a screen begins it here."""

from collections.abc import Mapping
from typing import Any, ClassVar, NamedTuple

from rmdesk.desk import people_rows
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports import readers
from rmdesk.desk.imports.entry_readers import reader_of, subject
from rmdesk.desk.imports.kind import Extent, Kind, Standing, TakenBack
from rmdesk.desk.imports.rows import Cells, Sheet
from rmdesk.desk.imports.staff import Staff
from rmdesk.desk.registers.acting import begin, do
from rmdesk.desk.registers.around import entry_by
from rmdesk.desk.registers.forms import ABOUT, REASON
from rmdesk.desk.registers.offering import barred
from rmdesk.desk.registers.preparing import ready_for
from rmdesk.desk.registers.subjects import BRANCH, about_of
from rmdesk.domain.refusal import Faulty, Refusal, Refused, StopError, passed, refuse, stop, stop_if
from rmdesk.domain.registers.act import VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.facts import About, EntryBegun
from rmdesk.domain.registers.words import DATES
from rmdesk.formpack import Pack
from rmdesk.locale import Lang, tr
from rmdesk.store import Entry

PARENT = "parent"
_CLIENT_NO = ("客户号", "客户编号", "核心客户号", "client no", "customer no", "customer id")


class Row(NamedTuple):
    """An entry as a row has it: canonical answers, what it is about, its whole."""

    typed: dict[str, str]
    about: About
    parent_id: str
    answers: tuple[tuple[str, str], ...] = ()

    @property
    def key(self) -> tuple[str, str, str, tuple[tuple[str, str], ...]]:
        """By what two entries are the same: all that the list says."""
        return (self.about.kind, self.about.id, self.parent_id, self.answers)


class Entries(Kind[Row]):
    """What all registers share; `entries_of` makes the kind of one."""

    permission = "registers.work"
    register: ClassVar[Register]
    act: ClassVar[str]

    def __init__(self, sheet: Sheet) -> None:
        """`sheet` is what its rows share. Stops whoever may not begin an entry of this register."""
        super().__init__(sheet)
        if not self.register.part_of:
            stop_if(*barred(self.desk, self.register, self.act))
        if self.register.act[self.act].proof != "none":
            stop("IMPORT.proof", register_act=f"{self.register.id}.act.{self.act}")
        self.staff = Staff(one for one in people_rows.all_of(self.desk.store) if one.active)
        self._standing: dict[object, str] | None = None

    @classmethod
    def headings(cls, pack: Pack) -> Mapping[str, tuple[str, ...]]:
        """What the act asks, by what it is called in both languages, and what the entry is about and belongs to."""
        found: dict[str, tuple[str, ...]] = {}
        if cls.register.part_of:
            found[PARENT] = _names(pack, PARENT)
        if cls.register.about not in ((), (BRANCH,)):
            found[ABOUT] = (*_names(pack, ABOUT), *(_CLIENT_NO if "client" in cls.register.about else ()))
        for key, field in _asked(cls.register, cls.act).items():
            found[key] = (field.label.zh, field.label.en, key)
        return found

    @classmethod
    def options(cls, pack: Pack, target: str, lang: Lang) -> Mapping[str, str]:
        """The options of a choice, and yes and no."""
        del pack  # its own declaration says them
        field = cls.register.field.get(target)
        if field is not None and field.kind == "yes_no":
            return {one: tr(lang, f"common.{one}") for one in ("yes", "no")}
        offered = (one for one in cls.register.options(target) if not one.retired)
        return {one.key: one.zh if lang == "zh" else one.en for one in offered}

    def check(self, cells: Cells, found: dict[str, Any]) -> None:
        """By the register's own rules, as at the screen: every field with what is wrong with it."""
        typed = {key: value for key, value in found.items() if value and key not in (ABOUT, PARENT)}
        asked = {one.target for one in cells.words}
        about = self._about(cells, found)
        parent_id = self._parent(cells, found)
        if cells.faults or asked or about is None or parent_id is None:
            return
        try:
            if self.register.part_of:
                stop_if(*barred(self.desk, self.register, self.act, parent_id))
            ready = ready_for(self.desk, self.register, self.act, None, about, parent_id, typed, 0)
        except StopError as stopped:
            self._note(cells, stopped.refused)
            if not self._is_there(Row(typed, about, parent_id, tuple(sorted(typed.items())))):
                return
            cells.faults.clear()
            answers = typed
        else:
            answers = {key: value for key, value in ready.typed.plain.items() if key in typed}
        found["row"] = Row(typed, about, parent_id, tuple(sorted(answers.items())))

    def build(self, cells: Cells, found: dict[str, Any]) -> Row | None:  # noqa: ARG002
        """The entry; None while a word of it is asked."""
        row = found.get("row")
        return row if isinstance(row, Row) else None

    def names(self, value: Row) -> tuple[tuple[str, str], ...]:
        """Two rows that say the same are one."""
        return ((next(iter(self.sheet.places), ABOUT), repr(value.key)),)

    def shown(self, value: Row, target: str, key: str) -> str:  # noqa: ARG002
        """The first thing that the row says."""
        return value.typed.get(target, "") or value.about.id

    def standing(self, value: Row) -> Standing[Row]:
        """An entry that says the same already stands; nothing else tells two entries of one register apart."""
        return Standing(value if self._is_there(value) else None, value)

    def take(self, found: Standing[Row]) -> None:
        """Begin the entry, as at the screen."""
        row = found.after
        about = {} if self.register.about in ((), (BRANCH,)) else {ABOUT: _spelt(row.about)}
        passed(begin(self.desk, self.register.id, {**row.typed, **about}, act=self.act, parent_id=row.parent_id))

    @classmethod
    def take_back(cls, desk: Desk, entry: Entry, of: Extent) -> TakenBack | None:
        """Void the entry, with the import as the reason, unless something was done with it since."""
        fact = entry.fact
        if not isinstance(fact, EntryBegun):
            return None
        now = entry_by(desk, fact.entry_id)
        if now is None or now.voided:
            return None
        if now.version > 1:
            return TakenBack(fact.no, "", "changed")
        reason = tr("zh", "imports.taken_back", id=of.import_id)
        done = do(desk, fact.entry_id, VOID, now.version, {REASON: reason})
        return TakenBack(fact.no, "", "other" if isinstance(done, Refused) else "")

    def _about(self, cells: Cells, found: Mapping[str, Any]) -> About | None:
        """What the entry is about: a client by his number here or in the other system, a product by its code …"""
        register, text = self.register, str(found.get(ABOUT) or "")
        if register.about in ((), (BRANCH,)) or (not text and BRANCH in register.about):
            return About(kind=BRANCH)
        if not text:
            if not cells.refused(ABOUT):
                cells.wrong(ABOUT, refuse("INPUT.required"))
            return None
        about = about_of(self.desk, register, text)
        if isinstance(about, Refusal):
            cells.wrong(ABOUT, about)
            return None
        return about

    def _parent(self, cells: Cells, found: Mapping[str, Any]) -> str | None:
        """The whole that a part belongs to, by its number."""
        if not self.register.part_of:
            return ""
        text = str(found.get(PARENT) or "")
        whole = entry_by(self.desk, text) if text else None
        if whole is None:
            cells.wrong(
                PARENT, refuse("INPUT.unknown", what="entry", given=text[:40]) if text else refuse("INPUT.required")
            )
            return None
        return whole.id

    def _note(self, cells: Cells, refused: Refused) -> None:
        """What the register's rules refuse, at the cell that it is about; at the first where it is about none."""
        if isinstance(refused, Faulty):
            for key, refusal in refused.fields.items():
                cells.wrong(key.partition(".")[0], refusal)
            return
        for refusal in refused.reasons:
            cells.wrong(next(iter(self.sheet.places), ABOUT), refusal)

    def _is_there(self, row: Row) -> bool:
        if self._standing is None:
            self._standing = self._read_standing()
        return row.key in self._standing

    def _read_standing(self) -> dict[object, str]:
        """Every entry that stands, by what this list would say of it."""
        sql = "SELECT id FROM entry WHERE register_id = ? AND voided = 0 AND doc IS NOT NULL"
        stands = {row["id"] for row in self.desk.store.query(sql, (self.register.id,))}
        said = set(self.sheet.places)
        found: dict[object, str] = {}
        for one in self.desk.store.entries(kind=EntryBegun.kind) if stands else ():
            fact = one.fact if one.payload is not None else None
            if isinstance(fact, EntryBegun) and fact.entry_id in stands:
                answers = tuple(sorted((key, value) for key, value in fact.values.items() if value and key in said))
                found[Row({}, fact.about, fact.parent_id, answers).key] = fact.no
        return found


def entries_of(register: Register) -> type[Entries]:
    """The kind of import that a register is."""
    act = next(iter(register.beginning), "")
    asked = _asked(register, act)
    read = {key: reader_of(field.kind) for key, field in asked.items()}
    if register.about not in ((), (BRANCH,)):
        read[ABOUT] = subject
    if register.part_of:
        read[PARENT] = readers.code
    days = frozenset(key for key, field in asked.items() if field.kind in DATES)
    amounts = frozenset(key for key, field in asked.items() if field.kind == "amount")
    members = {"key": register.id, "register": register, "act": act, "readers": read, "days": days, "amounts": amounts}
    return type(f"Entries_{register.id}", (Entries,), members)


def _asked(register: Register, act: str) -> dict[str, Any]:
    """The fields that beginning an entry asks and a list can answer: nothing that the desk fills in, and no file."""
    asks = register.act[act].asked if act in register.act else ()
    fields = {one.key: register.field[one.key] for one in asks}
    return {key: one for key, one in fields.items() if not (one.fixed or one.retired or one.kind == "file")}


def _names(pack: Pack, key: str) -> tuple[str, ...]:
    """What a key that every entry has is called."""
    text = pack.label_text("entry_field", key)
    return (key,) if text is None else (text.zh, text.en, key)


def _spelt(about: About) -> str:
    return about.kind if about.kind == BRANCH else f"{about.kind}:{about.id}"
