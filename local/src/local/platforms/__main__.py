"""``python -m local.platforms --port 8009 --state profiles.json``."""

import argparse
import os
from pathlib import Path

import uvicorn

from local.platforms.app import build_platforms


def arguments() -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser("python -m local.platforms", description=__doc__)
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--state", type=Path, help="file that keeps the profiles over a restart")
    return parser.parse_args()


def serve() -> None:
    """Until told to stop; the token the platforms accept comes from PLATFORMS_TOKEN."""
    asked = arguments()
    app = build_platforms(state=asked.state, token=os.environ.get("PLATFORMS_TOKEN"))
    # No access log: Graph carries the access token in the query string.
    uvicorn.run(app, host=asked.host, port=asked.port, log_level="warning", access_log=False)


if __name__ == "__main__":
    serve()
