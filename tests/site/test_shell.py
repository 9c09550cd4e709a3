"""A theme page becomes a shell; data poured into it stays text, and its policy lets nothing of theirs run."""

import base64
import hashlib

from yangguang.core.language import ZH
from yangguang.site.shell import content_security_policy, cut, navigation

THEME = (
    '<meta http-equiv="Content-Security-Policy" content="%%yg:csp%%"><title>%%yg:title%%</title>'
    '<meta content="%%yg:description%%"><script>theme()</script><main>%%yg:body%%</main>'
)


def hash_of(script):
    return f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"


def test_title_and_description_are_text_the_body_is_html():
    page = cut(THEME).pour(title="<b>工会</b>", description='"><script>x</script>', body="<p>正文</p>")
    assert "<title>&lt;b&gt;工会&lt;/b&gt;</title>" in page
    assert 'content="&#34;&gt;&lt;script&gt;x&lt;/script&gt;"' in page
    assert "<main><p>正文</p></main>" in page


def test_a_marker_in_poured_text_is_not_poured_again():
    page = cut(THEME).pour(title="%%yg:body%%", description="", body="<p>正文</p>")
    assert "<title>%%yg:body%%</title>" in page


def test_only_scripts_the_theme_came_with_may_run():
    policy = content_security_policy("<script>one()</script><script type=module>two()</script>")
    assert hash_of("one()") in policy
    assert hash_of("two()") in policy
    assert "unsafe-inline" not in policy
    assert "default-src 'none'" in policy


def test_data_blocks_and_files_need_no_hash():
    html = '<script src="a.js"></script><script id=__config type="application/json">{}</script>'
    assert "sha256" not in content_security_policy(html)


def test_the_policy_is_settled_before_anything_is_poured():
    page = cut(THEME).pour(title="", description="", body="<script>evil()</script>")
    assert hash_of("theme()") in page
    assert hash_of("evil()") not in page


def test_the_navigation_stays_small():
    assert len(navigation(ZH)) <= 11
