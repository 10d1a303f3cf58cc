"""``python -m verification serve|work|migrate|openapi|assess``."""

from shared.cli import Program, run
from verification.settings import Settings


def assess(arguments: list[str]) -> int:
    """Imported when asked for: the other words need no NumPy."""
    from verification.eligibility.commands import run as assess_file

    return assess_file(arguments)


run(
    Program(
        name="verification",
        settings=Settings,
        app="verification.main:build_app",
        worker="verification.worker:build_worker",
        more={"assess": ("nilai berkas akun · judge a file of accounts", assess)},
    )
)
