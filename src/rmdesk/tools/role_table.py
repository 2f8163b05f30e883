"""Write the table of roles into ARCHITECTURE.md: `python -m rmdesk.tools.role_table ARCHITECTURE.md`."""

import sys
from pathlib import Path

from rmdesk.desk.access import role_table

BEGIN, END = "<!-- roles -->", "<!-- /roles -->"


def with_table(text: str) -> str:
    """The text with today's table between its marks. ValueError when the marks are not there."""
    head, begin, rest = text.partition(BEGIN)
    _, end, tail = rest.partition(END)
    if not (begin and end):
        raise ValueError(f"the text has no {BEGIN} … {END}")
    return f"{head}{begin}\n{role_table()}\n{end}{tail}"


if __name__ == "__main__":
    path = Path(sys.argv[1])
    path.write_text(with_table(path.read_text(encoding="utf-8")), encoding="utf-8")
