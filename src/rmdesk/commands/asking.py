"""Whether somebody can be asked."""

import sys


def at_terminal() -> bool:
    """Whether standard input and output are a terminal; either may be closed."""
    return all(stream is not None and not stream.closed and stream.isatty() for stream in (sys.stdin, sys.stdout))
