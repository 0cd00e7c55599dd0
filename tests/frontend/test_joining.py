"""How scripts that import each other become one, and what is refused."""

import pytest

from widerwindow.frontend.joining import JoiningError, join_modules
from widerwindow.widgets import KINDS, bundle


def join(**modules: str) -> tuple[list[str], str]:
    """Joins modules named by their paths, with `__` for `/`; the first is the entry."""
    files = {f"{name.replace('__', '/')}.js": text for name, text in modules.items()}
    joined = join_modules(next(iter(files)), files.__getitem__)
    return joined.modules, joined.source


def test_a_module_stands_after_those_it_imports_and_each_stands_once() -> None:
    order, source = join(
        a__first='import { b } from "./second.js";\nimport * as c from "../c/third.js";\nexport const a = [b, c.d];\n',
        a__second='import { d } from "../c/third.js";\nexport function b() {\n  return d;\n}\n',
        c__third="export const d = 1;\n",
    )
    assert order == ["c/third.js", "a/second.js", "a/first.js"]
    assert source.count("const d = 1;") == 1
    assert "import" not in source
    assert "export" not in source


def test_a_list_of_names_may_run_over_lines() -> None:
    both = "export const b = 1;\nexport const c = 2;\n"
    _, source = join(a='import {\n  b,\n  c,\n} from "./b.js";\nexport const a = b + c;\n', b=both)
    assert "const { b, c } = m0;" in source


def test_comments_and_indents_stay_out() -> None:
    _, source = join(
        a="// One.\n/**\n * Two.\n */\nexport const a = /** @type {any} */ (1);\n/** Three. */\n  const b = 1;\n"
    )
    assert "One" not in source
    assert "Two" not in source
    assert "Three" not in source
    assert "const a = (1);\nconst b = 1;" in source


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ('import "./b.js";\n', 'cannot be joined: import "./b.js";'),
        ('import b from "./b.js";\n', "cannot be joined: import b"),
        ('import { b as c } from "./b.js";\n', "cannot be joined: import"),
        ('import { b } from "b";\n', "cannot be joined: import"),
        ('const b = await import("./b.js");\n', "cannot be joined: const b"),
        ("export let b = 1;\n", "cannot be joined: export let"),
        ("export default b;\n", "cannot be joined: export default"),
        ('export { b } from "./b.js";\n', "cannot be joined: export"),
        ('import { c } from "./b.js";\n', "b.js does not export c"),
        ("const b = `one\ntwo`;\n", "a text over several lines"),
    ],
)
def test_what_it_does_not_know_is_refused(text: str, reason: str) -> None:
    with pytest.raises(JoiningError, match=reason):
        join(a=text, b="export const b = 1;\n")


def test_a_circle_is_refused_and_named() -> None:
    with pytest.raises(JoiningError, match=r"a\.js -> b\.js -> a\.js"):
        join(
            a='import { b } from "./b.js";\nexport const a = 1;\n',
            b='import { a } from "./a.js";\nexport const b = 1;\n',
        )


def test_a_widget_joins_the_questions_that_it_asks_and_no_others() -> None:
    joined = {kind: bundle.module(kind) for kind in KINDS if bundle.has_script(kind)}
    assert [kind for kind, module in joined.items() if "textarea" in module] == ["worksheet", "quiz", "record"]
    assert [kind for kind, module in joined.items() if "const kinds = " in module] == ["selfcheck", "practice", "quiz"]
