"""A build by workers of a real Dask scheduler: one is killed with what it holds, one comes late, the bytes are those of one machine."""

import os
import subprocess
import sys
import time
from contextlib import ExitStack, closing
from datetime import date
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import pytest
from distributed import Client

from tests.bare import Shells, bare_site
from tests.built import ROOT, SOURCE
from tests.pipeline.edits import transfer
from tests.site.test_bytes import differing
from yangguang.cli.arguments import write_all
from yangguang.demo import demo
from yangguang.pipeline import cluster
from yangguang.pipeline.build import Build, Request
from yangguang.pipeline.cluster import Cluster
from yangguang.pipeline.progress import silent
from yangguang.site.refused import RefusedError
from yangguang.site.shell import Theme

TODAY = date(2026, 11, 23)
ENVIRONMENT = os.environ | {"PYTHONPATH": f"{SOURCE}:{ROOT}", "DASK_DISTRIBUTED__ADMIN__TICK__LIMIT": "1h"}


def start(opened, *command):
    """A process of ours that ends with the test."""
    process = subprocess.Popen([sys.executable, "-m", *command], env=ENVIRONMENT, stderr=subprocess.DEVNULL)
    opened.callback(process.wait)
    opened.callback(process.kill)
    return process


def work_at(opened, address, name, folder):
    quiet = ("--no-dashboard", "--no-nanny", "--nthreads", "1", "--memory-limit", "0", "--local-directory", folder)
    return start(opened, "distributed.cli.dask_worker", address, "--name", name, *quiet)


def until(true):
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end
        time.sleep(0.02)


def names(client):
    return {one["name"] for one in client.scheduler_info(n_workers=-1)["workers"].values()}


def opened_files(dask_worker):
    return cluster._opened.cache_info().misses


def test_a_worker_is_killed_and_one_comes_late_and_the_bytes_are_the_same(tmp_path):
    data = tmp_path / "data"
    write_all(data, demo(unions=12, years=1, seed=5))
    whole, site, known = tmp_path / "whole", tmp_path / "site", tmp_path / "scheduler.json"
    with ExitStack() as opened:
        start(opened, "distributed.cli.dask_scheduler", "--no-dashboard", "--host", "127.0.0.1", "--port", "0",
              "--scheduler-file", str(known))  # fmt: skip
        bare_site(data, whole, TODAY)
        until(known.exists)
        with Client(scheduler_file=str(known), set_as_default=False) as seen:
            address = seen.scheduler.address
            early = [work_at(opened, address, name, tmp_path / name) for name in ("first", "second", "third")]
            seen.wait_for_workers(3, timeout=120)
            spool = Path(opened.enter_context(TemporaryDirectory()))
            made = Build(Request(data=data, as_of=TODAY, scheduler=address, chunk=1), silent())
            site.mkdir()
            with closing(made):
                made.start(spool)
                until(lambda: len(list(spool.iterdir())) > 3)  # some unions are read, and their results not yet fetched
                early[0].kill()
                work_at(opened, address, "late", tmp_path / "late")
                until(lambda: names(seen) == {"second", "third", "late"})
                made.finish(Theme(files={}, shells=Shells()), site)
            took_part = seen.run(opened_files)
    assert differing(site, whole) == []
    assert len(took_part) == 3
    assert all(took_part.values())


def test_through_a_store_workers_make_what_changed_and_the_bytes_are_the_same(tmp_path):
    data, known = tmp_path / "data", tmp_path / "scheduler.json"
    write_all(data, demo(unions=12, years=1, seed=5))
    with ExitStack() as opened:
        start(opened, "distributed.cli.dask_scheduler", "--no-dashboard", "--host", "127.0.0.1", "--port", "0",
              "--scheduler-file", str(known))  # fmt: skip
        until(known.exists)
        with Client(scheduler_file=str(known), set_as_default=False) as seen:
            for name in ("first", "second"):
                work_at(opened, seen.scheduler.address, name, tmp_path / name)
            seen.wait_for_workers(2, timeout=120)
            through = {"store": tmp_path / "store", "scheduler": seen.scheduler.address, "chunk": 3}
            cold = bare_site(data, tmp_path / "cold", TODAY, **through)
            transfer(data, Random(1))
            warm = bare_site(data, tmp_path / "warm", TODAY, old=tmp_path / "cold", **through)
    assert len(cold.again) > 10
    assert 2 <= len(warm.again) <= 4
    bare_site(data, tmp_path / "whole", TODAY)
    assert differing(tmp_path / "warm", tmp_path / "whole") == []
    bare_site(data, tmp_path / "alone", TODAY, store=tmp_path / "store", old=tmp_path / "warm")
    assert differing(tmp_path / "alone", tmp_path / "whole") == [], "what workers left in the store is of use here"


def test_where_no_scheduler_answers_a_sentence_says_so(tmp_path, monkeypatch):
    monkeypatch.setattr(cluster, "_PATIENCE", 0.2)
    with pytest.raises(OSError, match=r"tcp://127\.0\.0\.1:9"):
        Cluster("tcp://127.0.0.1:9", print, None, [], spool=tmp_path, reached=[])


def test_a_worker_that_does_not_see_our_files_or_runs_another_program_says_so(tmp_path, monkeypatch):
    with pytest.raises(RefusedError, match="does not see"):
        cluster._opened(str(tmp_path / "elsewhere"))
    for known, reached, why in (
        (cluster.code(), tmp_path / "data", "does not see"),
        ("x", tmp_path, "another version"),
    ):
        file = tmp_path / why
        file.write_bytes(cluster.pickle.dumps((known, (reached,), print, None)))
        with pytest.raises(RefusedError, match=why):
            cluster._opened(str(file))


def test_without_the_extra_a_sentence_says_what_to_install(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(RefusedError, match=r"yangguang\[cluster\]"):
        Cluster("tcp://127.0.0.1:9", print, None, [], spool=tmp_path, reached=[])
