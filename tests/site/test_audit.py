"""The last look at a page body: markup of ours passes, anything that could act is stopped."""

import pytest

from yangguang.site.audit import UnsafeOutputError, audit

OURS = [
    '<h1 class="union">石景山&lt;区&gt;</h1>',
    '<a href="../2025/">2025</a><a href="https://example.org/a?b=1&amp;c" rel="nofollow">x</a><a href="#f">f</a>',
    '<svg viewBox="0 0 1 1" role="img"><title>收入</title><path d="M0 0L1 1"/><text x="1">12,345.60</text></svg>',
    '<td data-figure="bj/2025/@surplus">-1.00</td><input type="search" hidden>',
    '<td title="a &lt;script&gt; b">1 &gt; 0</td>',
    '<a href="/unions/">all</a><a href="mailto:a@example.org">mail</a>',
]
THEIRS = [
    "<script>alert(1)</script>",
    "<SCRIPT src=//evil></SCRIPT>",
    '<img src="x" onerror="alert(1)">',
    "<img src=x onerror=alert(1)>",
    '<p style="position:fixed">',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" JaVaScRiPt:alert(1)">x</a>',
    '<a href="data:text/html,x">x</a>',
    '<a href="//evil.example/">x</a>',
    '<svg><a xlink:href="javascript:alert(1)"></a></svg>',
    "<iframe srcdoc=x>",
    '<form action="https://evil.example/">',
    '<base href="https://evil.example/">',
    '<meta http-equiv="refresh" content="0;url=https://evil.example/">',
    "<svg/onload=alert(1)>",
    '<math><mi xlink:href="data:x"></mi></math>',
    "<svg><foreignObject></foreignObject></svg>",
    '<a href="vbscript:x">x</a>',
]


@pytest.mark.parametrize("body", OURS)
def test_our_own_markup_passes(body):
    audit("unions/a/", body)


@pytest.mark.parametrize("body", THEIRS)
def test_markup_that_could_act_is_stopped_and_named(body):
    with pytest.raises(UnsafeOutputError, match="unions/a/"):
        audit("unions/a/", f"<p>before</p>{body}<p>after</p>")
