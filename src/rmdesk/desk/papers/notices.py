"""The notices that are handed over: rights (SALE-05) and personal information (DATA-01, DATA-02)."""

from rmdesk.desk.papers.bodies import bodies
from rmdesk.desk.papers.common import reach_text, signatures
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.base import Text
from rmdesk.formpack.notices import Notice, NoticeSection
from rmdesk.paper.blocks import Block, Bullets, Checklist, Heading, KeepTogether, Paragraph, Spacer, Table


def rights(given: PaperInput) -> tuple[Block, ...]:
    """The rights notice, with what each client level means and which products fit it."""
    *most, last = _sections(given, given.pack.notices.rights)
    signed = signatures(given, "rights_notice", title=given.say("papers.received"))
    return (*(block for section in most for block in section), KeepTogether((*last, *signed)))


def privacy(given: PaperInput) -> tuple[Block, ...]:
    """The personal-information notice, with the consents as the client gave or refused them."""
    sections = _sections(given, given.pack.notices.privacy)
    title = Heading(given.say("papers.consents"))
    signed = signatures(given, "privacy_notice", title=given.say("papers.received"))
    return (*(block for section in sections for block in section), KeepTogether((title, *consents(given), *signed)))


def consents(given: PaperInput) -> tuple[Block, ...]:
    """Each consent in its full words, ticked where it was given; how to withdraw (DATA-02)."""
    words, client = given.pack.sentences, given.client
    asked = (
        ("consent_sensitive", words.consent_sensitive),
        ("consent_marketing", words.consent_marketing),
        ("consent_sharing", words.consent_sharing),
    )
    boxes = tuple((client.says(key), _filled(given, text)) for key, text in asked)
    return (Checklist(boxes), Paragraph(_filled(given, words.withdraw), tone="small"))


def _sections(given: PaperInput, notice: Notice) -> tuple[tuple[Block, ...], ...]:
    return tuple(_section(given, section) for section in notice.sections)


def _section(given: PaperInput, section: NoticeSection) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(_filled(given, section.title))]
    # A line that the branch did not fill in is left out.
    blocks += [Paragraph(said) for said in (_filled(given, text) for text in section.paragraphs) if said]
    if section.bullets:
        blocks.append(Bullets(tuple(_filled(given, text) for text in section.bullets)))
    if section.insert == "levels":
        blocks += [KeepTogether((_client_levels(given),)), KeepTogether((Spacer(3), _product_levels(given)))]
    return tuple(blocks)


def _filled(given: PaperInput, text: Text) -> str:
    named = given.branch.spoken(given.lang)
    known = bodies(given.pack, given.branch, given.lang)
    return given.text(text, bank=named.bank, branch=named.branch, contact=named.contact, **known)


def _client_levels(given: PaperInput) -> Table:
    head = (given.say("papers.client_level"), given.say("papers.level_means"), given.say("papers.fitting_products"))
    rows = tuple(
        (given.client_level(level.code), given.text(level.meaning), reach_text(given, level))
        for level in given.pack.levels.client
    )
    return Table(head, rows, widths=(2.8, 7.9, 2.3))


def _product_levels(given: PaperInput) -> Table:
    head = (given.say("papers.product_level"), given.say("papers.level_means"))
    rows = tuple((given.product_level(level.code), given.text(level.meaning)) for level in given.pack.levels.product)
    return Table(head, rows, widths=(2.6, 10.4))
