"""What a check found in the formats of forges: JUnit for a test report, GitLab's code quality, annotations of GitHub.

All three tell the same findings: the door's issues, and the files that a submission may not touch.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from yangguang.core.issues import Issue, Place, Severity, Text
from yangguang.door.privacy.shown import path_shown
from yangguang.told.issues import plain, where

if TYPE_CHECKING:
    from collections.abc import Sequence

    from yangguang.door.model import Admission
    from yangguang.told.proposed import Trespass

TRESPASS = "submit.trespass"
_FEDERATION = Text("工会名录与规则参数", "Register and policy")
_FILES = Text("报送的文件", "Files of the submission")
_NOT_YOURS = Text("不属于这次报送：{why}", "No part of this submission: {why}")
_APART = Text("请另行提交；由 {owners} 决定", "Propose it apart; {owners} decide")
_APART_ALONE = Text("请另行提交", "Propose it apart")
_GRAVITY = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
_NOT_XML = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class Suite(NamedTuple):
    """What belongs together: a package, the register, or the files of a submission."""

    name: str
    issues: tuple[Issue, ...]


def suites(
    results: Sequence[Admission],
    registry: Sequence[Issue],
    trespasses: Sequence[Trespass] = (),
    *,
    prefix: str,
    lang: str,
) -> list[Suite]:
    """The findings by what they belong to; every file as seen from the top of the repository, where DATA is `prefix`."""
    folder = f"{path_shown(prefix.rstrip('/'))}/" if prefix else ""
    found = [(_FEDERATION.in_(lang), tuple(registry)), *((result.folder, result.issues) for result in results)]
    placed = [Suite(name, tuple(_below(folder, one) for one in issues)) for name, issues in found]
    apart = Suite(_FILES.in_(lang), tuple(trespass_issue(one) for one in trespasses))
    return [apart, *placed] if trespasses else placed


def trespass_issue(one: Trespass) -> Issue:
    """A file that a submission may not touch, as an issue; its place is seen from the top of the repository."""
    owners = " ".join(one.owners)
    apart = _APART if owners else _APART_ALONE
    return Issue(
        code=TRESPASS,
        severity=Severity.ERROR,
        message=Text(_NOT_YOURS.zh.format(why=one.why.zh), _NOT_YOURS.en.format(why=one.why.en)),
        hint=Text(apart.zh.format(owners=owners), apart.en.format(owners=owners)),
        place=Place(file=path_shown(one.path)),
    )


def junit_xml(found: Sequence[Suite], lang: str) -> str:
    """A suite for each package: a case that passed where it has no error, else a failure for each; warnings are output."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>']
    totals = Counter[str]()
    bodies: list[str] = []
    for suite in found:
        errors = [one for one in suite.issues if one.is_error]
        cases = [_case(suite, one, lang) for one in errors] or [f"<testcase{_names(suite.name, suite.name)}/>"]
        calm = "".join(f"{_told(one, lang)}\n" for one in suite.issues if not one.is_error)
        out = f"<system-out>{escape(calm)}</system-out>" if calm else ""
        totals += Counter(tests=len(cases), failures=len(errors))
        head = f'name={_attribute(suite.name)} tests="{len(cases)}" failures="{len(errors)}" errors="0"'
        bodies.append(f"<testsuite {head}>{''.join(cases)}{out}</testsuite>")
    lines.append(f'<testsuites name="yangguang" tests="{totals["tests"]}" failures="{totals["failures"]}">')
    return "\n".join([*lines, *bodies, "</testsuites>"]) + "\n"


def code_quality_json(found: Sequence[Suite], lang: str) -> str:
    """GitLab's code quality report: a fingerprint stays the same while the finding does, whichever line it moves to."""
    report = []
    again = Counter[str]()
    for suite in found:
        for one in suite.issues:
            path = one.place.file or suite.name
            said = "\0".join((one.code, path, one.place.column or "", one.message.zh))
            again[said] += 1
            report.append({
                "description": f"{plain(one.message.in_(lang))} {plain(one.hint.in_(lang))}",
                "check_name": one.code,
                "fingerprint": hashlib.sha256(f"{said}\0{again[said]}".encode(errors="backslashreplace")).hexdigest(),
                "severity": _GRAVITY[one.severity],
                "location": {"path": plain(path), "lines": {"begin": one.place.line or one.place.row or 1}},
            })  # fmt: skip
    text = json.dumps(report, ensure_ascii=False, indent=2) + "\n"
    return text.encode(errors="backslashreplace").decode()


MACHINE_FORMATS = {"junit": junit_xml, "code-quality": code_quality_json}


def _below(folder: str, one: Issue) -> Issue:
    return replace(one, place=replace(one.place, file=f"{folder}{one.place.file or ''}".rstrip("/")))


def _case(suite: Suite, one: Issue, lang: str) -> str:
    name = f"{one.code} {where(one.place, '', lang)}".strip()
    message, hint = one.message.in_(lang), one.hint.in_(lang)
    told = _text(f"{message}\n{hint}")
    failure = f"<failure type={_attribute(one.code)} message={_attribute(message)}>{told}</failure>"
    return f"<testcase{_names(name, suite.name)}>{failure}</testcase>"


def _told(one: Issue, lang: str) -> str:
    return _clean(f"{where(one.place, '', lang)} {one.message.in_(lang)} {one.hint.in_(lang)} [{one.code}]".strip())


def _names(name: str, suite: str) -> str:
    return f" name={_attribute(name)} classname={_attribute(suite)}"


def _clean(text: str) -> str:
    return _NOT_XML.sub(lambda match: f"[U+{ord(match[0]):04X}]", plain(text, keep="\n"))


def _text(text: str) -> str:
    return escape(_clean(text))


def _attribute(text: str) -> str:
    return quoteattr(_clean(text).replace("\n", " "))
