"""The Sphinx extension that makes Jupyter Book's pages into the course: theme, shell, widgets."""

import hashlib
import re
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import sphinx
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.locale import init as init_locale

from widerwindow import __version__
from widerwindow.content.activities.scenario import Scenario
from widerwindow.content.checks import markup
from widerwindow.content.core.problems import ContentError
from widerwindow.content.core.reading import Named
from widerwindow.content.course import Course
from widerwindow.content.quizzes.bank import Bank
from widerwindow.content.quizzes.quiz import Quiz
from widerwindow.frontend import pictures
from widerwindow.frontend.palette import with_palette
from widerwindow.site import scripts
from widerwindow.site.alone import lone_page
from widerwindow.site.page import budget, contents, imprint, logo, refused, search
from widerwindow.site.page.explanations import explanations
from widerwindow.site.page.memo import Memo
from widerwindow.site.page.shell import THEME, Shell
from widerwindow.site.page.tables import name_columns
from widerwindow.site.page.terms import Terms, without_tips
from widerwindow.site.page.way import way
from widerwindow.widgets import KINDS, bundle

_DRAWN = re.compile(r'<svg[^>]*viewBox="0 0 (\d+) (\d+)"')
_OWN_COLOURS = re.compile(r'<svg class="ww-picture"[^>]*viewBox="([^"]*)"[^>]*>(.*)</svg>', re.DOTALL)
_FIGURE = re.compile(r'<img(?=[^>]*src="[^"]*/([\w-]+\.svg)")(?:[^>]*alt="([^"]*)")?[^>]*>')


def setup(app: Sphinx) -> dict[str, Any]:
    """Connect the extension (Sphinx calls this)."""
    app.add_html_theme("widerwindow", str(THEME))
    app.setup_extension("widerwindow.site.directives.markup")
    app.setup_extension("widerwindow.site.building.figures")
    app.setup_extension("widerwindow.site.building.outdated")
    app.setup_extension("widerwindow.site.building.sources")
    app.add_config_value("widerwindow_shared", "", "html")
    app.add_config_value("comments_config", {}, "")  # Jupyter Book sets it for an extension that is not used here
    app.connect("config-inited", _speak_the_language_of_the_course)
    app.connect("config-inited", _note_what_all_pages_share)
    app.connect("config-inited", _search_in_our_own_way)
    app.connect("builder-inited", _let_pages_be_read_at_the_same_time)
    app.connect("builder-inited", _leave_out_the_index_of_words)
    app.connect("builder-inited", _prepare_shell)
    app.connect("env-before-read-docs", _read_what_many_ask_for)
    app.connect("builder-inited", _prepare_terms)
    app.connect("html-collect-pages", contents.list_all)
    app.connect("doctree-resolved", _make_plain)
    app.connect("build-finished", _finish)
    return {"version": __version__, "parallel_read_safe": True, "parallel_write_safe": True}


def _course(app: Sphinx) -> Course:
    return Course.around(Path(app.srcdir))


def _speak_the_language_of_the_course(app: Sphinx, config: Config) -> None:
    """Let Sphinx name warnings and figures in the language that the course's profile says, and nothing else does."""
    config.language = _course(app).profile().locale
    app.translator, _ = init_locale([str(Path(sphinx.__file__).parent / "locale")], config.language)


def _note_what_all_pages_share(app: Sphinx, config: Config) -> None:
    """Let Sphinx write every page anew when what all of them may show has changed."""
    course = _course(app)
    profile = course.profile()
    shared = [course.profile_file, course.organisation_file]
    shared += [course.root / profile.reviews.file] if profile.reviews else []
    shared += [course.book / f"{profile.glossary.page}.md"] if profile.glossary else []
    shared += [file for file in [logo.file(course)] if file and file.is_file()]
    shared += [*course.pictures().files(), *course.book.glob("*/module.yml")]
    config.widerwindow_shared = hashlib.sha256(b"".join(file.read_bytes() for file in shared)).hexdigest()


def _search_in_our_own_way(_app: Sphinx, config: Config) -> None:
    """Write the search page, which Sphinx would write only together with its index of words."""
    config.html_additional_pages = {**config.html_additional_pages, "search": "search.html"}


def _leave_out_the_index_of_words(app: Sphinx) -> None:
    """Keep Sphinx from an index that no page loads: to make it takes a third of the time of a build."""
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.search = False


def _let_pages_be_read_at_the_same_time(app: Sphinx) -> None:
    """Speak for an extension that Jupyter Book loads: it only numbers contents, and does not say that this is safe."""
    numbering = app.extensions.get("sphinx_multitoc_numbering")
    if numbering:
        numbering.parallel_read_safe = True


def _read_what_many_ask_for(app: Sphinx, env: BuildEnvironment, pages: list[str]) -> None:
    """Read the questions before kernels are forked for several pages, as each practice looks through all of them.

    Where all pages are read, read the stories as well: each is played on a page, recorded on one and drawn on another.
    """
    if len(pages) < 2:
        return
    course = _course(app)
    models: list[type[Named]] = [Bank, Quiz]
    if len(pages) == len(env.found_docs):
        models.append(Scenario)
    for model in models:
        for file in course.files(model):
            with suppress(ContentError):  # whoever executes a page that needs it is told of it
                course.read(file, model)


def _make_plain(_app: Sphinx, doctree: nodes.document, _page: str) -> None:
    name_columns(doctree)
    for image in doctree.findall(nodes.image):
        if str(image.get("width", "")).endswith("%"):
            del image["width"]  # Sphinx would write a style into the page; the style sheet gives a figure its width


def _with_figures(course: Course, body: str) -> str:
    """Return a page's `body` with its drawings: those that have its colours stand in it, others get their size.

    So a browser keeps their places free and nothing moves.
    """

    def shown(image: re.Match[str]) -> str:
        file = next(course.book.rglob(image[1]), None)
        text = file.read_text(encoding="utf-8") if file else ""
        size, own = _DRAWN.search(text), _OWN_COLOURS.search(text)
        if own:
            shapes = re.sub(r">\s+<", "><", own[2]).strip()
            return f'<svg class="ww-picture" viewBox="{own[1]}" role="img" aria-label="{image[2]}">{shapes}</svg>'
        return image[0].replace("<img", f'<img width="{size[1]}" height="{size[2]}"', 1) if size else image[0]

    return _FIGURE.sub(shown, body)


def _prepare_terms(app: Sphinx) -> None:
    glossary = _course(app).profile().glossary
    if not glossary:
        return

    @cache
    def terms() -> Terms:
        return Terms(app.env.get_doctree(glossary.page), glossary)

    def link(_app: Sphinx, doctree: nodes.document, page: str) -> None:
        if page == glossary.page:
            without_tips(doctree)
        else:
            terms().link(doctree, page, app.builder.get_relative_uri(page, glossary.page))

    app.connect("doctree-resolved", link)


def _prepare_shell(app: Sphinx) -> None:
    course = _course(app)
    shell = Shell(course, app.config.root_doc)
    app.builder.templates.environment.autoescape = True  # Sphinx leaves it to each template

    def fill(app: Sphinx, page: str, _template: str, context: dict[str, Any], _doctree: nodes.document | None) -> None:
        body = _with_figures(course, context.get("body", ""))
        context.update(shell.context(page, body) | {"body": body, "ww_contents": contents.beside(app, page)})

    app.connect("html-page-context", fill)


def _finish(app: Sphinx, exception: Exception | None) -> None:
    if exception or app.builder.name != "html":
        return
    course, static = _course(app), Path(app.outdir) / "_static"
    shell = Shell(course, app.config.root_doc).script(app.builder.templates.render)
    (static / "ww-shell.js").write_text(shell, encoding="utf-8")
    look = static / "ww-shell.css"
    look.write_text(pictures.style() + with_palette(look.read_text(encoding="utf-8")), encoding="utf-8")
    logo.write(course, static)
    (static / "ww-left.html").write_text(lone_page.fill("left.html"), encoding="utf-8")
    (static / "ww-search.js").write_text(scripts.script("search"), encoding="utf-8")
    (static / "ww-way.js").write_text(scripts.script("way", way(course)), encoding="utf-8")
    glossary = course.profile().glossary
    if glossary:
        said = explanations((Path(app.outdir) / f"{glossary.page}.html").read_text(encoding="utf-8"))
        (static / "ww-glossary.js").write_text(said, encoding="utf-8")
    (static / "ww-widget.css").write_text(bundle.common_style(), encoding="utf-8")
    for kind in KINDS:
        (static / f"ww-{kind}.css").write_text(bundle.own_style(kind), encoding="utf-8")
        if bundle.has_script(kind):
            (static / f"ww-{kind}.js").write_text(bundle.script(kind), encoding="utf-8")
    made = imprint.of(course, app.env.all_docs).model_dump_json()
    (Path(app.outdir) / imprint.PLACE).write_text(made, encoding="utf-8")
    memo = Memo(Path(app.doctreedir) / "pages.json", _engine())
    search.write_index(course, Path(app.outdir), memo)
    wrong = refused.refused(Path(app.outdir), memo) + budget.check(Path(app.outdir), memo)
    memo.keep()
    if wrong:
        raise ExtensionError("\n".join(wrong))


def _engine() -> str:
    """Return a sum over the code that looks at built pages."""
    parts = (budget, markup, refused, search)
    return hashlib.sha256(b"".join(Path(str(part.__file__)).read_bytes() for part in parts)).hexdigest()
