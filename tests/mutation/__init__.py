"""Are the tests of the rules strong enough? Every decision of a rule is changed, one at a time, and some case must fail.

`python -m tests.mutation [MODULE ...]` (`make mutants`) tries every mutant of the rules and of the dates and the dated law
they rest on, prints what survives as a diff, and fails on a survivor that `explained.toml` does not explain.

Why not mutmut or cosmic-ray: they start a test run per mutant, and starting costs more than the cases it is about. Here
one pytest session imports and collects everything once, learns which case runs which lines, and forks a child for each
mutant: the child exchanges the code of one function and runs only the cases that meet it, the quickest first. Thousands
of mutants take minutes on one core, so the run can be repeated after every change of a rule.
"""
