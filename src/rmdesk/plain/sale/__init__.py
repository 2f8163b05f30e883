"""A whole sale, line by line (SALE-01)."""
