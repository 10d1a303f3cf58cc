"""Values that try a reader of rows."""

from hypothesis import strategies as st

from tests.verification.arrivals.reading import ACCOUNT, ROW
from verification.arrivals.rules.rows import FIELDS

values = (
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from([2**31, 2**63, -(2**63), 10**30, 0.5, 612.0, 1e12, 1e13, -0.0])
    | st.sampled_from(["", "x", "registry", "followers", "2026-W05", "2026-W53", "2025-W53", "é"])
    | st.sampled_from([ACCOUNT, ACCOUNT.upper(), ACCOUNT.replace("-", "_"), "}, {", "],", "a:b"])
    | st.just([1, [2]])
    | st.just({"a": 1})
)
rows = st.lists(
    st.fixed_dictionaries({}, optional=dict.fromkeys((*FIELDS, "handle"), values))
    | st.fixed_dictionaries(
        {name: st.just(value) for name, value in ROW.items()},
        optional=dict.fromkeys(("engagement", "posts", "metric", "missed", "rounded"), values),
    )
    | st.just(ROW)
    | values,
    max_size=12,
)
