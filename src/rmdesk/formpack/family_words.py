"""What families.toml says for two other files: names among the labels, words of lists among the imports'."""

from typing import Any

from rmdesk.formpack.parse import Raw

FAMILIES, LABELS, IMPORTS = "families.toml", "labels.toml", "imports.toml"
_TABLES = {LABELS: ("label", "name"), IMPORTS: ("word", "called")}
VOCABULARY = "family"


def with_families(file: str, raw: Raw, families: Raw) -> Raw:
    """The tables of labels.toml or imports.toml with the families among them; any other file's as they are."""
    if file not in _TABLES or not isinstance(raw.get(_TABLES[file][0]), dict):
        return raw
    table, said = _TABLES[file]
    return {
        **raw,
        table: {**raw[table], VOCABULARY: {key: row[said] for key, row in rows(families) if _whole(row.get(said))}},
    }


def _whole(said: object) -> bool:
    """Whether it can be read: what is wrong with the rest is told once, where it stands."""
    if isinstance(said, dict):
        return all(isinstance(said.get(lang), str) for lang in ("zh", "en"))
    return isinstance(said, list) and all(isinstance(one, str) for one in said)


def rows(families: Raw) -> list[tuple[str, dict[str, Any]]]:
    """Key and row of each family of which so much can be read."""
    listed = families.get("family")
    found = listed if isinstance(listed, list) else []
    return [(one["key"], one) for one in found if isinstance(one, dict) and isinstance(one.get("key"), str)]
