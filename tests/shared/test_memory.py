"""A memory holds as many bytes as it may, whatever callers put in."""

import tracemalloc

from hypothesis import given
from hypothesis import strategies as st

from shared.memory import ENTRY_BYTES, Memory


def test_what_was_put_in_is_found() -> None:
    memory: Memory[str, int] = Memory(10_000)
    memory.put("a", 1, 10)

    assert (memory.get("a"), memory.get("b")) == (1, None)


def test_what_was_asked_for_longest_ago_goes_first() -> None:
    memory: Memory[str, int] = Memory(2 * (ENTRY_BYTES + 10))
    memory.put("a", 1, 10)
    memory.put("b", 2, 10)
    memory.get("a")

    memory.put("c", 3, 10)

    assert [memory.get(key) for key in "abc"] == [1, None, 3]


def test_a_value_put_in_again_is_counted_once() -> None:
    memory: Memory[str, int] = Memory(10_000)
    for size in (10, 500, 20):
        memory.put("a", size, size)

    assert (len(memory), memory.bytes) == (1, 20 + ENTRY_BYTES)


def test_what_is_larger_than_the_memory_is_not_kept() -> None:
    memory: Memory[str, int] = Memory(1000)
    memory.put("a", 1, 100)
    memory.put("b", 2, 1001 - ENTRY_BYTES)

    assert (memory.get("a"), memory.get("b"), len(memory)) == (1, None, 1)


def test_what_is_dropped_frees_its_bytes() -> None:
    memory: Memory[str, int] = Memory(1000)
    memory.put("a", 1, 100)
    memory.drop("a")
    memory.drop("a")

    assert (len(memory), memory.bytes) == (0, 0)


def test_everything_can_be_forgotten() -> None:
    memory: Memory[str, int] = Memory(1000)
    memory.put("a", 1, 100)
    memory.clear()

    assert (memory.get("a"), memory.bytes) == (None, 0)


@given(st.lists(st.tuples(st.sampled_from("abcdef"), st.integers(0, 900))))
def test_it_never_holds_more_than_it_may(puts: list[tuple[str, int]]) -> None:
    memory: Memory[str, int] = Memory(2000)
    for key, size in puts:
        memory.put(key, size, size)
        assert memory.bytes <= 2000
    kept = [value for value in map(memory.get, "abcdef") if value is not None]
    assert memory.bytes == sum(kept) + len(kept) * ENTRY_BYTES


def test_the_bytes_counted_are_the_bytes_used() -> None:
    tracemalloc.start()
    try:
        memory: Memory[bytes, bytes] = Memory(1_000_000)
        for number in range(50_000):
            memory.put(b"%0100d" % number, b"%0200d" % number, 300)
        used, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()

    assert used < 1_300_000
