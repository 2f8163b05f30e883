"""A revised law can be entered: a looser figure names it, warns, and is shown for as long as it stands (DATA-08)."""

from datetime import date

import pytest

from formpack.packs import Change, both, changed, swap
from rmdesk.desk import checking
from rmdesk.desk.desk import Desk
from rmdesk.formpack import Pack, check_texts, load_texts
from rmdesk.formpack.check.newer_law import figures
from rmdesk.formpack.comparing import compare

T, C, A = "thresholds.toml", "complaint_clocks.toml", "archive.toml"
LAW = (
    'law = { source = { zh = "示例办法第五条", en = "Sample Measures, art. 5" }, promulgated = DAY, in_force = FORCE }'
)


def law(promulgated: str = "2025-12-01", in_force: str = "2026-01-15") -> str:
    """A law that is named on a row."""
    return LAW.replace("DAY", promulgated).replace("FORCE", in_force)


def months(said: str) -> Change:
    """Assessments that serve eighteen months."""
    return swap(
        T, 'key = "assessment_valid_months"\nvalue = 12\n', f'key = "assessment_valid_months"\nvalue = 18\n{said}\n'
    )


def decided(unit: str, count: int, said: str) -> Change:
    """A decision within so many days or working days, for what comes in from February on."""
    row = (
        f'[[clock]]\nid = "decision_simple"\nrule = "COMP-05"\nname = {{ zh = "一", en = "x" }}\nlegal = true\n'
        f'count = {count}\nunit = "{unit}"\nstart = "receipt"\ntypes = ["complaint"]\nclasses = ["simple"]\n'
        f"effective_from = 2026-02-01\n{said}\n\n[[clock]]\n"
    )
    return swap(C, '[[clock]]\nid = "decision_complex"', f'{row}id = "decision_complex"')


def kept(years: int, said: str, from_: str = "2026-02-01") -> Change:
    """Suitability records kept for so many years, from a day on."""
    row = (
        f'[[clock]]\nid = "suitability"\nrule = "SUIT-09"\nyears = {years}\nbegins = "relationship_end"\n'
        f'effective_from = {from_}\nname = {{ zh = "一", en = "x" }}\n{said}\n\n'
    )
    return swap(A, "# Which paper belongs to which part", f"{row}# Which paper belongs to which part")


@pytest.mark.parametrize(
    ("change", "key", "said"),
    [
        (months(law()), "threshold[assessment_valid_months].value", "18 比程序所知的法定限度 12 宽"),
        (decided("working_days", 20, law()), "clock[decision_simple].count", "20 个工作日比程序所知的法定限度 15 天宽"),
        (decided("days", 20, law()), "clock[decision_simple].count", "20 天比程序所知的法定限度 15 天宽"),
        (kept(3, law()), "clock[suitability].years", "3 年比程序所知的法定限度 5 年宽"),
    ],
)
def test_a_looser_figure_that_names_its_law_warns_and_stays_in_the_list(
    pack: Pack, change: Change, key: str, said: str
) -> None:
    """The bank goes by the law of the day; whoever adopts the next pack still sees that it is looser than known."""
    texts = changed(change)
    assert check_texts(texts) == ()
    new = load_texts(texts)
    assert [one.key for one in figures(new)] == [key]
    assert figures(new)[0].message.zh.startswith(f"{said}，依据：示例办法第五条")
    assert ("looser", key) in [(one.way, one.key) for one in compare(pack, new)]
    later = load_texts(changed(both(change, swap("pack.toml", 'version = "2026.1"', 'version = "2026.2"'))))
    assert ("looser", key) in [(one.way, one.key) for one in compare(new, later)]


@pytest.mark.parametrize(
    ("change", "key", "reason"),
    [
        (months(""), "threshold[assessment_valid_months].value", "legal"),
        (months(law(in_force="2026-03-01")), "threshold[assessment_valid_months].law", "law_dates"),
        (months(law(promulgated="2026-01-20")), "threshold[assessment_valid_months].law", "law_dates"),
        (months(law().replace("示例办法第五条", " ")), "threshold[assessment_valid_months].value", "legal"),
        (decided("days", 20, ""), "clock[decision_simple].count", "legal"),
        (decided("working_days", 20, law(in_force="2026-03-01")), "clock[decision_simple].law", "law_dates"),
        (decided("working_days", 10, ""), "clock[decision_simple].unit", "clock_shape"),
        (kept(3, ""), "clock[suitability].years", "legal"),
        (kept(3, law(in_force="2026-03-01")), "clock[suitability].law", "law_dates"),
        (kept(8, "", "2025-12-31"), "clock[suitability].effective_from", "date_order"),
    ],
)
def test_a_looser_figure_without_a_law_in_force_is_refused(change: Change, key: str, reason: str) -> None:
    """Nobody loosens a limit by a law that is not named, not promulgated or not in force yet."""
    assert (key, reason) in [(one.key, one.reason) for one in check_texts(changed(change))]


def test_a_retention_changes_on_its_day() -> None:
    """KYC-08: a longer one binds what is kept already, a shorter one frees nothing before it is law."""
    archive = load_texts(changed(kept(8, "", "2026-12-01"))).archive
    assert [one.years for one in archive.on(date(2026, 11, 30))] == [10, 10, 5]
    assert [one.years for one in archive.on(date(2026, 12, 1))] == [10, 10, 8]


def test_verify_rules_shows_it(desk: Desk) -> None:
    """An auditor sees by which law the desk gives more time; it is no fault."""
    desk.pack = load_texts(changed(months(law())))
    kept = checking.rules(desk)
    assert isinstance(kept, checking.RulesKept)
    assert kept.ok
    assert [one.reason for one in kept.figures] == ["law_looser"]
