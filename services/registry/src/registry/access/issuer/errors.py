"""What can go wrong here, in the format of the token endpoint (RFC 6749 §5.2)."""

DESCRIPTIONS = {
    "invalid_request": (
        "Send application/x-www-form-urlencoded with grant_type and credentials, each once, "
        "the secret either by HTTP Basic or in the form."
    ),
    "invalid_client": "Client unknown, disabled, or the secret is wrong.",
    "invalid_scope": "The scope asked for was not granted to this client.",
    "unsupported_grant_type": "Only client_credentials is supported here.",
    "temporarily_unavailable": "Too many wrong secrets; try again after Retry-After seconds.",
}
