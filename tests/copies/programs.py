"""The engine's wheel in an environment of its own."""

import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

from small_editions import packing


class Program:
    """An environment with the engine's wheel; what the engine needs is found where the tests run."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        venv.create(folder, symlinks=True)
        [packages] = folder.glob("lib/python*/site-packages")
        (packages / "beneath.pth").write_text(sysconfig.get_path("purelib"), encoding="utf-8")
        self.install(packing().engine(folder))

    @property
    def path(self) -> Path:
        return self._folder / "bin" / "widerwindow"

    def install(self, wheel: Path) -> None:
        quiet = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-index", "--no-compile")
        pip = (sys.executable, "-m", "pip", "--python", str(self._folder), "install", *quiet, "--force-reinstall")
        subprocess.run([*pip, str(wheel)], check=True)

    def run(self, folder: Path, *arguments: str | Path, status: int = 0) -> str:
        ran = subprocess.run(
            [self.path, *arguments], cwd=folder, stdin=subprocess.DEVNULL, capture_output=True, text=True
        )
        assert ran.returncode == status, ran.stdout + ran.stderr
        return ran.stdout
