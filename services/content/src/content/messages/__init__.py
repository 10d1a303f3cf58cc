"""Messages: what an institution has to say, cleared by two other people before anybody sees it."""
