"""Whole pages about a base: the meeting page, the second opinion, the people behind a rate, say-do."""
