"""Proving that what the journal says could have happened: who did it, when, under which forms, and by which rules."""
