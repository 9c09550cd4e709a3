"""Yangguang (阳光): from a federation's CSV tables in git to a static transparency portal.

The walk of one number, room by room; imports point only back along it:

    core      money, dates, issues, figures, sentences: imports nothing of ours
    records   what unions report: one class per table; schema and dictionary come from the same declaration
    policy    clauses and dated parameters
    sources   where DATA comes from: git is read here and nowhere else
    door      the only way in: admit a package or refuse it, with every problem told at once
                  bytes/ privacy/ schema/ identities/ messages/
    ledger    union-years: figures/ of one of them, and what lies between/ them
    history   what changed over time: publications compared, figure by figure
    rules     verdicts: judge/ is the machinery, forms/ what clauses share, plan/ the plan chapter by chapter, beside/ the law
    charts    pictures with a sentence and a table
    told      issues, verdicts and rules in words: text, JSON, Markdown, annotations
    views     what pages and exports show, as values without HTML
    exports   what machines take away: JSON, CSV, data packages
    pages     subjects x templates -> HTML
    site      shell, audit, staging, switch: the only room that writes
    pipeline  the corridor: the only place that knows the order; plugin and cli stand at its ends
    demo      a fictional federation: imports core and records alone
"""
