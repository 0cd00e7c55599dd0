"""Settings of nbgrader for every learner: the exchange, her code, and a folder for each course."""

import os

c = get_config()  # noqa: F821 - nbgrader defines it

c.Exchange.root = os.environ["WIDERWINDOW_EXCHANGE"]
c.Exchange.path_includes_course = True
c.CourseDirectory.student_id = os.environ["JUPYTERHUB_USER"]
