"""Principals that no service takes any more, whoever issues their tokens."""
