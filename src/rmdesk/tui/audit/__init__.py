"""The audit trail, one fact, a file as it was, and what leaves the desk as evidence (DESK-01, DATA-07)."""
