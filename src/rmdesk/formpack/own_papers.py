"""A bank's own papers: `papers/NAME.toml`, blocks and placeholders, printed as the program's own are. No line of code
for the next one."""

import re
from typing import Annotated, Literal

from pydantic import Field

from rmdesk.domain.base import Text, Value
from rmdesk.formpack.archive import ClassId
from rmdesk.formpack.complaint_letters import COMMON
from rmdesk.formpack.intake import NOT_ON_PAPER, Intake
from rmdesk.formpack.papers import PaperForm, Seal, Signer

FOLDER, PREFIX = "papers/", "own:"
"""Where the files stand in a pack, and what stands before the name in the kind of a paper."""
_FILE = re.compile(r"papers/([a-z][a-z0-9_]{0,30})\.toml")
_PLAIN = re.compile(r"[a-z_]+")

Of = Literal["client", "sale", "case", "product"]
BlockKind = Literal[
    "heading", "paragraph", "fields", "list", "boxes", "note", "copy", "signatures", "page_break"
]  # fmt: skip

_DESK = ("bank", "branch", "contact", "operator", "date", "superior", "mediation", "regulator")
_CLIENT = (*_DESK, "client", "client_no", "id_type", "id_number", "phone", "level")
_PRODUCT = ("product", "product_code", "product_level", "issuer", "currency")
PLACEHOLDERS: dict[Of, tuple[str, ...]] = {
    "client": _CLIENT,
    "sale": (*_CLIENT, *_PRODUCT, "sale_no", "amount", "manager"),
    "case": tuple(dict.fromkeys((*COMMON, *_DESK, "handler", "due"))),
    "product": (*_DESK, *_PRODUCT),
}
"""What the texts and fields of a paper may name beside the client's own answers; numbers of people are masked."""
SIGNERS: dict[Of, tuple[Signer, ...]] = {
    "client": ("client", "guardian", "agent", "manager", "reviewer"),
    "sale": ("client", "guardian", "agent", "manager", "reviewer"),
    "case": ("client", "manager"),
    "product": ("manager", "reviewer"),
}
"""Who can sign; of a case "client" is the complainant, whoever he is."""


class OwnRow(Value):
    """A row of a table of fields: a placeholder under its own name, or a label and a text."""

    field: str = ""
    label: Text | None = None
    text: Text | None = None


class OwnBlock(Value):
    """One block. Which of the keys it needs and may have follows from `kind` (`NEEDED`, `MAY_HAVE`)."""

    kind: BlockKind
    text: Text | None = None
    tone: Literal["normal", "strong", "small", "warning"] = "normal"
    numbered: bool = True
    items: tuple[Text, ...] = ()
    ordered: bool = False
    rows: tuple[OwnRow, ...] = ()
    columns: Literal[1, 2] = 2
    instruction: Text | None = None
    lines: int = 2
    who: tuple[Signer, ...] = ()


NEEDED: dict[BlockKind, tuple[str, ...]] = {
    "heading": ("text",),
    "paragraph": ("text",),
    "fields": ("rows",),
    "list": ("items",),
    "boxes": ("items",),
    "note": ("text",),
    "copy": ("text",),
    "signatures": ("who",),
    "page_break": (),
}
MAY_HAVE: dict[BlockKind, tuple[str, ...]] = {
    "heading": ("numbered",),
    "paragraph": ("tone",),
    "fields": ("columns",),
    "list": ("ordered",),
    "boxes": (),
    "note": ("tone", "items"),
    "copy": ("instruction", "lines"),
    "signatures": ("text",),
    "page_break": (),
}


class OwnPaper(Value):
    """One of a bank's own papers. `of`: what it is about; `set`: it is due in every sale, or once in a visit, of
    `families` (all of them when none is named); `archive`: which part of the archive it belongs to; `seals`, `timed`
    and `copies` as of every paper (`PaperForm`)."""

    version: str
    id: str
    title: Text
    of: Of
    set: Literal["", "sale", "visit"] = ""
    families: tuple[str, ...] = ()
    archive: ClassId = "client"
    seals: tuple[Seal, ...] = ()
    timed: bool = False
    copies: Annotated[int, Field(ge=1, le=4)] = 1
    block: tuple[OwnBlock, ...]

    @property
    def kind(self) -> str:
        """What it is called among the kinds of paper: "own:NAME"."""
        return f"{PREFIX}{self.id}"

    @property
    def form(self) -> PaperForm:
        """Title, who signs, whether a sentence is copied, and once a what: as of every paper."""
        signers = tuple(dict.fromkeys(who for one in self.block for who in one.who))
        copied = any(one.kind == "copy" for one in self.block)
        return PaperForm(
            title=self.title,
            signed_by=signers,
            copied=copied,
            per="visit" if self.set == "visit" else "sale",
            seals=self.seals,
            timed=self.timed,
            copies=self.copies,
        )

    def due_for(self, family: str) -> bool:
        """Whether it belongs to the papers of a sale of that family."""
        return bool(self.set) and (not self.families or family in self.families)


def own_id(file: str) -> str | None:
    """The name of the paper that a file of this name declares; None when none can stand in it."""
    found = _FILE.fullmatch(file)
    return found[1] if found else None


def answers_of(intakes: tuple[Intake, ...]) -> tuple[str, ...]:
    """The client's own answers that a paper may name, by key: not what the bank notes for itself (KYC-05)."""
    fields = (one for intake in intakes for step in intake.steps if not step.role for one in step.fields)
    keys = (one.key for one in fields if one.key not in NOT_ON_PAPER and _PLAIN.fullmatch(one.key))
    return tuple(dict.fromkeys(keys))
