"""``python -m verification serve|work|migrate|openapi|assess|replay``."""

from shared.cli import Program, run
from verification.settings import Settings


def assess(arguments: list[str]) -> int:
    """Imported when asked for: the other words need no NumPy."""
    from verification.archives.commands import run as assess_file

    return assess_file(arguments)


def replay(arguments: list[str]) -> int:
    """Imported when asked for, as above."""
    from verification.replays.commands import run as replay_record

    return replay_record(arguments)


run(
    Program(
        name="verification",
        settings=Settings,
        app="verification.main:build_app",
        worker="verification.worker:build_worker",
        more={
            "assess": ("nilai berkas akun · judge a file of accounts", assess),
            "replay": ("buat ulang putusan · make a verdict again", replay),
        },
    )
)
