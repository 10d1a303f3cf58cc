"""``python -m local up|demo|status|start|stop|kill``."""

import sys

OLDEST = (3, 11)
TOO_OLD = (
    "Lencana memerlukan Python 3.11 atau lebih baru; pasang lalu jalankan `make setup`.\n"
    "Lencana needs Python 3.11 or newer; install it, then run `make setup`."
)


def enter() -> None:
    """Nothing newer Python understands is imported before the version is known to do."""
    if sys.version_info < OLDEST:
        sys.exit(TOO_OLD)
    from local.commands import main

    sys.exit(main(sys.argv[1:]))


if __name__ == "__main__":
    enter()
