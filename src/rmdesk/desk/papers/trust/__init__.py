"""Papers for a court, an auditor or the client: the cover of an evidence pack, a client's copy of the own data."""
