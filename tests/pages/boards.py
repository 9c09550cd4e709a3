"""The pages over the whole federation, made of the reports of some union-years."""

from tests.pages.builders import judged_year
from yangguang.ledger.between.digest import digest
from yangguang.ledger.between.survey import survey
from yangguang.pages.overview import boards
from yangguang.pages.summary import summarise
from yangguang.pages.tallies import count


def board_of(made, *reports):
    """Pages by their address."""
    view = survey([digest(one) for one in reports], made.registry, made.policy)
    summaries = [summarise(judged_year(one)) for one in reports]
    return {page.url: page for page in boards(made, summaries, view, count(made, summaries))}
