"""Renamings: a badge follows its account to a new name once a person has looked."""
