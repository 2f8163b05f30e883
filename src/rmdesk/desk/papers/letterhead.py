"""The bank's letterhead on a document, whatever paper it is (SALE-14)."""

from dataclasses import replace

from rmdesk.domain.people import Branch
from rmdesk.paper import Document


def headed(document: Document, branch: Branch) -> Document:
    """`document` with the branch's names in its language, in the other one below, its colour and its logo."""
    spoken = branch.spoken(document.lang)
    also = " · ".join(filter(None, (spoken.bank_en, spoken.branch_en)))
    return replace(
        document,
        bank=spoken.bank,
        branch=spoken.branch,
        bank_also=also,
        complaint_contact=branch.contact,
        accent=branch.accent,
        logo=branch.logo,
    )
