"""Mistakes within one file that its schema cannot tell (E13x)."""

from __future__ import annotations

from engine.diagnostics.pack import code

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off

OTHERWISE_NOT_LAST = code(
    "E130", "otherwise-not-last",
    "What follows “otherwise” is never looked at: {after}",
    "То, что стоит после «otherwise», не рассматривается: {after}",
    "Move “otherwise” to the end of the list.", "Перенесите «otherwise» в конец списка.")

CODES = (OTHERWISE_NOT_LAST,)
# fmt: on
