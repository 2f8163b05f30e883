"""Every kind of fact has a sentence that its values fill: an auditor never meets a bare code."""

import string
from collections.abc import Iterator
from decimal import Decimal
from importlib import import_module
from typing import Literal, get_args, get_origin

import pytest
from pydantic.fields import FieldInfo

from rmdesk.desk.audit.fact_sentences import FactSentences
from rmdesk.desk.audit.seeking import GROUPS
from rmdesk.desk.desk import Desk
from rmdesk.desk.imports.kinds import KINDS as KINDS_OF_LISTS
from rmdesk.desk.lists.tables import LISTS
from rmdesk.domain.base import Text, Value
from rmdesk.domain.fact import Fact, name_of
from rmdesk.domain.facts import ProductChosen, UnderstandingTested
from rmdesk.domain.people_facts import ClientRead
from rmdesk.domain.sale import Choice, Understood
from rmdesk.locale import LANGS, Lang, catalogue

import_module("rmdesk.store.tables")
_NOT_KINDS = {"unknown", "erased", "nobody"}
_RESOLVED = {
    "directive_what",  # of a directive, whichever it is
    "client",
    "sale",
    "case",
    "due",
}
_RESOLVED |= {
    "document_said",
    "document_again",
    "register",
    "entry",
    "entry_act",
    "answers",
    "entry_state",
    "entry_paper",
}
KINDS = {
    name_of(kind): model for kind, model in sorted(Fact.registry.items()) if model.__module__.startswith("rmdesk.")
}


def _paths(kind: type[Value], prefix: str = "") -> set[str]:
    """The paths of a fact's values, as far as its class tells."""
    return {path for name, field in kind.model_fields.items() for path in _of(f"{prefix}{name}", field)}


def _of(path: str, field: FieldInfo) -> set[str]:
    inner = field.annotation
    if isinstance(inner, type) and issubclass(inner, Value) and inner is not Text:
        return _paths(inner, f"{path}_")
    return {path}


def _placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_of_fact_has_a_sentence(lang: Lang) -> None:
    """A fact without one stands in the audit trail as a bare code."""
    said = catalogue(lang, "facts").keys() - _NOT_KINDS
    assert sorted(KINDS.keys() - said) == []
    assert sorted(said - KINDS.keys()) == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_sentence_asks_only_for_what_its_fact_holds(kind: str) -> None:
    """A misspelt placeholder would turn the sentence into "unknown fact"."""
    for lang in LANGS:
        asked = _placeholders(catalogue(lang, "facts")[kind])
        assert sorted(asked - _paths(KINDS[kind]) - _RESOLVED) == []


def test_a_sentence_leaves_out_what_has_no_value(desk: Desk) -> None:
    """Who looked at a list looked at no client: three dashes said so."""
    told = FactSentences(desk, "en", masked=False)
    bare, full = ClientRead(client_id="", what="x"), ClientRead(client_id="", what="x", about="J-0001")
    one, other = (told.sentence(ClientRead.kind, read, "") for read in (bare, full))
    assert "—" not in one
    assert other.removeprefix(one) == " · number J-0001"
    deposit = Choice(code="D-1", amount=Decimal(1), level=None, at=desk.now())
    assert "level" not in told.sentence(ProductChosen.kind, ProductChosen(sale_id="j", choice=deposit), "")


def test_what_is_so_or_not_has_words_of_its_own(desk: Desk) -> None:
    """An auditor read "(correct: No)": a flag of the program's in a sentence."""
    wrong = UnderstandingTested(
        sale_id="j", understood=Understood(question="U2", option="B", right=False, at=desk.now())
    )
    typed = FactSentences(desk, "en", masked=False).sentence(UnderstandingTested.kind, wrong, "")
    assert typed.endswith("question U2 answered B, wrong")
    assert FactSentences(desk, "zh", masked=False).sentence(UnderstandingTested.kind, wrong, "").endswith("选 B，答错")


def test_every_kind_stands_in_a_group() -> None:
    """A kind that no filter offers is never looked for."""
    grouped = {name_of(kind) for kinds in GROUPS.values() for kind in kinds}
    assert sorted(KINDS.keys() - grouped) == []
    assert sorted(grouped - KINDS.keys()) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_group_has_a_name(lang: Lang) -> None:
    """The filter of kinds ends the program where a group has none."""
    assert sorted({f"group.{name}" for name in GROUPS} - catalogue(lang, "audit").keys()) == []


def _words_of(annotation: object) -> Iterator[str]:
    """The words that a value may be, whether one or several of them."""
    if get_origin(annotation) is Literal:
        yield from (one for one in get_args(annotation) if isinstance(one, str) and one)
    for inner in get_args(annotation):
        yield from _words_of(inner)


def _annotations(
    kind: type[Value], prefix: str = "", above: tuple[type[Value], ...] = ()
) -> Iterator[tuple[str, object]]:
    """Path → annotation of every value of a fact, as far as its class tells; of what holds its own kind once."""
    for name, field in kind.model_fields.items():
        inner, path = field.annotation, f"{prefix}{name}"
        values = [one for one in (inner, *get_args(inner)) if isinstance(one, type) and issubclass(one, Value)]
        for one in values:
            if one is not Text and one not in above:
                yield from _annotations(one, f"{path}_", (*above, kind))
        yield path, inner


@pytest.mark.parametrize("lang", LANGS)
def test_every_word_of_a_fact_is_said_in_words(desk: Desk, lang: Lang) -> None:
    """An auditor reads "answered too fast", not "fast": each value of each fact that a sentence tells, in both
    languages."""
    sentences, raw = FactSentences(desk, lang, masked=False), set()
    for kind, model in KINDS.items():
        told = _placeholders(catalogue(lang, "facts")[kind])
        for path, annotation in _annotations(model):
            for word in _words_of(annotation) if path in told else ():
                if sentences.shown(path, word) == word and (lang == "zh" or "_" in word):
                    raw.add(f"{kind} {path}: {word}")
    for path, names in (("list", (*LISTS, "risk")), ("what", (*KINDS_OF_LISTS, "risk"))):
        raw |= {f"{path}: {name}" for name in names if lang == "zh" and sentences.shown(path, name) == name}
    assert sorted(raw) == []
