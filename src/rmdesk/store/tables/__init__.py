"""The tables that the journal is projected into. Importing this package registers all of them."""
