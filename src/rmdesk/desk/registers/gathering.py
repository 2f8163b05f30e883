"""What the paper of an entry says to whoever prints it: every value, every part under that person's own rights."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from rmdesk.desk.desk import Desk
from rmdesk.desk.papers.registers.sections import (
    Answered,
    Asked,
    Letter,
    Questions,
    Sample,
    Section,
    Signers,
    Values,
)
from rmdesk.desk.registers.around import around
from rmdesk.desk.registers.charting import chart
from rmdesk.desk.registers.history import drawn_of
from rmdesk.desk.registers.paper_words import PaperWords
from rmdesk.desk.registers.seeing import Found, seen
from rmdesk.desk.registers.subjects import BRANCH, client_named
from rmdesk.desk.registers.tabling import Table, tabled
from rmdesk.desk.registers.wording import NONE
from rmdesk.domain.address import Addressee, addressed_text
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.people import DESK_ROLES
from rmdesk.domain.refusal import Refusal
from rmdesk.domain.registers.deriving import derive
from rmdesk.domain.registers.judging import Attempt, people
from rmdesk.domain.registers.sheet import lines
from rmdesk.domain.registers.shown import PaperBlock, RegisterPaper
from rmdesk.formpack.placeholders import fill, names
from rmdesk.locale import tr

_OWN = ("no", "state", "parent", "about", "begun_on", "begun_by")
"""What a record begins with, whether its paper names it or not; a client's paper begins with what it names."""
_TYPED = ("text", "long_text")


@dataclass
class Gathered:
    """What was gathered: the sections, and what they tell of. `clients`: ids of every client who is named; `hidden`:
    entry → keys of it that the reader may not see; `used`: keys of the entry that the paper names; `typed`: texts that
    somebody typed."""

    sections: tuple[Section, ...] = ()
    clients: set[str] = field(default_factory=set)
    hidden: dict[str, tuple[str, ...]] = field(default_factory=dict)
    used: set[str] = field(default_factory=set)
    typed: list[str] = field(default_factory=list)


def gather(desk: Desk, found: Found, paper: RegisterPaper, lang: Lang) -> Gathered:
    """Everything that this paper of the entry says. For use cases."""
    reader = _Reader(desk, found, paper, lang)
    reader.got.sections = tuple(one for block in reader.blocks() for one in reader.section(block))
    reader.got.clients |= reader.words.clients | ({found.entry.client_id} - {""})
    reader.got.hidden[found.entry.id] = tuple(sorted(found.hidden))
    return reader.got


class _Reader:
    """One entry as the person at the desk prints it."""

    def __init__(self, desk: Desk, found: Found, paper: RegisterPaper, lang: Lang) -> None:
        self.desk, self.found, self.paper, self.lang = desk, found, paper, lang
        self.words, self.got = PaperWords(desk, found.register), Gathered()
        self.client_id = found.entry.client_id
        self.stands = around(desk, found.register, found.entry, found.entry.about, found.entry.parent_id)
        worked = derive(found.register, found.entry.values, self.stands.parts, self.stands.today)
        self.values = {
            **found.entry.built_in,
            **found.entry.values,
            **{key: str(value) for key, value in worked.items()},
        }

    def blocks(self) -> Iterator[PaperBlock]:
        """The paper's blocks; the first of a record begins with what every entry has."""
        first, *rest = self.paper.blocks
        own = () if self.paper.client else self._own()
        yield from (PaperBlock(fields=own + first.fields),) if first.fields else (PaperBlock(fields=own), first)
        yield from rest

    def _own(self) -> tuple[str, ...]:
        entry = self.found.entry
        left_out = {key for block in self.paper.blocks for key in block.fields}
        left_out |= set() if entry.parent_id else {"parent"}
        left_out |= {"about"} if entry.about.kind == BRANCH else set()
        return tuple(key for key in _OWN if key not in left_out)

    def section(self, block: PaperBlock) -> Iterator[Section]:
        """What a block says; nothing of what is hidden from the reader as a whole."""
        if block.fields:
            yield Values(tuple(self._said(key) for key in block.fields))
        elif block.text:
            yield self._letter(block.text)
        elif block.whole:
            yield from self._of_whole(block.whole)
        elif block.parts:
            got: Table = tabled(self.desk, self.found, block.parts, block.columns)
            self.got.clients |= got.clients
            self.got.hidden |= got.hidden
            self.got.typed += got.typed
            yield got.parts
        elif block.matrix:
            self.got.used |= set(block.matrix)
            if not self.found.hidden.intersection(block.matrix):
                yield chart(self.words, self.found, block.matrix)
        elif block.drawn:
            yield self._sample()
        elif block.sheet:
            yield from self._questions(block.sheet)
        elif block.sign:
            yield Signers(tuple(one for name in block.sign for one in self._signers(name)))

    def _questions(self, key: str) -> Iterator[Questions]:
        """A sheet as it was answered; empty where nobody answered it yet, nothing of one that the reader may not see.
        What somebody noted is the bank's own and stands on no client's paper."""
        sheet, entry = self.found.register.sheet(key), self.found.entry
        self.got.used.add(key)
        if sheet is None or key in self.found.hidden:
            return
        told = {line.question.id: line for line in lines(sheet, entry.values.get(key, ""))}
        asked = []
        for one in sheet.questions:
            line = told.get(one.id)
            note = "" if line is None or self.paper.client else self.words.masked(line.note, entry.client_id)
            self.got.typed += [note] if note else []
            options = tuple((each.key, each.text) for each in sheet.choices(one))
            asked.append(Asked(one.text, options, "" if line is None else line.option.key, note, one.note))
        yield Questions(sheet.title, tuple(asked))

    def _said(self, key: str) -> Answered:
        text, label = self._text(key), self.words.label(key)
        kind = self.found.register.field[key].kind if key in self.found.register.field else ""
        return Answered(label, text, long=kind == "long_text", empty=text == NONE)

    def _text(self, key: str) -> Text:
        """A value in words; a dash for none, and for what the reader may not see."""
        entry, declared = self.found.entry, self.found.register.field.get(key)
        self.got.used.add(key)
        if key in self.found.hidden or (declared is not None and declared.personal):
            return NONE  # what is kept apart of a third person could not be forgotten on paper
        if key == "about":
            return self.words.about(entry.about.kind, entry.about.id)
        if key == "parent":
            return self.words.link("entry", entry.parent_id)
        if key == "no":
            return self.words.no(entry.no)
        if key == "begun_by":
            return Text.same(self.words.person(entry.begun_by))
        if declared is not None and declared.log:
            return self._log(key)
        raw = self.values.get(key, "")
        text = self.words.said(key, raw, entry.client_id)
        if declared is not None and raw:
            self.got.typed += [text.zh] if declared.kind in _TYPED else []
        return text

    def _log(self, key: str) -> Text:
        """Every answer with its day and who gave it, a line each."""
        lines = self.found.entry.log.get(key, ())
        if not lines:
            return NONE
        told = [
            (self.desk.local(one.at).date(), self.words.person(one.by), self.words.said(key, one.value))
            for one in lines
        ]
        self.got.typed += [text.zh for _, _, text in told]
        return Text(
            zh="\n".join(f"{day} {by}：{text.zh}" for day, by, text in told),
            en="\n".join(f"{day} {by}: {text.en}" for day, by, text in told),
        )

    def _letter(self, key: str) -> Letter:
        text = self.found.register.text[key]
        wanted = {name for body in text.body for name in (*names(body.zh), *names(body.en))}
        values = {name: self._put_in(name) for name in sorted(wanted)}
        zh, en = ({name: one.of(lang) for name, one in values.items()} for lang in ("zh", "en"))
        client = client_named(self.desk, self.client_id)
        to: Addressee = "person" if client is None else client.kind
        said = (addressed_text(to, one) for one in text.body)
        return Letter(text.title, tuple(Text(zh=fill(one.zh, zh), en=fill(one.en, en)) for one in said))

    def _of_whole(self, key: str) -> Iterator[Letter]:
        """A text of the entry that this one is a part of, as it is said to this one's client."""
        found = seen(self.desk, self.found.entry.parent_id)
        if isinstance(found, Refusal):
            return
        whole = _Reader(self.desk, found, self.paper, self.lang)
        whole.client_id = self.client_id
        yield whole._letter(key)
        self.got.clients |= whole.got.clients | whole.words.clients
        self.got.hidden |= whole.got.hidden
        self.got.typed += whole.got.typed

    def _put_in(self, name: str) -> Text:
        branch, english = self.desk.branch, self.desk.branch.spoken("en")
        known = {
            "bank": Text(zh=branch.bank, en=english.bank),
            "branch": Text(zh=branch.branch, en=english.branch),
            "contact": Text(zh=branch.contact, en=english.contact),
            "today": Text.same(self.desk.today().isoformat()),
        }
        if name in known:
            return known[name]
        return self._client() if name == "client" else self._text(name)

    def _client(self) -> Text:
        """The client whose entry it is; a record of what many clients were told names none of them."""
        client = client_named(self.desk, self.client_id)
        if client is not None:
            return Text.same(client.name)
        return Text(zh=tr("zh", "papers.entry.someone"), en=tr("en", "papers.entry.someone"))

    def _sample(self) -> Sample:
        entry = self.found.entry
        done = drawn_of(entry)
        if done is None:
            return Sample(None)
        act = self.found.register.act.get(done.act)
        of = "" if act is None or act.parts is None else act.parts.of
        sql = "SELECT count(*) FROM entry WHERE parent_id = ? AND register_id = ?"
        made = int(self.desk.store.query(sql, (entry.id, of))[0][0])
        return Sample(done.drawn, self.words.person(done.by), done.at, made)

    def _signers(self, name: str) -> Iterator[tuple[Text, str]]:
        """A line for a role; one for each person who stands in a field, or one for nobody yet."""
        if name in DESK_ROLES:
            yield self.desk.pack.label_text("role", name), ""
            return
        entry, act = self.found.entry, name.removeprefix("act.")
        declared = self.found.register.text_of("act", act) if act != name else self.found.register.label(name)
        label = declared or self.desk.pack.label_text("entry_person", name)
        hidden = name in self.found.hidden
        register, attempt = self.found.register, Attempt(act="", entry=entry, about=entry.about)
        logins = frozenset[str]() if hidden else people(register, name, attempt, self.stands)
        for login in sorted(logins) or [""]:
            yield label.begun(), self.words.person(login) if login else ""
