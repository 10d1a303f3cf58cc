"""Strangers ask the public look-up what nobody would, each time something else.

``python -m tests.endurance.strangers <address> <pid> [questions]`` asks a running registry and
tells how much its process has grown; 200,000 questions by default.
"""

import asyncio
import sys
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

CONNECTIONS, FIRST = 8, 500
MIB = 1 << 20


def resident(process: int) -> int:
    """Bytes a process holds in memory."""
    for line in Path(f"/proc/{process}/status").read_text("utf-8").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) * 1024
    raise ProcessLookupError(process)


def long_query(number: int) -> tuple[str, str]:
    """Seven kilobytes that name no account."""
    return f"url=https://x.com/a&{number}{'q' * 7000}", ""


def long_address(number: int) -> tuple[str, str]:
    """A readable account behind two kilobytes of parameters."""
    return f"url=https://x.com/u{number}?{'z' * 1900}", ""


def new_handle(number: int) -> tuple[str, str]:
    """An account nobody has."""
    return f"platform=instagram&handle=nobody.{number}", ""


def new_spelling(number: int) -> tuple[str, str]:
    """One account, written another way each time."""
    return f"url=https://www.facebook.com/bagimu.negeri.{number % 7}?ref={number}", ""


def new_headers(number: int) -> tuple[str, str]:
    """Languages, tags and traces of the caller's invention."""
    tags = ", ".join(f'W/"{number}-{turn}"' for turn in range(100))
    language = f"Accept-Language: x-{number}{'y' * 500};q=0.5, en\r\n"
    return (
        "platform=x&handle=negeri",
        f"{language}If-None-Match: {tags}\r\nTraceparent: {number}\r\n",
    )


QUESTIONS: tuple[Callable[[int], tuple[str, str]], ...] = (
    *(long_query, long_address, new_handle, new_spelling, new_headers),
)


async def ask(address: str, questions: int, *, first: int = 0) -> None:
    """Ask so many questions over a few connections."""
    await asyncio.gather(
        *(
            _caller(address, range(first + at, first + questions, CONNECTIONS))
            for at in range(CONNECTIONS)
        )
    )


async def _caller(address: str, numbers: range) -> None:
    where = urlsplit(address)
    reader, writer = await asyncio.open_connection(where.hostname, where.port)
    for number in numbers:
        query, headers = QUESTIONS[number % len(QUESTIONS)](number)
        line = f"GET /v1/badges/lookup?{query} HTTP/1.1\r\nHost: {where.netloc}\r\n{headers}\r\n"
        writer.write(line.encode())
        head = await reader.readuntil(b"\r\n\r\n")
        length = head.lower().partition(b"content-length: ")[2].partition(b"\r\n")[0]
        await reader.readexactly(int(length or 0))
    writer.close()


async def grown(address: str, process: int, questions: int) -> int:
    """Bytes the process has grown by, after what every process grows by at first."""
    await ask(address, min(FIRST, questions))
    before = resident(process)
    await ask(address, questions, first=FIRST)
    return resident(process) - before


if __name__ == "__main__":
    many = int(sys.argv[3]) if len(sys.argv) > 3 else 200_000
    growth = asyncio.run(grown(sys.argv[1], int(sys.argv[2]), many))
    print(f"{many} questions: {growth / MIB:+.1f} MiB")
