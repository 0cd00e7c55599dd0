"""Builds deploy/Containerfile as it stands, and asks nginx in it: python3 scripts/container.py, as root on Debian.

It needs buildah and debootstrap, and no daemon: the base is made here and gets the name that the file asks for.
It takes a minute or two, too long for the tests.
"""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

import setup_venv

ROOT = setup_venv.ROOT
FILE = Path("deploy") / "Containerfile"
NAME, IMAGE = "course.example.org", "widerwindow-site"


def run(*command: str | Path, at: Path = ROOT) -> str:
    """Run a command, and return what it says. Raises CalledProcessError."""
    print("+", *command, flush=True)
    ran = subprocess.run(command, cwd=at, env=setup_venv.environment(), stdout=subprocess.PIPE, text=True, check=True)
    return ran.stdout.strip()


def keep_images_in(folder: Path) -> None:
    """Have buildah keep what it makes in `folder`, and need nothing of the machine's kernel."""
    places = f'graphroot = "{folder / "images"}"\nrunroot = "{folder / "running"}"\n'
    (folder / "storage.conf").write_text(f'[storage]\ndriver = "vfs"\n{places}', encoding="utf-8")
    os.environ |= {"CONTAINERS_STORAGE_CONF": str(folder / "storage.conf"), "BUILDAH_ISOLATION": "chroot"}


def base(folder: Path, asked: str) -> None:
    """Make the image `asked` of a fresh Debian."""
    run("debootstrap", "--variant=minbase", asked.partition(":")[2].removesuffix("-slim"), folder)
    container = run("buildah", "from", "scratch")
    run("buildah", "copy", "--quiet", container, folder, "/")
    run("buildah", "commit", "--quiet", container, asked)


def course(folder: Path) -> None:
    """Start a small course, build it, and write the headers as the first lines of the Containerfile say."""
    run("widerwindow", "new", folder)
    run("widerwindow", "build", at=folder)
    headers = run("widerwindow", "headers", "--for", "nginx")
    (folder / "_build" / "widerwindow-headers.conf").write_text(headers, encoding="utf-8")
    shutil.copytree(ROOT / "deploy", folder / "deploy")


def ask(container: str, keys: Path) -> None:
    """Give nginx a certificate, run it on the ports of this machine, and let the doctor look at what it shows."""
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    pair = keys / "fullchain.pem", keys / "privkey.pem"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names, "-out", pair[0], "-keyout", pair[1])
    run("buildah", "copy", "--quiet", container, keys, f"/etc/letsencrypt/live/{NAME}/")
    os.environ["SSL_CERT_FILE"] = str(pair[0])
    run("buildah", "run", container, "--", "nginx")
    try:
        print(run("widerwindow", "doctor", "https://localhost/"))
    finally:
        run("buildah", "run", container, "--", "nginx", "-s", "stop")


def main() -> None:
    """Build the image, and ask it."""
    if os.geteuid() or not all(map(shutil.which, ("buildah", "debootstrap"))):
        raise SystemExit("Run this as root, where buildah and debootstrap are: sudo apt install buildah debootstrap")
    setup_venv.install("requirements.lock")
    [asked] = re.findall(r"^FROM (\S+)$", (ROOT / FILE).read_text(encoding="utf-8"), re.MULTILINE)
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        keep_images_in(folder)
        base(folder / "base", asked)
        course(folder / "course")
        run("buildah", "build", "--pull-never", "-f", FILE, "-t", IMAGE, ".", at=folder / "course")
        (folder / "keys").mkdir()
        ask(run("buildah", "from", "--pull-never", IMAGE), folder / "keys")


if __name__ == "__main__":
    main()
