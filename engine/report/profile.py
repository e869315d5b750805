"""What the public profile leaves out: everything that can name a person who gave or checked a fact."""

from __future__ import annotations

from dataclasses import replace

from engine.result import Profile, Results


def for_profile(results: Results) -> Results:
    """The results as their profile lets them out.

    A public one has no providers; of a rejected row, which may hold anything, it keeps the address and the code.
    """
    if results.profile is Profile.INTERNAL:
        return results
    return replace(
        results,
        facts=tuple(replace(fact, provider=None) for fact in results.facts),
        rejected=tuple(replace(row, message_ru="", message_en="", row="") for row in results.rejected),
    )
