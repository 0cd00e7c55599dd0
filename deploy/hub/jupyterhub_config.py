"""Settings of JupyterHub for a classroom for many. What is an organisation's own stands in the file WIDERWINDOW_HUB."""

import os
import sys
from pathlib import Path

from widerwindow.cli.output import told
from widerwindow.content.core.problems import ContentError

sys.path.insert(0, str(Path(__file__).resolve().parent))

from classroom.hub import set_up
from classroom.settings import settings_at

try:
    set_up(get_config(), settings_at(Path(os.environ["WIDERWINDOW_HUB"])))  # noqa: F821 - JupyterHub defines it
except ContentError as error:
    sys.exit(told(error.problems))
