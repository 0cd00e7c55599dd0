"""What is made of the course itself, beside the pages: it is the same for every cohort."""

from collections.abc import Callable, Sequence

from widerwindow.content.core.problems import ContentError
from widerwindow.content.course import Course
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.desk.doing.running import Beside
from widerwindow.desk.frame.spoilt import sound, spoilt
from widerwindow.grading.keeping.trouble import Trouble
from widerwindow.grading.setting.release import never_released, stale
from widerwindow.messages import Messages
from widerwindow.site.building.build import BuildError

_say = Messages(__package__)


class ForAll(Beside):
    """A page about what is made for all."""

    @property
    def all_of_it(self) -> Course:
        """The course without a cohort."""
        return self.course.of_cohort(None)

    def to_release(self) -> list[Quiz]:
        """Return the quizzes that are new, or were changed since they were released, of those that can be read."""
        readable = sound(self.all_of_it)
        return [self.all_of_it.quiz_as_written(name) for name in stale(self.all_of_it) if name in readable]

    def chosen(self) -> list[str]:
        """Return the names of those that were ticked to be released."""
        ticked = self.get_body_arguments("release")
        return [quiz.id for quiz in self.to_release() if quiz.id in ticked]

    def show_with_quizzes(self, template: str, **values: object) -> None:
        """Show a `template` on which she ticks what is released too."""
        new, wrong = never_released(self.all_of_it), spoilt(self.all_of_it)
        self.show(template, to_release=self.to_release(), never_released=new, spoilt=wrong, **values)


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
