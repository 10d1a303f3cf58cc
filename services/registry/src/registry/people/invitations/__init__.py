"""Invitations: an open question to one person, and the answer that enrols."""
