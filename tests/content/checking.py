"""What the checker says of a course on the day its helplines were last checked: none of them is out of date then."""

from datetime import date

from widerwindow.content import checker
from widerwindow.content.core.problems import Problem
from widerwindow.content.course import Course


def last_checked(course: Course) -> date:
    return max((line.checked_on for line in course.organisation().lines), default=date.min)


def faults(course: Course) -> list[Problem]:
    return checker.problems(course, last_checked(course))
