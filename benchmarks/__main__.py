"""Measure the portal on a generated federation against the glued pipeline; print the figures and keep them in results.json."""

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

from benchmarks.measure import Cost, cost
from benchmarks.rules import rules_cpu_ms

HERE = Path(__file__).parent
YANGGUANG = Path(sys.executable).with_name("yangguang")
AS_OF = "2026-11-23"
GLUED = 30  # packages
QUIET = 0.5  # processes that wanted a core before we began
LIBRARIES = ("frictionless", "matplotlib", "mkdocs", "mkdocs-material", "pandas")


def main() -> None:
    """Parse arguments, measure, print, write."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--unions", type=int, default=1000)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each build; the one least disturbed counts")
    parser.add_argument("--out", type=Path, default=HERE / "results.json")
    options = parser.parse_args()
    work = Path(tempfile.mkdtemp(prefix="yangguang-bench."))
    try:
        results = measure(work, options.unions, options.repeat)
    finally:
        shutil.rmtree(work)
    options.out.write_text(json.dumps(results, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    say(results)


def measure(work: Path, unions: int, repeat: int) -> dict[str, Any]:
    """Every figure, from builds that start with nothing: no cache exists, each is a process of its own."""
    data, few = federation(work, unions), federation(work, unions // 4)
    busy = os.getloadavg()[0]
    alone, timings = build(work, data, 1, repeat)
    both, _ = build(work, data, 2, repeat)
    site = work / "site"
    pages = [path.stat().st_size for path in site.rglob("*.html")]
    size = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    small, _ = build(work, few, 1, 1)
    glued = marginal_glued(work, data, repeat)
    ours = 1000 * alone.cpu / unions
    return {
        "machine": {"cores": os.cpu_count(), "python": platform.python_version(), "system": platform.system()},
        "load_before": round(busy, 2),
        "versions": {name: version(name) for name in LIBRARIES},
        "union_years": unions,
        "cpu_ms_per_union_year": round(ours, 1),
        "rules_cpu_ms_per_union_year": round(rules_cpu_ms(data, date.fromisoformat(AS_OF), repeat), 2),
        "wall_seconds": {"1_worker": round(alone.wall, 1), "2_workers": round(both.wall, 1)},
        "speed_up_2_workers": round(alone.wall / both.wall, 2),
        "memory_mb": {
            f"{unions // 4}_unions_1_worker": megabytes(small),
            f"{unions}_unions_1_worker": megabytes(alone),
            f"{unions}_unions_2_workers": megabytes(both),
        },
        "stage_ms_per_union_year": {name: round(1000 * spent / unions, 2) for name, spent in timings.items()},
        "pages": len(pages),
        "pages_per_second": round(len(pages) / both.wall),
        "bytes_per_page": round(sum(pages) / len(pages)),
        "site_mb": round(size / 1e6, 1),
        "glued_cpu_ms_per_package": round(glued, 1),
        "times_faster_than_glued": round(glued / ours, 1),
    }


def federation(work: Path, unions: int) -> Path:
    """The data folder of a generated federation of `unions` for one year."""
    folder = work / f"federation-{unions}"
    cost([YANGGUANG, "demo", folder, "--unions", str(unions), "--years", "1", "--seed", "1"])
    return folder


def build(work: Path, data: Path, workers: int, repeat: int) -> tuple[Cost, dict[str, float]]:
    """The least disturbed of `repeat` builds, and the seconds its stages took."""
    runs = []
    for _ in range(repeat):
        shutil.rmtree(work / "site", ignore_errors=True)
        timings = work / "timings.json"
        arguments = ["--site", work / "site", "--workers", str(workers), "--as-of", AS_OF, "--timings", timings]
        spent = cost([YANGGUANG, "build", data, *arguments])
        runs.append((spent, json.loads(timings.read_text())))
    return min(runs, key=lambda run: run[0].wall)


def marginal_glued(work: Path, data: Path, repeat: int) -> float:
    """CPU milliseconds the glued pipeline needs per package, its imports and its theme set aside in its favour."""
    schemas = work / "schemas"
    cost([YANGGUANG, "schemas", "--out", schemas])

    def glue(count: int) -> float:
        shutil.rmtree(work / "glued", ignore_errors=True)
        command = [sys.executable, "-m", "benchmarks.glued", data, schemas, work / "glued", str(count)]
        return cost(command, NO_MKDOCS_2_WARNING="1").cpu

    return 1000 * (min(glue(GLUED) for _ in range(repeat)) - min(glue(0) for _ in range(repeat))) / GLUED


def megabytes(spent: Cost) -> int:
    return round(spent.tree_mb or spent.process_mb)


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
