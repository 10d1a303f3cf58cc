"""Clearances: two other people read every message before it is released."""
