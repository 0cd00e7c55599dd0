"""Builds the project's images as their files stand, and asks them: python3 scripts/container.py, as root on Debian.

It needs buildah and debootstrap, and no daemon: the base is made here and gets the name that the files ask for.
It takes several minutes, too long for the tests.
"""

import os
import shutil
import tempfile
from pathlib import Path

import setup_venv
from containers import hub, site
from containers.images import base, keep_images_in


def main() -> None:
    """Build the images, and ask them."""
    if os.geteuid() or not all(map(shutil.which, ("buildah", "debootstrap"))):
        raise SystemExit("Run this as root, where buildah and debootstrap are: sudo apt install buildah debootstrap")
    setup_venv.install("requirements.lock")
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        folder.chmod(0o711)  # accounts in the images go through
        keep_images_in(folder)
        base(folder / "base", site.FILE, hub.FILE)
        site.look(folder / "site")
        hub.look(folder / "hub")


if __name__ == "__main__":
    main()
