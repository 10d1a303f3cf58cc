"""What the registry knows of systems outside: the platforms where accounts live."""
