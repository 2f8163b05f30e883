"""What every value of the domain is: small, frozen, strict about its fields."""

from collections.abc import Callable, Mapping
from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict

Lang = Literal["zh", "en"]
_put = object.__setattr__  # values are frozen


class Value(BaseModel):
    """A frozen value; an unknown field is an error, so a misspelt key never passes in silence. How to read one is
    worked out when one is first read: a command needs few of them."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """The same with some fields changed, as pydantic's: a sale is copied at each of its facts, so a value without
        fields of its own making is copied in a quarter of the time. What was worked out of the fields once is worked
        out anew of the copy's."""
        if deep or self.__pydantic_private__ is not None:
            copied = super().model_copy(update=update, deep=deep)
            _put(copied, "__dict__", copied._fields())
            return copied
        changed = update or {}
        copied = self.__class__.__new__(self.__class__)
        _put(copied, "__dict__", {**self._fields(), **changed})
        _put(copied, "__pydantic_fields_set__", {*self.__pydantic_fields_set__, *changed})
        _put(copied, "__pydantic_extra__", None)
        _put(copied, "__pydantic_private__", None)
        return copied

    def _fields(self) -> dict[str, Any]:
        held, fields = self.__dict__, self.__class__.__pydantic_fields__
        return held if len(held) == len(fields) else {name: value for name, value in held.items() if name in fields}


class Text(Value):
    """One text in both languages."""

    zh: str
    en: str

    def of(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.zh if lang == "zh" else self.en

    @classmethod
    def same(cls, text: str) -> "Text":
        """What is written alike in both: names, codes, figures."""
        return cls(zh=text, en=text)

    @classmethod
    def in_each(cls, say: Callable[[Lang], str]) -> "Text":
        """What `say` says in each language."""
        return cls(zh=say("zh"), en=say("en"))

    def begun(self) -> "Text":
        """As it stands at the beginning of a line: what is worded for the middle of a sentence with a capital."""
        return Text(zh=self.zh, en=self.en[:1].upper() + self.en[1:])
