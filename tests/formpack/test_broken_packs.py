"""Every kind of broken pack is refused with file, key and reason: else a bank sells by a form that is wrong."""

import re
from pathlib import Path
from random import Random

import pytest

from formpack import (
    broken_families,
    broken_files,
    broken_forms,
    broken_indicators,
    broken_intake,
    broken_portrait,
    broken_rules,
)
from formpack.packs import Row, changed, default_texts, drop, swap, write
from rmdesk.desk.packcheck import faults as pack_faults
from rmdesk.desk.packcheck import faults_in
from rmdesk.formpack import PackFaults, check_texts, load, load_texts
from rmdesk.formpack.loader import MOST_BYTES, check, warnings
from rmdesk.formpack.schema import FILES

SLIPS = ("0", "-1", "true", "[]", "{}", "[[1]]", "2026-01-01", "1e400", "nan", "9" * 30, '"{"', "{ zh = 1 }", "")
BROKEN = (
    *broken_families.BROKEN,
    *broken_files.BROKEN,
    *broken_forms.BROKEN,
    *broken_intake.BROKEN,
    *broken_indicators.BROKEN,
    *broken_indicators.LAW,
    *broken_portrait.BROKEN,
    *broken_rules.BROKEN,
)


def test_there_are_at_least_thirty_kinds() -> None:
    """The issue asks for thirty kinds; each row is one of its own."""
    assert len({row.name for row in BROKEN}) == len(BROKEN) >= 120


@pytest.mark.parametrize("row", BROKEN, ids=lambda row: row.name)
def test_a_broken_pack_is_refused(row: Row) -> None:
    """The editor of the pack is told where and why, in both languages, on one line each."""
    faults = check_texts(changed(row.change))
    named = [one for one in faults if (one.file, one.key) == (row.file, row.key) and row.says in one.message.en]
    assert named, "\n".join(f"{one.file}: {one.key}: {one.message.en}" for one in faults) or "accepted"
    for one in faults:
        assert one.message.zh.isprintable()
        assert one.message.en.isprintable()
        assert len(one.message.en) < 400


def test_what_a_missing_file_takes_along_is_not_told_beside_it() -> None:
    """Sixteen lines said that nobody serves a family, one that the questionnaire is missing; of a file without its keys
    sixty said the same."""
    lacking = ("questionnaire.toml", "labels.toml")
    said = faults_in(changed(*map(drop, lacking), lambda texts: texts.update({"sentences.toml": ""})))
    missing = [(file, "missing_file") for file in lacking]
    assert sorted((one.file, one.reason) for one in said) == sorted([*missing, ("sentences.toml", "missing")])
    assert any(re.search(r"\b\d\d places", one.message.en) for one in said)


@pytest.mark.parametrize("row", [*broken_forms.UNUSUAL, *broken_indicators.UNUSUAL], ids=lambda row: row.name)
def test_what_is_merely_unusual_is_warned_of(tmp_path: Path, row: Row) -> None:
    """A bank's own form is not refused for what the law allows; whoever adopts it reads of it all the same."""
    home = write(changed(row.change), tmp_path)
    said = [one for one in warnings(home) if (one.file, one.key) == (row.file, row.key) and row.says in one.message.en]
    assert [one.basis for one in said] == ["practice"]
    assert said[0].reason not in {one.reason for one in check(home)}


def test_every_check_says_whether_law_or_soundness_refuses() -> None:
    """Who mends a pack must know what may be argued about and what may not."""
    by_row = {
        row.name: {one.basis for one in check_texts(changed(row.change)) if (one.file, one.key) == (row.file, row.key)}
        for row in (*broken_rules.LAW, *broken_indicators.LAW, *broken_forms.BANDS)
    }
    assert all(by_row[row.name] == {"law"} for row in (*broken_rules.LAW, *broken_indicators.LAW)), by_row
    assert all(by_row[row.name] == {"sound"} for row in broken_forms.BANDS), by_row


def test_the_default_pack_is_clean() -> None:
    """What ships is accepted."""
    assert check_texts(default_texts()) == ()


def test_a_broken_pack_cannot_be_loaded(tmp_path: Path) -> None:
    """Nobody works with a pack that the check refuses; the error carries all faults."""
    home = write(changed(*(row.change for row in broken_rules.LAW[:3])), tmp_path)
    with pytest.raises(PackFaults) as raised:
        load(home)
    assert {one.key for one in raised.value.faults} == {
        "threshold[assessment_valid_months].value",
        "threshold[assessments_per_day].value",
        "threshold[assessments_per_year].value",
    }
    assert raised.value.faults == check(home)


def test_a_file_in_another_encoding_is_named_with_its_line(tmp_path: Path) -> None:
    """A file saved by an old editor is told apart from a broken one."""
    home = write(default_texts(), tmp_path)
    (home / "ranking.toml").write_bytes('version = "1"\norder = ["code"]\ntext = "排序"\n'.encode("gbk"))
    found = check(home)
    assert [(one.file, one.key, one.reason) for one in found] == [("ranking.toml", "line 3", "encoding")]


SYNTAX = (
    ('id = { zh = "a", en = "b" \nx = 1', "line 1", "花括号"),
    ("a = “b”", "line 1", "的 “ 是全角标点"),
    ("a = " + "[" * 5000, "line 1", "嵌套过深"),
    ("a = " + "9" * 5000, "line 1", "数字过长"),
    ('x = 1\na = "b', "line 2", "引号没有成对"),
    ("a = 2026-02-30", "line 1", "日期不存在"),
)


@pytest.mark.parametrize(("text", "key", "says"), SYNTAX, ids=lambda one: one[:20])
def test_a_slip_in_the_writing_is_told_in_chinese(text: str, key: str, says: str) -> None:
    """Compliance people do not read a parser's English, and no nonsense may end the program."""
    (found,) = [one for one in check_texts({**default_texts(), "ranking.toml": text}) if one.file == "ranking.toml"]
    assert (found.key, says in found.message.zh) == (key, True), found.message.zh


def test_a_workbook_renamed_to_a_form_is_called_one(tmp_path: Path) -> None:
    """The commonest slip of all: "save it as UTF-8" would send its editor the wrong way."""
    home = write(default_texts(), tmp_path)
    (home / "ranking.toml").write_bytes(b"PK\x03\x04\x14\x00\x08\x9c")
    assert [(one.file, one.reason) for one in check(home)] == [("ranking.toml", "no_text")]


def test_a_character_that_does_not_print_is_found_before_a_client_waits(tmp_path: Path) -> None:
    """A box to tick that was pasted from Word would stop every paper with it at the counter."""
    assert pack_faults(write(default_texts(), tmp_path)) == ()
    home = write(changed(swap("sentences.toml", "产品有风险", "☑产品有风险")), tmp_path)
    found = [(one.file, one.key, one.reason) for one in pack_faults(home)]
    assert found == [("sentences.toml", "headline.zh", "unprintable")]


def test_a_byte_order_mark_and_windows_line_ends_do_no_harm(tmp_path: Path) -> None:
    """A pack edited on Windows is accepted, and keeps one digest on its way through the desk."""
    texts = {name: "\ufeff" + text.replace("\n", "\r\n") for name, text in default_texts().items()}
    pack = load(write(texts, tmp_path))
    assert load_texts(pack.files).digest == pack.digest
    assert pack.levels == load_texts(default_texts()).levels


def test_an_oversized_file_is_refused(tmp_path: Path) -> None:
    """A file of another kind is not read into memory as a form."""
    home = write(default_texts(), tmp_path)
    (home / "ranking.toml").write_bytes(b"#" * (MOST_BYTES + 1))
    assert [(one.file, one.reason) for one in check(home)] == [("ranking.toml", "too_large")]


def test_a_folder_in_place_of_a_file_is_refused(tmp_path: Path) -> None:
    """No traceback for what cannot be read."""
    home = write(default_texts(), tmp_path)
    (home / "ranking.toml").unlink()
    (home / "ranking.toml").mkdir()
    assert ("ranking.toml", "unreadable") in [(one.file, one.reason) for one in check(home)]


def test_an_empty_folder_lacks_every_file(tmp_path: Path) -> None:
    """All that is missing is named at once."""
    assert [(one.file, one.reason) for one in check(tmp_path)] == [(name, "missing_file") for name in FILES]


def test_a_folder_that_is_not_there_lacks_every_file(tmp_path: Path) -> None:
    """A wrong path ends in faults too, never in a traceback."""
    assert {one.reason for one in check(tmp_path / "nowhere")} == {"missing_file"}


@pytest.mark.parametrize(
    "text", ["", "\x00", "[", "[[x]]", "a = 1", "items = 1", "items = [1]", "steps = [[]]", "\ufeff"]
)
def test_nonsense_in_any_file_ends_in_faults(text: str) -> None:
    """Whatever stands in a file, the check answers; it never raises: nonsense everywhere, or in what others lean on."""
    assert {one.file for one in check_texts(dict.fromkeys(FILES, text))} == set(FILES)
    for name in ("levels.toml", "labels.toml", "rules.toml", "banned_words.toml"):
        assert name in {one.file for one in check_texts({**default_texts(), name: text})}


@pytest.mark.parametrize("seed", range(40))
def test_a_slip_of_the_hand_never_ends_in_a_traceback(seed: int) -> None:
    """Whatever an editor's slip leaves in a file, the check answers: by faults, or by accepting it."""
    hand = Random(seed)
    texts = default_texts()
    name = hand.choice(list(FILES))
    lines = texts[name].split("\n")
    for _ in range(3):
        at = hand.randrange(len(lines))
        start, equals, _ = lines[at].partition(" = ")
        lines[at] = f"{start}{equals}{hand.choice(SLIPS)}" if equals else lines[hand.randrange(len(lines))]
    texts[name] = "\n".join(lines)
    assert {one.file for one in check_texts(texts)} <= set(default_texts())
