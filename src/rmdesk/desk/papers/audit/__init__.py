"""Papers for an auditor or a court: the cover of an evidence pack."""
