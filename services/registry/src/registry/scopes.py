"""Every scope by who may grant it; written by `make docs` from deploy/roles.toml."""

BY_ONE = frozenset(
    {
        "content.me",
        "content.read",
        "content.write",
        "events.read",
        "registry.corrections.write",
        "registry.erasures.read",
        "registry.institutions.write",
        "registry.officers.read",
        "registry.officers.write",
        "registry.sightings.write",
        "verification.me",
        "verification.runs.write",
    }
)
"""One administrator grants these."""

BY_TWO = frozenset(
    {
        "content.clear",
        "events.audit",
        "registry.badges.review",
        "registry.clients.write",
        "registry.cohorts.write",
        "registry.me",
        "registry.reports.write",
        "registry.training.write",
        "verification.observations.write",
        "verification.policies.write",
        "verification.review",
    }
)
"""One administrator proposes these, another one confirms."""

BY_OPERATOR = frozenset(
    {
        "events.internal",
        "records.read",
    }
)
"""Only the command line of the operator grants these."""

EVERY = BY_ONE | BY_TWO | BY_OPERATOR
