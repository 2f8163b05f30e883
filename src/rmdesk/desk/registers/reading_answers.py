"""From what is typed in a form to canonical answers: links found, files read, what is filled in filled in."""

import hashlib
import re
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

from rmdesk.desk.archive.scans import pages_of
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import size_of
from rmdesk.desk.people_rows import person_of
from rmdesk.desk.registers.around import around, entry_by
from rmdesk.desk.registers.forms import meant, prefilled
from rmdesk.desk.registers.subjects import found
from rmdesk.desk.registers.views import Faulty, faulty
from rmdesk.domain.refusal import Refusal, refuse
from rmdesk.domain.registers.act import AMEND, VOID
from rmdesk.domain.registers.definition import Register
from rmdesk.domain.registers.entry import Entry
from rmdesk.domain.registers.facts import About
from rmdesk.domain.registers.sheet import gathered
from rmdesk.domain.registers.values import Answers, read_answers
from rmdesk.domain.registers.words import LINKS
from rmdesk.formpack.cards import CARD_KINDS

_UNNAMED = re.compile(r"[\s,/]+")
_KEPT = re.compile(r"[0-9a-f]{64}/[^\s,/]+")


class Typed(NamedTuple):
    """The answers of one act. `plain` stand in the entry's own fact, `private` in one that can be forgotten; `files`
    are kept beside them; `personal`: the fields whose answers are private."""

    plain: dict[str, str]
    private: dict[str, str]
    files: tuple[bytes, ...] = ()
    personal: tuple[str, ...] = ()

    @property
    def all(self) -> dict[str, str]:
        """Every answer, as judging wants it."""
        return {**self.plain, **self.private}


def read(
    desk: Desk,
    register: Register,
    act: str,
    entry: Entry | None,
    about: About,
    parent_id: str,
    given: Mapping[str, str],
) -> Typed | Faulty:
    """The canonical answers to what an act asks, or what is wrong with each."""
    if act == VOID:
        return Typed({}, {})
    standing = {} if entry is None else entry.values
    paths = around(desk, register, entry, about, parent_id).paths
    given = gathered(register.asked_sheets, given)
    given = {key: meant(desk, register, act, key, text, standing, paths) for key, text in given.items()}
    typed, files, wrong = dict(given), list[bytes](), dict[str, Refusal]()
    filled = _filled(register, act, typed)
    for key in filled:
        typed[key] = prefilled(desk, register, key, paths, {**standing, **typed})
    for key, text in given.items():
        if key in filled and register.field[key].fixed:
            continue  # whatever was typed
        if key in register.field and text and register.field[key].kind in LINKS:
            one = _link(desk, register, act, entry, parent_id, key, text, files)
            if isinstance(one, Refusal):
                wrong[key] = one
            else:
                typed[key] = one
    beside = {**paths, **({} if entry is None else entry.standing)}
    answers = read_answers(register, act, typed, beside, desk.today(), desk.pack.banned_in)
    if not isinstance(answers, Answers):
        wrong = {**{one.key: one.refusal for one in answers}, **wrong}
    if wrong or not isinstance(answers, Answers):
        return faulty(wrong)
    personal = tuple(key for key in answers.values if register.field[key].personal)
    return Typed(
        {key: value for key, value in answers.values.items() if key not in personal},
        {key: answers.values[key] for key in personal},
        tuple(files),
        personal,
    )


def _filled(register: Register, act: str, typed: Mapping[str, str]) -> tuple[str, ...]:
    """What the desk fills in itself, and what a form would have been filled with where nobody was shown one. An
    amendment leaves both as they were."""
    if act == AMEND:
        return ()
    asked = (one.key for one in register.act[act].asked)
    return tuple(key for key in asked if register.field[key].fixed or key not in typed)


def _link(
    desk: Desk,
    register: Register,
    act: str,
    entry: Entry | None,
    parent_id: str,
    key: str,
    text: str,
    files: list[bytes],
) -> str | Refusal:
    """An amendment may leave what stands as it is, though it could not be chosen anew."""
    kind, several = register.field[key].kind, list[str]()
    standing = "" if entry is None else entry.values.get(key, "")
    for one in filter(None, (part.strip() for part in text.split(","))):
        if kind == "file":
            got = _file(desk, one, files, standing)
        elif act == AMEND and one in standing.split(","):
            got = one
        else:
            id = found(desk, kind, one)
            got = id if isinstance(id, Refusal) else _fitting(desk, register, key, id, parent_id) or id
        if isinstance(got, Refusal):
            return got
        several.append(got)
    return ",".join(several)


def _fitting(desk: Desk, register: Register, key: str, id: str, parent_id: str) -> Refusal | None:
    """What stands against something that was found: it is none of those that the field is for."""
    kind = register.field[key].kind
    if kind == "person":
        return _cannot_do(desk, register, key, id)
    if kind == "text_card" and desk.pack.cards.by_id[id].kind not in (register.field[key].of or CARD_KINDS):
        return refuse("INPUT.unknown", what="card", given=id)
    return _sibling(desk, register, key, id, parent_id) if kind == "entry" else None


def _file(desk: Desk, text: str, files: list[bytes], standing: str) -> str | Refusal:
    """A file on the disk, by its path; one that is kept already by the name that it was given."""
    if _KEPT.fullmatch(text) and text in standing.split(","):
        return text
    path = Path(text).expanduser()
    try:
        if size_of(path) > desk.pack.archive.files.most_bytes:
            return refuse("DESK-16.file_size", size=size_of(path), most=desk.pack.archive.files.most_bytes)
        content = path.read_bytes()
    except OSError:
        return refuse("INPUT.unknown", what="file", given=text[-60:])
    pages = pages_of(desk, path.name, content)
    if isinstance(pages, Refusal):
        return pages
    files.append(content)
    return f"{hashlib.sha256(content).hexdigest()}/{_UNNAMED.sub('_', path.name)[-50:]}"


def _cannot_do(desk: Desk, register: Register, key: str, login: str) -> Refusal | None:
    """Somebody who works here, in one of the roles that the field names."""
    person = person_of(desk.store, login)
    if person is None or not person.active:
        return refuse("INPUT.unknown", what="person", given=login)
    wanted = register.field[key].of
    if wanted and not set(wanted) & set(person.roles):
        return refuse("REGISTER.reader", person=person.name, register_key=f"{register.id}.field.{key}")
    return None


def _sibling(desk: Desk, register: Register, key: str, entry_id: str, parent_id: str) -> Refusal | None:
    """An entry of the registers that the field names; among parts, one of the same whole."""
    one = entry_by(desk, entry_id)
    of = None if one is None else desk.pack.registers.get(one.register_id)
    fits = one is not None and one.register_id in register.field[key].of
    among = of is not None and bool(set(of.part_of) & set(register.part_of))
    if one is not None and fits and (not among or one.parent_id == parent_id):
        return None
    return refuse("INPUT.unknown", what="entry", given=entry_id[:40] if one is None else one.no)
