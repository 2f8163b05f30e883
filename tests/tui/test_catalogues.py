"""The words of every face: complete in both languages, none missing, none idle."""

import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import rmdesk
from rmdesk.desk.access import ROLES_OF
from rmdesk.formpack import Pack
from rmdesk.locale import LANGS, catalogue, choose_language, fill, one_of, subjects, tr
from rmdesk.tui.actions import ACTIONS

SOURCE = Path(rmdesk.__file__).parent
SUBJECTS = subjects()
# A key in the code: the whole of it, or its beginning where the rest is put together at run time. A kind of fact ends
# in /1.
_KEY = re.compile(rf"""f?["']((?:{"|".join(SUBJECTS)})\.[a-z_0-9.*]*+)(?!/[0-9])((?:\{{)?)""")


def source_texts() -> Iterator[str]:
    """All Python of the program."""
    for path in SOURCE.rglob("*.py"):
        yield path.read_text(encoding="utf-8")


def keys_in_code() -> tuple[set[str], set[str]]:
    """Whole keys, and beginnings of keys."""
    whole: set[str] = set()
    beginnings: set[str] = set()
    for text in source_texts():
        for key, brace in _KEY.findall(text):
            (beginnings if brace else whole).add(key)
    return whole, beginnings


def placeholders(text: str) -> set[str]:
    """The names in braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("subject", SUBJECTS)
def test_both_languages_say_the_same_things(subject: str) -> None:
    """A key or a placeholder that one language lacks leaves a hole in its screens."""
    zh, en = catalogue("zh", subject), catalogue("en", subject)
    assert zh.keys() == en.keys()
    assert [key for key in zh if placeholders(zh[key]) != placeholders(en[key])] == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_file_read_by_its_tables_says_what_stands_in_it(subject: str) -> None:
    """A heading that is written in another way, or twice, would hide texts or give them to another table."""
    file = SOURCE / "words" / f"{subject}.toml"

    def names(table: dict[str, Any], prefix: str = "") -> Iterator[str]:
        for name, value in table.items():
            yield from [f"{prefix}{name}"] if value.keys() == set(LANGS) else names(value, f"{prefix}{name}.")

    expected = sorted(names(tomllib.loads(file.read_text(encoding="utf-8"))))
    assert sorted(catalogue("zh", subject)) == expected
    assert all(tr("zh", f"{subject}.{name}") == catalogue("zh", subject)[name] for name in expected if "." in name)


@pytest.mark.parametrize("subject", SUBJECTS)
def test_what_is_said_of_one_says_the_same_as_of_many(subject: str) -> None:
    """A form for one with a value of its own, or counted by a value that is not there, would end the program at 1."""
    for lang in LANGS:
        many = catalogue(lang, subject)
        for key, counted in one_of(lang, subject).items():
            assert counted.by in placeholders(many[key]), key
            assert placeholders(counted.one) <= placeholders(many[key]), key
    assert one_of("zh", subject) == {}


def test_one_of_a_thing_is_not_said_as_many() -> None:
    """A text like "1 cases" is one that nobody read."""
    assert tr("en", "complaints.hand.done", count=1) == "1 case handed over"
    assert tr("en", "complaints.hand.done", count=2) == "2 cases handed over"
    assert fill("en", "complaints.hand.done", {"count": "1"}) == "1 case handed over"
    assert tr("zh", "complaints.hand.done", count=1) == "已移交 1 件"


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("subject", SUBJECTS)
def test_no_text_is_empty(subject: str, lang: str) -> None:
    """An empty text is a label that nobody can read."""
    assert [key for key, text in catalogue("zh" if lang == "zh" else "en", subject).items() if not text.strip()] == []


@pytest.mark.parametrize("subject", SUBJECTS)
def test_chinese_is_written_with_chinese_marks(subject: str) -> None:
    """A half-width comma between characters looks like a form that nobody proofread."""
    mixed = re.compile(r"[\u4e00-\u9fff][,;:?!]|[,;:?!(][\u4e00-\u9fff]|[\u4e00-\u9fff][()]")
    assert [text for text in catalogue("zh", subject).values() if mixed.search(text)] == []


def test_no_sentence_has_two_homes() -> None:
    """A sentence that stands twice is mended once: the other screen goes on saying what was wrong with it.

    Labels of up to five characters may stand where they are used: a narrow column is worded for itself.
    """
    homes: dict[tuple[str, str], list[str]] = {}
    for subject in SUBJECTS:
        en = catalogue("en", subject)
        for key, text in catalogue("zh", subject).items():
            homes.setdefault((text, en[key]), []).append(f"{subject}.{key}")
    assert [keys for (zh, _), keys in homes.items() if len(keys) > 1 and len(zh) > 5] == []


def test_every_key_that_the_code_says_exists(pack: Pack) -> None:
    """A key that is not there would end the program in the middle of a sale."""
    whole, beginnings = keys_in_code()
    known = {f"{subject}.{key}" for subject in SUBJECTS for key in catalogue("zh", subject)}
    acts = ROLES_OF.keys() | pack.labels.label["act"].keys()
    files = {
        f"{subject}.{ending}" for subject in SUBJECTS for ending in ("py", "toml", "tcss", "json", "jsonl", "md", "pdf")
    }
    names = {"clients.find", "archive.retention"}  # a use case, a kind of due
    assert sorted(key for key in whole - known - files - acts - names if not key.endswith(".")) == []
    assert sorted(one for one in beginnings if not any(key.startswith(one) for key in known)) == []


def test_no_key_is_idle() -> None:
    """A text that nothing says any more is translated and proofread for nobody."""
    whole, beginnings = keys_in_code()
    spoken = whole | {f"keys.{action.id}" for action in ACTIONS}
    known = {f"{subject}.{key}" for subject in SUBJECTS for key in catalogue("zh", subject)}
    assert sorted(key for key in known - spoken if not key.startswith(tuple(beginnings))) == []


def test_an_unknown_key_is_an_error() -> None:
    """A misspelt key must fail in a test, never show as its own name."""
    with pytest.raises(KeyError):
        tr("zh", "common.nothing_of_this_name")
    with pytest.raises(KeyError):
        tr("zh", "nowhere.at_all")


@pytest.mark.parametrize(
    ("flag", "environ", "lang"),
    [
        ("zh", {"RMDESK_LANG": "en"}, "zh"),
        (None, {"RMDESK_LANG": "zh", "LC_ALL": "en_GB.UTF-8"}, "zh"),
        (None, {"LC_ALL": "zh_CN.UTF-8", "LANG": "en_GB.UTF-8"}, "zh"),
        (None, {"LC_MESSAGES": "zh_TW.UTF-8", "LANG": "de_DE.UTF-8"}, "zh"),
        (None, {"LANG": "zh_CN"}, "zh"),
        (None, {"LANG": "C.UTF-8"}, "en"),
        (None, {"LC_ALL": "", "LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {}, "en"),
    ],
)
def test_the_language_is_the_nearest_that_was_named(flag: str | None, environ: dict[str, str], lang: str) -> None:
    """A clerk who says --lang zh gets Chinese on an English machine, and the other way round."""
    assert choose_language(flag, environ) == lang


def test_a_language_that_nobody_speaks_is_refused() -> None:
    """--lang fr must not silently give English."""
    with pytest.raises(ValueError, match="fr"):
        choose_language("fr", {})
