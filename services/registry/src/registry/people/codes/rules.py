"""Sixty bits as letters nobody takes for others, and how they are read however they were typed."""

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Crockford's base 32: no letter that is taken for a digit."""

CODE_LETTERS = 12
"""Five bits each: sixty bits."""

_READ_AS = str.maketrans("OIL", "011", " -\t")


def code_from(chance: bytes) -> str:
    """A readable code from at least twelve random bytes."""
    letters = "".join(ALPHABET[byte % 32] for byte in chance[:CODE_LETTERS])
    return in_groups(letters)


def in_groups(letters: str) -> str:
    """Canonical letters as they are shown: ``7KQM-2XWD-9ZTA``."""
    return "-".join(letters[start : start + 4] for start in range(0, CODE_LETTERS, 4))


def read_code(written: str) -> str | None:
    """The canonical letters of a code however it was typed; nothing when it cannot be one."""
    letters = written.upper().translate(_READ_AS)
    wellformed = len(letters) == CODE_LETTERS and all(letter in ALPHABET for letter in letters)
    return letters if wellformed else None
