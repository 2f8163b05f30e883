"""Exchange with other desks: who is trusted, bundles out and in, reviews asked and given, how it stands."""
