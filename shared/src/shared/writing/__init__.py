"""Writing: what may stand in a text or a link that people read. Plain Python, for every service."""
