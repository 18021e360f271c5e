"""`python -m widgets.room [folder]`: opens every notebook of a folder as a page without code."""

import argparse
import socket
import sys
from pathlib import Path

from widgets.room.server import ADDRESS, room
from widgets.state import catalogue

PORT = 8866


def check(folder, port):
    """What keeps the room from opening, as one sentence; None when nothing does."""
    if not folder.is_dir():
        return f"There is no folder {folder}; name the one with the notebooks: python -m widgets.room FOLDER"
    if not catalogue.find(folder):
        return f"The folder {folder} holds no notebooks (*.ipynb); name another: python -m widgets.room FOLDER"
    try:
        socket.create_server((ADDRESS, port)).close()
    except (OSError, OverflowError):
        other = port + 1 if 0 < port < 65_535 else PORT
        return f"Port {port} cannot be used, most likely because something runs there; try --port {other}."
    return None


def main():
    parser = argparse.ArgumentParser(prog="python -m widgets.room", description="Open the room view.")
    parser.add_argument("folder", nargs="?", default="notebooks", type=Path, help="where the notebooks are (notebooks)")
    parser.add_argument("--port", type=int, default=PORT, help=f"port on this machine ({PORT})")
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")
    options = parser.parse_args()
    problem = check(options.folder, options.port)
    if problem:
        sys.exit(problem)
    room(options.folder.resolve(), options.port, browse=not options.no_browser).start()


if __name__ == "__main__":
    main()
