"""The forms line by line, for screen readers and poor terminals: the same fields, the same checks, the same drafts."""
