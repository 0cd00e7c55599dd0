"""Whose a folder is that lies where anybody may lay anything."""

import stat
from pathlib import Path


def is_folder_of(owners: set[int], folder: Path) -> bool:
    """Return whether it is there, no link leads from it, and it belongs to one of these accounts.

    In a folder such as the exchange, nobody else can then put another in its place.
    """
    try:
        about = folder.lstat()
    except FileNotFoundError:
        return False
    return stat.S_ISDIR(about.st_mode) and about.st_uid in owners
