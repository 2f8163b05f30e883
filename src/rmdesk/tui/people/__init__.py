"""The branch's people: who they are, what they may do, and clients handed over (DESK-15, DESK-18, DATA-08)."""
