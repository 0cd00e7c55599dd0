"""An edition without some of its modules: its lists do without them, and a link to what is gone is its text."""

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property
from hashlib import sha256
from posixpath import dirname, join, normpath
from typing import Any

from typing_extensions import override

from widerwindow.content.about.contents import without
from widerwindow.content.copies.edition import Edition, Installed
from widerwindow.content.core.reading import read
from widerwindow.content.core.rewriting import held, rewritten
from widerwindow.content.course import Course
from widerwindow.content.quizzes.bank import Bank

_LINK = re.compile(r"(?<!!)\[((?:[^\[\]]|\[[^\[\]]*\])+)\]\(([^()\s:]+)\)")


class Cut(Installed):
    """The edition that is installed, without the modules that are left out."""

    def __init__(self, whole: Installed, left_out: Sequence[str]) -> None:
        super().__init__(whole.package)
        self._course = Course(self.folder)
        self._gone = [name for name in self._course.modules() if name in left_out]
        self._whole, self._left_out = whole, left_out

    @cached_property
    def edition(self) -> Edition:
        """What it is made of."""
        whole, gone = self._whole.edition, set(self._files())
        kept = [name for name in whole.files if name not in gone and not self._is_in_gone(name.removeprefix("book/"))]
        sums = {name: sha256(self.content(name)).hexdigest() for name in kept}
        return whole.model_copy(update={"files": sums, "left_out": list(self._left_out)})

    @override
    def content(self, name: str) -> bytes:
        content = self._whole.content(name)
        if not self._gone or not name.endswith((".md", ".yml")):
            return content
        if name == "_toc.yml":
            gone = [page for page in self._course.page_files() if self._is_in_gone(page)]
            return without(self.folder / name, self._course.book, gone).encode()
        text = content.decode()
        if name in self._lists:
            text = rewritten(text, self._pruned(held(text)))
        return _LINK.sub(lambda link: self._led(link, name), text).encode()

    def with_links_made_text(self) -> list[str]:
        """Return the pages whose links to what is left out are text now, so that somebody can read their sentences."""
        whole = self._whole.edition.files
        return [name for name, found in self.edition.files.items() if name.endswith(".md") and found != whole[name]]

    def _files(self) -> Iterator[str]:
        """Yield the files outside `book` that belong to the modules that are left out."""
        for name in self._gone:
            quiz = self._course.module(name).quiz
            yield from [f"exercises/quizzes/{quiz}.yml"] if quiz else []
        for file in self._course.files(Bank):
            if read(file, Bank).module in self._gone:
                yield file.relative_to(self.folder).as_posix()

    @cached_property
    def _lists(self) -> Collection[str]:
        """The files of the course that name modules and pages in lists."""
        profile = self._course.profile()
        record = profile.reviews.file if profile.reviews else None
        named = (profile.themes, profile.language_rules, profile.routes, record)
        return {"book/course.yml", *(name for name in named if name)}

    def _pruned(self, value: Any) -> Any:  # noqa: ANN401 - whatever YAML can hold
        """Return `value` without the items of lists, and the keys, that are about what is left out."""
        if isinstance(value, dict):
            return {key: self._pruned(each) for key, each in value.items() if key not in self._gone}
        if isinstance(value, list):
            return [self._pruned(each) for each in value if not self._is_about_gone(each)]
        return value

    def _is_about_gone(self, item: Any) -> bool:  # noqa: ANN401 - likewise
        if isinstance(item, dict):
            modules = set(item.get("modules", ["-"]))
            return self._is_in_gone(str(item.get("pages", ""))) or modules <= set(self._gone)
        return isinstance(item, str) and self._is_in_gone(item)

    def _is_in_gone(self, name: str) -> bool:
        return name.partition("/")[0] in self._gone

    def _led(self, link: re.Match[str], name: str) -> str:
        """Return the `link` in the file called `name`, or its text where it leads to what is left out."""
        folder = dirname(name) if name.endswith(".md") else dirname(dirname(name))
        target = normpath(join(folder, link[2].partition("#")[0]))
        return link[1] if self._is_in_gone(target.removeprefix("book/")) else link[0]
