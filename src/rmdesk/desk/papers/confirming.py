"""The client's part of the disclosure book: level and sentence by hand, time to think, who signs (SALE-03, SALE-04)."""

from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import signature_rows
from rmdesk.domain.match import needs
from rmdesk.paper.blocks import Block, Bullets, CopySentence, Heading, KeepTogether, Paragraph, Signatures


def confirming(case: Case) -> tuple[Block, ...]:
    """Everything that the client reads last and signs."""
    return (*_notes(case), *_by_hand(case), *_signed(case))


def _notes(case: Case) -> tuple[Block, ...]:
    """Time to think, the right to cancel, the recording's reference: only what this sale asks for."""
    due, words = needs(case.chosen, case.judged), case.pack.sentences
    said = []
    if "special_care" in due:
        said.append(case.text(words.thinking, hours=case.thresholds.elder_thinking_hours))
    if "thinking" in due:
        said.append(case.text(words.cancel, hours=case.thresholds.private_thinking_hours))
    if "recording" in due:
        said += [case.text(words.recording, bank=case.bank), _recording(case)]
    return (KeepTogether((Heading(case.say("papers.please_note")), Bullets(tuple(said)))),) if said else ()


def _recording(case: Case) -> str:
    """Where the sound and picture recording is (SALE-09); a line to fill in while there is none."""
    made = None if case.sale is None else case.sale.recording
    if made is None:
        return case.say("papers.recording_open")
    return case.say("papers.recording_kept", reference=made.reference, at=case.moment(made.made_at))


def _by_hand(case: Case) -> tuple[Block, ...]:
    """The level and the sentence in the client's own hand; a deposit bears no such risk (SUIT-24)."""
    if not case.chosen.needs_match or not case.pack.paper("disclosure_book").copied:
        return ()
    words = case.pack.sentences
    blocks: list[Block] = [Heading(case.say("papers.by_hand"))]
    if case.assessment is not None and not case.client.professional:
        blocks.append(CopySentence(case.text(words.level_instruction), case.say("papers.level_by_hand"), lines=1))
    copied = CopySentence(case.text(words.copy_instruction), case.text(words.copied), lines=2)
    return (KeepTogether((*blocks, copied)),)


def _signed(case: Case) -> tuple[Block, ...]:
    signers = dict.fromkeys((*case.pack.paper("disclosure_book").signed_by, "reviewer"))
    rows = signature_rows(case, signers)
    heading = Heading(case.say("papers.signatures"))
    return (KeepTogether((heading, *_declared(case), *_guardian(case), Signatures(rows, case.say("papers.date")))),)


def _declared(case: Case) -> tuple[Block, ...]:
    """A qualified investor's own declaration (SALE-06)."""
    if not case.chosen.private:
        return ()
    return (Paragraph(case.text(case.pack.sentences.qualified), tone="strong"),)


def _guardian(case: Case) -> tuple[Block, ...]:
    """The guardian's consent for a client of limited capacity (SUIT-11)."""
    if case.client.capacity(case.day, case.thresholds) != "limited":
        return ()
    values = {"client": case.client.name, "product": case.text(case.chosen.name)}
    names = (one.get("name", "") for one in case.client.related("guardian"))
    words = case.pack.sentences.guardian_consent
    return tuple(Paragraph(case.text(words, guardian=name, **values), tone="strong") for name in names)
