"""What a person moves: one folder for each theme of a notebook."""
