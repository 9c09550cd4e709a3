"""Yangguang (阳光): from a federation's CSV tables in git to a static transparency portal.

The walk of one number, room by room; imports point only back along it:

    core      money, dates, issues, figures, sentences: imports nothing of ours
    records   what unions report: one class per table; schema and dictionary come from the same declaration
    policy    clauses and dated parameters
    door      the only way in: admit a package or refuse it, with every problem told at once
    ledger    union-years, derived figures, comparisons, peers, roll-ups
    rules     the plan, chapter by chapter: verdicts
    charts    pictures with a sentence and a table
    pages     subjects x templates -> HTML, JSON, CSV, data packages
    site      shell, assembly, audit, manifest: the only room that writes
    pipeline  the corridor: the only place that knows the order; plugin and cli stand at its ends
"""
