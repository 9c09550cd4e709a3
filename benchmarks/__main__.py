"""Measure the portal on a generated federation against the glued pipeline; the figures go to results.json and the READMEs."""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import sys
import tempfile
from datetime import date
from importlib.metadata import version
from pathlib import Path
from typing import Any

from benchmarks.measure import Cost, cost, peak_mb
from benchmarks.readme import refill
from benchmarks.rules import rules_cpu_ms
from yangguang.rules.catalogue import RULES, SUPPLEMENTARY

RESULTS = Path(__file__).with_name("results.json")
YANGGUANG = Path(sys.executable).with_name("yangguang")
AS_OF = "2026-11-23"
GLUED = 30  # packages
QUIET = 0.5  # processes that wanted a core before we began
LIBRARIES = ("frictionless", "matplotlib", "mkdocs", "mkdocs-material", "pandas")


def main() -> None:
    """Parse arguments, measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--unions", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=5, help="rounds; CPU of the least disturbed, walls of the median")
    parser.add_argument("--out", type=Path, default=RESULTS)
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="yangguang-bench."))
    try:
        results = measure(work, options.unions, options.repeat)
    finally:
        shutil.rmtree(work)
    options.out.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    if options.out == RESULTS:
        refill(results)
    say(results)


def measure(work: Path, unions: int, repeat: int) -> dict[str, Any]:
    """Every figure, from builds that start with nothing: no cache exists, each is a process of its own."""
    busy = os.getloadavg()[0]
    data, few = federation(work, unions), federation(work, unions // 4)
    rounds = [(build(work, data, 1), build(work, data, 2)) for _ in range(repeat)]  # side by side: a ratio of one run
    (alone, timings), (both, _) = sorted(rounds, key=lambda one: one[0][0].wall / one[1][0].wall)[len(rounds) // 2]
    site = work / "site"
    pages = [path.stat().st_size for path in site.rglob("*.html")]
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    glued = marginal_glued(work, data, repeat)
    ours = 1000 * min(one.cpu for (one, _), _ in rounds)
    counts = json.loads((site / "api" / "v1" / "build.json").read_text(encoding="utf-8"))["counts"]
    years = counts["union_years"]
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
        "load_before": round(busy, 2),
        "versions": {name: version(name) for name in LIBRARIES},
        "unions": unions,
        "union_years": years,
        "silent_union_years": counts["standing"].get("silent", 0),
        "rules": len(RULES) + len(SUPPLEMENTARY),
        "cpu_ms_per_union_year": round(ours / years, 1),
        "rules_cpu_ms_per_union_year": round(rules_cpu_ms(data, date.fromisoformat(AS_OF), repeat), 2),
        "wall_seconds": {"1_worker": round(alone.wall, 1), "2_workers": round(both.wall, 1)},
        "speed_up_2_workers": round(alone.wall / both.wall, 2),
        "memory_mb": {
            f"{count}_unions_{workers}_worker{'s'[: workers > 1]}": round(peak_mb(command(work, of, workers)))
            for count, of, workers in ((unions // 4, few, 1), (unions, data, 1), (unions, data, 2))
        },
        "stage_ms_per_union_year": {name: round(1000 * spent / years, 2) for name, spent in timings.items()},
        "pages": len(pages),
        "pages_per_second": round(len(pages) / both.wall),
        "bytes_per_page": round(sum(pages) / len(pages)),
        "site_mb": round(size / 1e6, 1),
        "glued_cpu_ms_per_package": round(glued, 1),
        "times_faster_than_glued": round(glued * (years - counts["standing"].get("silent", 0)) / ours, 1),
    }


def federation(work: Path, unions: int) -> Path:
    """The data folder of a generated federation of `unions` for one year."""
    folder = work / f"federation-{unions}"
    cost([YANGGUANG, "demo", folder, "--unions", str(unions), "--years", "1", "--seed", "1"])
    return folder


def command(work: Path, data: Path, workers: int) -> list[str | Path]:
    """A cold build: what an earlier one left is gone, and on disk."""
    shutil.rmtree(work / "site", ignore_errors=True)
    os.sync()
    options = ["--site", work / "site", "--workers", str(workers), "--as-of", AS_OF, "--timings", work / "timings.json"]
    return [YANGGUANG, "build", data, *options]


def build(work: Path, data: Path, workers: int) -> tuple[Cost, dict[str, float]]:
    """What a build takes, and the seconds of its stages."""
    spent = cost(command(work, data, workers), NO_MKDOCS_2_WARNING="1")
    return spent, json.loads((work / "timings.json").read_text())


def marginal_glued(work: Path, data: Path, repeat: int) -> float:
    """CPU milliseconds the glued pipeline needs per package, its imports and its theme set aside in its favour."""
    schemas = work / "schemas"
    cost([YANGGUANG, "schemas", "--out", schemas])

    def glue(count: int) -> float:
        shutil.rmtree(work / "glued", ignore_errors=True)
        command = [sys.executable, "-m", "benchmarks.glued", data, schemas, work / "glued", str(count)]
        return cost(command, NO_MKDOCS_2_WARNING="1").cpu

    return 1000 * (min(glue(GLUED) for _ in range(repeat)) - min(glue(0) for _ in range(repeat))) / GLUED


def say(results: dict[str, Any]) -> None:
    """The figures as lines a person reads."""
    for name, value in results.items():
        shown = ", ".join(f"{key} {part}" for key, part in value.items()) if isinstance(value, dict) else value
        print(f"{name.replace('_', ' '):28} {shown}")
    if results["load_before"] > QUIET:
        print(
            "The machine was busy with other work: wall times and the speed-up say little. Run again when it is quiet."
        )


if __name__ == "__main__":
    main()
