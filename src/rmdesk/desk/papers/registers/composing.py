"""From what was gathered of an entry to a document. Pure: the same values give the same document."""

from collections.abc import Iterable, Sequence
from itertools import groupby

from rmdesk.desk import show
from rmdesk.desk.paper_titles import REGISTER_PAPER
from rmdesk.desk.papers.framing import framed, sealed
from rmdesk.desk.papers.registers.sections import (
    Answered,
    Asked,
    Chart,
    EntryPaper,
    Letter,
    Parts,
    Questions,
    Sample,
    Section,
    Signers,
    Values,
)
from rmdesk.domain.base import Text
from rmdesk.locale import tr
from rmdesk.paper.blocks import (
    Align,
    Answers,
    Block,
    Callout,
    Heading,
    KeepTogether,
    KeyValues,
    Matrix,
    MatrixCell,
    Paragraph,
    Signatures,
    Table,
)
from rmdesk.paper.document import Document


def compose(paper: EntryPaper) -> Document:
    """The document, without its number."""
    return framed(
        paper,
        kind=REGISTER_PAPER,
        title=paper.title.of(paper.lang),
        subtitle=paper.no if paper.client else f"{paper.register.of(paper.lang)} {paper.no}",
        form=paper.form,
        large=paper.large,
        about=f"{paper.whose} {paper.no}" if paper.whose else "",
        blocks=(*_void(paper), *_blocks(paper)),
    )


def _say(paper: EntryPaper, key: str, **params: object) -> str:
    return tr(paper.lang, f"papers.entry.{key}", **params)


def _void(paper: EntryPaper) -> tuple[Block, ...]:
    if not paper.voided:
        return ()
    return (Callout(_say(paper, "voided"), (paper.voided,), tone="warning"),)


def _blocks(paper: EntryPaper) -> Iterable[Block]:
    titled = False
    for section in paper.sections:
        if isinstance(section, Values):
            yield from _values(paper, section, again=titled)
            titled = titled or any(not one.long for one in section.said)
        else:
            yield from _section(paper, section)


def _section(paper: EntryPaper, section: Section) -> tuple[Block, ...]:
    match section:
        case Letter():
            return _letter(paper, section)
        case Parts():
            return _parts(paper, section)
        case Chart():
            return _chart(paper, section)
        case Sample():
            return _sample(paper, section)
        case Questions():
            return _questions(paper, section)
        case Signers():
            return _signers(paper, section)
        case _:
            raise ValueError(f"no block of a paper: {section}")


def _values(paper: EntryPaper, section: Values, *, again: bool) -> Iterable[Block]:
    """Short values side by side under one title; a long one is text under its own."""
    for long, group in groupby(section.said, key=lambda one: one.long):
        said = tuple(group)
        if long:
            for one in said:
                yield from _long(paper, one)
        else:
            yield Heading(_say(paper, "further" if again else "particulars"))
            yield KeyValues(tuple((one.label.of(paper.lang), one.text.of(paper.lang)) for one in said))
            again = True


def _long(paper: EntryPaper, one: Answered) -> tuple[Block, ...]:
    title = Heading(one.label.of(paper.lang))
    if one.empty:
        return (title, Paragraph(_say(paper, "unanswered"), tone="small"))
    return (title, *(Paragraph(line) for line in one.text.of(paper.lang).split("\n") if line.strip()))


def _letter(paper: EntryPaper, letter: Letter) -> tuple[Block, ...]:
    """The client's own letter is set as one; in a record it stands framed, as what was said."""
    lines = tuple(line for text in letter.body for line in text.of(paper.lang).split("\n") if line.strip())
    title = letter.title.of(paper.lang)
    if paper.client:
        alone, same = len(paper.sections) == 1, title == paper.title.of(paper.lang)
        told = (*(() if same else (Heading(title, numbered=not alone),)), *(Paragraph(line) for line in lines))
        # A letter leaves under the bank's seal; a sheet that the client fills in does not.
        return (*told, sealed(paper)) if alone else told
    return (Heading(_say(paper, "wording")), Callout(title, lines))


def _parts(paper: EntryPaper, parts: Parts) -> tuple[Block, ...]:
    head = tuple(one.of(paper.lang) for one in parts.head)
    rows = tuple(tuple(cell.of(paper.lang) for cell in row) for row in parts.rows)
    align: tuple[Align, ...] = tuple("r" if right else "l" for right in parts.right)
    title = parts.title.of(paper.lang)
    counted = _say(paper, "counted", title=title, count=len(rows)) if rows else title
    note = (Paragraph(_say(paper, "kept_back", count=parts.kept_back), tone="small"),) if parts.kept_back else ()
    return (Heading(counted), Table(head, rows, align=align), *note)


def _chart(paper: EntryPaper, chart: Chart) -> tuple[Block, ...]:
    def texts(many: Sequence[Text]) -> tuple[str, ...]:
        return tuple(one.of(paper.lang) for one in many)

    drawn = Matrix(
        chart.x.of(paper.lang),
        chart.y.of(paper.lang),
        texts(chart.x_labels),
        texts(chart.y_labels),
        tuple(_cells(paper, chart, row) for row in range(len(chart.rows))),
        chart.at,
        _placed(paper, chart),
    )
    title = Heading(_say(paper, "matrix", x=drawn.x, y=drawn.y))
    return (KeepTogether((title, drawn)),)


def _placed(paper: EntryPaper, chart: Chart) -> str:
    """In words where the entry stands."""
    if chart.at is None:
        return _say(paper, "unplaced")
    row, column = chart.at
    told = [(chart.y, chart.y_labels[row]), (chart.x, chart.x_labels[column])]
    told += [] if chart.of is None else [(chart.of, chart.rows[row][column].text)]
    mark = "，" if paper.lang == "zh" else ", "
    return _say(
        paper,
        "placed",
        no=paper.no,
        told=mark.join(f"{label.of(paper.lang)} {value.of(paper.lang)}" for label, value in told),
    )


def _cells(paper: EntryPaper, chart: Chart, row: int) -> tuple[MatrixCell, ...]:
    """One row of the matrix; the entry's number stands in its place."""
    return tuple(
        (place.tone, place.text.of(paper.lang), paper.no if chart.at == (row, column) else "")
        for column, place in enumerate(chart.rows[row])
    )


def _sample(paper: EntryPaper, sample: Sample) -> tuple[Block, ...]:
    title = Heading(_say(paper, "sample"))
    drawn = sample.drawn
    if drawn is None or sample.at is None:
        return (title, Paragraph(_say(paper, "undrawn"), tone="small"))
    rows = (
        ("source_kind", _say(paper, f"source.{drawn.source}")),
        ("drawn_at", show.moment(sample.at, paper.branch.zone)),
        ("population", str(drawn.population)),
        ("made", str(sample.made)),
        ("drawn_by", sample.by),
        ("seed", drawn.seed or "—"),
        ("digest", drawn.digest),
    )
    return (title, KeyValues(tuple((_say(paper, key), value) for key, value in rows)))


def _questions(paper: EntryPaper, sheet: Questions) -> tuple[Block, ...]:
    """Boxes to tick, ticked where it was answered; what was noted stands behind the option that it was noted with."""
    lang = paper.lang

    def option(asked: Asked, at: int, key: str, text: Text) -> tuple[str, str, bool]:
        chosen = key == asked.chosen
        note = asked.note if chosen else "" if asked.chosen or key not in asked.noted else _BLANK
        said = _say(paper, "noted", text=text.of(lang), note=note) if note else text.of(lang)
        return key if len(key) == 1 else chr(ord("A") + at), said, chosen

    rows = tuple(
        (f"{no}.", one.text.of(lang), tuple(option(one, at, *each) for at, each in enumerate(one.options)))
        for no, one in enumerate(sheet.asked, 1)
    )
    return (Heading(sheet.title.of(lang)), Answers(rows))


_BLANK = "＿" * 12
"""Room to write on a sheet that is answered on paper."""


def _signers(paper: EntryPaper, signers: Signers) -> tuple[Block, ...]:
    rows = tuple((label.of(paper.lang), name) for label, name in signers.rows)
    return (Heading(tr(paper.lang, "papers.signatures")), Signatures(rows, tr(paper.lang, "papers.date")))
