"""Catalogues for harvesters (DCAT 3 and schema.org in one JSON-LD): the portal's, which names one for each district."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from yangguang.core.address import Address
from yangguang.core.sentence import say
from yangguang.door.bytes.descriptor import LICENSE
from yangguang.records.names import full_name
from yangguang.views.model import Download

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from yangguang.views.model import Edition

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "schema": "https://schema.org/",
    "spdx": "http://spdx.org/rdf/terms#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = {
    "csv": "text/csv", "json": "application/json", "parquet": "application/vnd.apache.parquet", "zip": "application/zip",
}  # fmt: skip
_WHOLE = {
    "api/v1/figures.csv": say("全部数字"),
    "api/v1/figures.parquet": say("全部数字"),
    "api/v1/verdicts.csv": say("全部逐条判定"),
    "api/v1/verdicts.parquet": say("全部逐条判定"),
    "api/v1/unions.json": say("全部工会"),
}


class File(NamedTuple):
    """A file of the site, as the store lists it: its path, size in bytes and SHA-256 in hex."""

    path: str
    size: int
    sha256: str


def catalogues(edition: Edition, files: Iterable[tuple[str, int, str]]) -> Iterator[Download]:
    """`catalog.jsonld` of the portal and of each district with data. Nothing where nobody knows the site's address."""
    if not edition.site_url:
        return
    registry = edition.registry
    whole: list[dict[str, Any]] = []
    years: dict[str, dict[Address, list[File]]] = {}
    listed = sorted(File(*one) for one in files if one[0] in _WHOLE or Address.packed(one[0]))
    packed = {file.path.removesuffix(".zip") for file in listed if file.path.endswith(".zip")}
    for file in listed:
        if (found := Address.packed(file.path)) and file.path.rpartition(".")[0] in packed:
            home = registry.unions[found.union_id].district
            years.setdefault(home, {}).setdefault(found, []).append(file)
        elif file.path in _WHOLE:
            title = _WHOLE[file.path].text(edition.language)
            whole.append(_dataset(edition, "data/", f"data/#{file.path}", title, [file]))
    parts = []
    for district in registry.districts.values():
        if district.district_id in years:
            parts.append(f"districts/{district.district_id}/catalog.jsonld")
            datasets = [_year(edition, one, of_year) for one, of_year in years[district.district_id].items()]
            yield _catalogue(edition, parts[-1], full_name(district, edition.language.code), {"dcat:dataset": datasets})
    named = [{"@id": edition.address(part), "@type": "dcat:Catalog"} for part in parts]
    yield _catalogue(edition, "catalog.jsonld", _portal(edition), {"dcat:dataset": whole, "dcat:catalog": named})


def _catalogue(edition: Edition, path: str, title: str, content: dict[str, Any]) -> Download:
    head = {
        "@context": CONTEXT, "@id": edition.address(path), "@type": "dcat:Catalog", "dct:title": _words(edition, title),
        "dct:license": {"@id": LICENSE["path"]}, "dct:publisher": _agent(_portal(edition)),
        "foaf:homepage": {"@id": edition.address("")},
    }  # fmt: skip
    text = json.dumps(head | content, ensure_ascii=False, separators=(",", ":"))
    return Download(path=path, content=f"{text}\n".encode())


def _year(edition: Edition, of: Address, files: list[File]) -> dict[str, Any]:
    union, page, year = edition.registry.unions[of.union_id], of.page, of.year
    assert year is not None, "a package is of a year"
    title = say("{union} {year}年度收支公开", union=full_name(union, edition.language.code), year=year).text(
        edition.language
    )
    fiscal = edition.registry.settings.fiscal
    first, last = fiscal.first_day(year), fiscal.last_day(year)
    span = {"dcat:startDate": _typed(str(first), "date"), "dcat:endDate": _typed(str(last), "date")}
    about = {
        "dct:identifier": f"{of.union_id}-{year}",
        "dct:creator": _agent(union.name),
        "dct:temporal": {"@type": "dct:PeriodOfTime"} | span,
        "schema:temporalCoverage": f"{year}" if fiscal.is_calendar else f"{first}/{last}",
    }
    return _dataset(edition, page, f"{page}#data", title, files) | about


def _dataset(edition: Edition, page: str, name: str, title: str, files: list[File]) -> dict[str, Any]:
    made = {
        "@id": edition.address(name), "@type": ["dcat:Dataset", "schema:Dataset"],
        "dct:title": _words(edition, title), "schema:name": title,
        "schema:license": {"@id": LICENSE["path"]}, "dcat:landingPage": {"@id": edition.address(page)},
        "dcat:distribution": [_distribution(edition, file) for file in files],
    }  # fmt: skip
    if edition.registry.settings.fictional:
        made["dct:description"] = _words(edition, say("本站数据为虚构，仅供演示。").text(edition.language))
    return made


def _distribution(edition: Edition, file: File) -> dict[str, Any]:
    address, media = edition.address(file.path), _MEDIA[file.path.rpartition(".")[2]]
    return {
        "@type": ["dcat:Distribution", "schema:DataDownload"],
        "dcat:downloadURL": {"@id": address}, "schema:contentUrl": {"@id": address},
        "dcat:mediaType": {"@id": f"https://www.iana.org/assignments/media-types/{media}"},
        "schema:encodingFormat": media, "dct:license": {"@id": LICENSE["path"]},
        "dcat:byteSize": _typed(str(file.size), "nonNegativeInteger"),
        "spdx:checksum": {
            "@type": "spdx:Checksum", "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256"},
            "spdx:checksumValue": _typed(file.sha256, "hexBinary"),
        },
    }  # fmt: skip


def _portal(edition: Edition) -> str:
    settings = edition.registry.settings
    return settings.title_en if edition.language.code == "en" else settings.title


def _agent(name: str) -> dict[str, str]:
    return {"@type": "foaf:Agent", "foaf:name": name}


def _words(edition: Edition, text: str) -> dict[str, str]:
    return {"@value": text, "@language": edition.language.code}


def _typed(value: str, kind: str) -> dict[str, str]:
    return {"@value": value, "@type": f"xsd:{kind}"}
