"""How a text speaks to whom it is for, and as whom: texts are written to a person, and said to an organisation in its
own way."""

import re
from typing import Literal

from rmdesk.domain.base import Text

Addressee = Literal["person", "organisation"]
# the longest first: what is said of a person alone falls away, then the plain word is changed
_TO_ORGANISATION = (
    ("您本人", "贵单位"),
    ("您自己", "贵单位"),
    ("您家庭", "贵单位"),
    ("您的个人资料", "贵单位的资料"),
    ("您的家庭", "贵单位"),
    ("您", "贵单位"),
)
_DECLARED = re.compile(
    r"(?P<person>本人|\b(?:I am|I|am|[Mm]y|mine|me|myself)) ?"
    r"[（(](?P<organisation>本单位|we are|we|are|our|ours|us|ourselves)[）)]"
)
"""What a client declares is written for both, 本人（本单位） or "I (we)": whoever signs reads the own one alone."""


def addressed(to: Addressee, text: str) -> str:
    """`text`, its placeholders not yet filled in, as it is said to, or declared by, a person or an organisation. What a
    client wrote, or a product is called, is put in afterwards and stays as it is. English says "you" to both."""
    text = _DECLARED.sub(lambda found: _declared(to, found), text)
    if to == "organisation":
        for word, instead in _TO_ORGANISATION:
            text = text.replace(word, instead)
    return text


def addressed_text(to: Addressee, text: Text) -> Text:
    """The same of a text in both languages."""
    return Text(zh=addressed(to, text.zh), en=addressed(to, text.en))


def _declared(by: Addressee, found: re.Match[str]) -> str:
    said, before = found[by], found.string[: found.start()].rstrip()
    return said if before and not before.endswith(".") else said[0].upper() + said[1:]
