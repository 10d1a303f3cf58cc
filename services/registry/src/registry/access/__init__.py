"""Who may call: machine clients and the embedded issuer of tokens."""
