"""The notices that are handed over: rights (SALE-05) and personal information (DATA-01, DATA-02)."""

from dataclasses import replace

from rmdesk.desk.papers.bodies import bodies
from rmdesk.desk.papers.common import Row, reach_text, signature_rows, signatures, signed, together
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.domain.base import Text
from rmdesk.formpack.notices import ConsentWords, Notice, NoticeSection
from rmdesk.formpack.papers import Signer
from rmdesk.paper.blocks import (
    Answers,
    Block,
    Bullets,
    Framed,
    Heading,
    KeepTogether,
    KeyValues,
    Paragraph,
    Spacer,
    Table,
)


def rights(given: PaperInput) -> tuple[Block, ...]:
    """The rights notice, with what each client level means and which products fit it."""
    told = (block for section in _sections(given, given.pack.notices.rights) for block in section)
    return (*told, *signatures(given, "rights_notice", title=given.say("papers.received")))


def privacy(given: PaperInput) -> tuple[Block, ...]:
    """The personal-information notice, and after it the consents for the client to give or refuse. A pack without words
    for an organisation speaks to the people behind it: it is their information."""
    given = replace(given, to_people=not given.pack.notices.privacy.for_organisations)
    told = (block for section in _sections(given, given.pack.notices.privacy) for block in section)
    received = signatures(given, "privacy_notice", title=given.say("papers.received"))
    return (*told, *received, *_consents(given))


def _consents(given: PaperInput) -> tuple[Block, ...]:
    """Each consent in a frame of its own with who receives what for which purpose, boxes for the answer and a
    signature (DATA-02, DATA-13); how to withdraw."""
    first, *further = (_consent(given, one) for one in given.pack.notices.privacy.consents)
    heading, how = Heading(given.say("papers.consents")), Paragraph(filled(given, given.pack.sentences.withdraw))
    return (KeepTogether((heading, how, *_by_guardian(given), first)), *further)


def _consent(given: PaperInput, known: ConsentWords) -> Framed:
    """One consent as the client gives it: the notice speaks to people, an organisation answers as what it is."""
    given, words = replace(given, to_people=False), known.said_by(given.client.kind)
    text = words.guardian if words.guardian is not None and _spoken_for(given) else words.text
    rows = tuple(
        (given.say(f"papers.{label}"), filled(given, value))
        for label, value in (
            ("recipient", words.recipient),
            ("purpose", words.purpose),
            ("data_kinds", words.kinds),
            ("means", words.means),
        )
    )
    # A box that is ticked before the client signs is nobody's consent; an earlier answer beside it leads to the same.
    choice = tuple(("", given.say(f"papers.{one}"), False) for one in ("agree", "disagree"))
    whose = "papers.consent_guardian" if _spoken_for(given) else "papers.consent_mine"
    answer = Answers((("", given.say(whose), choice),))
    return Framed(
        (
            KeepTogether((Paragraph(given.text(words.title), tone="strong"), KeyValues(rows, columns=1))),
            # Whoever signs sees what is agreed to and what was answered, and at least who receives it: one page has it.
            KeepTogether((Paragraph(filled(given, text)), answer, signed(given, "privacy_notice", consenting(given)))),
        )
    )


def consenting(given: PaperInput, kind: str = "privacy_notice") -> tuple[Row, ...]:
    """Who signs a consent: the guardian alone for a child and for whoever has no capacity (DATA-13)."""
    if not _spoken_for(given):
        return signature_rows(given, _clients(given, kind))
    return signature_rows(given, ("guardian",)) or ((given.text(given.pack.sentences.signature_guardian), ""),)


def _clients(given: PaperInput, kind: str) -> tuple[Signer, ...]:
    """Who signs for the client: the bank's line is no consent."""
    return tuple(one for one in given.pack.paper(kind).signed_by if one not in ("manager", "reviewer"))


def _child(given: PaperInput) -> bool:
    age = given.client.age(given.day)
    return age is not None and age < given.thresholds.child_below


def _spoken_for(given: PaperInput) -> bool:
    incapable = given.client.capacity(given.day, given.thresholds) == "none"
    return given.client.kind == "person" and (_child(given) or incapable)


def _by_guardian(given: PaperInput) -> tuple[Block, ...]:
    if not _spoken_for(given):
        return ()
    names = given.listed([one.get("name", "") for one in given.client.related("guardian")])
    words = given.pack.sentences
    own = words.guardian_agrees_child if _child(given) else words.guardian_agrees_incapable
    values = {"guardian": names, "client": given.client.name, "age": given.thresholds.child_below}
    said = given.text(own or words.guardian_agrees, **values)
    return (Paragraph(said, tone="strong"),)


def _sections(given: PaperInput, notice: Notice) -> tuple[tuple[Block, ...], ...]:
    return tuple(_section(given, section) for section in notice.sections)


def _section(given: PaperInput, section: NoticeSection) -> tuple[Block, ...]:
    words = section if given.client.kind == "person" or section.organisation is None else section.organisation
    blocks: list[Block] = [Heading(filled(given, words.title))]
    # A line that the branch did not fill in is left out.
    blocks += [Paragraph(said) for said in (filled(given, text) for text in words.paragraphs) if said]
    if words.bullets:
        blocks.append(Bullets(tuple(filled(given, text) for text in words.bullets)))
    if section.insert == "levels":
        blocks += [*together(given, _client_levels(given)), *together(given, Spacer(3), _product_levels(given))]
    return tuple(blocks)


def filled(given: PaperInput, text: Text, recipient: str = "") -> str:
    """A text of the notices with what it may ask for; `recipient`: another one than the file names today."""
    named = given.branch.spoken(given.lang)
    known = bodies(given.pack, given.branch, given.lang, "person" if given.to_people else given.client.kind)
    recipient = recipient or given.client.profile.get("sharing_recipient") or given.say("papers.recipient_open")
    known["client"] = given.client.name
    return given.text(text, bank=named.bank, branch=named.branch, contact=named.contact, recipient=recipient, **known)


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
