"""Every kind of fact has a sentence that its values fill: an auditor never meets a bare code."""

import string
from importlib import import_module

import pytest
from pydantic.fields import FieldInfo

from rmdesk.desk.audit.seeking import GROUPS
from rmdesk.domain.base import Text, Value
from rmdesk.domain.fact import Fact, name_of
from rmdesk.locale import LANGS, Lang, catalogue

import_module("rmdesk.store.tables")
_NOT_KINDS = {"unknown", "erased", "nobody"}
_RESOLVED = {"client", "sale", "case", "due"}
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


def test_every_kind_stands_in_a_group() -> None:
    """A kind that no filter offers is never looked for."""
    grouped = {name_of(kind) for kinds in GROUPS.values() for kind in kinds}
    assert sorted(KINDS.keys() - grouped) == []
    assert sorted(grouped - KINDS.keys()) == []


@pytest.mark.parametrize("lang", LANGS)
def test_every_group_has_a_name(lang: Lang) -> None:
    """The filter of kinds ends the program where a group has none."""
    assert sorted({f"group.{name}" for name in GROUPS} - catalogue(lang, "audit").keys()) == []
