"""The complaint desk, whichever face shows it."""
