"""Runs: every linked account judged once for a week, by as many workers as there are."""
