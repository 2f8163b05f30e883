"""That a client took consents back: which, when, and what the bank stops from then on (DATA-02)."""

from dataclasses import replace

from rmdesk.desk.papers.common import client_rows, copies, signed
from rmdesk.desk.papers.notices import consenting, filled
from rmdesk.desk.papers.paper_input import PaperInput
from rmdesk.formpack.notices import ConsentWords
from rmdesk.paper.blocks import Block, Framed, Heading, KeepTogether, KeyValues, Paragraph

KIND = "consent_withdrawn"


def compose(given: PaperInput) -> tuple[Block, ...]:
    """Each consent that was given once and is not given any more, in a frame of its own, in the words in which it was
    given, as a quotation; signed by who may consent."""
    words = given.pack.sentences
    said = Paragraph(given.text(words.consent_withdrawn, client=given.client.name, bank=given.bank), tone="strong")
    given = replace(given, to_people=True)
    after = Paragraph(
        given.text(words.withdrawn_after, bank=given.bank, contact=given.branch.spoken(given.lang).contact)
    )
    return (
        KeyValues(client_rows(given)),
        Heading(given.say("papers.withdrawn")),
        *_consents(given),
        after,
        # The client's own words stand last: what is signed goes with its signatures to their page.
        said,
        Heading(given.say("papers.signatures")),
        KeepTogether((*copies(given, KIND), signed(given, KIND, (*consenting(given, KIND), *_bank(given))))),
    )


def _consents(given: PaperInput) -> tuple[Block, ...]:
    known = {one.key: one.said_by(given.client.kind) for one in given.pack.notices.privacy.consents}
    return tuple(
        Framed(
            (
                Paragraph(given.text(known[key].title), tone="strong"),
                Paragraph(given.say("papers.consent_read", text=filled(given, known[key].text))),
                KeyValues(
                    (
                        (given.say("papers.recipient"), _recipient(given, known[key], recipient)),
                        (given.say("papers.purpose"), filled(given, known[key].purpose)),
                        (given.say("papers.data_kinds"), filled(given, known[key].kinds)),
                        (given.say("papers.withdrawn_at"), given.moment(at)),
                        *_after(given, known[key]),
                    ),
                    columns=1,
                ),
            )
        )
        for key, at, recipient in given.withdrawn
        if key in known
    )


def _recipient(given: PaperInput, words: ConsentWords, recipient: str) -> str:
    """Who received it, as the file named it then: there is nothing to write in any more."""
    named = recipient or given.client.profile.get("sharing_recipient", "")
    return filled(given, words.recipient, named or given.say("papers.recipient_none"))


def _after(given: PaperInput, words: ConsentWords) -> tuple[tuple[str, str], ...]:
    """What follows, as far as the pack says it."""
    if words.withdrawn is None:
        return ()
    return ((given.say("papers.withdrawal_means"), filled(given, words.withdrawn)),)


def _bank(given: PaperInput) -> tuple[tuple[str, str], ...]:
    if "manager" not in given.pack.paper(KIND).signed_by:
        return ()
    return ((given.text(given.pack.sentences.signature_manager), given.match_input.seller.name),)
