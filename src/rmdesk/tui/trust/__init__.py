"""What keeps the desk safe, on the screen: proofs, lock, backups, people, the audit trail, the archive."""
