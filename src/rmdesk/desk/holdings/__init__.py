"""What clients hold: typed, brought in or sold here; what it is worth, and how much room it leaves."""
