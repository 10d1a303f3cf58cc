"""The wire format."""

from typing import Annotated

from pydantic import Field, SecretStr

Number = Annotated[
    SecretStr,
    Field(
        min_length=1,
        max_length=40,
        description="NIP or NI PPPK, 18 digits; spaces, dots and dashes do no harm. "
        "Never repeated in an answer.",
    ),
]
