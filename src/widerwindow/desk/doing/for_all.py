"""What is made of the course itself, beside the pages: it is the same for every cohort."""

from collections.abc import Callable, Sequence

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.desk.doing.running import Beside
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.messages import Messages
from widerwindow.site.build import BuildError

_say = Messages(__package__)


class ForAll(Beside):
    """A page about what is made for all."""

    @property
    def all_of_it(self) -> Course:
        """The course without a cohort."""
        return self.course.of_cohort(None)


def tried(make: Callable[[], object]) -> Sequence[str]:
    """Make something. Return why that could not be done, in sentences."""
    try:
        make()
    except ContentError as error:
        return [f"{problem.message} {problem.hint}" for problem in error.problems]
    except Trouble as trouble:
        return [str(trouble)]
    except (BuildError, OSError):  # what the programs that build say helps nobody here
        return [_say("not_built")]
    return []
