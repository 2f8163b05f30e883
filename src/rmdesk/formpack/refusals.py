"""The words of refusals: what was refused, and what to do next."""

from rmdesk.domain.base import Text, Value


class RefusalWords(Value):
    """The words of one code of `rmdesk.domain.refusal_codes`; all texts may use its placeholders. `told`: how a paper
    says it to the client; else as `text` says it to staff."""

    code: str
    text: Text
    next: Text
    told: Text | None = None


class RefusalsFile(Value):
    """All of refusals.toml."""

    version: str
    refusal: tuple[RefusalWords, ...]


class RefusalText(Value):
    """A refusal in one language."""

    rule: str
    text: str
    next: str

    @property
    def cited(self) -> str:
        """The rule's id; "" for what no rule says: something could not be read (INPUT, IMPORT), or done (REGISTER)."""
        return self.rule if "-" in self.rule else ""

    @property
    def ruled(self) -> str:
        """What stands before a sentence where there is a rule to be cited: "SUIT-03 · "."""
        return f"{self.cited} · " if self.cited else ""

    @property
    def line(self) -> str:
        """What was refused and what to do next in one line; Chinese sets no blank between sentences."""
        gap = "" if self.text.endswith(("。", "！", "？")) else " "
        return f"{self.text}{gap}{self.next}".strip()
