"""Makes images and containers by buildah, with nothing but this machine."""

import os
import re
import ssl
import subprocess
import tempfile
from pathlib import Path

import setup_venv

ROOT = setup_venv.ROOT
_AUTHORITIES = "/mnt/authorities.pem"


def run(*command: str | Path, at: Path = ROOT, **more: str) -> str:
    """Run a command with `more` in its environment, and return what it says. Raises CalledProcessError."""
    print("+", *command, flush=True)
    told = setup_venv.environment() | more
    ran = subprocess.run(command, cwd=at, env=told, stdout=subprocess.PIPE, text=True, check=True)
    return ran.stdout.strip()


def within(container: str, *options: str | Path) -> list[str | Path]:
    """Return what stands before a command that is to run in a container."""
    return ["buildah", "run", *options, container, "--"]


def keep_images_in(folder: Path) -> None:
    """Have buildah keep what it makes in `folder`, and need nothing of the machine's kernel."""
    places = f'graphroot = "{folder / "images"}"\nrunroot = "{folder / "running"}"\n'
    (folder / "storage.conf").write_text(f'[storage]\ndriver = "vfs"\n{places}', encoding="utf-8")
    os.environ |= {"CONTAINERS_STORAGE_CONF": str(folder / "storage.conf"), "BUILDAH_ISOLATION": "chroot"}


def base_of(file: Path) -> str:
    """Return the image that a Containerfile begins with."""
    [asked] = re.findall(r"^FROM (\S+)$", (ROOT / file).read_text(encoding="utf-8"), re.MULTILINE)
    return str(asked)


def base(folder: Path, *files: Path) -> None:
    """Make the image that all `files` begin with, of a fresh Debian."""
    [asked] = {base_of(each) for each in files}
    run("debootstrap", "--variant=minbase", asked.partition(":")[2].removesuffix("-slim"), folder)
    made = run("buildah", "from", "scratch")
    run("buildah", "copy", "--quiet", made, folder, "/")
    run("buildah", "commit", "--quiet", made, asked)


def container(file: Path, at: Path) -> str:
    """Build the image of a Containerfile in the folder `at`, and return a container of it."""
    name = file.parent.name
    with tempfile.TemporaryDirectory() as settings:
        run("buildah", "build", "--pull-never", *_trusting(Path(settings)), "-f", file, "-t", name, ".", at=at)
    return fresh(name)


def _trusting(folder: Path) -> list[str]:
    """Return what lets pip and npm trust whom this machine trusts, as a network may have an authority of its own."""
    (folder / "pip.conf").write_text(f"[global]\ncert = {_AUTHORITIES}\n")
    (folder / "npmrc").write_text(f"cafile = {_AUTHORITIES}\n")
    places = {ssl.get_default_verify_paths().cafile: _AUTHORITIES}
    places |= {folder / "pip.conf": "/etc/pip.conf", folder / "npmrc": "/root/.npmrc"}
    return [f"--volume={given}:{place}:ro" for given, place in places.items()]


def fresh(image: str) -> str:
    """Return a new container of an image that is there."""
    return run("buildah", "from", "--pull-never", image)
