"""What answers for it later: the audit trail, a file as it was, evidence of a sale, the journal for an auditor."""
