"""CSV for machines: UTF-8 without a byte order mark, comma, line feed, quotes as in RFC 4180.

Numbers have a decimal point, no exponent and no trailing zeros; dates are ISO; booleans `true` and `false`; None is an
empty cell. A text that a spreadsheet would run as a formula, because it begins with `=`, `+`, `-`, `@`, a tab or a
carriage return, gets an apostrophe before it: a reader who needs it as it was takes one apostrophe away from before
such a character. A text that is a number (a fact's value, say) is left alone, and so are columns of numbers.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

from engine.decimals import parse_decimal, plain_text
from engine.report.tables import Cell, OutTable

_NEEDS_QUOTES = re.compile(r'[,"\r\n]')
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def to_csv(table: OutTable) -> bytes:
    """The whole table with a line of column names."""
    header = ",".join(name for name, _ in table.columns)
    lines = (",".join(_field(cell) for cell in row) for row in table.rows)
    return "".join(f"{line}\n" for line in (header, *lines)).encode()


def _field(cell: Cell) -> str:
    match cell:
        case None:
            return ""
        case bool():
            return "true" if cell else "false"
        case Decimal():
            return plain_text(cell)
        case date():
            return cell.isoformat()
        case int():
            return str(cell)
        case str():
            return _quoted(_harmless(cell))


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) and parse_decimal(text) is None else text


def _quoted(text: str) -> str:
    return '"{}"'.format(text.replace('"', '""')) if _NEEDS_QUOTES.search(text) else text
