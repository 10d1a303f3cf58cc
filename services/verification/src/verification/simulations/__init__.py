"""Simulations: what new criteria would change, counted on stored data before they are announced."""
