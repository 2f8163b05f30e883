"""What the words of a product say, its name and its list: read alike by imports, the shelf and sales."""
