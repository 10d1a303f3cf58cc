"""Corrections: somebody says what is wrong; whoever provided it answers, in time."""
