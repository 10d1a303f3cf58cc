"""Recipients: a local copy of who may read an inbox, fed by the registry's events."""
