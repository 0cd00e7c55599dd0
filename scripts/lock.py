"""Makes the lock files anew from pyproject.toml: python3 scripts/lock.py (needs uv on PATH).

requirements.lock is what the course needs to run, requirements-hub.lock is that and what a classroom for many needs,
requirements-test.lock is both and what the tests need. They pin every package with its hashes, for every platform and
Python from 3.11 on, and name no package registry.
"""

import subprocess
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMAND = [
    "uv",
    "pip",
    "compile",
    "--universal",
    "--python-version",
    "3.11",
    "--generate-hashes",
    "--no-header",
    "--quiet",
]
SILENT = ["--no-emit-index-url", "--no-emit-find-links"]


def compile_lock(name: str, *options: str) -> None:
    """Write the lock file `name`. Raises CalledProcessError where uv finds no set of packages."""
    command = [*COMMAND, *SILENT, *options, "--extra", "build", "pyproject.toml", "--output-file", name]
    subprocess.run(command, cwd=ROOT, check=True)


if __name__ == "__main__":
    compile_lock("requirements.lock")
    compile_lock("requirements-hub.lock", "--extra", "hub", "--constraint", "requirements.lock")
    compile_lock("requirements-test.lock", "--extra", "hub", "--extra", "test", "--constraint", "requirements-hub.lock")
