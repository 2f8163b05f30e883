"""How a paper and its scans read in a line, and as JSON."""

from typing import Any

from rmdesk.commands.output import Output
from rmdesk.desk.archive.filing import PaperPlace
from rmdesk.desk.archive.scan_report import came_back
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title


def plain_paper(desk: Desk, one: PaperPlace) -> dict[str, Any]:
    """A paper and where it is."""
    track = one.track
    return {
        "number": track.number,
        "kind": track.kind,
        "client": one.client_no,
        "sale": _sale_no(desk, one) or None,
        "pages": track.pages,
        "expected": track.expected or None,
        "missing": list(track.missing),
        "whole": bool(track.scans) and not track.missing,
        "lacks": list(one.lacks),
    }


def paper_line(desk: Desk, one: PaperPlace, out: Output) -> str:
    """A paper in one line: number, title, sale, client, and what is missing."""
    title = paper_title(desk.pack, one.track.kind, out.lang)
    sign = "✓" if one.track.scans and not one.track.missing else "!"
    whose = f"{one.client_no} {one.client_name}"
    told = (one.track.number, title, _sale_no(desk, one), whose, came_back(one, out.lang))
    return f"{sign} " + "  ".join(text for text in told if text)


def _sale_no(desk: Desk, one: PaperPlace) -> str:
    sale = desk.store.get("sale", one.track.sale_id) if one.track.sale_id else None
    return "" if sale is None else str(sale["no"])
