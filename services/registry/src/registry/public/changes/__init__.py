"""Notices what changes, so that no answer given before outlives it."""
