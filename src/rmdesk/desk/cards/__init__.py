"""Talk tracks, answers to objections, emergency cards: found and read (DESK-05, DESK-14)."""
