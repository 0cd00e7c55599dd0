"""What the measurements share: a copy of the course, commands, and a printed figure beside the stock tool's."""

import shutil
import subprocess
import sys
import time
from pathlib import Path

import setup_venv

ROOT = setup_venv.ROOT


def course_in(folder: Path) -> Path:
    """Return a copy of the course's words in `folder`, which is made."""
    (folder / "exercises").mkdir(parents=True)
    for name in ("_config.yml", "_toc.yml", "organisation.yml", "exercises/nbgrader_config.py"):
        shutil.copy(ROOT / name, folder / name)
    for name in ("book", "exercises/quizzes", "exercises/bank"):
        shutil.copytree(ROOT / name, folder / name)
    return folder


def run(folder: Path, *command: str | Path) -> float:
    """Run a command of .venv in `folder`; return its seconds. Stops the program with what it said where it fails."""
    started = time.perf_counter()
    program = setup_venv.PYTHON.parent / command[0]
    ran = subprocess.run([program, *command[1:]], cwd=folder, capture_output=True, text=True)
    if ran.returncode:
        sys.exit(f"{command[0]} failed:\n{ran.stdout}{ran.stderr}")
    return time.perf_counter() - started


def show(what: str, ours: float, other: float, unit: str, beside: str = "stock") -> None:
    """Print a figure beside the stock tool's, or what else stands `beside` it, and how many times less it is."""
    print(f"  {what:<46} {ours:9.1f} {unit:<3} {beside:<5} {other:9.1f} {unit:<3} {other / ours:6.1f} times less")


def chromium() -> str:
    """Return the path of Chromium."""
    return shutil.which("chromium") or sys.exit("This needs Chromium on PATH.")


def fetch(folder: Path, *packages: str) -> Path:
    """Fetch npm packages into `folder`; return the folder that holds them."""
    subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *packages], cwd=folder, check=True)
    return folder / "node_modules"
