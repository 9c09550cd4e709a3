"""Money between levels: every yuan once, with its sender's books, and apart what both books have from what one has alone."""

from decimal import Decimal

from tests.ledger.test_transfers import PAIR, books, came, row, sent
from tests.rules.build import policy
from yangguang.ledger.between.levels import Stream, between_levels
from yangguang.ledger.between.survey import survey
from yangguang.pages.flows import INK, rivers

QU, CITY = "district", "municipal"


def streams(own, others):
    view = survey([books("qu", own), books("city", others)], PAIR, policy())
    return between_levels(view.flows, PAIR, 2025)


def up(matched, unmatched):
    return (Stream("up", PAIR.unions["qu"].kind, CITY, Decimal(matched), Decimal(unmatched)),)


def test_what_both_books_have_counts_once():
    assert streams(sent(100, 200), came(100, 200)) == up(300, 0)


def test_what_only_one_book_has_is_apart_whichever_it_is():
    assert streams(sent(100, 200), came(100)) == up(100, 200)
    assert streams(sent(100), came(100, 200)) == up(100, 200)


def test_what_the_receiver_calls_something_else_is_not_counted_again():
    told = streams(sent(100), [row("received", 100, kind="other")])
    assert sum(one.matched + one.unmatched for one in told) == 100


def test_what_a_superior_passes_down_is_another_way():
    given = [row("sent", 50, kind="subsidy", other="qu")]
    both = streams([*sent(100), row("received", 50, kind="subsidy", other="city")], [*came(100), *given])
    assert [(one.way, one.matched) for one in both] == [("up", 100), ("down", 50)]


def test_bands_are_as_wide_as_their_sums_and_what_is_unmatched_is_a_band_of_its_own():
    (one,) = rivers(streams(sent(300, 100), came(300)), 2025)
    assert [(band.matched, band.width) for band in one.bands] == [(True, INK * 3 / 4), (False, INK / 4)]
    assert (one.matched.value, one.unmatched.value) == (300, 100)
    assert one.matched.key == "_federation/2025/@flows/up/matched"
