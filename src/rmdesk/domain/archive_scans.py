"""Which paper a scanned page is, by the code on it, and what is to be done with it (DESK-16)."""

import re
import unicodedata
from typing import Final, Literal, NamedTuple

Verdict = Literal[
    "filed", "held", "double", "altered", "foreign", "unknown", "superseded", "restricted", "elsewhere", "digital",
    "cover", "blank", "uncoded", "unclear",
]  # fmt: skip
VERDICTS: tuple[Verdict, ...] = (
    "filed", "held", "double", "altered", "foreign", "unknown", "superseded", "restricted", "elsewhere", "digital",
    "cover", "blank", "uncoded", "unclear",
)  # fmt: skip
"""What is said of a scanned page.

filed       kept now, with its paper
held        kept before: the very same file was brought already
double      another scan of a page that is kept already; kept as well only when somebody says so
altered     it bears the number of a paper of this desk, and is not what the desk printed
foreign     another desk's paper
unknown     this desk never gave the number out
superseded  the paper was printed anew since
restricted  a client's whose file is not open to the person at the desk
elsewhere   a paper that is not filed with scans: of a complaint, of a register, or destroyed after its retention
digital     the file that the desk itself wrote: nobody has signed it
cover       the cover of a signing set: nobody files it
blank       nothing is on it
uncoded     no code could be read: somebody must say what it is
unclear     codes of several pages are on it: somebody must say what it is
"""
KEPT: Final[frozenset[Verdict]] = frozenset({"filed", "held"})
NEEDLESS: Final[frozenset[Verdict]] = frozenset({"cover", "blank"})
"""What nobody keeps."""
ASKED: Final[frozenset[Verdict]] = frozenset({"uncoded", "unclear"})
"""What somebody may name by typing a code."""

_CODE: Final = re.compile(r"RMDESK:2:([0-9A-F-]{1,8}):([A-Z]{1,2}-[0-9A-Z/-]{1,24}):(\d{1,4})/(\d{1,4}):([0-9A-F]{20})")
_TYPED: Final = re.compile(r"([A-Z]{1,2}-[0-9A-Z-]{1,24})(?:[\s:/#,]+(\d{1,4})(?:/\d{1,4})?)?")


class PageCode(NamedTuple):
    """What the code on a page says: the desk's `mark`, the paper's number, the page and how many there are, the
    beginning of the paper's digest. What somebody typed has no mark and no digest, `page` 0 for "it has only one"."""

    mark: str
    number: str
    page: int
    pages: int
    digest: str


class Known(NamedTuple):
    """What the desk knows of a paper: its digest, how many pages it has. `filed_here`: it is one that is filed with
    scans."""

    digest: str
    pages: int = 0
    filed_here: bool = True
    superseded: bool = False
    restricted: bool = False


def read_code(text: str) -> PageCode | None:
    """The code of a page; None for any other code."""
    found = _CODE.fullmatch(text.strip())
    if found is None:
        return None
    mark, number, page, pages, digest = found.groups()
    return PageCode(mark, number, int(page), int(pages), digest)


def read_typed(text: str) -> PageCode | None:
    """What somebody typed: the whole text of a code, or the number that stands on the paper and its page: "P-0031 2",
    "P-0031:2", "P-0031 2/3". None for what is neither."""
    plain = unicodedata.normalize("NFKC", text).strip().upper().replace("－", "-")
    whole = read_code(plain)
    if whole is not None:
        return whole
    found = _TYPED.fullmatch(plain)
    return None if found is None else PageCode("", found[1], int(found[2] or 0), 0, "")


def is_cover(code: PageCode) -> bool:
    """The cover of a signing set bears the number of its sale."""
    return code.number.startswith("J-")


def refused(code: PageCode, mark: str, known: Known | None) -> Verdict | None:
    """Why a page with this code is not kept; None when it is. `mark`: this desk's.

    A code that was typed is believed as far as it goes.
    """
    if code.mark and code.mark != mark:
        return "foreign"
    if is_cover(code):
        return "cover"
    if known is None:
        return "unknown"
    if code.digest and not known.digest.upper().startswith(code.digest):
        return "altered"
    if not known.filed_here:
        return "elsewhere"
    if known.restricted:
        return "restricted"
    if known.superseded:
        return "superseded"
    told = code.pages in (0, known.pages) and 1 <= code.page <= known.pages
    return None if told else "altered"
