"""Statistics in words: what each key is called, as CSV, and the monthly report on paper."""

import csv
import io
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path

from rmdesk.desk import show
from rmdesk.desk.access import use_case
from rmdesk.desk.by_hand import on_papers
from rmdesk.desk.complaints.corrective_actions import repeats_among
from rmdesk.desk.complaints.guarding import name_of
from rmdesk.desk.complaints.letters import Sent
from rmdesk.desk.complaints.statistics import DIMENSIONS, Dimension, Moved, Rate, Statistics, known, statistics
from rmdesk.desk.desk import Desk
from rmdesk.desk.paper_files import harmless, leaving, stop_at_risk, unwritable, write_file
from rmdesk.desk.papers.framing import framed
from rmdesk.desk.papers.issuing import frame_now, issued
from rmdesk.desk.shelf import products as shelf
from rmdesk.domain import complaint_facts as facts
from rmdesk.domain.base import Lang
from rmdesk.domain.calendar import add_months
from rmdesk.domain.characters import is_word
from rmdesk.domain.product import Product
from rmdesk.domain.refusal import passed, stop
from rmdesk.locale import tr
from rmdesk.paper import Bars, Block, Bullets, Document, Heading, Paragraph, Table

KIND = "complaint_report"
_VOCABULARY: dict[Dimension, str] = {
    "type": "case_type", "class": "case_class", "channel": "complaint_channel", "business": "complaint_business",
    "cause": "complaint_cause", "age": "age_band",
}  # fmt: skip


def label_of(desk: Desk, dimension: Dimension, key: str, lang: Lang) -> str:
    """What a key of a dimension is called."""
    if not key:
        names = {"product": "letters.unnamed", "manager": "letters.not_shown"}
        return tr(lang, names.get(dimension, "letters.unknown"))
    if dimension == "manager":
        return name_of(desk, key)
    if dimension == "product":
        product = shelf.get(desk, key)
        return f"{key} {product.name.of(lang)}" if isinstance(product, Product) else key
    vocabulary = _VOCABULARY.get(dimension)
    return key if vocabulary is None else desk.pack.label(vocabulary, key, lang)


def percent(rate: Rate) -> str:
    """A rate as "97.5% (39/40)", "100.0% (3/3)"; a dash of nothing."""
    if rate.share is None:
        return "—"
    return f"{_share(rate.share)} ({rate.part}/{rate.whole})"


def _share(share: Decimal) -> str:
    """With one place, also where it is none: figures that stand below each other are compared."""
    return f"{share * 100:.1f}%"


def as_csv(desk: Desk, figures: Statistics, lang: Lang) -> str:
    """The figures as CSV text with a head: part, key, count, share. No cell begins as a formula does."""
    text = io.StringIO()
    out = csv.writer(text)
    for key, value in _head(desk, figures, lang):
        out.writerow(harmless((key, value, "", "")))
    out.writerow([tr(lang, f"letters.{key}") for key in ("part", "item", "count", "share")])
    for key, value in overview(figures, lang):
        out.writerow(harmless((tr(lang, "letters.overview"), key, value, "")))
    for name in DIMENSIONS:
        for row in rows(desk, figures, name, lang):
            out.writerow(harmless((tr(lang, f"letters.by_{name}"), *row)))
    return text.getvalue()


def _head(desk: Desk, figures: Statistics, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Of which branch, of which days, and as known when."""
    where = f"{desk.branch.bank} {desk.branch.branch} {desk.branch.code}".strip()
    return (
        (tr(lang, "letters.branch"), where),
        (tr(lang, "letters.period"), f"{figures.start.isoformat()} – {figures.end.isoformat()}"),
        (tr(lang, "letters.known_at"), show.moment(figures.known_at, desk.branch.zone)),
    )


def csv_name(desk: Desk, figures: Statistics) -> str:
    """Branch, period, and the local minute as of which it is known: no two files of different figures have one name."""
    known = desk.local(figures.known_at)
    where = desk.branch.code or desk.branch.branch
    bare = "".join(one if is_word(one) else "_" for one in where)
    return f"complaints-{bare}-{figures.start}-{figures.end}-known-{known:%Y-%m-%d-%H%M%S}.csv"


@use_case("complaints.read")
def write_csv(desk: Desk, figures: Statistics, folder: Path, lang: Lang) -> Path:
    """Write the figures as CSV into `folder`; the mark at its beginning lets table programs read Chinese."""
    stop_at_risk(desk, folder)
    try:
        return write_file(folder / csv_name(desk, figures), as_csv(desk, figures, lang).encode("utf-8-sig"))
    except OSError as error:
        raise unwritable(folder, error) from error


@use_case("complaints.read")
def print_month(desk: Desk, year: int, month: int, folder: Path, lang: Lang) -> Sent:
    """Print the report of a month, as known now, into `folder`."""
    start = date(year, month, 1)
    figures = passed(statistics(desk, start, add_months(start, 1) - timedelta(1)))
    if start > desk.today():
        stop("INPUT.period", start=start, end=desk.today())
    document = report(desk, figures, lang)
    with leaving(desk, folder):
        return _issue(desk, document, folder)


def report(desk: Desk, figures: Statistics, lang: Lang) -> Document:
    """The figures as a paper."""
    period = tr(lang, "letters.report_period", start=figures.start.isoformat(), end=figures.end.isoformat())
    return framed(
        frame_now(desk, lang),
        kind=KIND,
        title=tr(lang, "letters.report_title"),
        subtitle=period,
        blocks=_blocks(desk, figures, lang),
    )


def _blocks(desk: Desk, figures: Statistics, lang: Lang) -> tuple[Block, ...]:
    known_at = tr(lang, "letters.as_known", at=show.moment(figures.known_at, desk.branch.zone))
    head = (tr(lang, "letters.item"), tr(lang, "letters.value"))
    blocks: list[Block] = [
        Paragraph(known_at, tone="small"),
        Heading(tr(lang, "letters.overview")),
        Table(head, overview(figures, lang), widths=(3, 1), align=("l", "r")),
    ]
    if not figures.cases:
        return (*blocks, Paragraph(tr(lang, "letters.none")))
    for name in DIMENSIONS:
        blocks += _section(desk, figures, name, lang)
    return (*blocks, *_repeated(desk, figures, lang))


def _section(desk: Desk, figures: Statistics, name: Dimension, lang: Lang) -> tuple[Block, ...]:
    found = rows(desk, figures, name, lang)
    if not found:
        return ()
    bars = Bars(tuple(row[0] for row in found), tuple(row[1] for row in found))
    return (Heading(tr(lang, f"letters.by_{name}")), bars)


def _repeated(desk: Desk, figures: Statistics, lang: Lang) -> tuple[Block, ...]:
    found = repeats_among(desk, known(desk, figures.known_at), figures.end)
    if not found:
        return ()
    lines = tuple(
        tr(
            lang,
            "letters.repeated_line",
            cause=label_of(desk, "cause", one.cause, lang),
            product=label_of(desk, "product", one.product, lang),
            days=desk.pack.complaints.repeats.days,
            count=one.times,
        )
        for one in found
    )
    return (Heading(tr(lang, "letters.repeated")), Bullets(lines))


def overview(figures: Statistics, lang: Lang) -> tuple[tuple[str, str], ...]:
    """Totals and rates, each with its name."""
    values = (
        ("total", _as_first(figures.cases, figures.cases_moved, lang)),
        ("complaints", _as_first(figures.complaints, figures.complaints_moved, lang)),
        ("settled", _settled(figures, lang)),
        ("open_at_end", str(figures.open_at_end)),
        ("late_at_end", str(figures.late_at_end)),
        ("late", _late(figures, lang)),
        ("in_time", percent(figures.in_time)),
        ("house_in_time", percent(figures.house_in_time)),
        ("repeat", percent(figures.repeats)),
        ("average", "—" if figures.days is None else str(figures.days)),
    )
    return tuple((tr(lang, f"letters.{key}"), value) for key, value in values)


def _as_first(now: int, moved: Moved, lang: Lang) -> str:
    """How many; where corrections moved some, how many it were as first registered, and which."""
    signed = (*(f"− {no}" for no in moved.out), *(f"+ {no}" for no in moved.into))
    return str(now) if not signed else tr(lang, "letters.as_first", now=now, first=moved.first, cases=", ".join(signed))


def _settled(figures: Statistics, lang: Lang) -> str:
    """How many were settled; beside it which were and are open again, and are counted as open alone."""
    again = ", ".join(figures.opened_again)
    return tr(lang, "letters.opened_again", settled=figures.settled, cases=again) if again else str(figures.settled)


def _late(figures: Statistics, lang: Lang) -> str:
    """How many were late; beside it how many of these only by what was taken in first."""
    if not figures.late_as_taken:
        return str(figures.late)
    return tr(lang, "letters.late_as_taken", late=figures.late, count=figures.late_as_taken)


def rows(desk: Desk, figures: Statistics, name: Dimension, lang: Lang) -> tuple[tuple[str, str, str], ...]:
    """Label, count and share of one dimension."""
    whole = figures.cases if name == "type" else figures.complaints
    return tuple(
        (label_of(desk, name, key, lang), str(count), _share(Decimal(count) / whole)) for key, count in figures.by[name]
    )


def _issue(desk: Desk, document: Document, folder: Path) -> Sent:
    new = issued(desk, document)
    desk.record(facts.ReportPrinted(printed=new.printed, content=new.content, pdf_sha256=new.sha256), new.number)
    return Sent(KIND, new.number, write_file(folder / f"{new.number}-{KIND}.pdf", new.pdf), on_papers((document,)))
