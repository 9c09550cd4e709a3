"""The types of coded cells are the code lists, and every coded column has the type of its list."""

from typing import Literal, get_args, get_origin, get_type_hints

from yangguang.records import code_types
from yangguang.records.codes import CODE_LISTS
from yangguang.records.tables import TABLES


def test_every_code_list_has_a_type_of_its_codes_in_its_order():
    said = {name: get_args(found) for name, found in vars(code_types).items() if get_origin(found) is Literal}
    assert said == {
        name.title().replace("_", ""): tuple(code.code for code in codes) for name, codes in CODE_LISTS.items()
    }


def test_every_coded_column_has_the_type_of_its_list():
    """So a comparison with a code that the list does not have is found by the type checker."""
    wrong = []
    for table in TABLES:
        hints = get_type_hints(table.record)
        for column in table.columns:
            if column.codes:
                hint = hints[column.name] if column.name in hints else hints[f"{column.name}_"]
                parts = (
                    [one for one in get_args(hint) if one is not type(None)] if get_origin(hint) is not Literal else []
                )
                found = parts[0] if parts else hint
                if get_args(found) != tuple(code.code for code in CODE_LISTS[column.codes]):
                    wrong.append((table.name, column.name, found))
    assert wrong == []
