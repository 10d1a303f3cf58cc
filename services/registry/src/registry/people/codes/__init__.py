"""Codes a person can read aloud: they open an invitation, or a place in a training session."""
