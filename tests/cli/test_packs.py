"""`rmdesk forms compare` and `forms adopt`: a script sees what the screen shows, and no single login adopts a pack."""

import json
import shutil
from pathlib import Path

import pytest

from cli.conftest import Run
from rmdesk.resources import folder
from support.tiers import longer


@pytest.fixture
def eased(tmp_path: Path) -> Path:
    """The program's own pack with one limit eased and one sentence reworded."""
    made = Path(shutil.copytree(folder("forms"), tmp_path / "eased"))
    for name, before, after in (
        ("thresholds.toml", 'key = "amount_share"\nvalue = 0.5', 'key = "amount_share"\nvalue = 0.9'),
        ("sentences.toml", "产品有风险", "产品存在风险"),
        ("pack.toml", 'version = "2026.1"', 'version = "2026.2"'),
    ):
        text = (made / name).read_text(encoding="utf-8")
        assert before in text
        (made / name).write_text(text.replace(before, after), encoding="utf-8")
    return made


def test_a_script_reads_what_became_looser_first(own_desk: Run, eased: Path) -> None:
    """Head office compares a pack on a hundred desks without opening a screen."""
    ran = own_desk("forms", "compare", eased, "--json")
    assert ran.code == 0
    assert ran.value.keys() == {"version", "digest", "begins", "changes"}
    first, version, last = ran.value["changes"]
    assert version["file"] == "pack.toml"
    assert (first["way"], first["file"], first["was"], first["now"]) == ("looser", "thresholds.toml", "0.5", "0.9")
    assert (last["way"], last["file"], last["key"]) == ("changed", "sentences.toml", "headline")
    lines = own_desk("--lang", "zh", "forms", "compare", eased).out.splitlines()
    assert lines[0].startswith("放宽  thresholds.toml: threshold[amount_share].value")
    assert lines[0].endswith("0.5 → 0.9")
    assert "其中放宽 1 处" in lines[-1]


@longer
def test_a_script_reads_which_past_sales_a_stricter_pack_withholds(own_desk: Run, eased: Path) -> None:
    """By which rule, with the figure of the day and the new one; a manager and an administrator read nothing."""
    file = eased / "thresholds.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("value = 0.9\n", "value = 0.05\n"), encoding="utf-8")
    ask = ("backtest", "--pack", eased)
    ran = own_desk(*ask, "--json", user="compliance")
    assert ran.code == 0
    assert ran.value.keys() == {"version", "digest", "begins", "sales", "erased", "withheld"}
    assert 0 < len(ran.value["withheld"]) < ran.value["sales"]
    for one in ran.value["withheld"]:
        (share,) = [each for each in one["reasons"] if each["rule"] == "SUIT-03"]
        assert [(each["key"], each["was"], each["now"]) for each in share["figures"]] == [
            ("amount_share", "0.5", "0.05")
        ]
    lines = own_desk("--lang", "en", *ask, user="compliance").out.splitlines()
    assert any(line.startswith(ran.value["withheld"][0]["sale"]) for line in lines)
    assert "0.5 → 0.05" in "".join(lines)
    assert f"withheld {len(ran.value['withheld'])} of {ran.value['sales']} signed sales" in lines[-1]
    for user in ("admin", "manager"):
        assert own_desk(*ask, "--json", user=user).value["refused"][0]["rule"] == "DATA-08"


@longer
def test_a_pack_that_cannot_be_asked_is_told(own_desk: Run, eased: Path) -> None:
    """A looser one and the one in force withhold nothing, a broken one is named by its file, a folder that is none is
    wrong use."""
    assert own_desk("backtest", "--pack", eased, "--json", user="compliance").value["withheld"] == []
    same = own_desk("--lang", "en", "backtest", "--pack", folder("forms"), user="compliance")
    assert (same.code, "no changes" in same.err, "none of" in same.out) == (0, True, True)
    assert own_desk("backtest", "--pack", eased / "nowhere", user="compliance").code == 2
    (eased / "levels.toml").unlink()
    ran = own_desk("backtest", "--pack", eased, "--json", user="compliance")
    assert (ran.code, ran.value["faults"][0]["file"]) == (1, "levels.toml")


def test_two_logins_adopt_what_was_compared(own_desk: Run, eased: Path) -> None:
    """DATA-08: the administrator's login and compliance's, and the digest that both saw."""
    digest = own_desk("forms", "compare", eased, "--json").value["digest"]
    adopt = ("forms", "adopt", eased, "--digest", digest[:12])
    assert own_desk(*adopt, "--second", "reviewer", "--json").value["refused"][0]["rule"] == "DATA-08"
    assert own_desk(*adopt, "--second", "admin", "--json").value["refused"][0]["rule"] == "DATA-08"
    ran = own_desk(*adopt, "--second", "compliance", "--json")
    assert (ran.code, ran.value) == (0, {"version": "2026.2", "digest": digest, "begins": ran.value["begins"]})
    assert own_desk("forms", "compare", eased, "--json").value["changes"] == []


def test_a_folder_that_changed_since_is_not_adopted(own_desk: Run, eased: Path) -> None:
    """What nobody compared does not come into force; neither does anything for want of a digest."""
    digest = own_desk("forms", "compare", eased, "--json").value["digest"]
    (eased / "pack.toml").write_text("# \n" + (eased / "pack.toml").read_text(encoding="utf-8"), encoding="utf-8")
    for given in (digest, digest[:4], ""):
        ran = own_desk("forms", "adopt", eased, "--digest", given, "--second", "compliance")
        assert ran.code == 2
    assert own_desk("forms", "adopt", eased, "--second", "compliance").code == 2


def test_faults_and_roles_are_answered_as_everywhere(own_desk: Run, eased: Path) -> None:
    """Exit codes 1 and 2, and a manager may neither compare nor adopt."""
    assert own_desk("forms", "compare", eased / "nowhere").code == 2
    assert own_desk("forms", "compare", eased, "--json", user="manager").value["refused"][0]["rule"] == "DATA-08"
    (eased / "levels.toml").unlink()
    ran = own_desk("forms", "compare", eased, "--json")
    assert ran.code == 1
    assert {one["file"] for one in json.loads(ran.out)["faults"]} == {"levels.toml"}
