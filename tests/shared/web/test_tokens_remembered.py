"""Good tokens are remembered in so many bytes and no more."""

from shared.web.tokens import Claims, Remembered, size_of

NOON = 1_800_000_000


def test_remembered_tokens_fill_no_more_bytes_than_they_may() -> None:
    memory = Remembered(100_000)
    large = Claims("i", "s", "c", frozenset(f"a.{n}" for n in range(500)), frozenset(), NOON)

    for number in range(200):
        memory.keep(number.to_bytes(32), NOON, large)

    found = [memory.find(number.to_bytes(32), NOON - 1) for number in range(200)]
    kept = [claims for claims in found if claims]
    assert found[-1] is large
    assert sum(map(size_of, kept)) <= 100_000
    assert size_of(large) > 500 * 50


def test_a_token_remembered_twice_counts_once() -> None:
    small = Claims("i", "s", "c", frozenset(), frozenset(), NOON)
    memory = Remembered(3 * size_of(small))

    for digest in [b"a", b"b", *[b"c"] * 20]:
        memory.keep(digest, NOON, small)

    assert [memory.find(digest, NOON - 1) for digest in (b"a", b"b", b"c")] == [small] * 3
