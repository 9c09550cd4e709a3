"""`yangguang publish` to a real server that speaks S3, on this computer (`make .venv/s3.stamp`)."""

import os
import random
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from contextlib import closing
from itertools import count
from pathlib import Path
from threading import Thread

import obstore
import pytest
from click.testing import CliRunner

from tests.built import SOURCE
from tests.site.two_sites import NEW, contents
from yangguang.cli import main
from yangguang.site.over_s3 import LOCK, Bucket, bucket
from yangguang.site.publish import MANIFEST, publish
from yangguang.site.refused import RefusedError
from yangguang.site.store import SIGN

SERVER = Path(__file__).parents[2] / ".venv/s3/bin/moto_server"
needs_server = pytest.mark.skipif(not SERVER.exists(), reason="needs make .venv/s3.stamp")
KEYS = {"AWS_ACCESS_KEY_ID": "key-of-nobody", "AWS_SECRET_ACCESS_KEY": "secret-of-nobody", "AWS_REGION": "us-east-1"}
ADDRESS = "s3://sunshine/www/网站"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    with closing(socket.create_server(("127.0.0.1", 0))) as free:
        port = free.getsockname()[1]
    url = f"http://127.0.0.1:{port}"
    log = tmp_path_factory.mktemp("s3") / "log"
    with (
        log.open("wb") as out,
        subprocess.Popen([SERVER, "-H", "127.0.0.1", "-p", str(port)], stdout=out, stderr=out) as server,
    ):
        try:
            end = time.monotonic() + 60
            while True:
                try:
                    urllib.request.urlopen(url, timeout=5).close()
                    break
                except OSError:
                    assert time.monotonic() < end, log.read_text()
                    time.sleep(0.1)
            yield url
        finally:
            server.terminate()


@pytest.fixture
def endpoint(served, monkeypatch):
    """An empty bucket `sunshine`."""
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)
    for method, path in (("POST", "moto-api/reset"), ("PUT", "sunshine")):
        urllib.request.urlopen(urllib.request.Request(f"{served}/{path}", method=method), timeout=30).close()
    return served


@pytest.fixture
def target(endpoint):
    return opened(endpoint)


def opened(endpoint, **settings):
    made_of = bucket(ADDRESS, endpoint)
    made_of.beat = 0.02
    for name, value in settings.items():
        setattr(made_of, name, value)
    return made_of


def stored(target):
    return {path: target.read(path) for path, _, _ in target._listed()}


class KilledError(BaseException):
    pass


def dies(monkeypatch, at, work):
    """Whether `work` comes to its `at`-th write, which it does not do, nor anything after it."""
    written = count(1)

    def until(real):
        def wrapped(*arguments):
            if next(written) >= at:
                raise KilledError
            return real(*arguments)

        return wrapped

    with monkeypatch.context() as patch:
        for name in ("_put", "remove"):
            patch.setattr(Bucket, name, until(getattr(Bucket, name)))
        try:
            work()
        except KilledError:
            return True
    return False


@needs_server
def test_a_site_goes_up_and_only_what_changed_after_it(target, old, new):
    assert len(publish(old, target, dry_run=True).sent) == 9
    assert stored(target) == {}
    publish(old, target)
    assert stored(target) == contents(old)
    done = publish(new, target)
    assert len(done.sent) == 7
    assert done.sent[-2:] == ("api/v1/build.json", MANIFEST)
    assert stored(target) == contents(new)
    assert publish(new, target).sent == ()
    target._put("unions/a/2024/index.html", b"SAME")
    assert publish(new, target).sent == ("unions/a/2024/index.html",)


@needs_server
def test_a_large_site_is_listed_and_not_asked_for_one_by_one(endpoint, old, new, monkeypatch):
    target = opened(endpoint, few=0)
    monkeypatch.setattr(type(target), "_head", None)
    publish(old, target)
    assert len(publish(new, target).sent) == 7
    assert stored(target) == contents(new)


@needs_server
def test_where_the_store_does_not_tell_the_md5_the_object_is_read(target, old, new, monkeypatch):
    publish(old, target)
    monkeypatch.setattr("yangguang.site.over_s3._tag", lambda _: '"as another key encrypts it"')
    assert len(publish(new, target).sent) == 7
    assert publish(new, target).sent == ()


@needs_server
def test_each_object_has_its_type_and_how_long_it_may_be_kept(endpoint, target, old):
    publish(old, target)
    said = obstore.get(target.store, "index.html").attributes
    assert said == {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=300"}


@needs_server
def test_objects_of_others_stay_and_a_prefix_of_others_is_refused(target, old):
    target._put("thesis.odt", b"mine")
    with pytest.raises(RefusedError, match="empty folder"):
        publish(old, target)
    assert stored(target) == {"thesis.odt": b"mine"}
    target.remove(["thesis.odt"])
    target._put(".well-known/x", b"mine")
    publish(old, target)
    assert stored(target) == contents(old) | {".well-known/x": b"mine"}


@needs_server
def test_two_publishers_never_mix(endpoint, target, old, new):
    """The second one waits for three beats; a lock that has moved by then has somebody behind it."""
    second = opened(endpoint)
    with target.held():
        beating = Thread(target=target._all, args=(lambda _: time.sleep(0.2), [0]))
        beating.start()
        with pytest.raises(RefusedError, match="another publisher"):
            publish(old, second)
        beating.join()
    assert stored(target) == {}


@needs_server
def test_whoever_is_taken_for_dead_stops_before_the_next_object(endpoint, target, old, new):
    with target.held():
        publish(new, opened(endpoint))
        with pytest.raises(RefusedError, match="another publisher"):
            target.send(old, ["index.html"])
        with pytest.raises(RefusedError, match="another publisher"):
            target.remove(["index.html"])
    assert stored(target) == contents(new)


@needs_server
def test_the_manifest_is_written_over_none_but_the_one_that_was_seen(endpoint, target, old, new):
    publish(old, target)
    seen = target.read(MANIFEST)
    opened(endpoint)._put(MANIFEST, b"of somebody who asks for no lock")
    with pytest.raises(RefusedError, match="another publisher"):
        target.send(new, [MANIFEST])
    assert seen != target.read(MANIFEST) == b"of somebody who asks for no lock"


@needs_server
@pytest.mark.parametrize(("conditions", "steps"), [("etag", count(1, 2)), ("disabled", count(3, 4))])
def test_a_publisher_killed_anywhere_is_finished_by_the_next(endpoint, old, new, monkeypatch, conditions, steps):
    """As kill -9 leaves it: lock and journal stand, some objects are of the new site, and no list leads to nowhere."""
    monkeypatch.setenv("AWS_CONDITIONAL_PUT", conditions)
    for at in steps:
        publish(old, opened(endpoint))
        if not dies(monkeypatch, at, lambda: publish(new, opened(endpoint))):
            break
        texts = {path: content.decode(errors="replace") for path, content in stored(opened(endpoint)).items()}
        if texts["unions/index.html"] == "new":
            assert texts["unions/b/index.html"] == "new"
        if texts[SIGN] == NEW[SIGN]:
            assert texts["index.html"] == "new"
        if texts[MANIFEST] == (new / MANIFEST).read_text():
            assert texts[SIGN] == NEW[SIGN]
        next_one = (new, old)[at % 2]
        publish(next_one, opened(endpoint))
        assert stored(opened(endpoint)) == contents(next_one), at
    assert at > 10


@needs_server
def test_a_process_killed_at_random_moments_is_finished_by_the_next(endpoint, old, new):
    dice = random.Random(3)
    code = "import sys; from yangguang.cli import main; main()"
    target = opened(endpoint)
    killed = 0
    for number in range(4):
        command = [sys.executable, "-c", code, "publish", [old, new][number % 2], ADDRESS, "--endpoint", endpoint]
        environment = os.environ | {"PYTHONPATH": str(SOURCE)}
        with subprocess.Popen(command, env=environment, stdout=-3, stderr=-3) as publisher:
            end = time.monotonic() + 30
            while not target.read(LOCK) and publisher.poll() is None and time.monotonic() < end:
                time.sleep(0.005)
            time.sleep(dice.random() * 0.2)
            publisher.send_signal(signal.SIGKILL)
        killed += publisher.returncode == -signal.SIGKILL
        if number < 3:
            target.remove([LOCK])  # or the next one would wait for three beats of five seconds
    assert killed
    publish(new, target)
    assert stored(target) == contents(new)


@needs_server
def test_a_store_that_heeds_no_conditions_is_refused(target, old, monkeypatch):
    put = type(target)._put
    monkeypatch.setattr(type(target), "_put", lambda self, path, content, mode="overwrite": put(self, path, content))
    with pytest.raises(RefusedError, match="AWS_CONDITIONAL_PUT=disabled"):
        publish(old, target)
    assert stored(target) == {}


@needs_server
def test_no_request_is_cut_into_chunks_or_carries_a_checksum_that_others_refuse(endpoint, old):
    """What most compatible stores answer with 501: asked of a server that writes down what comes."""
    heard = []
    with closing(socket.create_server(("127.0.0.1", 0))) as listening:

        def answer():
            while True:
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    heard.append(connection.recv(65536))
                    connection.sendall(
                        b'HTTP/1.1 200 OK\r\nETag: "x"\r\nContent-Length: 0\r\nConnection: close\r\n\r\n'
                    )

        Thread(target=answer, daemon=True).start()
        one = opened(f"http://127.0.0.1:{listening.getsockname()[1]}")
        one._put("index.html", b"content")
        one.remove(["index.html"])
    put, delete = heard
    head = put.partition(b"\r\n\r\n")[0].lower()
    assert head.startswith(b"put /sunshine/www/")
    assert b"content-length: 7" in head
    assert not [word for word in (b"aws-chunked", b"x-amz-checksum", b"x-amz-trailer", b"streaming") if word in head]
    assert delete.startswith(b"DELETE ")


@needs_server
def test_the_command(endpoint, old, new, tmp_path):
    def run(*arguments, code=0):
        done = CliRunner().invoke(main, ["publish", *map(str, arguments)])
        assert done.exit_code == code, done.output
        assert not [value for value in KEYS.values() if value != "us-east-1" and value in done.output]
        return done.output

    assert "to send 9" in run(old, ADDRESS, "--endpoint", endpoint, "--dry-run")
    assert "sent 9" in run(old, ADDRESS, "--endpoint", endpoint)
    said = run(new, ADDRESS, "--endpoint", endpoint, "--dry-run")
    assert "+ unions/b/index.html\n" in said
    assert "- unions/gone/2024/index.html\n" in said
    assert "NoSuchBucket" in run(old, "s3://elsewhere", "--endpoint", endpoint, code=1)
    assert "s3://" in run(old, tmp_path / "www", "--endpoint", endpoint, code=2)
