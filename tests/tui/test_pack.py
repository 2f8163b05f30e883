"""A form pack comes into force before two people, who first see what it changes (DATA-08)."""

from pathlib import Path

import pytest

from rmdesk.desk.desk import Desk
from rmdesk.domain.people import Role
from rmdesk.locale import Lang
from support.clock import Clock
from support.people import product, staff
from support.tiers import also, longer
from support.walk import assessed, put_on, register, start
from tui.hands import enter, hire, kinds, prove, rows
from tui.looking import cut_off
from tui.stage import Driver, app_over, drive, looks


def _written(desk: Desk, folder: Path, *edits: tuple[str, str, str]) -> Path:
    """The pack in force as files, with texts replaced."""
    texts = dict(desk.pack.files)
    for file, before, after in edits:
        assert before in texts[file]
        texts[file] = texts[file].replace(before, after, 1)
    for name, text in texts.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def eased(full: Desk, tmp_path: Path) -> Path:
    """A pack that lets more of the client's assets into one product, asks for one password less, and says more."""
    return _written(
        full,
        tmp_path / "eased",
        ("thresholds.toml", 'key = "amount_share"\nvalue = 0.5', 'key = "amount_share"\nvalue = 0.9'),
        (
            "sensitive_acts.toml",
            'key = "complaints.hand_over"\ndemand = "password"',
            'key = "complaints.hand_over"\ndemand = "none"',
        ),
        ("pack.toml", 'version = "2026.1"', 'version = "2026.2"'),
        ("sentences.toml", "产品有风险", "产品存在风险"),
    )


async def _open(see: Driver, folder: Path) -> None:
    await see.press("f12", "5", "ctrl+u")
    await see.type(str(folder))
    await see.press("enter")
    await see.pilot.pause(0.3)


@looks
def test_what_became_looser_is_read_before_anything_is_proved(
    full: Desk, eased: Path, lang: Lang, size: tuple[int, int]
) -> None:
    """Whoever says yes without seeing the eased limit has agreed to something else than was meant."""

    async def look(see: Driver) -> None:
        await _open(see, eased)
        assert see.table == "pack"
        assert cut_off(see.app) == []
        words = {"zh": ("放宽", "更改", "其中放宽 2 处"), "en": ("relaxed", "changed", "2 relaxed")}[lang]
        assert [line.split()[0] for line in rows(see)] == [
            words[0],
            words[0],
            *(line.split()[0] for line in rows(see)[2:]),
        ]
        assert rows(see)[-1].startswith(words[1])
        assert words[2] in see.text
        assert "0.5 → 0.9" in see.text
        await see.press("down", "enter")
        await see.pilot.pause()
        assert "sensitive_acts.toml: act[complaints.hand_over].demand" in see.text.replace("\n", "")
        assert "password → none" in see.text
        assert cut_off(see.app) == []

    drive(app_over(full, lang), look, size)


def test_two_people_put_it_into_force(full: Desk, eased: Path) -> None:
    """Compliance agrees by the own password at this desk; until then the old pack holds."""
    hire(full, "heguang", "compliance")
    before = full.pack.digest

    async def adopt(see: Driver) -> None:
        await _open(see, eased)
        await see.press("1")
        await see.pilot.pause(0.2)
        assert cut_off(see.app) == []
        await prove(see, "wrong")
        assert "!" in see.text
        assert full.pack.digest == before
        await prove(see)
        assert see.table == "settings"
        assert "2026.2" in see.text

    drive(app_over(full), adopt)
    assert full.pack.digest != before
    assert kinds(full)[-2:] == ["people.second_agreed/1", "pack.adopted/1"]


@pytest.mark.parametrize(("own", "offered"), [also("administrator", "hecompliance"), ("compliance", "lixadmin")])
def test_only_the_other_half_is_offered(full: Desk, eased: Path, own: Role, offered: str) -> None:
    """The one at the desk is not asked to find somebody who holds the same role."""
    hire(full, "hecompliance", "compliance")
    hire(full, "lixadmin", "administrator")
    hire(full, "zhm", "manager")
    full.actor = staff(full.actor.login, own)

    async def look(see: Driver) -> None:
        await _open(see, eased)
        await see.press("1")
        await see.pilot.pause(0.2)
        assert {name for name in ("hecompliance", "lixadmin", "zhm") if name in see.text} == {offered}

    drive(app_over(full), look)


@longer
def test_the_same_pack_and_one_that_loses_a_level_are_said_so(full: Desk, tmp_path: Path) -> None:
    """Nobody is led to a list of nothing, nor to two passwords for a pack that cannot be used here."""
    same = _written(full, tmp_path / "same")
    lost = _written(full, tmp_path / "lost")
    for file in lost.rglob("*.toml"):
        file.write_text(file.read_text(encoding="utf-8").replace('"R2"', '"S2"'), encoding="utf-8")

    async def look(see: Driver) -> None:
        await _open(see, same)
        assert "没有变动" in see.text
        await enter(see)
        await see.press("escape")
        await _open(see, lost)
        assert "R2" in see.text
        assert see.table != "pack"

    drive(app_over(full), look)


@longer
def test_past_sales_are_asked_before_it_is_adopted(full: Desk, clock: Clock, tmp_path: Path) -> None:
    """Compliance sees which sales a tighter limit would have stopped, and by how much."""
    tighter = _written(
        full,
        tmp_path / "tighter",
        ("thresholds.toml", 'key = "amount_share"\nvalue = 0.5', 'key = "amount_share"\nvalue = 0.05'),
        ("pack.toml", 'version = "2026.1"', 'version = "2026.2"'),
    )
    put_on(full, product(code="W-77"))
    client = register(full, financial_assets="200000")
    clock.forward(minutes=5)
    assessed(full, client)
    walk = start(full, clock, client).match().choose("W-77").tell().understand().record().print().take_back()
    walk.countersign()

    async def look(see: Driver) -> None:
        await _open(see, tighter)
        await see.press("2")
        await see.pilot.pause(0.3)
        assert see.table == "back_test"
        assert cut_off(see.app) == []
        assert [(line.split()[0], line.split()[-1]) for line in rows(see)] == [(walk.view.sale.no, "SUIT-03")]
        await see.press("enter")
        await see.pilot.pause()
        assert "0.5 → 0.05" in " ".join(see.text.replace("│", " ").split())
        assert cut_off(see.app) == []

    drive(app_over(full, "en"), look, (80, 20))
