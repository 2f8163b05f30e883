"""What another pack says otherwise: shown to the two people who adopt it, before they say yes (DATA-08)."""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any

from rmdesk.domain.base import Lang, Text
from rmdesk.domain.levels import Levels
from rmdesk.domain.questionnaire import Questionnaire
from rmdesk.formpack.check.newer_law import figures
from rmdesk.formpack.check.walk import is_text
from rmdesk.formpack.comparing.change import WAYS, Change
from rmdesk.formpack.comparing.directions import Ranks, way
from rmdesk.formpack.comparing.scoring import lifted
from rmdesk.formpack.comparing.serving import followed, told
from rmdesk.formpack.comparing.tree import Difference, called, differences
from rmdesk.formpack.pack import Pack
from rmdesk.formpack.parse import Raw, toml
from rmdesk.formpack.reading import questionnaire_key, read_part
from rmdesk.formpack.schema import FILES, QUESTIONNAIRES

__all__ = ["Change", "Ranks", "changes_in", "compare"]

_MEANS = re.compile(
    r"(levels|sentences|notices)\.toml .*|questionnaire.* questions.*|complaint_letters\.toml .*remedies"
    r"|families\.toml .*\.words\..*|disclosures/.* (items\[\]\.(text|care)|(care_)?understanding.*)"
)
"""Words that are the setting themselves: what a level is called, what a client is asked and told, what he copies or
declares. Rewording them may turn them round, so both wordings are shown."""
_ASKED = ("questions", "fast_seconds")
"""What a questionnaire asks and how fast: its name and date are those of another one, its scoring is counted."""
_LEVELS, _REACH = "levels.toml", "client[].reach"


def compare(old: Pack, new: Pack) -> tuple[Change, ...]:
    """Every difference of two packs that were checked, looser ones first, then in the order of their files;
    also what follows a newer law than the program knows, even where the older pack did so already."""
    ranks = Ranks.of(old, new)
    found = [one for file in _files(old, new) for one in _file(file, old, new, ranks)]
    found += _served_anew(old, new, ranks)
    found += [Change(file=one.file, key=one.key, way="looser", name=one.message) for one in figures(new)]
    return tuple(sorted(found, key=lambda one: WAYS.index(one.way)))


def _files(old: Pack, new: Pack) -> list[str]:
    """The files of both whose text differs."""
    names = {*old.files, *new.files}
    ordered = [*(name for name in FILES if name in names), *sorted(names.difference(FILES))]
    return [name for name in ordered if old.files.get(name) != new.files.get(name)]


def _file(file: str, old: Pack, new: Pack, ranks: Ranks) -> Iterator[Change]:
    was, now = (_tables(file, pack) for pack in (old, new))
    if was is None or now is None:
        name = called(was if now is None else now)
        yield Change(file=file, way="gone" if now is None else "added", name=name)
        return
    reach = _reach(old.levels, new.levels) if file == _LEVELS else []
    yield from reach
    found = changes_in(file, was, now, ranks)
    yield from found
    if file in QUESTIONNAIRES.values() or questionnaire_key(file) is not None:
        before, after = (read_part(pack.files, file, Questionnaire) for pack in (old, new))
        yield from lifted(file, before, after, ranks.client)
    if not found and not reach:
        yield Change(file=file, way="text")


def _served_anew(old: Pack, new: Pack, ranks: Ranks) -> Iterator[Change]:
    """What those questionnaires ask otherwise that take another's place, as if their files were one."""
    for one in followed(old, new):
        yield from told(one, ranks)
        was, now = _tables(one[0], old), _tables(one[1], new)
        if was is not None and now is not None:
            before, after = ({name: side.get(name) for name in _ASKED} for side in (was, now))
            found = changes_in(one[1], before, after, ranks)
            yield from (change for change in found if change.way != "text")


def changes_in(file: str, was: Raw, now: Raw, ranks: Ranks) -> list[Change]:
    """What one file's tables say otherwise, but for the reach of levels; empty where remarks or layout alone differ."""
    settings, words = _sorted_out(file, was, now, ranks)
    return [*settings, Change(file=file, way="text", places=tuple(words))] if words else settings


def _tables(file: str, pack: Pack) -> Raw | None:
    """The file's tables; None where the pack has no such file."""
    found = toml(file, pack.files[file]) if file in pack.files else None
    return found if isinstance(found, dict) else None


def _sorted_out(file: str, was: Raw, now: Raw, ranks: Ranks) -> tuple[list[Change], list[str]]:
    """Settings one by one, and where texts were reworded."""
    settings: list[Change] = []
    words: list[str] = []
    for one in differences(was, now):
        if file == _LEVELS and one.plain == _REACH:
            continue
        told = way(file, one, ranks)
        if told is None and one.of_words and not _MEANS.fullmatch(f"{file} {one.plain}"):
            words.append(one.key)
        else:
            before, after = _worded(one) if told is None and one.of_words else _shown(one)
            usual = "added" if one.was is None else "gone" if one.now is None else "changed"
            settings.append(Change(file=file, key=one.key, way=told or usual, name=one.name, was=before, now=after))
    return settings, words


def _reach(old: Levels, new: Levels) -> list[Change]:
    """What each client level may be offered, by the products' levels: their ranks may have changed too (SUIT-02)."""
    found: list[Change] = []
    known = {level.code: level for level in old.client}
    for level in new.client:
        if level.code not in known:
            continue
        before, after = old.within_reach(known[level.code]), new.within_reach(level)
        if set(before) != set(after):
            looser = not set(after) <= set(before)
            key = f"client[{level.code}].reach"
            was, now = (Text.same(side[-1] if side else "") for side in (before, after))
            told = Change(
                file=_LEVELS, key=key, way="looser" if looser else "tighter", name=level.name, was=was, now=now
            )
            found.append(told)
    return found


def _shown(one: Difference) -> tuple[Text, Text]:
    """Both values as the file writes them; of two lists only what left and what came, unless only the order differs."""
    was, now = one.was, one.now
    if isinstance(was, list) and isinstance(now, list):
        left, came = _without(was, now), _without(now, was)
        if left or came:
            was, now = left, came
    return Text.same(_written(was)), Text.same(_written(now))


def _worded(one: Difference) -> tuple[Text, Text]:
    """Both wordings, in both languages."""
    lists = isinstance(one.was, list) and isinstance(one.now, list)
    was, now = (_without(one.was, one.now), _without(one.now, one.was)) if lists else (one.was, one.now)
    before, after = (Text(zh=_words(side, "zh"), en=_words(side, "en")) for side in (was, now))
    return before, after


def _words(words: object, lang: Lang) -> str:
    """In Chinese where a pack has no other words."""
    if isinstance(words, list):
        return ("" if lang == "zh" else " ").join(_words(one, lang) for one in words)
    return str(words.get(lang) or words.get("zh", "")) if isinstance(words, dict) and is_text(words) else ""


def _without(these: Sequence[Any], those: Sequence[Any]) -> list[Any]:
    return [one for one in these if one not in those]


def _written(value: object) -> str:
    """A value on one line; a table says nothing beyond its name."""
    if value is None or isinstance(value, dict):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return ", ".join(filter(None, map(_written, value)))
    return f"{value:f}" if isinstance(value, Decimal) else str(value)
