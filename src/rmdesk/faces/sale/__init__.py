"""The sale, whichever face shows it."""
