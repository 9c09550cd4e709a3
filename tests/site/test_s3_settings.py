"""What `yangguang publish s3://…` needs to be told, and what each object is told about itself; no server is asked."""

import os
import sys

import pytest

from yangguang.site.headers import cache_control, content_type
from yangguang.site.over_s3 import bucket
from yangguang.site.publish import JOURNAL
from yangguang.site.refused import RefusedError

KEYS = {"AWS_ACCESS_KEY_ID": "key-of-nobody", "AWS_SECRET_ACCESS_KEY": "secret-of-nobody", "AWS_REGION": "us-east-1"}


@pytest.fixture
def keys(monkeypatch):
    for name, value in KEYS.items():
        monkeypatch.setenv(name, value)


@pytest.mark.parametrize(
    "address",
    [
        "s3://",
        "s3:///www",
        "s3://B",
        "s3://bucket/../x",
        "s3://bucket//x",
        "s3://k:s@bucket",
        "s3://bucket/w?x",
        "s3://b b/x",
    ],
)
def test_addresses_that_are_none(keys, address):
    with pytest.raises(RefusedError, match="should read") as refused:
        bucket(address)
    assert "k:s" not in str(refused.value)


@pytest.mark.parametrize(
    "endpoint", ["oss.example", "ftp://oss.example", "https://k:s@oss.example", "https://oss.example/x?y"]
)
def test_endpoints_that_are_none(keys, endpoint):
    with pytest.raises(RefusedError, match="https://host") as refused:
        bucket("s3://bucket", endpoint)
    assert "k:s" not in str(refused.value)


def test_without_keys_in_the_environment_nothing_is_asked_of_the_network(monkeypatch):
    for name in [name for name in os.environ if name.startswith("AWS_")]:
        monkeypatch.delenv(name)
    with pytest.raises(RefusedError, match="AWS_SECRET_ACCESS_KEY"):
        bucket("s3://bucket")


def test_without_the_extra_a_sentence_says_what_to_install(keys, monkeypatch):
    monkeypatch.setitem(sys.modules, "obstore", None)
    monkeypatch.setitem(sys.modules, "obstore.store", None)
    with pytest.raises(RefusedError, match=r"yangguang\[s3\]"):
        bucket("s3://bucket")


def test_an_endpoint_that_begins_with_the_bucket_is_addressed_by_it(keys):
    for endpoint, by_host in (
        ("https://bucket.oss-cn-beijing.aliyuncs.com", "true"),
        ("http://127.0.0.1:9000", "false"),
    ):
        assert bucket("s3://bucket", endpoint).store.config["virtual_hosted_style_request"] == by_host


def test_types_and_times():
    assert content_type("unions/a/2024/expenses.csv") == "text/csv; charset=utf-8"
    assert content_type("feed.xml") == "application/atom+xml"
    assert content_type("sitemap.xml") == "application/xml"
    assert content_type("CNAME") == "application/octet-stream"
    for path in ("assets/javascripts/bundle.a5f9d56c.min.js", "assets/engine/0123456789abcdef/yangguang.zip"):
        assert "immutable" in cache_control(path)
    for path in (
        "index.html",
        "assets/finder.js",
        "api/v1/finder-0123456789abcdef.json",
        "unions/0123456789abcdef/x.csv",
    ):
        assert cache_control(path) == "public, max-age=300"
    assert JOURNAL.startswith(".yangguang/")
