"""A complaint from receipt to close, line by line (COMP-01..16)."""
