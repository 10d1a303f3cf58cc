"""Measures: people of another institution pause a badge and put it back into force."""
