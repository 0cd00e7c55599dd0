"""The image of a site: nginx in it shows a small course over TLS, and the doctor looks at that."""

import shutil
from pathlib import Path

from containers.images import ROOT, container, run, within

FILE = Path("deploy") / "Containerfile"
_NAME = "course.example.org"


def look(folder: Path) -> None:
    """Build the image in a folder, and ask it."""
    _course(folder)
    keys = folder / "keys"
    keys.mkdir()
    _ask(container(FILE, folder), keys)


def _course(folder: Path) -> None:
    """Start a small course, build it, and write the headers as the first lines of the Containerfile say."""
    run("widerwindow", "new", folder)
    run("widerwindow", "build", at=folder)
    headers = run("widerwindow", "headers", "--for", "nginx")
    (folder / "_build" / "widerwindow-headers.conf").write_text(headers, encoding="utf-8")
    shutil.copytree(ROOT / "deploy", folder / "deploy")


def _ask(site: str, keys: Path) -> None:
    """Give nginx a certificate, run it on the ports of this machine, and let the doctor look at what it shows."""
    names = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    pair = keys / "fullchain.pem", keys / "privkey.pem"
    run("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", *names, "-out", pair[0], "-keyout", pair[1])
    run("buildah", "copy", "--quiet", site, keys, f"/etc/letsencrypt/live/{_NAME}/")
    run(*within(site), "nginx")
    try:
        print(run("widerwindow", "doctor", "https://localhost/", SSL_CERT_FILE=str(pair[0])))
    finally:
        run(*within(site), "nginx", "-s", "stop")
