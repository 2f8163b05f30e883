"""What a pack is called, and the labels of every vocabulary."""

from datetime import date

from rmdesk.domain.base import Lang, Text, Value
from rmdesk.domain.registers.words import Named


class PackMeta(Value):
    """pack.toml: the pack's own name and version. `langs`: the languages that its texts must stand in."""

    id: str
    name: Text
    version: str
    effective_from: date
    langs: tuple[Lang, ...] = ("zh", "en")


class Labels(Value):
    """labels.toml: what the values of each vocabulary are called."""

    version: str
    label: dict[str, dict[str, Named]]
