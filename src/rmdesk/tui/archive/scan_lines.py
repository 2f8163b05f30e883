"""A folder of scans as lines: the pages that somebody must look at, files that cannot be read, then paper by paper."""

from collections.abc import Iterator

from rmdesk.desk.archive.filing import PaperPlace
from rmdesk.desk.archive.scan_filing import PageTold, SourceTold
from rmdesk.desk.archive.scan_report import Batch, came_back
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_titles import paper_title
from rmdesk.domain.archive_scans import VERDICTS
from rmdesk.locale import Lang, tr
from rmdesk.tui.kit.rows import Row


def summary(batch: Batch, lang: Lang) -> str:
    """What it comes to, in two lines."""
    counts = batch.counts
    read = tr(lang, "archive.scans.read", files=len(batch.read), pages=sum(counts.values()))
    others = tr(lang, "archive.scans.others", count=batch.others) if batch.others else ""
    told = [f"{tr(lang, f'archive.scans.short.{one}')} {counts[one]}" for one in VERDICTS if counts[one]]
    told += [tr(lang, "archive.scans.deleted", count=len(batch.deleted))] if batch.deleted else []
    return f"{read}{'' if lang == 'zh' else ' '}{others}\n{' · '.join(told)}"


def lines(desk: Desk, batch: Batch, papers: tuple[PaperPlace, ...], lang: Lang) -> Iterator[Row]:
    """Each line's key is what it is about and its place there: "page:3"."""
    for at, (source, page) in enumerate(batch.open):
        cells = (
            tr(lang, "archive.scans.where", file=source.path.name, place=page.place),
            tr(lang, f"archive.scans.verdict.{page.verdict}"),
            _which(page, lang),
        )
        yield Row(f"page:{at}", cells, sign="?" if not page.number else "!", tone="late")
    for at, source in enumerate(batch.faulty):
        said = "" if source.fault is None else desk.pack.say(source.fault, lang).text
        yield Row(f"file:{at}", (source.path.name, said, ""), sign="×", tone="late")
    for one in sorted(papers, key=lambda one: bool(one.track.scans) and not one.track.missing):
        whole = bool(one.track.scans) and not one.track.missing
        title = f"{one.track.number} {paper_title(desk.pack, one.track.kind, lang, one.family)}"
        client = f"{one.client_no} {one.client_name}"
        yield Row(f"paper:{one.track.number}", (title, came_back(one, lang), client), sign="✓" if whole else "!")


def page_text(source: SourceTold, page: PageTold, lang: Lang) -> tuple[str, str]:
    """Heading and text of a page that somebody looks at."""
    heading = tr(lang, "archive.scans.where", file=source.path.name, place=page.place)
    text, which = tr(lang, f"archive.scans.verdict.{page.verdict}"), _which(page, lang)
    said = f"{which} · {text}" if which else text
    return heading, f"{said}\n{tr(lang, f'archive.scans.next.{page.verdict}')}"


def _which(page: PageTold, lang: Lang) -> str:
    return tr(lang, "archive.scans.which", number=page.number, page=page.page) if page.page else page.number
