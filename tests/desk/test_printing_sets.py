"""The signing set: one file behind a cover, to the printer or a folder; what fails leaves nothing in clear."""

import os
import stat
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from rmdesk.desk import confirming, opening, printers, printing_sets, sales
from rmdesk.desk.desk import Desk
from rmdesk.desk.papers import papercheck
from rmdesk.domain.printer import Printer
from rmdesk.formpack import Pack
from support.clock import Clock
from support.desks import PASSWORD, codes, done, new_desk
from support.people import product
from support.tiers import longer
from support.walk import Walk, assessed, put_on, register, start

LP = """#!{python}
import shutil, sys
shutil.copy(sys.argv[-1], {out!r})
open({out!r} + ".args", "w").write(" ".join(sys.argv[1:-1]))
"""


@pytest.fixture
def desk(tmp_path: Path, pack: Pack, clock: Clock) -> Iterator[Desk]:
    with new_desk(tmp_path / "desk", pack, clock) as one:
        put_on(one, product(code="W-01"), product(code="W-02"))
        yield one


@pytest.fixture
def lp(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A stand-in for the system's print command, first on the path; what it was given."""
    out, program = tmp_path / "printed.pdf", tmp_path / "bin" / "lp"
    program.parent.mkdir()
    program.write_text(LP.format(python=sys.executable, out=str(out)))
    program.chmod(0o700)
    monkeypatch.setenv("PATH", f"{program.parent}{os.pathsep}{os.environ['PATH']}")
    return out


def visit(desk: Desk, clock: Clock) -> tuple[Walk, Walk]:
    """Two sales of one sitting, told and understood."""
    client = register(desk)
    assessed(desk, client)
    first = start(desk, clock, client)
    second = Walk(desk, clock, done(sales.start(desk, client.id, first.view.sale.visit_id)).sale.id)
    for walk, code in ((first, "W-01"), (second, "W-02")):
        walk.match().choose(code).tell().understand().record()
    return first, second


def texts(pdf: bytes) -> list[str]:
    return [page.extract_text() for page in PdfReader(BytesIO(pdf)).pages]


@longer
def test_a_visits_papers_are_one_set_behind_a_cover(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, somebody sorts a dozen files by hand, signs the notices twice, or misses a page to sign."""
    first, second = visit(desk, clock)
    printed = done(printing_sets.print_set(desk, first.id, "zh", tmp_path))
    assert printed.path is not None
    assert printed.path.name == "J-0001-签署文件（整套）.pdf", "not the list alone"
    kinds = [one.kind for walk in (first, second) for one in walk.view.sale.printed]
    assert sorted(kinds) == sorted(["questionnaire", "rights_notice", *["opinion", "disclosure_book"] * 2])
    assert len(printed.numbers) == len(kinds)
    pages = texts(printed.path.read_bytes())
    assert len(pages) == printed.sheets
    assert "签署文件清单" in pages[0]
    assert all(number in pages[0] for number in printed.numbers)
    begins = [at for at, text in enumerate(pages) if "第 1 页" in text]
    assert all(at % 2 == 0 for at in begins), "each paper begins on a front"
    assert len(begins) == len(printed.numbers) + 1
    assert done(papercheck.check(desk, printed.path)).verdict == "same"


@longer
def test_a_set_asks_for_no_signature_again(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """A sale that was signed and archived stood in the set of the next one: its client signed the same book twice, and
    there were two originals of it."""
    first, second = visit(desk, clock)
    first.print().take_back().countersign()
    assert first.view.sale.countersigned is not None
    printed = done(printing_sets.print_set(desk, second.id, "zh", tmp_path))
    own = {one.number for one in second.view.sale.printed}
    assert own
    assert set(printed.numbers) == own
    assert own.isdisjoint(one.number for one in first.view.sale.printed)
    assert printed.path is not None
    assert not any(one.number in texts(printed.path.read_bytes())[0] for one in first.view.sale.printed)


@longer
def test_what_came_back_signed_is_in_no_set_again(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """A paper of the visit that the client had signed with the first sale, not yet countersigned, stood in the set of
    the second one: he signed it again, and there were two originals of it."""
    first, second = visit(desk, clock)
    done(printing_sets.print_set(desk, first.id, "zh", tmp_path))
    signed = first.view.context.demands.signed_papers
    shared = next(one for one in first.view.sale.printed if one.visit and one.kind in signed)
    done(confirming.papers_returned(desk, first.id, (shared.kind,), sentence_seen=False))
    for one, other in ((first, second), (second, first)):
        printed = done(printing_sets.print_set(desk, one.id, "zh", tmp_path))
        assert shared.number not in printed.numbers
        assert {*printed.numbers} >= {each.number for each in other.view.sale.printed if each.number != shared.number}
        assert printed.path is not None
        assert shared.number not in texts(printed.path.read_bytes())[0]
    first.take_back()
    whole = {one.number for one in first.view.sale.printed}
    printed = done(printing_sets.print_set(desk, second.id, "zh", tmp_path))
    assert whole.isdisjoint(printed.numbers), "nothing of the first is still to be signed"
    again = done(printing_sets.print_set(desk, first.id, "zh", tmp_path, visit=False))
    assert {*again.numbers} == whole, "where all is signed, it is printed as it was"


@longer
def test_a_set_printed_twice_is_the_same_papers(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, two versions of one paper lie about, and only one of them counts."""
    first, _ = visit(desk, clock)
    one = done(printing_sets.print_set(desk, first.id, "zh", tmp_path))
    again = done(printing_sets.print_set(desk, first.id, "zh", tmp_path))
    assert again.numbers == one.numbers


@longer
def test_the_printer_gets_the_set_and_nothing_stays_in_clear(desk: Desk, clock: Clock, lp: Path) -> None:
    """If it fails, nothing comes out, or a client's papers lie in a folder of temporary files."""
    first, _ = visit(desk, clock)
    done(printers.set_printer(desk, Printer(name="柜台 2", duplex=True)))
    printed = done(printing_sets.print_set(desk, first.id, "zh"))
    assert len(texts(lp.read_bytes())) == printed.sheets
    given = Path(f"{lp}.args").read_text()
    assert given == "-d 柜台 2 -t J-0001 -o sides=two-sided-long-edge"
    assert list((desk.folder / "spool").iterdir()) == []
    assert not (desk.folder / "papers").exists()


@longer
def test_a_printer_that_fails_leaves_no_paper_behind(
    desk: Desk, clock: Clock, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """If it fails, the desk believes in papers that nobody has in hand."""
    first, _ = visit(desk, clock)
    head = desk.store.head()
    done_before = first.view.sale.printed
    failing = tmp_path / "lp"
    failing.write_text("#!/bin/sh\necho 'lp: no such printer' >&2\nexit 1\n")
    failing.chmod(0o700)
    monkeypatch.setenv("PATH", f"{tmp_path}{os.pathsep}{os.environ['PATH']}")
    assert codes(printing_sets.print_set(desk, first.id, "zh")) == ["DESK-19.printer"]
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))
    assert codes(printing_sets.print_set(desk, first.id, "zh")) == ["DESK-19.no_printer"]
    assert codes(printers.test(desk, "zh")) == ["DESK-19.no_printer"]
    assert (desk.store.head(), first.view.sale.printed) == (head, done_before)
    assert list((desk.folder / "spool").iterdir()) == []


def test_a_test_page_is_remembered(desk: Desk, lp: Path) -> None:
    """If it fails, the opening's checklist never ends, and nobody knows whether the printer works."""
    assert printers.tested(desk) is None
    sent = done(printers.test(desk, "en"))
    assert (sent.by, sent.printer) == ("demo", "")
    assert printers.tested(desk) == sent
    assert "Test page" in texts(lp.read_bytes())[0]
    assert [one.kind for one in desk.store.entries()][-1] == "printer.tested/1"


def test_a_command_of_the_banks_own_is_filled_in(desk: Desk, lp: Path) -> None:
    """If it fails, a branch with another print system cannot print."""
    done(printers.set_printer(desk, Printer(command="lp --to={printer} --job '{title} x'", name="two words")))
    done(printers.test(desk, "zh"))
    assert Path(f"{lp}.args").read_text() == "--to=two words --job rmdesk-test x"
    assert codes(printers.set_printer(desk, Printer(command="lp 'open"))) == ["INPUT.command"]


@longer
def test_one_page_comes_out_again_as_it_was(desk: Desk, clock: Clock, tmp_path: Path) -> None:
    """If it fails, a spoilt page costs the whole set, and a new number."""
    first, _ = visit(desk, clock)
    printed = done(printing_sets.print_set(desk, first.id, "zh", tmp_path))
    book = next(one.number for one in first.view.sale.printed if one.kind == "disclosure_book")
    whole = done(printing_sets.print_again(desk, book, tmp_path))
    one = done(printing_sets.print_again(desk, book.lower(), tmp_path, 2))
    assert whole.path is not None
    assert one.path is not None
    (page,) = texts(one.path.read_bytes())
    assert page.split("校验码")[0] == texts(whole.path.read_bytes())[1].split("校验码")[0]
    assert book in printed.numbers
    assert codes(printing_sets.print_again(desk, book, tmp_path, 99)) == ["INPUT.most"]
    assert codes(printing_sets.print_again(desk, "P-9999", tmp_path)) == ["INPUT.unknown"]


@pytest.mark.skipif(os.name != "posix", reason="permissions as POSIX knows them")
def test_what_a_crash_left_in_clear_is_gone_at_the_next_opening(desk: Desk, clock: Clock) -> None:
    """If it fails, a kill while printing leaves a client's paper readable for ever."""
    walk, _ = visit(desk, clock)
    walk.print()
    papers = desk.folder / "papers"
    assert stat.S_IMODE(papers.stat().st_mode) == 0o700
    kept = len(list(papers.iterdir()))
    (papers / "x.part").write_bytes(b"half a paper")
    spool = desk.folder / "spool"
    spool.mkdir(exist_ok=True)
    (spool / "J-0001.pdf").write_bytes(b"a paper")
    folder = desk.folder
    desk.close()
    again = done(opening.unlock(folder, "demo", PASSWORD, clock=clock))
    again.close()
    assert len(list(papers.iterdir())) == kept
    assert list(spool.iterdir()) == []
