"""The figures as both READMEs tell them, between `<!-- bench -->` and `<!-- /bench -->`; `make bench` rewrites them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
READMES = {"en": ROOT / "README.md", "zh": ROOT / "README.zh-CN.md"}
_SECTION = re.compile(r"(<!-- bench -->\n).*?(<!-- /bench -->)", re.DOTALL)
_WORDS = {
    "en": """\
A federation of {unions} unions, built cold, {cores} cores, Python {python}: {union_years} union-years, of which
{silent} are silent, because the running year is owed and nobody has reported it:

| | |
|---|---|
| everything, CPU per union-year | {cpu} ms |
| of which all {rules} rules | {rules_cpu} ms |
| the same packages through frictionless, pandas, pyplot and MkDocs glued together | {glued} ms: {times} times as much |
| wall time with 1 worker and with 2 | {wall_1} s, {wall_2} s: {speed_up} times faster |
| memory with {few} unions, with {unions}, with {unions} and 2 workers | {memory_small}, {memory}, {memory_2} MB |
| pages | {pages}, {pages_per_second} a second, {page_kb} kB each |

CPU per union-year by stage: {stages}.
""",
    "zh": """\
{unions} 家工会，从零构建，{cores} 核，Python {python}：
共 {union_years} 个工会年度，其中 {silent} 个未报（当年已到期而无人报送）：

| | |
|---|---|
| 全部处理，每工会年度 CPU | {cpu} 毫秒 |
| 其中 {rules} 条规则的判定 | {rules_cpu} 毫秒 |
| 同样的数据包，用 frictionless、pandas、pyplot、MkDocs 拼装 | {glued} 毫秒，是本程序的 {times} 倍 |
| 1 个进程与 2 个进程的耗时 | {wall_1} 秒、{wall_2} 秒，快 {speed_up} 倍 |
| 内存：{few} 家、{unions} 家、{unions} 家用 2 个进程 | {memory_small}、{memory}、{memory_2} MB |
| 网页 | {pages} 页，每秒 {pages_per_second} 页，每页 {page_kb} kB |

各阶段每工会年度毫秒数：{stages}。
""",
}


def section(results: dict[str, Any], lang: str) -> str:
    """What a README says of `results`, as `make bench` wrote them."""
    memory = list(results["memory_mb"].values())
    stages = (f"{name} {spent}" for name, spent in results["stage_ms_per_union_year"].items())
    return _WORDS[lang].format(
        unions=f"{results['unions']:,}",
        union_years=f"{results['union_years']:,}",
        silent=f"{results['silent_union_years']:,}",
        cores=results["machine"]["cores"],
        python=results["machine"]["python"],
        cpu=results["cpu_ms_per_union_year"],
        rules=results["rules"],
        rules_cpu=results["rules_cpu_ms_per_union_year"],
        glued=results["glued_cpu_ms_per_package"],
        times=results["times_faster_than_glued"],
        wall_1=results["wall_seconds"]["1_worker"],
        wall_2=results["wall_seconds"]["2_workers"],
        speed_up=results["speed_up_2_workers"],
        few=next(iter(results["memory_mb"])).partition("_")[0],
        memory_small=memory[0],
        memory=memory[1],
        memory_2=memory[2],
        pages=f"{results['pages']:,}",
        pages_per_second=results["pages_per_second"],
        page_kb=round(results["bytes_per_page"] / 1000),
        stages=("、" if lang == "zh" else ", ").join(stages) + ("" if lang == "zh" else " ms"),
    )


def filled(text: str, results: dict[str, Any], lang: str) -> str:
    """The README `text` with its figures replaced."""
    return _SECTION.sub(lambda found: found[1] + section(results, lang) + found[2], text)


def refill(results: dict[str, Any]) -> None:
    """Write the figures into both READMEs."""
    for lang, path in READMES.items():
        path.write_text(filled(path.read_text(encoding="utf-8"), results, lang), encoding="utf-8")
