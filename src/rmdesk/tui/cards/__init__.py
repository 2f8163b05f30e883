"""Talk tracks, answers to objections and emergency cards on screens."""
