"""Groups of rules that share nothing, the limits of the rule engine."""

from __future__ import annotations

from hypothesis import given

from engine.diagnostics import inference as codes
from engine.diagnostics.core import Diagnostic, Lang, Severity, Span
from engine.inference.groups import LimitProblem, RuleGroup, independent_groups, limit_problems
from engine.inference.rules import InferenceRule, tokens_of
from tests.inference.cases import all_of, any_of, rule, rule_lists


def names(group: RuleGroup) -> list[str]:
    return [r.id for r in group.rules]


def test_groups_by_hand() -> None:
    rules = [
        rule("1", "a"),
        rule("2", all_of("b", "c"), "x"),
        rule("3", any_of("d", "a")),
        rule("4", "x"),
        rule("5", all_of("e", "x"), "y"),
        rule("6", "f", "z"),
        rule("7", "g", "z"),
        rule("8", all_of()),
    ]
    groups = independent_groups(rules)
    assert [names(g) for g in groups] == [["1", "3"], ["2", "4", "5"], ["6", "7"], ["8"]]
    assert [g.inputs for g in groups] == [("a", "d"), ("b", "c", "e"), ("f", "g"), ()]
    assert groups[0].rules == (rules[0], rules[2])


def test_a_late_rule_joins_groups() -> None:
    rules = [rule("1", "a"), rule("2", "b"), rule("3", "c"), rule("4", "d"), rule("5", all_of("c", "a"))]
    assert [names(g) for g in independent_groups(rules)] == [["1", "3", "5"], ["2"], ["4"]]


def test_what_a_rule_concludes_is_no_input_of_its_group() -> None:
    (group,) = independent_groups([rule("1", "x", "x"), rule("2", all_of("x", "b"))])
    assert group.inputs == ("b",)


def test_no_rules_no_groups() -> None:
    assert independent_groups([]) == ()


def mentioned(r: InferenceRule) -> set[str | None]:
    return {*tokens_of(r.when), r.concludes} - {None}


@given(rule_lists())
def test_groups_are_the_connected_components(rules: list[InferenceRule]) -> None:
    linked = {(p, q) for p in rules for q in rules if p is q or mentioned(p) & mentioned(q)}
    for _ in rules:
        linked |= {(p, s) for p, q in linked for r, s in linked if q == r}
    components = [[q.id for q in rules if (p, q) in linked] for p in rules]
    expected = [c for n, c in enumerate(components) if c not in components[:n]]
    assert [names(g) for g in independent_groups(rules)] == expected


def problems(rules: list[InferenceRule]) -> list[LimitProblem]:
    return list(limit_problems(rules))


def message(problem: LimitProblem, lang: Lang) -> str:
    return Diagnostic(problem.code, Span("x.yaml"), problem.params).message(lang)


def test_conditions_of_a_rule() -> None:
    sixteen = [f"t{n}" for n in range(16)]
    assert problems([rule("long", all_of(*sixteen))]) == []
    (problem,) = problems([rule("long", any_of("a", all_of(*sixteen, "t16")))])
    assert (problem.rule, problem.code) == ("long", codes.TOO_MANY_CONDITIONS)
    assert message(problem, Lang.EN) == "Rule “long” needs 17 conditions to hold at once; at most 16 are allowed"
    assert message(problem, Lang.RU) == (
        "В правиле «long» одновременно должно выполняться слишком много условий: 17, а допустимо не более 16"
    )


def test_combinations_of_a_rule() -> None:
    tokens = [f"t{n}" for n in range(201)]
    assert problems([rule("wide", any_of(*tokens[:200]))]) == []
    (problem,) = problems([rule("wide", any_of(*tokens))])
    assert (problem.rule, problem.code) == ("wide", codes.TOO_MANY_COMBINATIONS)
    assert message(problem, Lang.EN) == "The conditions of rule “wide” can be met in more than 200 ways"
    assert message(problem, Lang.RU) == "Условия правила «wide» могут выполняться слишком многими способами: более 200"


def links(count: int) -> list[InferenceRule]:
    """Rules n, n + 1, … that share one token with the next: `count` + 1 distinct tokens."""
    return [rule(f"r{n}", all_of(f"{n:03}", f"{n + 1:03}")) for n in range(count)]


def test_distinct_conditions_of_a_group() -> None:
    assert problems(links(399)) == []
    (problem,) = problems(links(405))
    assert (problem.rule, problem.code) == ("r399", codes.TOO_MANY_TOKENS)
    assert message(problem, Lang.EN) == (
        "With rule “r399” the rules linked by common conditions use more than 400 different conditions"
    )
    assert message(problem, Lang.RU) == (
        "С правилом «r399» в правилах, связанных общими условиями, становится более 400 различных условий"
    )


def test_conclusions_that_are_listened_to_are_conditions() -> None:
    rules = [rule("first", "000", "c"), *links(398), rule("last", "c")]
    assert problems(rules) == []
    assert [p.rule for p in problems([*rules, rule("more", all_of("000", "new"))])] == ["more"]
    assert problems([*rules, rule("unheard", "000", "new")]) == []


def test_groups_are_counted_apart() -> None:
    apart = [rule(f"s{n}", all_of(f"x{n}", f"x{n + 1}")) for n in range(399)]
    assert problems([*links(399), *apart]) == []


def test_rules_that_listen_to_one_condition() -> None:
    rules = [rule(f"r{n}", all_of("common", f"t{n % 5}")) for n in range(250)]
    assert problems(rules) == []
    (problem,) = problems([*rules, rule("one more", "common"), rule("and another", "common")])
    assert (problem.rule, problem.code) == ("one more", codes.TOO_MANY_LISTENERS)
    assert message(problem, Lang.EN) == ("With rule “one more” the condition “common” is used more than 250 times")
    assert message(problem, Lang.RU) == (
        "С правилом «one more» условие «common» используется слишком часто: более 250 раз"
    )


def test_every_combination_listens() -> None:
    wide = [rule(f"r{n}", all_of("common", any_of(*(f"{n}-{m}" for m in range(50))))) for n in range(6)]
    assert problems(wide[:5]) == []
    assert [(p.rule, p.params["token"]) for p in problems(wide)] == [("r5", "common")]


def test_conditions_of_a_group() -> None:
    tokens = [f"{n:03}" for n in range(160)]
    # Blocks of 16 tokens out of 160, 25 of each: 4,000 conditions, joined by the blocks that overlap.
    rules = [rule(f"r{n}-{m}", all_of(*tokens[8 * m : 8 * m + 16])) for n in range(13) for m in range(19)]
    assert problems(rules) == []
    full = [*rules, *(rule(f"s{n}", all_of(*tokens[:16])) for n in range(3))]
    assert 16 * len(full) == 4000
    assert problems(full) == []
    (problem,) = problems([*full, rule("last", "000"), rule("after", "001")])
    assert (problem.rule, problem.code) == ("last", codes.TOO_LARGE_GROUP)
    assert message(problem, Lang.EN) == (
        "With rule “last” the rules linked by common conditions have more than 4000 conditions in all"
    )
    assert message(problem, Lang.RU) == (
        "С правилом «last» в правилах, связанных общими условиями, становится более 4000 условий в сумме"
    )


def test_a_rule_refused_by_itself_does_not_count() -> None:
    tokens = [f"{n:03}" for n in range(400)]
    wide = rule("wide", any_of(*tokens[:201]))
    found = problems([*links(399), wide, rule("long", all_of(*tokens[:16], "new")), rule("fine", "000")])
    assert [(p.rule, p.code.id) for p in found] == [("wide", "E451"), ("long", "E450")]


def test_codes_are_errors_named_once() -> None:
    assert [c.id for c in codes.CODES] == ["E450", "E451", "E452", "E453", "E454"]
    assert {c.severity for c in codes.CODES} == {Severity.ERROR}
    assert len({c.name for c in codes.CODES}) == len(codes.CODES)
