"""Finding whatever the person at the desk may see by what is typed."""
