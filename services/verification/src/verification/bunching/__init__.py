"""Bunching: do more audiences end just above the minimum than just below? Accuses nobody."""
