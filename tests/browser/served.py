"""Serves the built site in the folder that is given, and prints its address."""

import sys
from pathlib import Path

from widerwindow.site.building import serve

if __name__ == "__main__":
    with serve.bind(Path(sys.argv[1]), 8000) as server:
        sys.stdout.write(f"{serve.address(server)}\n")
        sys.stdout.flush()
        server.serve_forever()
