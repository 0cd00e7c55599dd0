"""Opens the course in a browser: python3 scripts/serve.py [--no-open] [--port N].

The first run installs what the course needs into .venv and builds the book; later runs start at once.
"""

import os
import subprocess
import sys

import setup_venv

if __name__ == "__main__":
    python = setup_venv.install("requirements.lock")
    command = [python, "-m", "widerwindow.cli", "serve", *sys.argv[1:]]
    os.chdir(setup_venv.ROOT)
    if os.name == "posix":
        os.execve(python, command, setup_venv.environment())  # one process: what ends this one ends the server
    try:
        sys.exit(subprocess.run(command, env=setup_venv.environment()).returncode)
    except KeyboardInterrupt:
        sys.exit(0)
