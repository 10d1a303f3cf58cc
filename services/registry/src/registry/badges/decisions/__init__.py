"""Decisions: verification's latest word on each account, as its events told it."""
