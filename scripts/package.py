"""Makes two wheels in dist/, the engine's and the course's: python3 scripts/package.py.

The first run installs what it needs into .venv. The course's wheel holds what git keeps of the files that people write
and of those that put a copy up, and edition.json: its version, and a sum over each file.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from hashlib import sha256
from pathlib import Path

import setup_venv

sys.path.insert(0, str(setup_venv.ROOT / "src"))  # the version is asked for before anything is installed

from widerwindow import __version__

ROOT = setup_venv.ROOT
COURSE = "widerwindow-course"
PACKAGE = "widerwindow_course"
WRITTEN = (
    "_config.yml",
    "_toc.yml",
    "organisation.yml",
    "LICENSE",
    "book",
    "exercises/quizzes",
    "exercises/bank",
    "exercises/nbgrader_config.py",
    "deploy/Containerfile",
    "deploy/compose.yml",
    "deploy/keeping",
    "deploy/site",
)
METADATA = f"""\
[build-system]
requires = ["flit_core>=3.10,<4"]
build-backend = "flit_core.buildapi"

[project]
name = "{COURSE}"
dynamic = ["version", "description"]
requires-python = ">=3.11"
license = "CC-BY-4.0"
dependencies = ["widerwindow>={__version__}"]

[project.entry-points."widerwindow.courses"]
{COURSE} = "{PACKAGE}"
"""


def engine(dist: Path) -> Path:
    """Make the wheel of the engine and return it."""
    return _wheel(ROOT, dist, "widerwindow", __version__)


def course(root: Path, dist: Path, version: str = __version__) -> Path:
    """Make the wheel of the course in `root`, a checkout of git, and return it."""
    with tempfile.TemporaryDirectory() as shop:
        package = Path(shop) / PACKAGE
        sums = {name: _packed(root / name, package / "course" / name) for name in _kept(root)}
        about = {"course": COURSE, "version": version, "files": sums}
        (package / "edition.json").write_text(json.dumps(about, indent=1), encoding="utf-8")
        said = f'"""The course of Wider Window, as its engine finds it."""\n\n__version__ = "{version}"\n'
        (package / "__init__.py").write_text(said, encoding="utf-8")
        (Path(shop) / "pyproject.toml").write_text(METADATA, encoding="utf-8")
        return _wheel(Path(shop), dist, PACKAGE, version)


def _kept(root: Path) -> list[str]:
    """Return the files that people wrote and git keeps: nothing that was built, and nothing of learners."""
    listed = subprocess.run(["git", "ls-files", "-z", "--", *WRITTEN], cwd=root, capture_output=True, check=True)
    return sorted(filter(None, os.fsdecode(listed.stdout).split("\0")))


def _packed(file: Path, to: Path) -> str:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(file, to)
    return sha256(to.read_bytes()).hexdigest()


def _wheel(folder: Path, dist: Path, name: str, version: str) -> Path:
    command = [setup_venv.PYTHON, "-m", "flit_core.wheel", "--outdir", str(dist), str(folder)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return dist / f"{name}-{version}-py3-none-any.whl"


if __name__ == "__main__":
    setup_venv.install("requirements.lock")
    for wheel in (engine(ROOT / "dist"), course(ROOT, ROOT / "dist")):
        print(wheel.relative_to(ROOT))
