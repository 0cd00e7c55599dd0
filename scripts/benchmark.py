"""Measures the course beside the stock tools: scripts/benchmark.py [NAME...], with names out of MEASURES.

Every figure is taken in the same run as its alternative and printed as a ratio, as machines differ and are noisy.
Needs Chromium, and npm for Lighthouse and for the front end that stock pages fetch from other hosts: here it is served
from this machine.
"""

import os
import subprocess
import sys
import tempfile
from importlib import import_module
from pathlib import Path

import setup_venv

MEASURES = ("pages", "lighthouse", "build", "packages", "marking", "desk", "load")


def main() -> None:
    """Run the measurements named on the command line, or all."""
    python = setup_venv.install("requirements-test.lock")
    if Path(sys.executable).resolve() != python.resolve() and "WIDERWINDOW_BENCHMARK" not in os.environ:
        again = [python, __file__, *sys.argv[1:]]
        sys.exit(subprocess.run(again, env=setup_venv.environment() | {"WIDERWINDOW_BENCHMARK": "1"}).returncode)
    for name in sys.argv[1:] or MEASURES:
        if name not in MEASURES:
            sys.exit(f"There is no measurement `{name}`. Write one or more of: {', '.join(MEASURES)}.")
        with tempfile.TemporaryDirectory() as folder:
            print(f"\n{name}", flush=True)
            getattr(import_module(f"benchmarks.{name}"), name)(Path(folder))


if __name__ == "__main__":
    main()
