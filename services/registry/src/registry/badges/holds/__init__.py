"""Holds: what a measure hangs on, so that it meets the person and the account whoever enrols."""
