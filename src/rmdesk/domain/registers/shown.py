"""How entries are listed, printed and told to clients, and the worked examples that prove a register."""

from decimal import Decimal

from pydantic import ConfigDict
from pydantic import Field as Key

from rmdesk.domain.base import Text, Value


class RegisterList(Value):
    """The list: columns in order (the first is kept longest), `sort` by a key ("-key": falling), `matrix` = (x, y)."""

    columns: tuple[str, ...]
    sort: str = ""
    matrix: tuple[str, ...] = ()


class RegisterText(Value):
    """A letter or a script for talking, with {field} placeholders. `banned`: checked for words refused to clients."""

    title: Text
    body: tuple[Text, ...]
    banned: bool = False


class PaperBlock(Value):
    """One block of a paper: exactly one of these, `columns` with `parts`. `whole`: a text of the entry that this one is
    a part of, with its answers, said to the client of this one."""

    fields: tuple[str, ...] = ()
    text: str = ""
    whole: str = ""
    parts: str = ""
    columns: tuple[str, ...] = ()
    sheet: str = ""
    matrix: tuple[str, ...] = ()
    drawn: bool = False
    sign: tuple[str, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """What was written, without `columns`."""
        names = ("fields", "text", "whole", "parts", "sheet", "matrix", "drawn", "sign")
        return tuple(name for name in names if getattr(self, name))


class RegisterPaper(Value):
    """A paper of one entry. `client`: it is handed to the client."""

    title: Text
    client: bool = False
    blocks: tuple[PaperBlock, ...]


class ExampleStep(Value):
    """One act of an example: who (a role), on which day from the start, with which answers; or how it is refused."""

    model_config = ConfigDict(populate_by_name=True)

    by: str
    act: str
    day: int = 0
    with_: dict[str, str] = Key(default={}, alias="with")
    refused: str = ""


class Example(Value):
    """Acts in order, and what comes of them: "state" or a derived value → value."""

    steps: tuple[ExampleStep, ...]
    comes: dict[str, str | int | Decimal] = {}
