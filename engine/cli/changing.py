"""What the commands that change a pack share: how a request that cannot be met is told."""

from __future__ import annotations

from collections.abc import Callable

import click

from engine.cli.language import Speaker
from engine.cli.shown import UnknownName
from engine.cli.telling import INVALID_PACK, tell


def told(change: Callable[[], int], say: Speaker) -> int:
    """The exit code of a change; of one that is refused, the reason as wrong usage or an invalid pack."""
    from engine.workflows.refused import InvalidPack, Refused, UnknownItem

    try:
        return change()
    except InvalidPack as invalid:
        tell(invalid.problems, say.lang)
        return INVALID_PACK
    except UnknownItem as unknown:
        raise UnknownName("item", unknown.name, unknown.known) from None
    except Refused as refused:
        raise click.UsageError(refused.message(say.lang)) from None
