"""A declarative indicator engine: rule packs and fact sets → scores and addressed, traceable recommendations."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from engine.api import InvalidInputError, evaluate, load_pack

__all__ = ["InvalidInputError", "evaluate", "load_pack"]


def __getattr__(name: str) -> object:
    """The library's functions, imported when first used, so that the command line starts fast."""
    if name in __all__:
        from engine import api

        return getattr(api, name)
    raise AttributeError(f"module 'engine' has no attribute '{name}'")
