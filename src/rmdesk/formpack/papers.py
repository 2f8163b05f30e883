"""Which papers there are, and who signs them (SALE-03..05, SUIT-19, SUIT-25, SUIT-26)."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from rmdesk.domain.base import Text, Value

PaperKind = Literal[
    "client_sheet", "privacy_notice", "questionnaire", "opinion", "disclosure_book", "rights_notice", "comparison",
    "proposal", "statement_insurance", "level_change", "sale_ended", "consent_withdrawn",
]  # fmt: skip
PAPER_KINDS: tuple[PaperKind, ...] = get_args(PaperKind)
Signer = Literal["client", "guardian", "agent", "manager", "reviewer"]
Seal = Literal["client", "bank"]


class PaperForm(Value):
    """What is to be known of any kind of paper. `signed_by` in the order of the signature block ("guardian" and "agent"
    only where there is one); `copied`: it carries the sentence to be copied by hand (SALE-03); `per`: printed once for
    each sale, or once for all sales of a visit. `seals`: whose seals are set ("client" where that is an organisation);
    `timed`: the hour is written beside the day; `copies`: so many are made out, one of them the client's."""

    title: Text
    signed_by: tuple[Signer, ...] = ()
    copied: bool = False
    per: Literal["sale", "visit"] = "sale"
    seals: tuple[Seal, ...] = ()
    timed: bool = False
    copies: Annotated[int, Field(ge=1, le=4)] = 1


class Paper(PaperForm):
    """One of the program's own kinds of paper."""

    id: PaperKind


class PaperSet(Value):
    """The papers of a sale of one family: `always`, and `if_due` where the sale gives cause for them."""

    always: tuple[PaperKind, ...]
    if_due: tuple[PaperKind, ...] = ()


class Papers(Value):
    """All of paper_sets.toml."""

    version: str
    paper: tuple[Paper, ...]
