"""The desk itself: what is due, what was left half done, the week."""
