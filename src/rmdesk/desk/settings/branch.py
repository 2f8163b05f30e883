"""What a branch says of itself: names, letterhead, and whom a complainant may turn to (SALE-14, COMP-09, COMP-10)."""

import io
import re
import unicodedata
from collections.abc import Mapping
from pathlib import Path

from rmdesk.desk.access import use_case
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import size_of
from rmdesk.domain import facts, fields
from rmdesk.domain.base import Lang
from rmdesk.domain.numbers import read_code
from rmdesk.domain.people import REVIEW_BODIES, Branch
from rmdesk.domain.refusal import Refusal, StopError, faulty, passed, refuse
from rmdesk.locale import tr
from rmdesk.paper.contrast import is_legible

LENGTHS = {
    "bank": 60, "bank_en": 80, "branch": 60, "branch_en": 80, "contact": 120, "contact_en": 120, "code": 6,
    "review": 10, "superior": 120, "superior_en": 160, "mediation": 120, "mediation_en": 160,
    "regulator": 160, "regulator_en": 200, "accent": 7,
}  # fmt: skip
"""What can be said, and how long it may be. The logo is a file and is given apart."""
NEEDED = ("bank", "branch", "contact")
_LEAST = 3
"""So many letters or digits at least reach somebody: no number or name is shorter."""
_REACHED = ("contact", "superior", "mediation", "regulator")
_WIDE_NUMBER = re.compile("[+＋]?[0-9０-９]+(?:[-－][0-9０-９]+)*")
"""A number that is called, in whatever width; punctuation around it stays as it is written."""
MOST_BYTES = 300_000
_SIDES = range(16, 3001)


@use_case("branch.manage")
def change_branch(desk: Desk, branch: Branch) -> Branch:
    """Change what the branch says of itself. Numbers and names that stand on printed papers stay as they are."""
    code = passed(read_code(branch.code))
    branch = branch.model_copy(update={"code": code})
    desk.record(facts.BranchChanged(branch=branch), "desk")
    desk.branch = branch
    return branch


@use_case("branch.manage")
def set_branch(desk: Desk, texts: Mapping[str, str], logo: Path | None = None, *, without_logo: bool = False) -> Branch:
    """Change what is named in `texts`, by the fields of `LENGTHS`; the rest stays. `logo`: a PNG that is kept
    encrypted in the desk. Refused as a form is, field by field (Faulty)."""
    said: dict[str, str] = {}
    wrong: dict[str, Refusal] = {}
    for name, raw in texts.items():
        read = check(name, raw)
        if isinstance(read, Refusal):
            wrong[name] = read
        else:
            said[name] = read
    branch = desk.branch.model_copy(update=said)
    if branch.review == "superior" and not branch.superior:
        wrong.setdefault("superior", refuse("INPUT.required"))
    content = b""
    if logo is not None:
        read_logo = _picture(logo)
        if isinstance(read_logo, Refusal):
            wrong["logo"] = read_logo
        else:
            content = read_logo
    if wrong:
        raise StopError(faulty(wrong))
    with desk.transaction():
        if content:
            branch = branch.model_copy(update={"logo": desk.store.attachments.put(content)})
        elif without_logo:
            branch = branch.model_copy(update={"logo": ""})
        if branch != desk.branch:
            passed(change_branch(desk, branch))
    return desk.branch


def in_chinese(branch: Branch, lang: Lang) -> str:
    """A warning of fields for English that hold Chinese; "" where none does. For faces."""
    given = (f"{name}_en" for name in branch.without_english)
    names = [tr(lang, label(name)) for name in given if getattr(branch, name)]
    mark = "、" if lang == "zh" else ", "
    return tr(lang, "settings.branch_chinese", names=mark.join(names)) if names else ""


def label(name: str) -> str:
    """The key of what a field is called: the audit trail calls it the same."""
    return "settings.branch_code" if name == "code" else f"audit.value.{name}"


def check(name: str, raw: str) -> str | Refusal:
    """The canonical value of one field, or why it cannot be. For use cases and forms."""
    if name not in LENGTHS:
        return refuse("INPUT.unknown", what="field", given=name[:40])
    if name == "code":
        return read_code(raw)
    text = fields.read("text", raw, most=LENGTHS[name])
    if isinstance(text, Refusal):
        return text
    if name.startswith(_REACHED):
        text = _WIDE_NUMBER.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text)
    if name in NEEDED and not text:
        return refuse("INPUT.required")
    if name.startswith("contact") and text and (length := sum(map(str.isalnum, text))) < _LEAST:
        return refuse("INPUT.short", length=length, least=_LEAST)
    if name == "review" and text not in REVIEW_BODIES:
        return refuse("INPUT.choice", given=text, allowed=", ".join(filter(None, REVIEW_BODIES)))
    return _colour(text) if name == "accent" and text else text


def _colour(text: str) -> str | Refusal:
    code = (text if text.startswith("#") else f"#{text}").lower()
    legible = is_legible(code)
    if legible is None:
        return refuse("INPUT.colour", given=text)
    return code if legible else refuse("INPUT.pale", given=code)


def _picture(path: Path) -> bytes | Refusal:
    try:
        if size_of(path) > MOST_BYTES:
            return refuse("INPUT.picture", given=path.name[-60:], most=MOST_BYTES)
        content = path.read_bytes()
    except OSError:
        return refuse("INPUT.unknown", what="file", given=str(path)[-60:])
    return content if _is_logo(content) else refuse("INPUT.picture", given=path.name[-60:], most=MOST_BYTES)


def _is_logo(content: bytes) -> bool:
    """A PNG that can be drawn. Its size is looked at before a pixel is unpacked."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(content), formats=("PNG",)) as picture:
            if not all(side in _SIDES for side in picture.size):
                return False
            picture.load()
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError):
        return False
    return True
