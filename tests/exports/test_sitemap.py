"""The sitemap: what a search engine is told to read."""

from yangguang.exports import sitemap


def test_a_sitemap_names_every_page_once_and_splits_at_the_cap(monkeypatch):
    paths = ["index.html", "unions/index.html", "assets/x.css", "unions/a&b/index.html"]
    ((name, text),) = sitemap.sitemap("https://s.example/p", paths)
    assert name == "sitemap.xml"
    assert text.count(b"<loc>") == 3
    assert b"https://s.example/p/unions/a&amp;b/" in text
    monkeypatch.setattr(sitemap, "SITEMAP_CAP", 2)
    assert [name for name, _ in sitemap.sitemap("https://s.example/", paths)] == [
        "sitemap-1.xml",
        "sitemap-2.xml",
        "sitemap.xml",
    ]
    assert list(sitemap.sitemap("", paths)) == []
