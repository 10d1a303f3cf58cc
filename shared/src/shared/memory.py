"""A memory bounded in bytes, for what callers can fill: what was not asked for goes first."""

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")

ENTRY_BYTES = 300
"""What an entry costs beside its own bytes: the places in the dictionary, and small objects."""


class Memory(Generic[Key, Value]):
    """Keeps values up to a number of bytes, as their keepers count them."""

    def __init__(self, most_bytes: int) -> None:
        self._most = most_bytes
        self._kept: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self.bytes = 0

    def __len__(self) -> int:
        return len(self._kept)

    def get(self, key: Key) -> Value | None:
        """The value, which is now the one asked for last."""
        kept = self._kept.get(key)
        if kept is None:
            return None
        self._kept.move_to_end(key)
        return kept[0]

    def put(self, key: Key, value: Value, size: int) -> None:
        """Keep a value of that many bytes and let go of others; too large a one is not kept."""
        self.drop(key)
        size += ENTRY_BYTES
        if size > self._most:
            return
        self._kept[key] = (value, size)
        self.bytes += size
        while self.bytes > self._most:
            _, (_, freed) = self._kept.popitem(last=False)
            self.bytes -= freed

    def drop(self, key: Key) -> None:
        """Forget one."""
        _, freed = self._kept.pop(key, (None, 0))
        self.bytes -= freed

    def clear(self) -> None:
        """Forget all."""
        self._kept.clear()
        self.bytes = 0
