"""Texts: translated, printable, short enough for the place they stand in, with known placeholders only."""

import re
from collections.abc import Iterator
from functools import lru_cache

from rmdesk.domain.refusal_codes import REFUSAL_CODES
from rmdesk.formpack.banned import BannedWords
from rmdesk.formpack.check.walk import LANGUAGES, Spot
from rmdesk.formpack.columns import total_columns
from rmdesk.formpack.complaint_letters import BODIES, LETTER_PLACEHOLDERS
from rmdesk.formpack.disclosure import PLACEHOLDERS as DISCLOSURE_PLACEHOLDERS
from rmdesk.formpack.fault import Fault, fault
from rmdesk.formpack.notices import PLACEHOLDERS as NOTICE_PLACEHOLDERS
from rmdesk.formpack.placeholders import names, strangers, unbalanced
from rmdesk.formpack.sentences import SENTENCE_PLACEHOLDERS

# control, format (bidirectional marks, zero width), private use and lone surrogates: unseen yet harmful
_UNSEEN = re.compile(
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ue000-\uf8ff\ufeff"
    "\U000e0000-\U0010ffff]"
)
_CHINESE, _LATIN = re.compile("[\u4e00-\u9fff]"), re.compile("[A-Za-z]")
# most columns by the end of file and key; the first that fits counts. Measured on 80x24 screens and A4 papers.
_MOST = tuple(
    (re.compile(file), re.compile(key), most)
    for file, key, most in (
        (r"intake_", r"fields\[\]\.label$", 24),
        (r"intake_", r"fields\[\]\.help$", 60),
        (r"intake_", r"options\[\]\.text$", 40),
        (r"intake_", r"title$", 40),
        (r"questionnaire", r"options\[\]\.text$", 120),
        (r"questionnaire", r"questions\[\]\.text$", 240),
        (r"questionnaire", r"title$", 60),
        (r"questionnaire", r"intro$", 900),
        (r"disclosures/", r"title$", 60),
        (r"disclosures/", r"(questions|understanding)\[\]\.text$", 160),
        (r"disclosures/", r"options\[\]\.text$", 100),
        (r"talk_tracks", r"title$", 40),
        (r"talk_tracks", r"(body\[\]|risk)$", 240),
        (r"portrait", r"^(stage|value|risk)\[\]\.label$", 16),
        (r"portrait", r"label$", 40),
        (r"portrait", r"next\[\]$", 76),
        (r"labels", r"", 60),
        (r"levels", r"name$", 24),
        (r"levels", r"meaning$", 300),
        (r"refusals", r"", 120),
        (r"rules", r"title$", 60),
        (r"paper_sets", r"", 60),
        (r"sentences", r"signature_", 40),
        (r"sentences|families", r"(headline|copied)$", 120),
        (r"families", r"words\.amount$", 24),
        (r"families", r"\]\.name$", 24),
        (r"families", r"words\.title$", 60),
        (r"families", r"summary$", 160),
        (r"pack|notices", r"(name|title)$", 80),
        (r"complaint_", r"(name|title)$", 60),
        (r"registers/", r"^(field|derived)\.\w+\.label$|bands\[\]\.text$", 24),
        (r"registers/", r"^(state|act|due|recurring)\.\w+(\.label)?$", 24),
        (r"registers/", r"help$", 60),
        (r"registers/", r"title$", 40),
        (r"papers/", r"^title$", 60),
        (r"papers/", r"rows\[\]\.label$", 24),
        (r"sheets/", r"title$", 60),
        (r"sheets/", r"questions\[\]\.text$", 160),
        (r"sheets/", r"options\[\]\.text$", 60),
    )
)
_MOST_ELSEWHERE = 1200
_SPOKEN_TO_CLIENTS = re.compile(
    r"disclosures/|families|papers/|sheets/|sentences|notices|questionnaire|levels|ranking|paper_sets|"
    r"complaint_letters|talk_tracks"
)


def faults(file: str, spot: Spot, banned: BannedWords | None) -> Iterator[Fault]:
    """Everything that is wrong with a text in two languages."""
    both = [(f"{spot.key}.{lang}", spot.value.get(lang)) for lang in LANGUAGES]
    for key, text in both:
        if isinstance(text, str):
            yield from _written(file, key, spot.plain, text)
            yield from _placeholders(file, key, spot, text)
        if isinstance(text, str) and banned is not None and _SPOKEN_TO_CLIENTS.match(file):
            yield from (fault(file, key, "banned", word=word) for word in banned.found_in(text))
    first, second = (text for _, text in both)
    if isinstance(first, str) and isinstance(second, str) and set(names(first)) != set(names(second)):
        odd = sorted(set(names(first)) ^ set(names(second)))
        yield fault(file, spot.key, "placeholders_differ", name=", ".join(odd))


def _written(file: str, key: str, plain: str, text: str) -> Iterator[Fault]:
    if not text.strip() or (key.endswith(".en") and _CHINESE.search(text) and not _LATIN.search(text)):
        yield fault(file, key, "untranslated")
    unseen = _UNSEEN.search(text)
    if unseen is not None:
        yield fault(file, key, "control", code=f"U+{ord(unseen.group()):04X}")
    most = _most(file, plain)
    if len(text) * 2 > most and total_columns(text) > most:
        yield fault(file, key, "too_long", width=total_columns(text), most=most)


@lru_cache(maxsize=1024)  # few places, many texts
def _most(file: str, plain: str) -> int:
    return next((most for name, key, most in _MOST if name.match(file) and key.search(plain)), _MOST_ELSEWHERE)


def _placeholders(file: str, key: str, spot: Spot, text: str) -> Iterator[Fault]:
    if "{" not in text and "}" not in text:
        return
    if unbalanced(text):
        yield fault(file, key, "brace")
    allowed = _allowed(file, spot)
    if allowed is not None:
        known = ", ".join(f"{{{name}}}" for name in allowed) or "—"
        yield from (fault(file, key, "placeholder", name=name, allowed=known) for name in strangers(text, allowed))


def _allowed(file: str, spot: Spot) -> tuple[str, ...] | None:
    """The placeholders that a text may use; None where another check says that the text should not be there at all."""
    if file.startswith("disclosures/"):
        return DISCLOSURE_PLACEHOLDERS
    if file == "notices.toml":
        return NOTICE_PLACEHOLDERS
    if file == "sentences.toml":
        return SENTENCE_PLACEHOLDERS.get(spot.key, ())
    if file == "complaint_letters.toml":
        if spot.key.partition(".")[0] in ("remedies", "review_remedies"):
            return BODIES
        letter = spot.key.partition("[")[2].partition("]")[0]
        return next((known for kind, known in LETTER_PLACEHOLDERS.items() if kind == letter), ("name",))
    if file == "refusals.toml":
        return REFUSAL_CODES.get(spot.key.partition("[")[2].partition("]")[0])
    if file == "families.toml" and spot.key.endswith("words.issuer_differs"):
        return SENTENCE_PLACEHOLDERS["issuer_differs"]
    return None if file.startswith(("registers/", "papers/")) else ()
