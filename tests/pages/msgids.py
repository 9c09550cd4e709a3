"""Every Chinese sentence that may need an English one: those in code, in templates, and those that rules carry."""

from babel.messages.extract import extract_from_dir

from tests.rules.build import policy
from yangguang.core.paths import SITE_TEMPLATES
from yangguang.rules.catalogue import BY_ID, SUPPLEMENTARY_SECTION
from yangguang.rules.judge.model import BREACH_TITLES, TALLY_TITLES, WEIGHT_TITLES

KEYWORDS = {"say": None, "_": None, "gettext": None}
CODE = SITE_TEMPLATES.parent / "generator"


def in_code() -> set[str]:
    found = extract_from_dir(str(CODE), [("**.py", "python")], keywords=KEYWORDS)
    return {message for _, _, message, _, _ in found if isinstance(message, str)}


def in_templates() -> set[str]:
    found = set()
    for folder in ("overrides", "pages", "partials"):
        for _, _, message, _, _ in extract_from_dir(
            str(SITE_TEMPLATES / folder),
            [("**.html", "jinja2")],
            options_map={"**.html": {"trimmed": "true", "silent": "false"}},
            keywords=KEYWORDS,
        ):
            if isinstance(message, str):
                found.add(message)
    return found


def in_rules() -> set[str]:
    told = {text for rule in BY_ID.values() for text in (rule.title, rule.method, rule.applies_to)}
    changes = {version.what for rule in BY_ID.values() for version in rule.history}
    return told | changes | {
        SUPPLEMENTARY_SECTION, *TALLY_TITLES.values(), *WEIGHT_TITLES.values(), *BREACH_TITLES.values()
    }  # fmt: skip


def in_policy() -> set[str]:
    """The plan's chapters and what parameters rest on, as shipped; what a federation writes itself stays as it wrote it."""
    law = policy()
    return {one.section for one in law.clauses.values()} | {row.basis for row in law.parameters}


def msgids() -> set[str]:
    return {text for text in in_code() | in_templates() | in_rules() | in_policy() if not text.isascii()}
