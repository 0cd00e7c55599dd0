"""Which version of its tables nbgrader wants, which a gradebook has, and how the one becomes the other."""

import re
import subprocess
import sys

_FAILED = re.compile(r"^sqlalchemy\.exc\.\w+: (?:\([\w.]+\) )?(.+)", re.MULTILINE)
"""What a database said, behind the names that SQLAlchemy gives it."""


class NotUpgraded(Exception):
    """Raised where nbgrader cannot bring a gradebook to its own version; its text is the last that was said."""


def newest() -> str:
    """Return the version that this nbgrader wants."""
    from alembic.script import ScriptDirectory
    from nbgrader.dbutil import ALEMBIC_DIR

    return str(ScriptDirectory(ALEMBIC_DIR).get_current_head())


def present(address: str) -> str | None:
    """Return the version of the gradebook at an address; None where it says none."""
    from sqlalchemy import create_engine, inspect, text

    engine = create_engine(address)
    try:
        with engine.connect() as book:
            if not inspect(book).has_table("alembic_version"):
                return None
            return book.execute(text("select version_num from alembic_version")).scalar()
    finally:
        engine.dispose()


def upgrade(address: str) -> None:
    """Let nbgrader bring the gradebook at an address to its own version. Raises NotUpgraded.

    It does so in a process of its own: its settings for this set up the log of the whole process anew.
    """
    from nbgrader.dbutil import _temp_alembic_ini

    with _temp_alembic_ini(address.replace("%", "%%")) as settings:
        command = [sys.executable, "-m", "alembic", "-c", settings, "upgrade", "head"]
        ran = subprocess.run(command, capture_output=True, text=True)
    if ran.returncode:
        raise NotUpgraded(["", *ran.stderr.strip().splitlines()[-1:], *_FAILED.findall(ran.stderr)][-1])
