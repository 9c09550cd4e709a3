"""What unions are judged by: the plan's clauses and dated parameters, data that a finance officer may correct."""
