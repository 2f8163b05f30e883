"""The client's part of the disclosure book: level and sentence by hand, time to think, who signs (SALE-03, SALE-04)."""

from decimal import Decimal

from rmdesk.desk.papers.common import STAFF, copies, signature_rows, signed, together
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.capitals import capitals, in_words
from rmdesk.domain.investors import criteria
from rmdesk.domain.match import needs
from rmdesk.domain.means import Purchase
from rmdesk.formpack.disclosure import Kind
from rmdesk.formpack.papers import Seal, Signer
from rmdesk.paper.blocks import (
    Block,
    Bullets,
    CopySentence,
    Heading,
    KeepTogether,
    KeyValues,
    Paragraph,
    Signatures,
)

_KIND = "disclosure_book"


def confirming(given: PaperInput) -> tuple[Block, ...]:
    """Everything that the client reads last and signs."""
    hand, made = _by_hand(given), copies(given, _KIND)
    told = (*_notes(given), *_order(given), *_declared(given))
    if not hand:
        return (*told, *_signed(given, *made, *_qualified(given), *_guardian(given)))
    # The sentence stands above the signatures, as far as a page can hold both; the level before it flows up.
    if not given.large:
        return (*told, *made, *hand[:-1], *_under(given, hand[-1]))
    return (*told, *hand[:-1], *_under_large(given, hand[-1], made))


def _notes(given: PaperInput) -> tuple[Block, ...]:
    """Time to think, the right to cancel, reference of recording and order: only what this sale asks for."""
    due, words = needs(given.chosen, given.judged), given.pack.sentences
    said = []
    if "special_care" in due:
        said.append(given.text(words.thinking, hours=given.thresholds.elder_thinking_hours))
    if "thinking" in due:
        said.append(given.text(words.cancel, hours=given.thresholds.private_thinking_hours))
    if "recording" in due:
        said += [given.text(words.recording, bank=given.bank), _recording(given)]
    if given.chosen.order_system:
        said.append(_placed(given))
    return (KeepTogether((Heading(given.say("papers.please_note")), Bullets(tuple(said)))),) if said else ()


def _recording(given: PaperInput) -> str:
    """Where the sound and picture recording is (SALE-09); a line to fill in while there is none."""
    made = None if given.sale is None else given.sale.recording
    if made is None:
        return given.say("papers.recording_open")
    return given.say("papers.recording_kept", reference=made.reference, at=given.moment(made.made_at))


def _placed(given: PaperInput) -> str:
    """Where the order is placed, and its number; a line to fill in while there is none (SALE-15)."""
    order, system = None if given.sale is None else given.sale.order, given.chosen.order_system
    if order is None:
        return given.say("papers.order_open", system=system)
    return given.say("papers.order_kept", system=order.system, number=order.number)


def _by_hand(given: PaperInput) -> tuple[Block, ...]:
    """The level and the sentence in the client's own hand; a deposit bears no such risk (SUIT-24)."""
    words, sentence = given.pack.sentences, given.pack.families.of(given.chosen.family).copied_of(given.chosen)
    if not given.chosen.needs_match or sentence is None or not given.pack.paper(_KIND).copied:
        return ()
    blocks: list[Block] = [Heading(given.say("papers.by_hand"))]
    if given.assessment is not None and not given.professional:
        blocks.append(CopySentence(given.text(words.level_instruction), given.say("papers.level_by_hand"), lines=1))
    # The sentence is copied in the language that counts; whoever reads another one is told what it says, and that.
    told = given.text(words.copy_instruction)
    if given.lang != "zh":
        told += f"\n{given.text(sentence)}\n{words.chinese_prevails.en}"
        told += "" if given.large else f"\n{words.chinese_prevails.zh}"  # one page has to hold what is signed
    copied = CopySentence(told, given.addressed(sentence.zh), lines=2)
    return (KeepTogether(tuple(blocks)), copied) if len(blocks) > 1 else (*blocks, copied)


def _signed(given: PaperInput, *made: Block) -> tuple[Block, ...]:
    block = _lines(given, _signers(given))
    return (Heading(given.say("papers.signatures")), KeepTogether((*made, block)))


def _signers(given: PaperInput) -> tuple[Signer, ...]:
    return tuple(dict.fromkeys((*given.pack.paper(_KIND).signed_by, "reviewer")))


def _lines(given: PaperInput, signers: tuple[Signer, ...], seals: tuple[Seal, ...] = ("client", "bank")) -> Signatures:
    return signed(given, _KIND, signature_rows(given, signers), seals)


def _under(given: PaperInput, sentence: Block) -> tuple[Block, ...]:
    """The sentence with the signatures, and what else client and guardian declare, on one page."""
    heading, declared = Heading(given.say("papers.signatures")), (*_qualified(given), *_guardian(given))
    return (KeepTogether((sentence, heading, *declared, _lines(given, _signers(given)))),)


def _under_large(given: PaperInput, sentence: Block, made: tuple[Block, ...]) -> tuple[Block, ...]:
    """The same in large print, where a page may not hold all of them: the client's own lines stand right below the
    sentence, an organisation's with its seal, or nobody could prove who wrote it (SALE-03); a guardian's consent goes
    on with the own signature, the bank's lines with how many copies there are (`made`)."""
    declared, consent, signers = _qualified(given), _guardian(given), _signers(given)
    apart: tuple[Signer, ...] = ("guardian",) if consent else ()
    staff: tuple[Signer, ...] = tuple(one for one in signers if one in STAFF)
    own = _lines(given, tuple(one for one in signers if one not in (*staff, *apart)), ("client",))
    agreed = (KeepTogether((*consent, _lines(given, apart, ()))),) if consent else ()
    bank, heading = _lines(given, staff, ("bank",)), Heading(given.say("papers.signatures"))
    last = KeepTogether((*made, *((bank,) if bank.rows or bank.seals else ())))
    return (KeepTogether((sentence, heading, *declared, own, *agreed, last)),)


def _order(given: PaperInput) -> tuple[Block, ...]:
    """What is bought, on the paper that is signed; account and terms that the desk does not know are written in by
    hand."""
    rows = [
        (given.say("papers.product"), f"{given.text(given.chosen.name)} {given.chosen.code}"),
        (given.amount_called, given.paid),
    ]
    said = f"{given.currency} {in_words(given.amount)}"
    if given.lang == "zh":
        said = f"{given.label('currency', given.currency)}{capitals(given.amount)}"
    if Purchase(product=given.chosen, amount=given.amount).years > 1:
        said = given.say("papers.capitals_yearly", amount=said)
    rows.append((given.say("papers.amount_capitals"), said))
    if given.sale is not None:
        rows.append((given.say("papers.sale_no"), given.branch.coded(given.sale.no)))
    rows += [(given.text(one), given.say("papers.by_hand_open")) for one in given.words.by_hand]
    rows.append((given.say("papers.account"), given.say("papers.account_open")))
    return (KeepTogether((Heading(given.say("papers.order")), KeyValues(tuple(rows), columns=1))),)


def _declared(given: PaperInput) -> tuple[Block, ...]:
    """What the client declares by signing, a qualified investor also by which criterion he is one (SALE-06)."""
    words = given.pack.disclosure(given.chosen.family)
    lines = Bullets(tuple(given.text(one) for one in words.declared_of(Kind.of(given.chosen))), ordered=True)
    by = (Paragraph(given.say("papers.qualified_by", how=_criteria(given))),) if given.chosen.private else ()
    return together(given, Heading(given.text(words.declaration.title)), lines, *by)


def _qualified(given: PaperInput) -> tuple[Block, ...]:
    """What a qualified investor declares: on the page that is signed (SALE-06)."""
    return (Paragraph(given.text(given.pack.sentences.qualified), tone="strong"),) if given.chosen.private else ()


def _criteria(given: PaperInput) -> str:
    """Why the client is a qualified investor, with the file's figures and the day on which two people verified them."""
    if given.professional:
        return given.say("papers.qualified_professional")
    client = given.client
    told = [
        given.say(f"papers.qualified_{key}", amount=given.money(client.amount(key) or Decimal(0)))
        for key in criteria(client, given.thresholds)
    ]
    if client.kind == "person":
        told.insert(0, given.say("papers.qualified_years", years=client.profile.get("experience_years", "")))
    seen = client.qualification
    if seen is not None:
        days = {"day": seen.verified_on.isoformat(), "until": seen.valid_until.isoformat()}
        told.append(given.say("papers.qualified_seen", **days))
    return given.listed(told)


def _guardian(given: PaperInput) -> tuple[Block, ...]:
    """The guardian's consent for a client of limited capacity, on the page that the guardian signs (SUIT-11)."""
    if given.client.capacity(given.day, given.thresholds) != "limited":
        return ()
    values = {"client": given.client.name, "product": given.text(given.chosen.name)}
    names = (one.get("name", "") for one in given.client.related("guardian"))
    words = given.pack.sentences.guardian_consent
    return tuple(Paragraph(given.text(words, guardian=name, **values), tone="strong") for name in names)
