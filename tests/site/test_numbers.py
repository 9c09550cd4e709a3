"""Every number that a visitor can see has a key and a unit, or is one of the few kinds of number that are no figure.

The crawler reads built pages and imports nothing of the generator.
"""

import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path

TOKEN = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|([^<]+)")
CLASSES = re.compile(r'\bclass="?([^">]*)')
VOID = frozenset({"br", "img", "input", "link", "meta", "hr", "wbr", "source", "area", "col"})

# What is written in numerals and measures nothing: days, years, periods, clauses, document numbers, versions, credit codes, telephones, records, shares of 100.
NO_FIGURE = re.compile(
    r"""
    \d{4}年(?:度|初|末)?(?:\d{1,2}月(?:\d{1,2}日)?)? | \d{1,2}月\d{1,2}日 | \d{4}-\d\d-\d\d | \d{4}-Q[1-4] | \d{4}-\d\d
    | \d-\d{1,2}-\d+[a-z]? | X-\d | 第\d+[条次届号页] | 〔\d{4}〕\s*\d+号 | 版本仍为\ \d+(?:\.\d+)* | 版本\ ?\d+(?:\.\d+)*(?:\ 改为\ \d+(?:\.\d+)*)? | 每100元 | \d{3,4}-\d{7,8} | \d{4}-\d{1,3}\b | [0-9A-HJ-NP-Z]{18} | SHA-256 | UTF-8 | CC\ BY\ 4\.0
    | \b(?:19|20)\d\d\b(?!\s*[条项家个人元次])
    """,
    re.VERBOSE,
)
# Elements whose numerals are not the portal's figures, by class or element: each with the reason.
ELSEWHERE = {
    "code": "identifiers, file names, hashes",
    "script": "not shown",
    "time": "days",
    "blockquote": "the plan, word for word",
    "desc": "a picture's sentence for those who do not see it: the same words stand beneath it",
    "title": "a shape's tooltip: the same number stands in the picture's table",
    "yg-account": "codes of accounts",
    "yg-quote": "the plan, word for word",
    "yg-clauses__text": "the plan, word for word",
    "yg-clauses__rule": "what a rule is called",
    "yg-head__year": "a year, a clause",
    "yg-verdict__id": "a clause",
    "yg-verdict__title": "what a rule is called",
    "yg-verdict__how": "how a rule works",
    "yg-verdict__reason": "the court's sentence; the figures it rests on are listed beneath it, with their keys",
    "yg-line__title": "what a rule is called",
    "yg-line__reason": "the court's sentence; the figures it rests on are on the page of evidence, with their keys",
    "yg-problem": "what a rule is called",
    "yg-cite": "how the data are cited: year, version, commit, day",
    "yg-way": "days between two days that stand beside them",
    "yg-keys": "parameters of the law, with their basis",
    "yg-laws": "parameters of the law, with their basis",
    "yg-threshold": "a parameter of the law",
    "yg-versions": "versions of a rule",
    "yg-facts": "facts of the register: days, codes, telephone numbers",
    "yg-cells": "cells as they were committed: texts, and the number of their row",
    "yg-explanations": "what a union says in its own words",
    "yg-why": "what a union says in its own words",
    "yg-files": "bytes and hashes of files",
    "yg-issues": "the door's own words",
    "yg-listed": "how much of a list the page shows",
    "h1": "a name",
    "yg-made": "day of judgement, day of the build, commit",
    "yg-pager": "numbers of pages and clauses",
    "yg-pages": "numbers of pages",
    "yg-toc": "headings",
    "yg-crumbs": "names",
    "yg-plot__sentence": "a picture's sentence: its numbers stand in the table beneath it",
}
PROSE = ("about", "guide", "data")  # pages written by hand


def numbers(page: str) -> Iterator[tuple[str, str]]:
    """Each text of the article with a number that no key covers, and where it stands."""
    start = page.find("<article")
    stack: list[tuple[str, str]] = []
    for closing, tag, attributes, text in TOKEN.findall(page[start : page.find("</article>", start)]):
        if text:
            if any(one.isdigit() for one in text) and not any(covered(*one) for one in stack):
                yield text, " > ".join(f"{name}.{classes(more)}" for name, more in stack[-3:])
        elif closing:
            while stack and stack.pop()[0] != tag:
                pass
        elif tag not in VOID and not attributes.endswith("/"):
            stack.append((tag, attributes))


def classes(attributes: str) -> str:
    found = CLASSES.search(attributes)
    return found[1] if found else ""


def covered(tag: str, attributes: str) -> bool:
    if tag == "th" and 'scope="row"' in attributes:
        return True  # the name of a row
    return (
        "data-figure=" in attributes or tag in ELSEWHERE or not ELSEWHERE.keys().isdisjoint(classes(attributes).split())
    )


def uncovered(site: Path) -> dict[tuple[str, str], str]:
    """By kind of page and place an example of a number without key and unit."""
    found: dict[tuple[str, str], str] = {}
    for path in sorted(site.rglob("index.html")):
        kind, *below = path.relative_to(site).parts
        if kind in PROSE:
            continue
        for text, place in numbers(path.read_text(encoding="utf-8")):
            left = NO_FIGURE.sub("", unescape(text))
            if any(one.isdigit() for one in left):
                found.setdefault(
                    (f"{kind}{'/*' * (len(below) - 1)}", place), f"{text.strip()[:60]} in {path.parent.name}"
                )
    return found


def test_every_number_has_a_key_and_a_unit(demo_site):
    assert uncovered(demo_site) == {}
