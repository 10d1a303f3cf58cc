"""Clients: machine credentials, and the small token issuer for places that have none."""
