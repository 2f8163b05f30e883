"""What may be said about an unexpected fault: its kind and its place in the program, never a value."""

import traceback
from pathlib import Path


def where(error: BaseException | None) -> str:
    """The fault's class and the innermost line of this program that it came from; of one that was only passed on, of
    that behind it."""
    if error is None:
        return "?"
    while error.__cause__ is not None:
        error = error.__cause__
    frames = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in frames if "rmdesk" in Path(frame.filename).parts]
    place = own[-1] if own else (frames[-1] if frames else None)
    name = type(error).__name__
    return name if place is None else f"{name} {Path(place.filename).name}:{place.lineno}"
