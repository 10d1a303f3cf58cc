"""Models: what judges growth, how often it errs, and what it does not know, for anybody to read."""
