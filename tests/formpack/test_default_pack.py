"""The pack that ships: complete, in both languages, and what the rules read from it is there."""

from datetime import date
from decimal import Decimal
from typing import get_args

import pytest

from desk.papers import people
from formpack.packs import changed, cut, swap
from rmdesk.desk.access import ROLES_OF
from rmdesk.desk.disclosure_items import disclosure_items
from rmdesk.desk.imports.kind import shown_heading
from rmdesk.domain.base import Lang
from rmdesk.domain.client import ClientKind
from rmdesk.domain.product import Regime
from rmdesk.formpack import Pack, load_texts
from rmdesk.formpack.disclosure import PLACEHOLDERS, SIX_ITEMS, Kind
from rmdesk.formpack.loader import check
from rmdesk.formpack.papers import PAPER_KINDS
from rmdesk.formpack.rules import CITED
from rmdesk.resources import folder
from support.families import FAMILIES

LANGUAGES: tuple[Lang, Lang] = ("zh", "en")
MATCHED = tuple(regime for regime in get_args(Regime) if regime != "none")
SAVINGS = Kind("none")


def test_it_is_accepted() -> None:
    """A bank can start with what ships."""
    assert check(folder("forms")) == ()


def test_a_pack_kept_in_the_desk_is_the_same_pack(pack: Pack) -> None:
    """Old levels are recomputed from the kept texts: nothing may get lost on the way (QUES-07)."""
    kept = load_texts(dict(pack.files))
    assert kept == pack
    assert hash(kept) == hash(pack)
    assert kept.digest == pack.digest
    assert kept.score("person", ("B",) * 12) == pack.score("person", ("B",) * 12)


@pytest.mark.parametrize("name", ["ranking.toml", "disclosures/wealth.toml"])
def test_the_digest_stands_for_every_character(pack: Pack, name: str) -> None:
    """A changed text is another pack: what a client was shown can be told apart (COMP-16)."""
    other = load_texts({**pack.files, name: pack.files[name] + " "})
    assert other.digest != pack.digest
    assert other != pack


@pytest.mark.parametrize("family", FAMILIES)
@pytest.mark.parametrize("regime", MATCHED)
def test_six_disclosures_where_a_match_is_due(pack: Pack, family: str, regime: Regime) -> None:
    """SUIT-22: none of the six is left out, and they come in order."""
    told = tuple(item.id for item in pack.disclosure(family).items_for(Kind(regime)))
    assert told == (("basics", "risks", "fees", "other") if family == "deposit" else SIX_ITEMS)


def test_a_government_bond_is_told_without_a_level(pack: Pack) -> None:
    """SUIT-24: what needs no match speaks of no match, and asks nothing about what was not told."""
    bond = pack.disclosure("bond")
    assert [item.id for item in bond.items_for(SAVINGS)] == ["basics", "risks", "fees", "other"]
    told = {item.id for item in bond.items_for(SAVINGS)}
    assert {question.item for question in bond.questions_for(SAVINGS, care=True)} <= told


@pytest.mark.parametrize("family", [family for family in FAMILIES if family != "deposit"])
def test_an_elder_client_is_warned_and_asked_more(pack: Pack, family: str) -> None:
    """SUIT-10: the stronger warning and the extra questions are there for every family that can carry high risk."""
    found, kind = pack.disclosure(family), Kind("insurance" if family == "insurance" else "bank")
    assert next(item for item in found.items if item.id == "risks").care is not None
    usual, extra = (found.questions_for(kind, care=care) for care in (False, True))
    assert len(extra) > len(usual) >= 2


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("family", [family for family in FAMILIES if family != "deposit"])
def test_the_risks_say_that_principal_may_be_lost(pack: Pack, family: str, lang: Lang) -> None:
    """SALE-04: the worst case names its assumption and is worked out; the words for that are the pack's."""
    risks = next(item for item in pack.disclosure(family).items if item.id == "risks")
    text = risks.text.of(lang)
    assert "{worst_case}" in text
    assert "{worst_told}" in text


@pytest.mark.parametrize("family", ["fund", "insurance", "wealth", "trust", "derivative", "private"])
def test_no_product_is_taken_for_a_deposit(pack: Pack, family: str) -> None:
    """SUIT-06: every family says that it is none."""
    basics = pack.disclosure(family).items[0].text
    assert "不是存款" in basics.zh
    assert "不受存款保险保障" in basics.zh
    assert "deposit" in basics.en


def test_the_desk_fills_every_placeholder_that_the_check_admits() -> None:
    """A pack that uses any admitted placeholder must not end in a KeyError before a client."""
    every = "".join(f"{{{name}}}" for name in PLACEHOLDERS)
    text = f'{{ zh = "{every}", en = "{every}" }}'
    item = f'[[items]]\nid = "basics"\ntitle = {text}\ntext = {text}\nscript = {text}\ncare = {text}\n\n'
    wealth = "disclosures/wealth.toml"
    pack = load_texts(
        changed(cut(wealth, '[[items]]\nid = "basics"', "[[items]]"), swap(wealth, "[[items]]", item + "[[items]]"))
    )
    client = people.person()
    given = people.given(client, people.at_level(client, "C3"), people.product())
    told = disclosure_items(pack, given.chosen, given.match_input, Decimal(200_000))
    assert "200,000.00" in told[0].text.zh
    assert "{" not in told[0].text.zh + told[0].title.en + told[0].script.zh


@pytest.mark.parametrize("lang", LANGUAGES)
def test_only_what_is_confirmed_is_cited(pack: Pack, lang: Lang) -> None:
    """A rule of unconfirmed basis is never printed as a citation."""
    for rule in pack.rules.rule:
        assert bool(pack.citation(rule.id, lang)) == (rule.basis in CITED), rule.id
    assert pack.citation("SALE-08", lang) == ""
    assert pack.citation("ZZZ-99", lang) == ""
    assert "29" in pack.citation("SUIT-18", "en")


def test_every_act_and_paper_has_a_name(pack: Pack) -> None:
    """A refusal for want of a role names the act in words."""
    for act in ROLES_OF:
        assert pack.label("act", act, "zh") != act
    for kind in PAPER_KINDS:
        assert pack.paper(kind).title.en


def test_labels_fall_back_on_the_choices_of_the_intake(pack: Pack) -> None:
    """What a form alone knows is shown by its own words."""
    assert pack.label("occupation", "retired", "zh") == "退休"
    assert pack.label("id_type", "resident", "en") == "Resident ID card"
    assert pack.label("complaint_cause", "dropped", "zh") == "dropped", "a case of earlier days must still be shown"
    with pytest.raises(KeyError):
        pack.label("stamps", "dropped", "zh")


def test_numbers_hold_from_their_day_on(pack: Pack) -> None:
    """A changed number neither reaches back nor is forgotten."""
    more = '\n[[threshold]]\nkey = "elder_age"\nvalue = 60\neffective_from = 2026-07-01\nrule = "SUIT-10"\n'
    more += 'note = { zh = "自下半年起", en = "From July on" }\n'
    other = load_texts({**pack.files, "thresholds.toml": pack.files["thresholds.toml"] + more})
    ages = [other.thresholds_on(date(2026, month, day)).elder_age for month, day in ((6, 30), (7, 1), (12, 31))]
    assert ages == [65, 60, 60]
    assert other.thresholds_on(date(2020, 1, 1)).elder_age == 65  # before the first row: that row
    assert pack.thresholds_on(date(2026, 11, 21)).private_minimum["equity"] == Decimal(1_000_000)


def test_the_intake_fits_the_screen_and_starts_with_no_consent(pack: Pack) -> None:
    """At most eight fields a step (24 lines); nothing is consented to beforehand (DATA-02)."""
    for kind in get_args(ClientKind):
        form = pack.intake(kind)
        assert max(len(step.fields) for step in form.steps) <= 8
        consents = [field for step in form.steps for field in step.fields if field.key.startswith("consent_")]
        assert {field.default for field in consents} <= {"no", ""}
        assert len(consents) == 3
        assert form.field("agent.1.name") is form.field("agent.name") is not None


def test_a_heading_is_shown_in_words_and_a_short_name_is_known_in_both_languages(pack: Pack) -> None:
    """An English desk asked what the column "offer" is, an id of the program's, and knew no "Short name" (产品简称)."""
    assert shown_heading(pack.imports.heading["products"]["offer"], "en") == "offering type"
    for kind, targets in pack.imports.heading.items():
        for target, names in targets.items():
            if any("产品简称" in one for one in names):
                assert {"short name", "product short name"} <= set(names), (kind, target)
