"""What surrounds an explorable in a notebook: exercise, check question, Monday card, evidence, recap."""
