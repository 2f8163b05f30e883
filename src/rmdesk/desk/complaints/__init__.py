"""The complaint desk: taking in, working, deciding, telling, corrective actions, and seeing how all of it stands."""
