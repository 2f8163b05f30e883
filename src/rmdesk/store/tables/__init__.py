"""The tables that the journal is projected into. Importing this package registers all of them."""

from rmdesk.store.tables import (
    archive,
    assessments,
    branch,
    clients,
    complaints,
    counters,
    documents,
    dues,
    figures,
    holdings,
    imports,
    institutions,
    registers,
    sales,
    settings,
    shelf,
)

__all__ = [
    "archive",
    "assessments",
    "branch",
    "clients",
    "complaints",
    "counters",
    "documents",
    "dues",
    "figures",
    "holdings",
    "imports",
    "institutions",
    "registers",
    "sales",
    "settings",
    "shelf",
]
