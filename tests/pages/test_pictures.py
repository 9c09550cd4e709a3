"""Words in the pictures of counts: none lies on another, in either language, and no name is cut while there is room."""

import pytest

from yangguang.charts.display import fit, text_width
from yangguang.core.language import load_language
from yangguang.pages.tallies import COLUMNS, WORD, Grid, Heading, Line, places_of, room_for
from yangguang.views.words import words

WIDE = 366  # pixels, of every picture, and what the widths of Latin letters are guessed too wide


def grid(*names: str, tallies: int = 3) -> Grid:
    lines = [Line(Heading(name, name, None, "_district/x", 2025, "clauses"), (), None) for name in names]
    return Grid(COLUMNS[:tallies], tuple(lines))


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_keys_of_a_picture_stand_beside_each_other(language):
    titles = words(load_language(language))["tally"]
    keys = places_of(COLUMNS, titles)
    for one in keys:
        ends = one.x + 17 + text_width(titles[one.tally], WORD)
        behind = [other.x for other in keys if other.y == one.y and other.x > one.x]
        assert ends <= min(behind, default=WIDE), titles[one.tally]


def test_where_the_words_are_short_three_keys_share_a_line():
    keys = places_of(COLUMNS[:3], words(load_language("zh"))["tally"])
    assert [one.y for one in keys] == [4, 4, 4]


def test_a_districts_name_is_whole_beside_its_squares():
    name = "阳光经济技术开发区"
    assert fit(name, room_for(grid("晨曦区", name)) - 4, WORD) == name


def test_a_name_gives_way_to_the_squares():
    room = room_for(grid("和" * 40, tallies=len(COLUMNS)))
    assert room + len(COLUMNS) * 22 <= WIDE
    assert fit("和" * 40, room - 4, WORD).endswith("…")
