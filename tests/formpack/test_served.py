"""Several questionnaires in a pack: each product that must fit its buyer is served by one of them (SUIT-24)."""

from pathlib import Path

import pytest

from formpack.packs import Change, add, both, drop, swap, write
from rmdesk.domain.questionnaire import Outcome
from rmdesk.formpack import PackFaults, score_file
from rmdesk.formpack.loader import check_texts
from support.two_forms import SECURITIES, two_form_pack, two_forms

Q = "questionnaire.toml"
BANK = 'regimes = ["bank", "insurance"]'
FUNDS = 'regimes = ["securities"]'


def _faults(change: Change) -> list[tuple[str, str, str]]:
    texts = two_forms()
    change(texts)
    return [(one.file, one.key, one.message.en) for one in check_texts(texts)]


def test_two_questionnaires_by_regime_are_sound() -> None:
    """If it fails, a bank cannot sell funds by the securities regulator's form beside its own products."""
    assert check_texts(two_forms()) == ()
    pack = two_form_pack()
    assert list(pack.questionnaires("person")) == ["", "securities"]
    assert list(pack.questionnaires("organisation")) == [""]


@pytest.mark.parametrize(
    ("change", "file", "key", "says"),
    [
        (swap(Q, BANK, 'regimes = ["bank"]'), Q, "regimes", 'no questionnaire serves "insurance" under "insurance"'),
        (drop(SECURITIES), Q, "regimes", 'no questionnaire serves "bond" under "securities"'),
        (swap(Q, BANK + "\n", ""), SECURITIES, "regimes", "is served by questionnaire.toml already"),
        (swap(SECURITIES, FUNDS, 'regimes = ["securities"]\nfamilies = ["x"]'), SECURITIES, "families[1]", "no family"),
        (swap(SECURITIES, FUNDS, 'regimes = ["securities"]\nfamilies = ["wealth"]'), Q, "regimes", "no questionnaire"),
        (swap(SECURITIES, FUNDS, 'regimes = ["none"]'), SECURITIES, "regimes[1]", "bank"),
        (swap(SECURITIES, 'id = "securities"', 'id = "person"'), SECURITIES, "id", "person"),
        (swap(SECURITIES, 'audience = "person"', 'audience = "organisation"'), SECURITIES, "regimes", "served by"),
        (both(drop(SECURITIES), add("questionnaires/Bad.toml", "")), "questionnaires/Bad.toml", "", ""),
    ],
    ids=["gap", "dropped", "twice", "family", "too_narrow", "none", "same_id", "audience", "name"],
)  # fmt: skip
def test_what_nobody_or_two_serve_is_refused(change: Change, file: str, key: str, says: str) -> None:
    """If it fails, a product is matched with another regime's level, or with any of two."""
    found = _faults(change)
    assert any(one[:2] == (file, key) and says in one[2] for one in found), found


def test_a_further_form_is_scored_by_its_packs_levels(tmp_path: Path) -> None:
    """If it fails, `forms score` reads a bank's own form against the program's levels."""
    home = write(two_forms(), tmp_path)
    form = two_form_pack().questionnaire("person", "securities")
    outcome = score_file(home / SECURITIES, form.examples[0].answers)
    assert isinstance(outcome, Outcome)
    assert outcome.level == form.examples[0].level
    (home / "levels.toml").write_text("", encoding="utf-8")
    with pytest.raises(PackFaults):
        score_file(home / SECURITIES, form.examples[0].answers)
