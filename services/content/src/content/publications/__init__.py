"""Publications: what was released as it went out, for everybody who wants to check it."""
