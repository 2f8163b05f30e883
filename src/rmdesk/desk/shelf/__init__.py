"""The product shelf: who cooperates, what is sold, what changed, who holds it."""
