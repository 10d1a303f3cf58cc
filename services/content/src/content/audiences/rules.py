"""What may be told of an audience: never so exactly that a person could be found in it."""

MOST_COUNTED = 10_000
"""Where counting an audience stops: nobody decides differently above, and it stays quick."""


def shown_count(officers: int, *, hidden_below: int) -> int | None:
    """An audience in tens, or nothing when so small that people could be singled out.

    Tens, because the difference of two exact counts would show a small group after all.
    """
    return None if officers < hidden_below else officers - officers % 10
