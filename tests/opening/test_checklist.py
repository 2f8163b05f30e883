"""What a desk lacks before its first sale: nothing is forgotten, and each line says who does it."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from rmdesk.desk import backup, people
from rmdesk.desk.desk import Desk
from rmdesk.desk.guarding import Proof
from rmdesk.desk.settings import branch as branches
from rmdesk.desk.settings import checklist as checklists
from rmdesk.domain.opening import Lack, Stands, StepKey, checklist
from rmdesk.domain.people import Branch, Certificate, Person, Role
from rmdesk.formpack import Pack
from rmdesk.locale import tr
from rmdesk.tui import routes
from rmdesk.tui.lines.opening_ways import way_to
from support.clock import Clock
from support.desks import BRANCH, COST, PASSWORD, codes, done, new_desk
from support.people import DAY, product, staff
from support.walk import put_on
from tui.stage import Driver, app_over, drive

FULL = BRANCH.model_copy(
    update={
        "bank_en": "Sample Bank", "branch_en": "East", "accent": "#0a3d5c", "review": "own",
        "mediation": "示例", "mediation_en": "Sample",
    }
)  # fmt: skip


def three(**over: Person) -> tuple[Person, ...]:
    """The smallest branch; two of them administer it."""
    usual = {
        "lin": staff("lin", "manager"),
        "zhou": staff("zhou", "reviewer", "product_keeper", "administrator", sells=False),
        "he": staff("he", "administrator", "compliance", sells=False),
    }
    return tuple((usual | over).values())


def lacks(key: StepKey, people: tuple[Person, ...] | None = None, branch: Branch = FULL, **over: object) -> list[Lack]:
    """What one step of a desk lacks that is ready but for what is named."""
    usual: dict[str, object] = {
        "people": three() if people is None else people,
        "keys": frozenset({"lin", "zhou", "he", "all", "b", "c", "xu"}),
        "branch": branch,
        "today": DAY,
        "on_sale": frozenset({"wealth"}),
        "certified": ("wealth", "fund"),
        "classes": frozenset({"saving"}),
        "unconfirmed": 0,
        "years": frozenset({DAY.year}),
        "printer_tested": True,
        "backed_up": True,
        "sealed": True,
    }
    steps = checklist(Stands(**(usual | over)))  # type: ignore[arg-type]
    return [lack for step in steps if step.key == key for lack in step.lacks]


def test_a_desk_that_is_ready_lacks_nothing() -> None:
    """A checklist that never ends is read by nobody."""
    keys: tuple[StepKey, ...] = (
        "people", "certificates", "letterhead", "bodies", "shelf", "holidays", "printer", "backup", "recovery",
        "administrator",
    )  # fmt: skip
    assert [key for key in keys if lacks(key)] == []


def test_people_are_counted_and_so_are_their_roles() -> None:
    """Two people cannot review each other's sales, and a branch without a keeper has no shelf."""
    assert lacks("people", three()[:2]) == [Lack("count", "1"), Lack("role", "compliance")]
    alone = (staff("all"), staff("b", "product_keeper"), staff("c", "administrator"))
    assert lacks("people", alone) == [Lack("second")]
    gone = three(he=staff("he", "administrator", "compliance").model_copy(update={"suspended": True}))
    assert lacks("people", gone) == [Lack("count", "1"), Lack("role", "compliance")]
    assert lacks("administrator", gone) == [Lack("administrator")]


def test_who_cannot_come_in_is_not_counted() -> None:
    """A staff list brings names: a branch would be called ready, and nobody but one could unlock the desk."""
    assert lacks("people", keys=frozenset({"lin"})) == [Lack("password", "测试zhou"), Lack("password", "测试he")]
    assert lacks("administrator", keys=frozenset({"lin", "zhou"})) == [Lack("password", "测试he")]
    spare = (*three(), staff("xu", "reviewer", sells=False))
    assert lacks("people", spare, keys=frozenset({"lin", "zhou", "he"})) == [], "enough of them can"


def test_certificates_are_own_ones_in_force_for_what_is_sold() -> None:
    """One number at two people, or an expired one, is found before the first client asks."""
    over = Certificate(families=("wealth",), number="T-1", expires_on=DAY - timedelta(1))
    expired = three(lin=staff("lin", "manager").model_copy(update={"certificates": (over,)}))
    assert lacks("certificates", expired) == [
        Lack("certificate", "测试lin", "lin"),
        Lack("family", "wealth", "lin"),
        Lack("insurance_class", "saving", "lin"),
    ]
    narrow = Certificate(families=("wealth", "insurance"), number="T-2", expires_on=DAY, classes=("ordinary",))
    classed = three(lin=staff("lin", "manager").model_copy(update={"certificates": (narrow,)}))
    assert lacks("certificates", classed) == [Lack("insurance_class", "saving", "lin")]
    same_right = narrow.model_copy(update={"number": "T-4"})
    both = (*classed, staff("xu", "manager", sells=False).model_copy(update={"certificates": (same_right,)}))
    assert lacks("certificates", both) == [Lack("insurance_class", "saving")], "which of them takes it is the branch's"
    other = Certificate(families=("fund",), number="T-3", expires_on=DAY, classes=())
    shared = (*classed, staff("xu", "manager", sells=False).model_copy(update={"certificates": (other,)}))
    sold = frozenset({"wealth", "fund"})
    assert lacks("certificates", shared, on_sale=sold, classes=frozenset()) == [], "each family has somebody"
    untrained = three(lin=staff("lin", "manager").model_copy(update={"training": ()}))
    assert lacks("certificates", untrained, training=8) == [Lack("training", "测试lin", "lin")]
    same = staff("zhou", "reviewer", "product_keeper").model_copy(update={"certificates": three()[0].certificates})
    assert lacks("certificates", three(zhou=same)) == [Lack("number", "T-lin")]
    keepers: tuple[Role, ...] = ("product_keeper",)
    assert lacks("certificates", (staff("b", *keepers, sells=False),)) == [Lack("role", "manager")]


@pytest.mark.parametrize(
    ("key", "over", "lack"),
    [
        ("letterhead", {"branch": FULL.model_copy(update={"bank_en": ""})}, Lack("names")),
        ("bodies", {"branch": FULL.model_copy(update={"review": ""})}, Lack("review")),
        ("letterhead", {"branch": FULL.model_copy(update={"branch_en": "虚构支行"})}, Lack("names")),
        ("letterhead", {"branch": FULL.model_copy(update={"contact": "热线 400"})}, Lack("english", "contact")),
        ("bodies", {"branch": FULL.model_copy(update={"mediation": ""})}, Lack("mediation")),
        ("bodies", {"branch": FULL.model_copy(update={"mediation_en": "示例"})}, Lack("english", "mediation")),
        ("bodies", {"branch": FULL.model_copy(update={"regulator": "示例"})}, Lack("english", "regulator")),
        ("shelf", {"on_sale": frozenset()}, Lack("product")),
        ("holidays", {"years": frozenset()}, Lack("year", "2026")),
        ("holidays", {"today": date(2026, 12, 1)}, Lack("year", "2027")),
        ("printer", {"printer_tested": False}, Lack("test_page")),
        ("backup", {"backed_up": False}, Lack("backup")),
        ("recovery", {"sealed": False}, Lack("sealed")),
    ],
)
def test_each_step_says_what_it_lacks(key: StepKey, over: dict[str, object], lack: Lack) -> None:
    """ "Not done" alone helps nobody."""
    assert lacks(key, **over) == [lack]  # type: ignore[arg-type]


def test_an_english_notice_names_the_reviewing_body_in_english() -> None:
    """COMP-10: "you may ask 虚构银行虚构市分行 in writing" stood on it, and nothing had asked for its English name."""
    branch = FULL.model_copy(update={"review": "superior", "superior": "虚构银行虚构市分行"})
    assert lacks("bodies", branch=branch) == [Lack("english", "superior")]
    assert lacks("bodies", branch=branch.model_copy(update={"superior_en": "City Branch"})) == []
    assert lacks("bodies", branch=branch.model_copy(update={"superior": "CITY BRANCH"})) == []


@pytest.fixture
def fresh(tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    """A desk as `rmdesk init` leaves it: one person, who sells and administers."""
    with new_desk(tmp_path / "fresh", pack, clock, staff("wang", "manager", "administrator")) as desk:
        yield desk


def test_an_empty_desk_names_what_is_left_and_who_does_it(fresh: Desk, tmp_path: Path) -> None:
    """From the first evening to the last line, by what was really done."""
    first = {one.key: one for one in done(checklists.read(fresh)).items}
    assert [key for key, one in first.items() if one.done] == ["certificates", "holidays"]
    assert (first["shelf"].who, first["shelf"].roles, first["shelf"].mine) == ((), ("product_keeper",), False)
    assert first["people"].mine
    assert way_to(first["shelf"]) == routes.GiveRole("product_keeper"), "nobody is sent to a keeper who does not exist"
    done(people.add(fresh, staff("zhou", "reviewer", "product_keeper", sells=False), PASSWORD, PASSWORD, COST))
    done(people.add(fresh, staff("he", "compliance", "administrator", sells=False), PASSWORD, PASSWORD, COST))
    done(branches.set_branch(fresh, {"bank_en": "Sample Bank", "branch_en": "East", "accent": "#0a3d5c"}))
    done(branches.set_branch(fresh, {"review": "own", "mediation": "虚构市调解中心", "mediation_en": "Mediation"}))
    assert backup.at_exit(fresh) is not None
    assert "backup" in [one.key for one in done(checklists.read(fresh)).left], "nobody has seen it on a stick"
    done(backup.make(fresh, tmp_path / "first.rmdesk"))
    assert checklists.seal_recovery(fresh, "行长室保险柜") is None
    now = done(checklists.read(fresh))
    assert [one.key for one in now.left] == ["shelf", "printer"]
    assert now.items[4].who == ("测试zhou",)
    fresh.actor = staff("zhou", "reviewer", "product_keeper", sells=False)
    put_on(fresh, product())
    assert [one.key for one in done(checklists.read(fresh)).left] == ["printer"]


def test_chinese_in_a_field_for_english_is_told(fresh: Desk) -> None:
    """It was taken without a word, and printed among English."""
    said = done(branches.set_branch(fresh, {"mediation": "示例", "mediation_en": "示例"}))
    assert "Mediator, English" in branches.in_chinese(said, "en")
    assert branches.in_chinese(done(branches.set_branch(fresh, {"mediation_en": "Sample"})), "zh") == ""
    lacking = next(one for one in done(checklists.read(fresh)).items if one.key == "letterhead")
    assert checklists.lacking(lacking, fresh, "zh") == ["英文名称"]


def test_nobody_is_led_to_what_lets_oneself_sell(tmp_path: Path, pack: Pack, clock: Clock) -> None:
    """Who opens the line would stand before a refusal: it says who else does it (DESK-15)."""

    def line(desk: Desk) -> checklists.Item:
        return next(one for one in done(checklists.read(desk)).items if one.key == "certificates")

    def hire(desk: Desk, login: str, role: Role) -> None:
        done(people.add(desk, staff(login, role, sells=False), PASSWORD, PASSWORD, COST))

    with new_desk(tmp_path / "bare", pack, clock, staff("wang", "manager", "administrator", sells=False)) as desk:
        alone = line(desk)
        assert (alone.mine, alone.who, way_to(alone)) == (False, (), routes.GiveRole("administrator"))
        assert checklists.named(alone, desk, "zh") == "另一位系统管理员"
        hire(desk, "xu", "manager")
        assert (line(desk).mine, way_to(line(desk))) == (True, routes.Person("xu", "certificate"))
        hire(desk, "he", "administrator")
        assert {*line(desk).who} == {"测试wang", "测试he"}


def test_the_heading_is_true_whenever_it_is_read(fresh: Desk) -> None:
    """ "Before the first sale" was a lie on the day after it; a list that was put away is not a finished one."""
    said = checklists.heading(done(checklists.read(fresh)), "en")
    assert "sale" not in said
    assert "2 of 10" in said
    ended = done(checklists.end(fresh, "无打印机"))
    assert checklists.heading(ended, "zh") == checklists.heading(done(checklists.read(fresh)), "zh")
    assert checklists.heading(ended, "zh") != checklists.heading(ended._replace(ended=False), "zh")
    assert checklists.heading(ended, "en") == "Opening checklist: 2 of 10 done · dismissed by an administrator", (
        "what is left undone stood below a line that said nothing of it"
    )


def test_a_new_code_wants_a_new_envelope_and_the_list_can_be_put_away(fresh: Desk) -> None:
    """The old envelope opens nothing any more; a branch without a printer is not reminded for ever."""
    assert codes(checklists.seal_recovery(fresh, " ")) == ["INPUT.required"]
    assert checklists.seal_recovery(fresh, "保险柜") is None
    assert done(checklists.read(fresh)).items[8].done
    done(people.renew_recovery(fresh, Proof(PASSWORD), COST))
    assert not done(checklists.read(fresh)).items[8].done
    assert codes(checklists.end(fresh, "")) == ["INPUT.required"]
    done(checklists.end(fresh, "无打印机"))
    assert done(checklists.read(fresh)).left == ()


@pytest.mark.parametrize("rows", [24, 20])
def test_an_empty_desk_shows_every_line_and_the_chosen_one_in_whole(fresh: Desk, rows: int) -> None:
    """If it fails, what must be done first in a new branch has to be scrolled to, or guessed from half a line."""
    left = done(checklists.read(fresh)).left
    assert len(left) > 7
    lacks = " · ".join(checklists.lacking(left[0], fresh, "en"))

    async def look(see: Driver) -> None:
        await see.resize(80, rows)
        for one in left:
            assert tr("en", f"opening.step.{one.key}") in see.text, one.key
        assert lacks in " ".join(see.text.split())
        see.app.go(routes.Checklist())
        await see.pilot.pause()
        for text in (lacks, tr("en", "opening.how.people")):
            assert text in " ".join(see.text.split())
        assert tr("en", "keys.end_checklist") in see.text
        done(checklists.end(fresh, "无打印机"))
        await see.press("escape")
        see.app.go(routes.Checklist())
        await see.pilot.pause()
        assert tr("en", "keys.end_checklist") not in see.text

    drive(app_over(fresh, "en"), look)
