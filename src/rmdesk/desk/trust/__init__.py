"""What answers the auditor, the court and the client: audit trail, evidence, archive, retention, the own audit."""
