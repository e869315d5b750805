"""What a check of packs found, for all renderers alike."""

from __future__ import annotations

from dataclasses import dataclass

from engine.diagnostics.core import Diagnostic


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A diagnostic that the pack bears, why, and the last day it does (ISO)."""

    diagnostic: Diagnostic
    reason: str
    until: str


@dataclass(frozen=True, slots=True)
class CheckedPack:
    """A pack by its folder, every file looked at, all that was found in order, and what the pack itself suppresses."""

    folder: str
    files: tuple[str, ...]
    diagnostics: tuple[Diagnostic, ...]
    suppressed: tuple[Suppressed, ...] = ()
