"""How the branch is set up."""
