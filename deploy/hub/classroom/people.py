"""Who comes from a learning platform: her code in place of her name, and an account of her own for her work."""

import pwd
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

from widerwindow.grading.codes import of_person

Known = dict[str, Any]
"""What JupyterHub knows of somebody who signs in."""


def with_code(salt: str) -> Callable[[object, object, Known], Known]:
    """Return what puts her code in place of the platform's name for her. Nothing else of her is kept."""

    def put(_authenticator: object, _handler: object, known: Known) -> Known:
        told = known["auth_state"]
        return {"name": of_person(salt.encode(), told["iss"], told["sub"]), "auth_state": None}

    return put


def with_account(homes: Path) -> Callable[[Any], None]:
    """Return what makes an account for her before her server starts: nobody else can open what is hers."""

    def make(spawner: Any) -> None:  # noqa: ANN401 - JupyterHub's Spawner
        _make_account(homes / spawner.user.name)

    return make


def restore_accounts(homes: Path) -> None:
    """Make the accounts of all `homes` anew where the machine has forgotten them, as a container that is replaced does.

    It is done for all at once: else a new learner may be given the number of one who was there before.
    """
    for home in sorted(homes.iterdir()):
        _make_account(home)


def _make_account(home: Path) -> None:
    """Make the account whose folder is `home`, with the number that the folder belongs to where it is there."""
    if _has_account(home.name):
        return
    same = ["--uid", str(home.stat().st_uid), "--no-create-home"] if home.is_dir() else ["--create-home"]
    subprocess.run(["useradd", *same, "--home-dir", home, "--shell", "/usr/sbin/nologin", home.name], check=True)
    home.chmod(0o700)


def _has_account(name: str) -> bool:
    try:
        pwd.getpwnam(name)
    except KeyError:
        return False
    return True
