"""Our pages as an extension of Jupyter's server, which alone imports this: it loads what takes seconds."""

from pathlib import Path

from jupyter_server.serverapp import ServerApp

from widerwindow.desk.doing import DOING
from widerwindow.desk.frame import FRAME
from widerwindow.desk.giving_back import GIVING_BACK
from widerwindow.desk.marking import MARKING
from widerwindow.desk.taking_in import TAKING_IN
from widerwindow.desk.today import TODAY


def _load_jupyter_server_extension(server: ServerApp) -> None:
    server.web_app.settings["widerwindow_course"] = Path(server.root_dir).parent
    server.web_app.settings["widerwindow_close"] = server.stop
    server.web_app.add_handlers(".*$", [*TODAY, *TAKING_IN, *DOING, *MARKING, *GIVING_BACK, *FRAME])  # type: ignore[no-untyped-call]
