"""Sales after they were signed."""
