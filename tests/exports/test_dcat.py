"""A harvester finds every package from one address, with size, hash and licence."""

import hashlib
import json

from tests.pages.builders import PARTY, edition
from yangguang.exports.dcat import catalogues

SITE = "https://portal.example/"
LICENCE = "https://creativecommons.org/licenses/by/4.0/"


def entry(path, content=b"x"):
    return (path, len(content), hashlib.sha256(content).hexdigest())


FILES = [
    entry("index.html"), entry("api/v1/figures.csv", b"key,value\n"), entry("api/v1/index.json"),
    entry("api/v1/unions/bj-hongxing.json"), entry("api/v1/unions/bj-hongxing/2025.zip", b"zip"),
    entry("api/v1/unions/bj-hongxing/2025.json", b"{}"), entry("api/v1/unions/bj-hongxing/2024.zip"),
]  # fmt: skip


def read(*, files=FILES, **facts):
    return {one.path: json.loads(one.content) for one in catalogues(edition(site_url=SITE, **facts), files)}


def test_from_the_portal_one_gets_to_every_year_of_every_union():
    made = read()
    assert [one["@id"] for one in made["catalog.jsonld"]["dcat:catalog"]] == [f"{SITE}districts/110105/catalog.jsonld"]
    years = made["districts/110105/catalog.jsonld"]["dcat:dataset"]
    assert [one["dct:identifier"] for one in years] == ["bj-hongxing-2024", "bj-hongxing-2025"]
    assert years[1]["dct:title"] == {"@value": f"{PARTY.name} 2025年度收支公开", "@language": "zh"}
    assert years[1]["dcat:landingPage"] == {"@id": f"{SITE}unions/bj-hongxing/2025/"}


def test_a_year_of_which_nothing_was_accepted_is_no_dataset():
    refused = entry("api/v1/unions/bj-hongxing/2026.json")
    assert read(files=[*FILES, refused]) == read()


def test_a_download_has_address_size_hash_and_licence():
    year = read()["districts/110105/catalog.jsonld"]["dcat:dataset"][1]
    archive = next(one for one in year["dcat:distribution"] if one["schema:encodingFormat"] == "application/zip")
    assert archive["dcat:downloadURL"] == {"@id": f"{SITE}api/v1/unions/bj-hongxing/2025.zip"}
    assert archive["dcat:byteSize"]["@value"] == "3"
    assert archive["spdx:checksum"]["spdx:checksumValue"]["@value"] == hashlib.sha256(b"zip").hexdigest()
    assert archive["dct:license"] == {"@id": LICENCE}


def test_tables_over_all_unions_are_datasets_and_pages_are_none():
    found = read()["catalog.jsonld"]["dcat:dataset"]
    assert [one["dcat:distribution"][0]["dcat:downloadURL"]["@id"] for one in found] == [f"{SITE}api/v1/figures.csv"]


def test_every_term_is_of_a_vocabulary_that_the_catalogue_names():
    def terms(value):
        if isinstance(value, dict):
            kinds = value.get("@type", [])
            yield from [key for key in value if not key.startswith("@")]
            yield from kinds if isinstance(kinds, list) else [kinds]
            yield from [term for one in value.values() for term in terms(one)]
        elif isinstance(value, list):
            yield from [term for one in value for term in terms(one)]

    for made in read().values():
        context = made.pop("@context")
        assert {term.partition(":")[0] for term in terms(made)} <= set(context)


def test_what_is_fictional_says_so():
    assert "虚构" in read()["catalog.jsonld"]["dcat:dataset"][0]["dct:description"]["@value"]
    assert "dct:description" not in read(settings={"fictional": False})["catalog.jsonld"]["dcat:dataset"][0]


def test_same_files_same_bytes_in_any_order():
    made = edition(site_url=SITE)
    assert list(catalogues(made, FILES)) == list(catalogues(made, reversed(FILES)))


def test_where_nobody_knows_the_address_there_is_no_catalogue():
    assert list(catalogues(edition(), FILES)) == []
