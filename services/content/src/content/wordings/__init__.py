"""Wordings: the words of a message, their screening and their fingerprint, whoever speaks them."""
