"""Policies: the dated criteria an account is judged by."""
