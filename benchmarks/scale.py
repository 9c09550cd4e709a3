"""What a submission costs as a portal grows: generated portals through a store; the figures go to scale.json and docs/scale.md.

`make bench-scale` measures 300, 3,000 and 30,000 unions; UNIONS="300 3000" fewer. Each size is measured in one run: compare
within a column. CPU counts every process that a command starts; memory is the largest process of a build with one worker.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks.measure import cost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.measure import Cost

RESULTS = Path(__file__).with_name("scale.json")
PAGE = Path(__file__).parents[1] / "docs" / "scale.md"
YANGGUANG = Path(sys.executable).with_name("yangguang")
AS_OF = "2026-11-23"
WORKERS = 4  # on the cluster
GIT = ("git", "-c", "user.name=bench", "-c", "user.email=bench@example.invalid", "-c", "gc.auto=0")
_SECTION = re.compile(r"(<!-- bench-scale -->\n).*?(<!-- /bench-scale -->)", re.DOTALL)


def main() -> None:
    """Parse arguments, measure, write; sizes measured before keep their columns."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.scale", description=__doc__)
    parser.add_argument("--unions", type=int, nargs="+", default=[300, 3_000, 30_000])
    parser.add_argument("--cluster", type=int, default=3_000, help="the largest size that Dask is measured with, too")
    parser.add_argument("--out", type=Path, default=RESULTS)
    parser.add_argument("--work", type=Path, help="where to work; default: the system's folder for temporary files")
    options = parser.parse_args()
    results = json.loads(options.out.read_text(encoding="utf-8")) if options.out.exists() else {}
    for unions in options.unions:
        with tempfile.TemporaryDirectory(prefix="yangguang-scale.", dir=options.work) as folder:
            results[str(unions)] = measure(Path(folder), unions, cluster=unions <= options.cluster)
        ordered = dict(sorted(results.items(), key=lambda one: int(one[0])))
        options.out.write_text(json.dumps(ordered, indent=2) + "\n", encoding="utf-8")
        if options.out == RESULTS:
            PAGE.write_text(filled(PAGE.read_text(encoding="utf-8"), ordered), encoding="utf-8")
        print(json.dumps(results[str(unions)], indent=2))


def measure(work: Path, unions: int, *, cluster: bool) -> dict[str, Any]:
    """Every figure of one size: cold, again, one changed cell, and on a cluster."""
    data, site = work / "data", work / "site"
    load = os.getloadavg()[0]
    cost([YANGGUANG, "demo", data, "--unions", str(unions), "--years", "1", "--seed", "1"])
    commit(data, "init", "--quiet")
    through = ["--store", work / "store", "--report", work / "changes.json"]
    cold = build(data, site, *through)
    again = build(data, site, *through)
    before = files(site)
    edit(data)
    commit(data)
    cell = build(data, site, *through)
    after, told = files(site), json.loads((work / "changes.json").read_text(encoding="utf-8"))
    counts = json.loads((site / "api/v1/build.json").read_text(encoding="utf-8"))["counts"]
    size = sum(one.st_size for one in after.values())
    found = {
        "load": round(load, 1),
        "cores": os.cpu_count(),
        "union_years": counts["union_years"],
        "cold_cpu": round(cold.cpu, 1),
        "cold_ms_per_union_year": round(1000 * cold.cpu / counts["union_years"], 1),
        "cold_mb": round(cold.process_mb),
        "again_cpu": round(again.cpu, 2),
        "cell_cpu": round(cell.cpu, 2),
        "cell_mb": round(cell.process_mb),
        "cell_unions": len(told["unions"]),
        "cell_changed": len(told["made"]) + len(told["removed"]),
        "cell_predicted": len(told["predicted"]) if "predicted" in told else None,
        "cell_written": sum(after[path].st_ino != (before[path].st_ino if path in before else 0) for path in after),
        "files": len(after),
        "site_mb": round(size / 1e6, 1),
        "store_mb": round(sum(one.st_size for one in files(work / "store").values() if one.st_nlink == 1) / 1e6, 1),
    }
    shutil.rmtree(work / "store")
    return found | (on_cluster(work, data, unions, cold.cpu) if cluster else {})


def on_cluster(work: Path, data: Path, unions: int, alone: float) -> dict[str, Any]:
    """CPU of all processes of a build on `WORKERS` workers, less what they take to start, against one process here."""

    def spent(portal: Path, count: int, name: str) -> float:
        with scheduler(work / name) as (address, done):
            share = str(min(200, max(1, count // WORKERS)))  # or some workers of a small portal had nothing to do
            through = ["--store", work / name / "store", "--scheduler", address, "--chunk", share]
            took = build(portal, work / name / "site", *through)
            done.append(took.cpu)
        return sum(done)

    small = work / "small"
    cost([YANGGUANG, "demo", small, "--unions", str(8 * WORKERS), "--years", "1", "--seed", "1"])
    commit(small, "init", "--quiet")
    starting = (
        spent(small, 8 * WORKERS, "start") - build(small, work / "small-site", "--store", work / "small-store").cpu
    )
    clustered = spent(data, unions, "cluster")
    return {
        "cluster_starting_cpu": round(starting, 1),
        "cluster_cpu": round(clustered, 1),
        "cluster_overhead_percent": round(100 * ((clustered - starting) / alone - 1), 1),
    }


@contextmanager
def scheduler(folder: Path) -> Iterator[tuple[str, list[float]]]:
    """A scheduler and `WORKERS` workers on this machine: its address, and when all have ended the CPU each of them took."""
    folder.mkdir()
    known, done = folder / "scheduler.json", list[float]()
    quiet = ["--no-dashboard", "--host", "127.0.0.1"]
    start = [sys.executable, "-m", "distributed.cli.dask_scheduler", *quiet, "--port", "0", "--scheduler-file", known]
    quietly = os.environ | {"DASK_DISTRIBUTED__WORKER__PROFILE__ENABLED": "False"}
    begun = [subprocess.Popen(start, env=quietly, stderr=subprocess.DEVNULL)]
    try:
        while not known.exists():
            time.sleep(0.1)
        address = json.loads(known.read_text(encoding="utf-8"))["address"]
        for number in range(WORKERS):
            worker = [sys.executable, "-m", "distributed.cli.dask_worker", address, "--no-nanny", "--nthreads", "1"]
            options = [*quiet, "--memory-limit", "0", "--local-directory", folder / str(number)]
            begun.append(subprocess.Popen([*worker, *options], env=quietly, stderr=subprocess.DEVNULL))
        yield address, done
    finally:
        for process in begun:
            os.kill(
                process.pid, signal.SIGTERM
            )  # not `terminate`, which would reap one that has ended, and its CPU with it
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            done.append(usage.ru_utime + usage.ru_stime)


def build(data: Path, site: Path, *options: str | Path) -> Cost:
    """What a build by one process takes."""
    os.sync()
    command = [YANGGUANG, "build", data, "--site", site, "--workers", "1", "--as-of", AS_OF, *options]
    # As it is installed, with its modules compiled: compiling them takes each command some tenths of a second.
    compiled = {"PYTHONDONTWRITEBYTECODE": "", "PYTHONPYCACHEPREFIX": str(data.parent / "compiled")}
    return cost(command, NO_MKDOCS_2_WARNING="1", **compiled)


def commit(data: Path, *first: str) -> None:
    """Commit what lies in `data`, after the git command `first`."""
    for command in (first, ("add", "-A"), ("commit", "--quiet", "-m", "a table")):
        if command:
            subprocess.run([*GIT, *command], cwd=data, check=True, stdout=subprocess.DEVNULL)


def edit(data: Path) -> None:
    """The amount of a transfer is another one, in the package that stands in the middle of all."""
    packages = sorted(data.glob("unions/*/*/*/transfers.csv"))
    for file in packages[len(packages) // 2 :]:
        rows = list(csv.reader(file.read_text(encoding="utf-8-sig").splitlines()))
        if len(rows) > 1:
            at = rows[0].index("amount")
            rows[1][at] = f"{float(rows[1][at]) + 1:.2f}"
            with file.open("w", encoding="utf-8", newline="") as out:
                csv.writer(out, lineterminator="\n").writerows(rows)
            return


def files(folder: Path) -> dict[str, os.stat_result]:
    """Every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.stat() for path in folder.rglob("*") if path.is_file()}


_ROWS: Sequence[tuple[str, str]] = (
    ("union-years, of which half are silent", "{union_years:,}"),
    ("cold: everything is made and put into the store, CPU", "{cold_cpu} s"),
    ("cold, CPU a union-year", "{cold_ms_per_union_year} ms"),
    ("cold, memory", "{cold_mb:,} MB"),
    ("nothing changed, CPU", "{again_cpu} s"),
    ("one changed cell, CPU", "{cell_cpu} s"),
    ("one changed cell, memory", "{cell_mb:,} MB"),
    ("one changed cell: unions made again", "{cell_unions}"),
    ("one changed cell: files predicted / changed / written", "{cell_predicted} / {cell_changed} / {cell_written}"),
    ("files of the site", "{files:,}"),
    ("site, store", "{site_mb:,} MB, {store_mb:,} MB"),
    ("Dask, 4 workers: CPU to start", "{cluster_starting_cpu} s"),
    ("Dask, 4 workers: CPU beside that, beyond one process", "{cluster_overhead_percent} %"),
    ("load of the machine before", "{load} on {cores} cores"),
)  # fmt: skip
_LARGER = (300_000, 2_500_000)


class _Told(dict[str, Any]):
    """A figure that was not measured is a dash."""

    def __missing__(self, name: str) -> str:
        return "–"


def filled(text: str, results: dict[str, Any]) -> str:
    """The page `text` with its figures replaced."""
    return _SECTION.sub(lambda found: found[1] + section(results) + found[2], text)


def section(results: dict[str, Any]) -> str:
    """What docs/scale.md says of `results`: a column a size, and what they come to for larger ones."""
    told = [_Told({name: value for name, value in one.items() if value is not None}) for one in results.values()]
    lines = [f"| unions | {' | '.join(f'{int(size):,}' for size in results)} |", "|---" * (len(results) + 1) + "|"]
    for name, form in _ROWS:
        lines.append(f"| {name} | {' | '.join(_shown(form, one) for one in told)} |")
    return "\n".join([*lines, "", *_beyond(results), ""])


def _shown(form: str, one: _Told) -> str:
    """A row is a dash where nothing of it was measured."""
    return form.format_map(one) if any(name in one for name in re.findall(r"{(\w+)", form)) else "–"


def _beyond(results: dict[str, Any]) -> Iterator[str]:
    """What grows with the unions, at the rate of the largest size that was measured."""
    size, one = max(((int(size), one) for size, one in results.items()), key=lambda pair: pair[0])
    yield f"At the rate of {size:,} unions, for one year of books each:"
    yield ""
    yield f"| unions | {' | '.join(f'{larger:,}' for larger in _LARGER)} |"
    yield "|---|---|---|"
    rates = (
        ("storage of the site", one["site_mb"] / 1e6, "{:,.2f} TB"),
        ("storage of the store", one["store_mb"] / 1e6, "{:,.2f} TB"),
        ("objects", one["files"], "{:,.0f}"),
        ("cold, CPU hours", one["cold_cpu"] / 3600, "{:,.1f}"),
    )
    for name, amount, form in rates:
        yield f"| {name} | {' | '.join(form.format(amount / size * larger) for larger in _LARGER)} |"
    yield f"| objects a submission changes | {' | '.join(str(one['cell_changed']) for _ in _LARGER)} |"


if __name__ == "__main__":
    main()
