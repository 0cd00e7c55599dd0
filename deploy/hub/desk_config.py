"""Settings of a course's desk as a service of the hub: our pages, and no kernel, no terminal, no file but theirs."""

import os
from pathlib import Path

from jupyter_server.serverapp import ServerApp

from widerwindow.content.course import Course
from widerwindow.desk.log import WITHOUT_PEOPLE
from widerwindow.desk.server import HEADERS

ServerApp.default_services = ("auth", "security")

c = get_config()  # noqa: F821 - Jupyter's server defines it
course = Course(Path(os.environ["WIDERWINDOW_COURSE"]))

c.ServerApp.jpserver_extensions = {"widerwindow.desk.shared": True}
c.ServerApp.default_url = "/desk"
c.ServerApp.root_dir = str(course.exercises)
c.ServerApp.terminals_enabled = False
c.ServerApp.allow_root = True  # the hub has it run under the account that the settings name
c.ServerApp.tornado_settings = {"headers": HEADERS, "widerwindow_course": course}
c.ServerApp.log_level = "WARN"
c.ServerApp.logging_config = WITHOUT_PEOPLE | {"handlers": {"console": {"filters": list(WITHOUT_PEOPLE["filters"])}}}
