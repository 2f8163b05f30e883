"""`rmdesk scans`: signed papers that come back as scans go to their papers, by the code on each page."""

import argparse
import sys
from pathlib import Path
from typing import Any

from rmdesk.commands.asking import at_terminal
from rmdesk.commands.declaring import command, flag, switch, word
from rmdesk.commands.output import Output, WrongUseError
from rmdesk.commands.papers_told import paper_line, plain_paper
from rmdesk.commands.session import session
from rmdesk.desk.archive import filing, scan_filing
from rmdesk.desk.archive.filing import PaperPlace
from rmdesk.desk.archive.scan_filing import SourceTold
from rmdesk.desk.archive.scan_report import Batch
from rmdesk.desk.archive.scan_sources import read_source, sources_in
from rmdesk.desk.desk import Desk
from rmdesk.domain.archive_scans import VERDICTS
from rmdesk.domain.refusal import Refusal, Refused


@command(
    "scans",
    word("folder", "FOLDER", "cli.scans_folder"),
    switch("--code", "FILE:PAGE=CODE", "cli.scans_code", many=True),
    switch("--keep-double", "FILE:PAGE", "cli.scans_double", many=True),
    flag("--delete", "cli.scans_delete"),
    examples=(
        "rmdesk scans DIR",
        "rmdesk scans DIR --json",
        'rmdesk scans DIR --code "scan-04.pdf:7=P-0031 2"',
        "rmdesk scans DIR --delete",
    ),
)
def scans(args: argparse.Namespace, out: Output) -> int:
    """Keep every page of a folder's scans with its paper, and tell what is missing, double, foreign or altered."""
    typed = _typed(args.code or [], out)
    again = _again(args.keep_double or [], out)
    found = sources_in(Path(args.folder).expanduser())
    if isinstance(found, Refusal):
        return out.refused(Refused(reasons=(found,)))
    paths, others = found
    strange = {name for name, _ in typed}.union(name for name, _ in again) - {path.name for path in paths}
    if strange:
        raise WrongUseError(out.tr("cli.wrong.scans_file", given=", ".join(sorted(strange))))
    with session(args, out, reading=False) as desk:
        batch = Batch(others=others)
        for at, path in enumerate(paths, 1):
            _progress(out, at, len(paths))
            told = _taken(desk, path, typed, again)
            if isinstance(told, Refused):
                _show(desk, batch, (), out)
                return out.refused(told, desk.pack)
            batch = batch.having(told)
        papers = filing.of_numbers(desk, batch.numbers)
        if isinstance(papers, Refused):
            return out.refused(papers, desk.pack)
        if not out.as_json:
            _show(desk, batch, papers, out)
        gone = scan_filing.delete_sources(desk, batch.spare) if _may_delete(args, batch, out) else ()
        if isinstance(gone, Refused):
            return out.refused(gone, desk.pack)
        if out.as_json:
            out.json(_plain(desk, batch, papers, gone, out))
        elif gone:
            out.say(out.tr("archive.scans.deleted", count=len(gone)))
    return 0


def _taken(
    desk: Desk, path: Path, typed: dict[tuple[str, int], str], again: set[tuple[str, int]]
) -> SourceTold | Refused:
    source = read_source(path)
    if isinstance(source, Refusal):
        return SourceTold(path, fault=source)
    codes = {place: code for (name, place), code in typed.items() if name == path.name}
    return scan_filing.take_in(desk, source, codes, {place for name, place in again if name == path.name})


def _progress(out: Output, at: int, count: int) -> None:
    if not out.as_json and sys.stderr.isatty():
        print(f"\r{at} / {count} ", end="\r", file=sys.stderr, flush=True)


def _may_delete(args: argparse.Namespace, batch: Batch, out: Output) -> bool:
    """Whoever says so beforehand, or is asked and says yes."""
    if not batch.spare or args.delete or out.as_json or not at_terminal():
        return bool(batch.spare) and bool(args.delete)
    answer = input(out.tr("cli.scans_ask", count=len(batch.spare)))
    return answer.strip().lower() in ("y", "yes", "是")


def _typed(given: list[str], out: Output) -> dict[tuple[str, int], str]:
    found = {}
    for one in given:
        where, mark, code = one.partition("=")
        if not mark or not where or not code.strip():
            raise WrongUseError(out.tr("cli.wrong.scans_code", given=one[:60]))
        found[_place(where)] = code.strip()
    return found


def _again(given: list[str], out: Output) -> set[tuple[str, int]]:
    if not all(given):
        raise WrongUseError(out.tr("cli.wrong.scans_code", given=""))
    return {_place(one) for one in given}


def _place(where: str) -> tuple[str, int]:
    """A file's name and one of its pages; the first one where none is named."""
    name, mark, page = where.rpartition(":")
    return (name, int(page)) if mark and page.isdecimal() else (where, 1)


def _plain(
    desk: Desk, batch: Batch, papers: tuple[PaperPlace, ...], gone: tuple[Path, ...], out: Output
) -> dict[str, Any]:
    counts = batch.counts
    return {
        "files": [_plain_file(desk, one, out) for one in batch.told],
        "papers": [plain_paper(desk, one) for one in papers],
        "counts": {verdict: counts[verdict] for verdict in VERDICTS},
        "others": batch.others,
        "deleted": [path.name for path in gone],
    }


def _plain_file(desk: Desk, one: SourceTold, out: Output) -> dict[str, Any]:
    said = None if one.fault is None else desk.pack.say(one.fault, out.lang)
    return {
        "file": one.path.name,
        "pages": [
            {"page": page.place, "verdict": page.verdict, "paper": page.number or None, "paper_page": page.page or None}
            for page in one.pages
        ],
        "fault": None if said is None else {"rule": said.rule, "detail": said.text, "next": said.next},
        "spare": one.spare,
    }


def _show(desk: Desk, batch: Batch, papers: tuple[PaperPlace, ...], out: Output) -> None:
    for source, page in batch.open:
        where = out.tr("archive.scans.where", file=source.path.name, place=page.place)
        paper = out.tr("archive.scans.which", number=page.number, page=page.page) if page.page else page.number
        out.line(f"! {where}  {out.tr(f'archive.scans.verdict.{page.verdict}')}  {paper}".rstrip())
    for source in batch.faulty:
        said = None if source.fault is None else desk.pack.say(source.fault, out.lang)
        out.line(f"! {source.path.name}  {'' if said is None else said.text}")
    for one in papers:
        out.line(paper_line(desk, one, out))
    counts = batch.counts
    pages = sum(counts.values())
    out.line(out.tr("archive.scans.read", files=len(batch.told), pages=pages))
    told = [f"{out.tr(f'archive.scans.verdict.{one}')} {counts[one]}" for one in VERDICTS if counts[one]]
    out.line(("；" if out.lang == "zh" else "; ").join(told))
    if batch.others:
        out.line(out.tr("archive.scans.others", count=batch.others))
