"""The screens around the journey, each loaded when it is first opened."""
