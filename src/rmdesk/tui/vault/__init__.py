"""The desk's lock, its backups, its clock and the check of its journal (DESK-19)."""
