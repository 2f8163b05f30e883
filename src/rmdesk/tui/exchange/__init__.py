"""Other desks: cards, and bundles to and from them."""
