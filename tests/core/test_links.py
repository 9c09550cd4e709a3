"""A page links to hosts that are what they look like; every other address is text."""

import pytest

from yangguang.core.links import is_link, upload_address

LINKS = [
    "https://www.beijing.gov.cn/",
    "https://example.org",
    "https://example.org/gk/2026/0305.html?id=1&x=@#top",
    "https://example.org:8443/工会/公开.html",
    "https://a-b.c1.example.com?x=1",
    "https://163.com/",
    "https://工会.中国/",
    "https://工会.xn--fiqs8s/",
    "https://xn--fiqs8s.xn--fiqs8s/",
    "https://工会2.中国",
    "https://пример.рф/",
    "https://παράδειγμα.ελ/",
]
TEXTS = {
    "a Cyrillic letter": "https://bеijing.gov.cn/",
    "a Cyrillic label": "https://аррӏе.com/",
    "all Cyrillic twins": "https://сосо.рф/",
    "Greek omicron": "https://gοv.cn/",
    "Han and Latin": "https://工会.cn/",
    "Han in one label": "https://www.bj工会.中国/",
    "kana and Han": "https://みんなの工会.中国/",
    "an accent": "https://beijíng.gov.cn/",
    "a dotless i": "https://beıjing.gov.cn/",
    "a script g": "https://beijinɡ.gov.cn/",
    "a combining mark": "https://beijing\u0323.gov.cn/",
    "full-width letters": "https://ｂeijing.gov.cn/",
    "a full-width dot": "https://beijing．gov.cn/",
    "an ideographic dot": "https://beijing。gov.cn/",
    "a division slash": "https://gov.cn∕x.example.org/",
    "a fraction slash": "https://gov.cn⁄x.example.org/",
    "a circled letter": "https://ⓑeijing.gov.cn/",
    "a mathematical letter": "https://𝐛eijing.gov.cn/",
    "Arabic digits": "https://beijing٢.gov.cn/",
    "punycode of a mixture": f"https://xn--{'bеijing'.encode('punycode').decode()}.gov.cn/",
    "punycode of Latin with an accent": "https://xn--mnchen-3ya.de/",
    "punycode of nothing": "https://xn--99999999999.cn/",
    "punycode of ASCII": "https://xn--abc-.cn/",
    "hyphens in third place": "https://ab--cd.cn/",
    "a user": "https://beijing.gov.cn@example.org/",
    "a user and a password": "https://a:b@example.org/",
    "a port that is none": "https://example.org:x/",
    "an IP address": "https://1.2.3.4/",
    "an IP address in hex": "https://0x7f.0x1/",
    "an IPv6 address": "https://[::1]/",
    "one label": "https://localhost/",
    "a numeric last label": "https://example.123/",
    "an escape in the host": "https://beijing%2egov.cn/",
    "a dot at the end": "https://example.org./",
    "two dots": "https://example..org/",
    "a dot first": "https://.example.org/",
    "a hyphen at the edge": "https://-a.example.org/",
    "an underscore": "https://a_b.example.org/",
    "capitals": "https://paypaI.com/",
    "http": "http://example.org/",
    "another scheme": "javascript:alert(1)//https://example.org",
    "no scheme": "//example.org/",
    "a scheme in capitals": "HTTPS://example.org/",
    "three slashes": "https:///example.org/",
    "a backslash": "https://example.org\\@evil.org/",
    "a backslash in the path": "https://example.org/a\\b",
    "a blank": "https://example.org/a b",
    "a line break": "https://example.org/\nx",
    "a blank before": " https://example.org/",
    "an invisible character": "https://exam\u200bple.org/",
    "turned text": "https://example.org/\u202egnp.exe",
    "a quote": 'https://example.org/"onclick="x',
    "nothing": "",
    "no host": "https://",
    "a long label": f"https://{'a' * 64}.org/",
    "a long host": f"https://{'a.' * 130}org/",
}


@pytest.mark.parametrize("address", LINKS)
def test_a_host_in_one_script_is_linked(address):
    assert is_link(address)


@pytest.mark.parametrize("address", TEXTS.values(), ids=TEXTS)
def test_a_host_that_may_be_another_than_it_looks_is_text(address):
    assert not is_link(address)


@pytest.mark.parametrize(
    ("browsed", "upload"),
    [
        ("https://github.com/federation/data/blob/main/data", "https://github.com/federation/data/upload/main/data"),
        ("https://github.com/federation/data/tree/main/data", "https://github.com/federation/data/upload/main/data"),
        ("https://git.example/f/d/src/branch/main/data", "https://git.example/f/d/_upload/main/data"),
        ("https://gitlab.example/f/d/-/blob/main/data", "https://gitlab.example/f/d/-/blob/main/data"),
        ("", ""),
    ],
)
def test_where_a_forge_takes_files(browsed, upload):
    assert upload_address(browsed) == upload
