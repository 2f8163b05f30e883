"""Whether somebody can be asked."""

import os
import sys


def is_dumb() -> bool:
    """Whether the terminal can neither place a cursor nor show colours: screens have no use there, plain mode has."""
    return os.environ.get("TERM") == "dumb"


def at_terminal() -> bool:
    """Whether standard input and output are a terminal; either may be closed."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stdout))
