"""``python -m content serve|work|migrate|openapi``."""

from content.settings import Settings
from shared.cli import Program, run

if __name__ == "__main__":
    run(
        Program(
            name="content",
            settings=Settings,
            app="content.main:build_app",
            worker="content.worker:build_worker",
        )
    )
