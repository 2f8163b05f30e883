"""A JSON document out of a file that anybody may have written."""

import json
import math
from typing import Any


def read_document(data: bytes | str) -> Any:
    """What it says. ValueError where it is none, nests without end, or says what nothing could write down again: half a
    character, or a number beyond all numbers."""
    try:
        found = json.loads(data, parse_float=_finite, parse_constant=_finite)
        json.dumps(found, ensure_ascii=False).encode()
    except RecursionError as error:
        raise ValueError("nested without end") from error
    return found


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
