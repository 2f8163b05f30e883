"""Exchange with other desks: keys and cards, bundles out and in, and how each stands."""
