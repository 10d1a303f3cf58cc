"""Leaving: consents end, badges end, accounts are unlinked, at once and without a reason."""
