"""The notices that are handed over: rights (SALE-05) and personal information (DATA-01, DATA-02)."""

from rmdesk.desk.papers.bodies import bodies
from rmdesk.desk.papers.case import Case
from rmdesk.desk.papers.common import reach_text, signatures
from rmdesk.domain.base import Text
from rmdesk.formpack.notices import Notice, NoticeSection
from rmdesk.paper.blocks import Block, Bullets, Checklist, Heading, KeepTogether, Paragraph, Spacer, Table


def rights(case: Case) -> tuple[Block, ...]:
    """The rights notice, with what each client level means and which products fit it."""
    *most, last = _sections(case, case.pack.notices.rights)
    signed = signatures(case, "rights_notice", title=case.say("papers.received"))
    return (*(block for section in most for block in section), KeepTogether((*last, *signed)))


def privacy(case: Case) -> tuple[Block, ...]:
    """The personal-information notice, with the consents as the client gave or refused them."""
    sections = _sections(case, case.pack.notices.privacy)
    title = Heading(case.say("papers.consents"))
    signed = signatures(case, "privacy_notice", title=case.say("papers.received"))
    return (*(block for section in sections for block in section), KeepTogether((title, *consents(case), *signed)))


def consents(case: Case) -> tuple[Block, ...]:
    """Each consent in its full words, ticked where it was given; how to withdraw (DATA-02)."""
    words, client = case.pack.sentences, case.client
    asked = (
        ("consent_sensitive", words.consent_sensitive),
        ("consent_marketing", words.consent_marketing),
        ("consent_sharing", words.consent_sharing),
    )
    boxes = tuple((client.says(key), _filled(case, text)) for key, text in asked)
    return (Checklist(boxes), Paragraph(_filled(case, words.withdraw), tone="small"))


def _sections(case: Case, notice: Notice) -> tuple[tuple[Block, ...], ...]:
    return tuple(_section(case, section) for section in notice.sections)


def _section(case: Case, section: NoticeSection) -> tuple[Block, ...]:
    blocks: list[Block] = [Heading(_filled(case, section.title))]
    # A line that the branch did not fill in is left out.
    blocks += [Paragraph(said) for said in (_filled(case, text) for text in section.paragraphs) if said]
    if section.bullets:
        blocks.append(Bullets(tuple(_filled(case, text) for text in section.bullets)))
    if section.insert == "levels":
        blocks += [KeepTogether((_client_levels(case),)), KeepTogether((Spacer(3), _product_levels(case)))]
    return tuple(blocks)


def _filled(case: Case, text: Text) -> str:
    named = case.branch.spoken(case.lang)
    known = bodies(case.pack, case.branch, case.lang)
    return case.text(text, bank=named.bank, branch=named.branch, contact=named.contact, **known)


def _client_levels(case: Case) -> Table:
    head = (case.say("papers.client_level"), case.say("papers.level_means"), case.say("papers.fitting_products"))
    rows = tuple(
        (case.client_level(level.code), case.text(level.meaning), reach_text(case, level))
        for level in case.pack.levels.client
    )
    return Table(head, rows, widths=(2.8, 7.9, 2.3))


def _product_levels(case: Case) -> Table:
    head = (case.say("papers.product_level"), case.say("papers.level_means"))
    rows = tuple((case.product_level(level.code), case.text(level.meaning)) for level in case.pack.levels.product)
    return Table(head, rows, widths=(2.6, 10.4))
