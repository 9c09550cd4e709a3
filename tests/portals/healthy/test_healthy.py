"""The healthy portal is what its name says."""

from datetime import date

from tests.portals.healthy.portal import healthy_portal
from yangguang.pipeline.books import open_books
from yangguang.pipeline.submissions import submissions


def test_the_door_has_nothing_to_say(tmp_path):
    books = open_books(healthy_portal(tmp_path / "data"), date(2026, 11, 23))
    found = [one.admission for union in books.registry.unions for one in submissions(books, union).values()]
    assert len(found) == 10
    assert [(one.folder, one.issues) for one in found if one.issues] == []
    assert books.issues == ()
