"""A pack in one language: what is written in Chinese alone stands in the place of the English as well."""

from collections.abc import Mapping
from typing import Any

from rmdesk.formpack.fault import Fault
from rmdesk.formpack.parse import Raw, toml

META = "pack.toml"


def chinese_alone(texts: Mapping[str, str]) -> bool:
    """Whether the pack says langs = ["zh"]: its English texts are optional."""
    raw = toml(META, texts.get(META, ""))
    return not isinstance(raw, Fault) and raw.get("langs") == ["zh"]


def completed(raw: Raw) -> Raw:
    """The tables of a file with every text that is written in Chinese alone standing for both languages."""
    found = _completed(raw)
    assert isinstance(found, dict), "tables stay tables"
    return found


def _completed(value: Any) -> Any:
    if isinstance(value, list):
        return [_completed(one) for one in value]
    if not isinstance(value, dict):
        return value
    if isinstance(value.get("zh"), str) and "en" not in value:
        return {**value, "en": value["zh"]}
    return {key: _completed(one) for key, one in value.items()}
