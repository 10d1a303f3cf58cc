"""Accounts: which social accounts are an officer's, and how that was proven."""
