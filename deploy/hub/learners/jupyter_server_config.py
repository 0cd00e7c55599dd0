"""Settings of every learner's server: nothing of it marks, and nothing asks another host for news."""

c = get_config()  # noqa: F821 - Jupyter's server defines it

c.ServerApp.jpserver_extensions = {
    "nbgrader.server_extensions.formgrader": False,  # it runs what learners hand in
    "nbgrader.server_extensions.course_list": False,
    "nbgrader.server_extensions.validate_assignment": False,
}
c.ServerApp.log_level = "WARN"
c.ServerApp.terminals_enabled = False
c.LabApp.news_url = None
c.LabApp.check_for_updates_class = "jupyterlab.NeverCheckForUpdate"
