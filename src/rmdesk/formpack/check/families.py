"""Families: those that law names are there, a bank's own is treated as one of them, and asks for no less (SUIT-24)."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple, get_args

from rmdesk.domain.families import Family, Principal, Terms
from rmdesk.domain.imports.cells import plain
from rmdesk.domain.product import Insurance, Regime
from rmdesk.formpack.families import Families, FamilyRow
from rmdesk.formpack.family_words import FAMILIES, VOCABULARY
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.imports import ImportWords
from rmdesk.formpack.meta import Labels
from rmdesk.formpack.papers import PaperKind, PaperSet
from rmdesk.formpack.parse import Parsed
from rmdesk.formpack.placeholders import names

FILE = FAMILIES


class Law(NamedTuple):
    """What a family of the law allows those that are treated as it. `regimes` that they may stand under; whether they
    may go `uncertified`; how safe their `principal` may be called at most; the `terms` that they carry in any case;
    whether a sale to a person is `recorded` in any case (SALE-09), and whether they may be called 理财 (SALE-02)."""

    regimes: tuple[Regime, ...] = ("bank", "securities")
    uncertified: bool = False
    principal: Principal = "at_risk"
    terms: Terms = ""
    recorded: bool = True
    wealth: bool = False


LAW: dict[str, Law] = {
    "deposit": Law(("none", "bank"), uncertified=True, principal="kept", recorded=False),
    "bond": Law(("none", "bank", "securities")),
    "fund": Law(),
    "insurance": Law(("insurance",), terms="insurance"),
    "wealth": Law(wealth=True),
    "structured": Law(principal="may_be_kept", recorded=False),
    "trust": Law(),
    "derivative": Law(principal="beyond", recorded=False),
    "private": Law(terms="private"),
}
"""The families that law names. The only place of the program that knows a family by its name."""
MOST = 30
"""So many can be chosen from by a key each."""
_PRINCIPALS: tuple[Principal, ...] = get_args(Principal)
_KEY = re.compile(r"[a-z][a-z0-9_]{1,19}")
_TAKEN = ("compliance", "all")  # an exam's subject that is none, a command's word for every family
ALWAYS: dict[PaperKind, str] = {"disclosure_book": "SUIT-22", "rights_notice": "SALE-05"}
MATCHED: dict[PaperKind, str] = {"questionnaire": "SUIT-20", "opinion": "SUIT-22"}


def law_of(family: Family) -> Law:
    """The law for a family; the strictest for one that is treated as none there is, which is a fault of its own."""
    return LAW.get(family.law, Law())


def recorded(families: Families) -> tuple[str, ...]:
    """Those whose sale to a person is recorded in any case (SALE-09)."""
    return tuple(one.key for one in families.family if law_of(one).recorded)


def faults(parsed: Parsed) -> Iterator[Fault]:
    """Everything that is wrong with the families."""
    found = parsed.get(FILE, Families)
    if found is None:
        return
    for name in LAW:
        if name not in found.keys:
            yield fault(FILE, "family", "lawful_family", name=name)
    if len(found.keys) > MOST:
        yield fault(FILE, "family", "many_options", count=len(found.keys), most=MOST)
    for key, times in Counter(found.keys).items():
        if times > 1:
            yield fault(FILE, f"family[{key}].key", "duplicate", name=key)
    for one in found.family:
        yield from _family(one)
        yield from _words(one)
        yield from _papers(f"family[{one.key}].papers", one, one.papers)
    yield from _classes(found, parsed)
    yield from _called(found)
    yield from _elsewhere(parsed)


def _family(one: FamilyRow) -> Iterator[Fault]:
    key, law = f"family[{one.key}]", law_of(one)
    if not _KEY.fullmatch(one.key) or one.key in _TAKEN:
        yield fault(FILE, f"{key}.key", "family_key", name=one.key)
    if one.law not in LAW or (one.key in LAW and one.law != one.key):
        yield fault(FILE, f"{key}.like", "family_like", name=one.law, allowed=", ".join(LAW))
        return
    for regime in {*one.regimes, *filter(None, (one.private_regime,))}:
        if regime not in law.regimes:
            yield fault(FILE, f"{key}.regimes", "family_regime", name=regime, like=one.law, rule="SUIT-24")
    if set(one.regimes) == {"none"} and law.principal != "kept":  # a company's bond must find a regime to stand under
        yield fault(FILE, f"{key}.regimes", "family_regime", name="none", like=one.law, rule="SUIT-24")
    if not one.regimes:
        yield fault(FILE, f"{key}.regimes", "missing")
    if not one.certified and not law.uncertified:
        yield fault(FILE, f"{key}.certified", "family_certified", like=one.law, rule="SUIT-08")
    if _PRINCIPALS.index(one.principal) < _PRINCIPALS.index(law.principal):
        yield fault(FILE, f"{key}.principal", "family_principal", name=one.principal, like=one.law, rule="SALE-04")
    if (one.terms == "insurance") != (law.terms == "insurance") or (law.terms and one.terms != law.terms):
        yield fault(FILE, f"{key}.terms", "family_terms", name=law.terms or "—", like=one.law, rule="SUIT-26")


def _words(one: FamilyRow) -> Iterator[Fault]:
    """Headline and copied sentence there, and those of this family: insurance is no 理财 (SALE-02, SALE-03)."""
    words = one.words
    for name, text, rule in (("headline", words.headline, "SALE-02"), ("copied", words.copied, "SALE-03")):
        key = f"family[{one.key}].words.{name}"
        if text is None and one.principal != "kept":
            yield fault(FILE, key, "missing_words", rule=rule)
        if text is not None and not law_of(one).wealth and "理财非存款" in text.zh:
            yield fault(FILE, key, "others_words", rule=rule)
    if words.issuer_differs is not None:
        there = names(words.issuer_differs.zh)
        for name in ("issuer", "seller"):
            if name not in there:
                yield fault(FILE, f"family[{one.key}].words.issuer_differs", "lacks_placeholder", name=f"{{{name}}}")


def _papers(key: str, one: FamilyRow, papers: PaperSet) -> Iterator[Fault]:
    due = (*papers.always, *papers.if_due)
    wanted = [(name, rule, papers.always, "always") for name, rule in ALWAYS.items()]
    if one.principal != "kept":
        wanted += [(name, rule, due, "always") for name, rule in MATCHED.items()]
        wanted.append(("level_change", "SUIT-19", due, "if_due"))
    if one.insured:
        wanted.append(("statement_insurance", "SUIT-26", due, "if_due"))
    for name, rule, there, where in wanted:
        if name not in there:
            yield fault(FILE, f"{key}.{where}", "needed_paper", name=name, rule=rule)


def _classes(found: Families, parsed: Parsed) -> Iterator[Fault]:
    """Every design of an insurance belongs to a class of the labels, of which lists can speak (SUIT-31)."""
    labels, words = parsed.get("labels.toml", Labels), parsed.get("imports.toml", ImportWords)
    if labels is None or words is None:
        return
    known = labels.label.get("insurance_class", {})
    for name in known:
        if name not in words.word.get("insurance_class", {}):
            yield fault("imports.toml", "word.insurance_class", "missing_word", name=name)
    for one in found.family:
        for design in get_args(Insurance.model_fields["design"].annotation) if one.insured else ():
            given = one.default.classes.get(design, "")
            if given not in known:
                yield fault(FILE, f"family[{one.key}].default.classes.{design}", "unknown_class", name=given)


def _called(found: Families) -> Iterator[Fault]:
    """A word of a list means one family: it would be taken for the first, or for another tomorrow."""
    whose: dict[str, str] = {}
    for one in found.family:
        for word in (one.key, *one.called):
            if whose.setdefault(plain(word), one.key) != one.key:
                yield fault(FILE, f"family[{one.key}].called", "double_word", name=word, other=whose[plain(word)])


def _elsewhere(parsed: Parsed) -> Iterator[Fault]:
    """Names and words of families that stand where nobody reads them."""
    for file, table in (("labels.toml", "label"), ("imports.toml", "word")):
        tables = parsed.raw.get(file, {}).get(table)
        if isinstance(tables, dict) and VOCABULARY in tables:
            yield fault(file, f"{table}.{VOCABULARY}", "family_elsewhere")
