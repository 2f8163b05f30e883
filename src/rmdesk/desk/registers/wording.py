"""Values of entries in words, in both languages: for lists, screens, papers, sentences and commands alike."""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from rmdesk.desk import restricted_files, show
from rmdesk.desk.desk import Desk
from rmdesk.desk.masking import MASKED_KINDS, mask_kind, mask_text, numbers_of
from rmdesk.desk.registers.definitions import older
from rmdesk.desk.registers.questions import numbered
from rmdesk.desk.registers.subjects import client_by_row, named, person_named, with_kind
from rmdesk.desk.registers.views import Shown
from rmdesk.domain.base import Text
from rmdesk.domain.client import Client
from rmdesk.domain.fields import LONG_TERM
from rmdesk.domain.registers.definition import BUILT_IN, Register
from rmdesk.domain.registers.deriving import number
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.sheet import Line, lines
from rmdesk.domain.registers.words import LINKS, NUMBERS

NONE = Text(zh="—", en="—")
_TOLD = ("text", "long_text", "sheet", "phone", "id_number", "uscc", "")
"""Kinds whose canonical text may hold somebody's number: what is handed on is what may be told."""
AT_ONCE = 500
"""So many rows are read by one query."""
_SHORT_SHARE = Decimal("0.001")


class Words:
    """Says values of one register's entries. Keeps what it looked up, so that a page of them is quick."""

    def __init__(self, desk: Desk, register: Register) -> None:
        self._desk = desk
        self.register = register
        self._named: dict[tuple[str, str], Text] = {}
        self._numbers: dict[str, tuple[str, ...]] = {}
        self._labels: dict[str, Text] = {}
        self._people: dict[str, str] = {}
        self._rows: dict[str, Mapping[str, Any] | None] = {}
        self._shown: dict[tuple[str, str], Shown] = {}

    def look_ahead(self, client_ids: Iterable[str]) -> None:
        """Read the rows of all these clients at once: a page of entries asks for each of them several times."""
        wanted = sorted({one for one in client_ids if one and one not in self._rows})
        for start in range(0, len(wanted), AT_ONCE):
            some = wanted[start : start + AT_ONCE]
            sql = f"SELECT * FROM client WHERE id IN ({', '.join('?' * len(some))})"
            self._rows |= {row["id"]: dict(row) for row in self._desk.store.query(sql, tuple(some))}

    def veiled(self, client_id: str) -> bool:
        """Whether the client's file is sealed or destroyed for the person at the desk."""
        client = self._client(client_id)
        return client is not None and restricted_files.of_file(self._desk, client) is not None

    def label(self, key: str) -> Text:
        """What a field, a derived value or a built-in key is called; the key itself for one that is gone."""
        if key not in self._labels:
            own = self.register.label(key)
            told = self._desk.pack.label_text("entry_field", key) if own is None and key in BUILT_IN else own
            self._labels[key] = told or Text.same(key)
        return self._labels[key]

    def shown(self, key: str, raw: str, client_id: str = "") -> Shown:
        """One value with what it is called, masked; `client_id`: whose numbers a text must not tell."""
        field, derived = self.register.field.get(key), self.register.derived.get(key)
        kind = "derived" if derived is not None else "" if field is None else field.kind
        if kind in _TOLD:
            return self._worded(key, raw, client_id, kind)
        if (key, raw) not in self._shown:
            self._shown[key, raw] = self._worded(key, raw, client_id, kind)
        return self._shown[key, raw]

    def _worded(self, key: str, raw: str, client_id: str, kind: str) -> Shown:
        derived = self.register.derived.get(key)
        tone = ""
        if derived is not None and raw:
            found = number(raw)
            band = None if found is None else derived.band(found)
            tone = "" if band is None else band.tone
        text = self.said(key, raw, client_id)
        return Shown(
            key=key,
            label=self.label(key),
            text=text,
            raw=text.zh if raw and kind in _TOLD else raw,
            tone=tone,
            number=derived is not None or kind in NUMBERS,
            long=kind == "long_text",
        )

    def each(self, key: str, raw: str, client_id: str = "", *, noted: bool = True) -> Iterator[Shown]:
        """The value as `shown`; of a sheet every question with its answer, under "field.question", with what was noted
        there unless not `noted`."""
        sheet = self.register.sheet(key)
        if sheet is None or not raw:
            yield self.shown(key, raw, client_id)
            return
        for line in lines(sheet, raw):
            asked = line.question
            text = self._answered(line, client_id) if noted else line.option.text
            no = sheet.questions.index(asked) + 1
            yield Shown(f"{key}.{asked.id}", numbered(no, asked), text, line.option.key)

    def _answered(self, line: Line, client_id: str) -> Text:
        chosen, note = line.option.text, self.masked(line.note, client_id)
        return Text(zh=f"{chosen.zh}（{note}）", en=f"{chosen.en} ({note})") if note else chosen

    def said(self, key: str, raw: str, client_id: str = "") -> Text:
        """A canonical value in words; a dash for none."""
        if not raw:
            return NONE
        if key in self.register.derived:
            return self._derived(key, raw)
        if key == "state":
            return self.register.state.get(raw) or Text.same(raw)
        field = self.register.field.get(key)
        if field is None:
            return Text.same(raw)
        sheet = self.register.sheet(key)
        if sheet is not None:
            told = [(line.question.text, self._answered(line, client_id)) for line in lines(sheet, raw)]
            return Text(
                zh="；".join(f"{asked.zh}{text.zh}" for asked, text in told),
                en="; ".join(f"{asked.en} {text.en}" for asked, text in told),
            )
        if field.kind in LINKS:
            return _joined([self.link(field.kind, one) for one in raw.split(",")])
        if field.kind in ("choice", "choices"):
            return _joined([self._option(key, one) for one in raw.split(",")])
        return self._plain(field.kind, raw, client_id)

    def link(self, kind: str, id: str) -> Text:
        """What a link points to, as this reader may know it."""
        if (kind, id) not in self._named:
            found = client_by_row(self._desk, self._row(id)) if kind == "client" else named(self._desk, kind, id)
            self._named[kind, id] = found.text
        return self._named[kind, id]

    def about(self, kind: str, id: str) -> Text:
        """What an entry is about: a number with what bears it."""
        return with_kind(self._desk, kind, id, self.link(kind, id))

    def masked(self, text: str, client_id: str = "") -> str:
        """A free text without anybody's numbers. One without a digit is told as it is."""
        if not any(map(str.isdecimal, text)):
            return text
        return mask_text(text, self._known(client_id))

    def person(self, login: str) -> str:
        """Somebody's name."""
        if login not in self._people:
            self._people[login] = person_named(self._desk, login)
        return self._people[login]

    def _plain(self, kind: str, raw: str, client_id: str) -> Text:
        if kind == "amount":
            return Text(zh=show.money(Decimal(raw)), en=show.money(Decimal(raw)))
        if kind == "percent":
            return Text.same(f"{raw}%")
        if kind == "yes_no":
            return self._desk.pack.label_text("yes_no", raw)
        if kind == "date_or_long" and raw == LONG_TERM:
            return self._desk.pack.label_text("entry_value", LONG_TERM)
        if kind in MASKED_KINDS:
            return Text.same(mask_kind(kind, raw))
        return Text.same(self.masked(raw, client_id))

    def _option(self, key: str, value: str) -> Text:
        """An option in the words that it has, or last had."""
        own = self.register.option(key, value)
        if own is not None:
            return own
        before = (one.option(key, value) for one in older(self._desk, self.register.id).values())
        return next((one for one in before if one is not None), None) or Text.same(value)

    def _known(self, client_id: str) -> tuple[str, ...]:
        if client_id not in self._numbers:
            client = self._client(client_id)
            self._numbers[client_id] = () if client is None else numbers_of(client)
        return self._numbers[client_id]

    def _row(self, client_id: str) -> Mapping[str, Any] | None:
        if client_id not in self._rows:
            self._rows[client_id] = self._desk.store.get("client", client_id) if client_id else None
        return self._rows[client_id]

    def _client(self, client_id: str) -> Client | None:
        row = self._row(client_id)
        return None if row is None else self._desk.parsed(Client, row["doc"])

    def _derived(self, key: str, raw: str) -> Text:
        derived, value = self.register.derived[key], number(raw)
        if value is None:
            return Text.same(raw)
        if derived.share is not None:
            return Text.same(show.percent(value.quantize(_SHORT_SHARE)))
        figure = format(value.normalize(), "f")
        band = derived.band(value)
        return Text.same(figure) if band is None else Text(zh=f"{figure} {band.text.zh}", en=f"{figure} {band.text.en}")


def built_in(words: Words, entry: Entry) -> Mapping[str, str]:
    """The keys that every entry has, canonical: `about` and `parent` are told by `named`, not here."""
    return {
        "no": entry.no,
        "state": entry.state,
        "begun_on": entry.begun_on.isoformat(),
        "begun_by": words.person(entry.begun_by),
        "ended_on": "" if entry.ended_on is None else entry.ended_on.isoformat(),
    }


def _joined(texts: list[Text]) -> Text:
    return Text(zh="、".join(one.zh for one in texts), en=", ".join(one.en for one in texts))
