"""Who may do what: granted by one administrator, or proposed by one and confirmed by another."""
