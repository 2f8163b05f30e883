"""Papers, looked at on the screen."""
