"""Facts: what happened at the desk. The journal keeps them; the tables are what they say today."""

from typing import ClassVar

from rmdesk.domain.base import Value


class Fact(Value):
    """Base of all facts. The class's name is the `kind` that the journal stores."""

    registry: ClassVar[dict[str, type["Fact"]]] = {}

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: object) -> None:
        super().__pydantic_init_subclass__(**kwargs)
        Fact.registry[cls.__name__] = cls

    @property
    def kind(self) -> str:
        """The journal's name for this fact."""
        return type(self).__name__
