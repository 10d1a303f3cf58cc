"""Pages: the same messages for a citizen with a browser."""
