"""Everything that has a date: who provides it, and the one list of it."""
