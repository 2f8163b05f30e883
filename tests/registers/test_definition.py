"""Registers as the pack declares them: a bank reads and edits them without the program."""

import tomllib

import pytest

from formpack.packs import add, changed, default_texts, swap
from rmdesk.domain.registers.act import Ask
from rmdesk.domain.registers.definition import Register
from rmdesk.formpack import Pack, PackFaults, check_texts, load_texts
from rmdesk.formpack.registers.reading import build_register

RISK = "registers/risk.toml"
CLASS = '[label.risk_class]\nmarket = { zh = "市场风险", en = "Market" }'


def _register(text: str) -> Register:
    labels = tomllib.loads(default_texts()["labels.toml"])
    built = build_register("registers/risk.toml", tomllib.loads(text), labels)
    assert isinstance(built, Register), built
    return built


def test_the_thinnest_register_is_short() -> None:
    """A bank can write a register of its own: the risk register takes at most a hundred lines."""
    assert len(default_texts()[RISK].splitlines()) <= 100


def test_both_spellings_are_one_register() -> None:
    """Laying a table out as a block must not make every draft and fact look like another definition's."""
    line = next(one for one in default_texts()[RISK].splitlines() if one.startswith("close = "))
    table = line.removeprefix("close = { ").removesuffix(" }")
    parts = []
    depth, start = 0, 0
    for at, sign in enumerate(table + ","):
        depth += (sign in "{[") - (sign in "}]")
        if sign == "," and depth == 0:
            parts.append(table[start:at].strip())
            start = at + 1
    block = "[act.close]\n" + "\n".join(parts) + "\n"
    text = default_texts()[RISK].replace(line + "\n", "")
    reopen = next(one for one in text.splitlines() if one.startswith("reopen = "))
    moved = text.replace(reopen + "\n", "").replace("[due]\n", block + "[act.reopen]\n" + _lines(reopen) + "[due]\n")
    assert _register(moved).digest == _register(default_texts()[RISK]).digest


def _lines(one: str) -> str:
    key = one.partition(" = ")[0]
    table = tomllib.loads(one)[key]
    simple = {name: value for name, value in table.items() if name not in {"label"}}
    label = f'label = {{ zh = "{table["label"]["zh"]}", en = "{table["label"]["en"]}" }}\n'
    return label + "".join(f"{name} = {value!r}\n" for name, value in simple.items())


def test_an_option_s_new_name_is_another_definition(pack: Pack) -> None:
    """A fact names the definition it was done under: the words that were on the screen can be found again."""
    other = load_texts(changed(swap("labels.toml", CLASS, CLASS.replace("市场风险", "市场类"))))
    assert other.registers["risk"].digest != pack.registers["risk"].digest
    assert other.registers["action"].digest == pack.registers["action"].digest


def test_what_an_act_asks_is_told_apart_from_what_it_may_leave(pack: Pack) -> None:
    """A mandatory answer is marked by "!", and only by it."""
    asked = pack.registers["action"].act["finish"].asked
    assert asked == (Ask(key="result", required=True), Ask(key="proof", required=False))


def test_options_come_with_the_register(pack: Pack) -> None:
    """A register explains its entries by itself, retired options and older keys too."""
    retired = CLASS.replace(" }", ', retired = true, was = "mkt" }')
    texts = changed(swap("labels.toml", CLASS, retired))
    assert check_texts(texts) == ()
    risk = load_texts(texts).registers["risk"]
    found = risk.option("class", "mkt")
    assert found is not None
    assert (found.key, found.retired) == ("market", True)
    assert [one.key for one in pack.registers["risk"].options("likelihood")] == ["1", "2", "3", "4", "5"]
    assert risk.options("title") == ()


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ('\n[extra]\na = 1\n', "extra"),
        ('\n[lists]\nrisk_class = []\n', "lists"),
    ],
)  # fmt: skip
def test_a_key_that_the_grammar_lacks_is_refused(text: str, key: str) -> None:
    """A misspelt key would silently do nothing, and option lists stand in labels.toml alone."""
    texts = changed(add("registers/action.toml", text))
    assert ("registers/action.toml", key) in {(one.file, one.key) for one in check_texts(texts)}
    with pytest.raises(PackFaults):
        load_texts(texts).registers["action"]


def test_a_file_that_no_register_can_stand_in_is_named() -> None:
    """ "Risk.toml" would be another register's file on one system and the same on the next."""
    found = check_texts(changed(add("registers/Risk-1.toml", "x = 1")))
    assert [(one.file, one.reason) for one in found] == [("registers/Risk-1.toml", "register_file")]
