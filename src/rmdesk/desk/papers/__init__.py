"""The papers of the desk: a kind of paper and its input give a document of plain values, ready to be drawn."""
