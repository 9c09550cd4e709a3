"""The press: HTML templates with autoescape on, compiled once per language and display unit."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from jinja2 import BytecodeCache, Environment, FileSystemLoader, StrictUndefined
from jinja2.compiler import CodeGenerator
from jinja2.ext import Extension
from jinja2.runtime import Context
from markupsafe import Markup, escape

from yangguang.charts.display import fit
from yangguang.core.address import data_of, page_of
from yangguang.core.language import load_language
from yangguang.core.links import is_link
from yangguang.core.memory import Kept
from yangguang.core.paths import SITE_TEMPLATES
from yangguang.pages.ink import Ink
from yangguang.pages.spoken import period, title_of
from yangguang.pages.tallies import places_of, room_for
from yangguang.records.names import full_name, short_name
from yangguang.views.model import LISTED_ROWS
from yangguang.views.words import words

if TYPE_CHECKING:
    from collections.abc import Callable

    from jinja2.bccache import Bucket

    from yangguang.records.federation import Settings
    from yangguang.views.model import Edition


_CONSTANT = re.compile(r"\{\{ _\('([^']*)'\) \}\}")
_CONTINUED = re.compile(r"([>}]?)\n[ \t]+")


class Plain(Context):
    """A context that calls what templates call as it is: no function of ours asks for jinja's own state.

    Looking whether one does costs as much as half of the calls themselves, some eight hundred a page.
    """

    def call(self, called: Callable[..., Any], /, *args: Any, **values: Any) -> Any:  # noqa: ANN401 (anything)
        """What `called` makes of the values; jinja adds its two names within loops and blocks."""
        values.pop("_loop_vars", None)
        values.pop("_block_vars", None)
        return called(*args, **values)


class Writer(CodeGenerator):
    """Compiles templates so that what is safe already is not escaped again: three of four values are Markup.

    Hooked in where jinja's own `NativeCodeGenerator` is; 0.6 ms a union-year.
    """

    def _output_child_pre(self, *_: Any) -> None:  # noqa: ANN401 (jinja's own)
        self.write("environment.globals['safe'](")


def safe(value: object) -> Markup:
    """A value as it stands in a page."""
    return value if type(value) is Markup else escape(value)


class Compiled(BytecodeCache):
    """Templates as they were compiled before, in the language `code`: compiling sixty costs as much as making two unions."""

    def __init__(self, code: str) -> None:
        self.code = code

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill `bucket` where its template is remembered; its checksum is over the source."""
        if Kept.memory and (content := Kept.memory.remembered(f"template {bucket.key}", self._key(bucket))):
            bucket.bytecode_from_string(content)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember what was compiled."""
        if Kept.memory:
            Kept.memory.remember(f"template {bucket.key}", self._key(bucket), bucket.bytecode_to_string())

    def _key(self, bucket: Bucket) -> str:
        return f"{self.code} {bucket.checksum}"


class Source(Extension):
    """Templates as they are compiled: a line that begins with spaces goes on from the one above, sentences are translated.

    It goes on after a tag with nothing between, else with a space: how a template is broken into lines changes no page.
    Sentences without values are written into it: a page has two hundred of them.
    """

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002 (jinja's own)
        """The template with its lines joined and its constant sentences in the environment's language."""
        source = _CONTINUED.sub(lambda found: found[1] or " ", source)
        write = self.environment.globals["ink"]
        assert isinstance(write, Ink), "_environment put it there"
        return _CONSTANT.sub(lambda found: str(escape(write.language.gettext(found[1]))), source)


def press(edition: Edition) -> Environment:
    """The environment that writes for `edition`; its `ink` global writes values."""
    return _environment(edition.language.code, edition.settings)


def ink(edition: Edition) -> Ink:
    """How `edition` writes values."""
    value = press(edition).globals["ink"]
    assert isinstance(value, Ink), "_environment put it there"
    return value


def render(edition: Edition, template: str, url: str, /, **values: object) -> str:
    """The body of the page at `url` (its folder relative to the site's root) from `site_templates/pages/<template>.html`."""
    return press(edition).get_template(f"pages/{template}.html").render(values, url=linker(url), edition=edition)


def fragment(edition: Edition, partial: str, url: str, key: tuple[object, ...], /, **values: object) -> str:
    """A part that thousands of pages repeat word for word, rendered once per `key` and depth of the page at `url`."""
    environment = press(edition)
    memory = _memory(environment)
    at = (partial, url.count("/"), *key)
    if at not in memory:
        template = environment.get_template(f"partials/{partial}.html")
        memory[at] = template.render(values, url=linker(url), edition=edition)
    return memory[at]


def linker(url: str) -> Callable[..., str]:
    """The function that writes a link to a path of the site ('' is home) as seen from the page at `url`."""
    up = "../" * url.count("/")

    def link(path: str = "") -> str:
        return f"{up}{path}" or "./"

    return link


@cache
def _memory(environment: Environment) -> dict[tuple[object, ...], str]:  # noqa: ARG001 (the key of the cache)
    return {}


@cache
def _environment(code: str, settings: Settings) -> Environment:
    language = load_language(code)
    made = Environment(
        loader=FileSystemLoader(SITE_TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        extensions=[Source],
        bytecode_cache=Compiled(code),
    )

    made.context_class, made.code_generator_class = Plain, Writer

    def translate(msgid: str, /, **values: Any) -> str:  # noqa: ANN401 (a template passes what it has)
        text = language.gettext(msgid)
        if not values:
            return text
        # Markup.format does the same ten times slower: it walks the template in Python
        shown = {name: escape(value) for name, value in values.items()}
        return Markup(str(escape(text)).format_map(shown))  # noqa: S704 (template and values are escaped)

    write = Ink(language=language, settings=settings)
    made.globals.update(
        _=translate, safe=safe, ink=write, lang=code, settings=settings, figure=write.figure, amount=write.amount,
        change=write.change, moved=write.moved, date=write.date, words=words(language),
        page_of=page_of, data_of=data_of, full_name=partial(full_name, lang=code), short_name=partial(short_name, lang=code),
        title_of=partial(title_of, lang=code), period=partial(period, language=language), listed=LISTED_ROWS, is_link=is_link,
        fit=fit, places_of=places_of, room_for=room_for,
    )  # fmt: skip
    return made
