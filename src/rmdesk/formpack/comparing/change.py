"""One difference between two packs, as a plain value that every face words."""

from typing import Literal

from rmdesk.domain.base import Lang, Text, Value

Way = Literal["looser", "tighter", "changed", "gone", "added", "text"]
WAYS: tuple[Way, ...] = ("looser", "tighter", "changed", "gone", "added", "text")
"""In the order in which people are shown them: what became looser comes first."""


class Change(Value):
    """What another pack says otherwise in `file`, at `key` as its editor would name it ("" : the whole file).

    `name` is what the pack calls it. `was` and `now` are the values as the files write them, words in both languages,
    "" where there is none; of a list only what left it and what came. A change of way "text" stands for all reworded
    texts of one file, which `places` names; where it names none, the file differs in remarks and layout alone.
    """

    file: str
    way: Way
    key: str = ""
    name: Text | None = None
    was: Text = Text.same("")
    now: Text = Text.same("")
    places: tuple[str, ...] = ()

    @property
    def place(self) -> str:
        """Where, as the faults of a pack say it: "levels.toml: client[C2].reach"."""
        return f"{self.file}: {self.key}" if self.key else self.file

    def values(self, lang: Lang) -> str:
        """Both values: "R2 → R5"; "" where there are none to be shown. In Chinese where the words of `lang` stayed."""
        told = lang if self.was.of(lang) != self.now.of(lang) else "zh"
        was, now = self.was.of(told), self.now.of(told)
        return f"{was or '—'} → {now or '—'}" if was or now else ""

    def called(self, lang: Lang) -> str:
        """What the pack calls it, "" where it has no name."""
        return "" if self.name is None else self.name.of(lang)
