"""Settings of this nbgrader course, for `widerwindow` and for the stock `nbgrader` commands run in this folder."""

from pathlib import Path

c = get_config()  # noqa: F821 - nbgrader defines it when it reads this file

# The name of the course in the gradebook and in nbgrader's exchange.
c.CourseDirectory.course_id = "wider-window"

# The course is this folder, whatever folder a command is called from: quizzes/ here, gradebook.db here.
c.CourseDirectory.root = str(Path(__file__).resolve().parent)

# What a student finds in place of a solution. A machine-marked question shows its empty line, `question = None`, and
# nothing more; nbgrader's own stub raises an error, which would count an unanswered question as a broken notebook.
c.ClearSolutions.code_stub = {"python": ""}

# The same words stand in the quiz's form: an answer that still reads like this counts as "No response."
c.ClearSolutions.text_stub = "Write your answer here."

# `nbgrader zip_collect` knows a hand-in by its name, <quiz>--<learner code>.ipynb, as the quiz's page saves it.
c.FileNameCollectorPlugin.named_regexp = (
    r".*[/\\](?P<file_id>[a-z][a-z0-9-]*)--(?P<student_id>[A-Za-z0-9][A-Za-z0-9_-]{0,31})( ?\(\d+\))?\.ipynb$"
)

# The gradebook is the file gradebook.db beside this one. Where several trainers mark at the same time, or this folder
# lies on a network drive, let a PostgreSQL server keep it: make an empty database there, install psycopg[binary] beside
# nbgrader, take the `#` from the line below, and write your own names in it. `widerwindow gradebook move` then brings
# the marks along that were given before. The password does not belong here: PostgreSQL reads it from the file .pgpass
# in your home folder.
# c.CourseDirectory.db_url = "postgresql+psycopg://trainer@localhost/gradebook"
