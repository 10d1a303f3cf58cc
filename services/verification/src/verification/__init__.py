"""Verification: is the audience real, and is the account eligible?"""
