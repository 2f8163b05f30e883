"""What all faces share: what is asked and how it is read, half-typed answers, how matters read in words.

It draws nothing and asks nobody: screens (tui) and the line-by-line talk (plain) do.
"""
