"""The reviewers' desk: which accounts there are, and what was last decided on each."""
