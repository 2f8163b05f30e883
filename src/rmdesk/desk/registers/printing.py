"""Printing papers of entries: composed under the rights of whoever prints, recorded, printed again as they were."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk import book
from rmdesk.desk.access import use_case
from rmdesk.desk.by_hand import on_papers
from rmdesk.desk.desk import Desk
from rmdesk.desk.large_print import in_large
from rmdesk.desk.paper_files import leaving, paper_name, write_file
from rmdesk.desk.paper_numbers import paper_no
from rmdesk.desk.papers.framing import same_or_new
from rmdesk.desk.papers.issuing import frame_now, issued
from rmdesk.desk.papers.registers import EntryPaper, compose
from rmdesk.desk.registers.around import entry_by
from rmdesk.desk.registers.gathering import Gathered, gather
from rmdesk.desk.registers.printed import printed_as, printed_of
from rmdesk.desk.registers.seeing import Found, seen, sight_of
from rmdesk.desk.registers.subjects import client_named
from rmdesk.desk.reprinting import print_again
from rmdesk.domain.base import Lang, Text
from rmdesk.domain.refusal import Refusal, passed, refuse, stop, stop_if
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.facts import EntryPrinted
from rmdesk.domain.registers.shown import RegisterPaper
from rmdesk.paper import Document, from_json


class Printed(NamedTuple):
    """A paper as it was written to disk: its number as it stands there, which paper of which entry it is, and what is
    to be written into it by hand (SALE-14)."""

    number: str
    paper: str
    title: Text
    no: str
    path: Path
    warnings: tuple[Refusal, ...]


class Earlier(NamedTuple):
    """A paper of an entry that was printed: its number, which paper, when and by whom (login)."""

    number: str
    paper: str
    title: Text
    at: datetime
    by: str


@use_case("registers.work")
def print_entry(desk: Desk, which: str, paper_id: str, to: Path, lang: Lang, large: bool | None = None) -> Printed:
    """Print a paper of the entry with this id or number. `to`: a folder, or the name of the file (*.pdf).

    What says just what was printed of it before is that paper again, number and all. Refuses a paper that the register
    has not, and for a client what is hidden from whoever prints it or must not be said to clients (SALE-11). `large`:
    for whoever asks (`in_large`).
    """
    found = passed(seen(desk, which))
    paper = _paper(found.register, paper_id)
    lang = _reads(desk, found.entry.client_id, lang)
    got = gather(desk, found, paper, lang)
    stop_if(*_for_client(desk, found, paper, got))
    document = _document(desk, found, paper_id, compose(_plain(desk, found, paper, got, lang, large)))
    with leaving(desk, to):
        return _issue(desk, found, paper_id, document, got, to)


@use_case("registers.read")
def printed_papers(desk: Desk, which: str) -> tuple[Earlier, ...]:
    """The papers of an entry that were printed and that the person at the desk may have again, the latest first."""
    found = passed(seen(desk, which))
    facts = [one for one in printed_of(desk, found.entry.id) if _may_have(desk, one.fact)]
    return tuple(
        Earlier(one.fact.printed.number, one.fact.paper, _title(found.register, one.fact.paper), one.at, one.by)
        for one in reversed(facts)
    )


@use_case("registers.read")
def reprint_entry(desk: Desk, number: str, to: Path) -> Printed:
    """A paper of an entry once more, as it was, with who prints it now on every page. `to`: a folder, or the name of
    the file (*.pdf).

    INPUT.unknown for a number that is no such paper's, and where something stands on it that is hidden from this
    person.
    """
    fact = printed_as(desk, paper_no(desk, number))
    if fact is None or not _may_have(desk, fact):
        stop("INPUT.unknown", what="paper", given=number[:40])
    found, document = passed(seen(desk, fact.entry_id)), from_json(fact.content)
    with leaving(desk, to):
        content = print_again(desk, document, found.entry.id)
        path = write_file(_target(to, document.number, document.title), content)
    return Printed(
        document.number, fact.paper, _title(found.register, fact.paper), found.entry.no, path, on_papers((document,))
    )


def _paper(register: Register, paper_id: str) -> RegisterPaper:
    if paper_id not in register.paper:
        stop("INPUT.choice", given=paper_id[:40] or "—", allowed=", ".join(register.paper) or "—")
    return register.paper[paper_id]


def _title(register: Register, paper_id: str) -> Text:
    paper = register.paper.get(paper_id)
    return Text.same(paper_id) if paper is None else paper.title


def _for_client(desk: Desk, found: Found, paper: RegisterPaper, got: Gathered) -> Iterator[Refusal]:
    """What stands against handing the paper to the client."""
    if not paper.client:
        return
    hidden = sorted(found.hidden & got.used)
    if hidden:
        keys = ", ".join(f"{found.register.id}.field.{key}" for key in hidden)
        yield refuse("REGISTER.hidden", register_key=keys)
    words = desk.pack.banned_in("\n".join(got.typed))
    if words:
        yield refuse("SALE-11", words=", ".join(words))


def _plain(desk: Desk, found: Found, paper: RegisterPaper, got: Gathered, lang: Lang, large: bool | None) -> EntryPaper:
    entry, register = found.entry, found.register
    handed_to = client_named(desk, entry.client_id) if paper.client else None
    before = tuple(one.fact.printed for one in printed_of(desk, entry.id))
    return EntryPaper(
        frame=frame_now(desk, lang),
        large=in_large(desk, handed_to, large, before),
        register=register.title,
        title=paper.title,
        no=desk.branch.coded(entry.no),
        form=f"{register.id} {register.digest[:8]}",
        client=paper.client,
        whose="" if handed_to is None else handed_to.name,
        voided=entry.done[-1].reason or "—" if entry.voided else "",
        sections=got.sections,
    )


def _reads(desk: Desk, client_id: str, screen: Lang) -> Lang:
    """The language of the client whom the entry is about, as of every paper in his file; else that of the `screen`."""
    client = client_named(desk, client_id)
    return screen if client is None else client.reads(screen)


def _document(desk: Desk, found: Found, paper_id: str, fresh: Document) -> Document:
    """The document as it is now; one that says just what the last one said is that one again, number and all."""
    for one in reversed(printed_of(desk, found.entry.id)):
        last = from_json(one.fact.content)
        if one.fact.paper == paper_id and last.lang == fresh.lang:
            return same_or_new(fresh, last)
    return fresh


def _issue(desk: Desk, found: Found, paper_id: str, document: Document, got: Gathered, to: Path) -> Printed:
    register, entry = found.register, found.entry
    if document.number:
        number, pdf = document.number, print_again(desk, document, entry.id)
    else:
        new = issued(desk, document)
        number, pdf = new.number, new.pdf
        fact = EntryPrinted(
            entry_id=entry.id,
            register_id=register.id,
            paper=paper_id,
            printed=new.printed,
            content=new.content,
            pdf_sha256=new.sha256,
            clients=tuple(sorted(got.clients)),
            hidden=got.hidden,
        )
        desk.record(fact, entry.id)
    path = write_file(_target(to, number, document.title), pdf)
    return Printed(number, paper_id, _title(register, paper_id), entry.no, path, on_papers((document,)))


def _target(to: Path, number: str, title: str) -> Path:
    return to if to.suffix.lower() == ".pdf" else to / paper_name(number, title)


def _may_have(desk: Desk, fact: EntryPrinted) -> bool:
    """Whether everything that stands on a paper may be seen by the person at the desk today."""
    if any(not book.held_by(desk, desk.actor, one) for one in fact.clients):
        return False
    for entry_id, was in fact.hidden.items():
        entry = entry_by(desk, entry_id)
        if entry is None or entry.register_id not in desk.pack.registers:
            return False
        sight = sight_of(desk, desk.pack.registers[entry.register_id], entry)
        if not sight.seen or sight.hidden - set(was):
            return False
    return True
