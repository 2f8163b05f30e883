"""What every value of the domain is: small, frozen, strict about its fields."""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Lang = Literal["zh", "en"]


class Value(BaseModel):
    """A frozen value; an unknown field is an error, so a misspelt key never passes in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Value):
    """One text in both languages."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.zh if lang == "zh" else self.en
