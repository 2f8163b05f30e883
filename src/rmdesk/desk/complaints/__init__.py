"""The complaint desk: taking in, working, deciding, telling, mending, and seeing how all of it stands."""
