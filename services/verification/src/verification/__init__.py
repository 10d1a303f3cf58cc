"""Verification: is the audience real, and is the account eligible?"""

RELEASE = "0.1.0"
"""As in pyproject.toml; an image holds the code without the metadata of a distribution."""
