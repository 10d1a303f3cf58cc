"""Observations: one weekly reading per account, never overwritten."""
