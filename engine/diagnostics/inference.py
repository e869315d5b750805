"""Rules that the rule engine could not bear (E45x)."""

from __future__ import annotations

from engine.diagnostics.pack import code

TOO_MANY_CONDITIONS = code(
    "E450",
    "too-many-conditions",
    "Rule “{id}” needs {count} conditions to hold at once; at most {limit} are allowed",
    "В правиле «{id}» одновременно должно выполняться слишком много условий: {count}, а допустимо не более {limit}",
    "Let another rule conclude a part of them, and refer to its conclusion.",
    "Вынесите часть условий в отдельное заключение и сошлитесь на него.",
)
TOO_MANY_COMBINATIONS = code(
    "E451",
    "too-many-combinations",
    "The conditions of rule “{id}” can be met in more than {limit} ways",
    "Условия правила «{id}» могут выполняться слишком многими способами: более {limit}",
    "Split the rule, or let another rule conclude a part of its conditions.",
    "Разделите правило или вынесите часть условий в отдельное заключение.",
)
TOO_MANY_TOKENS = code(
    "E452",
    "too-many-distinct-conditions",
    "With rule “{id}” the rules linked by common conditions use more than {limit} different conditions",
    "С правилом «{id}» в правилах, связанных общими условиями, становится более {limit} различных условий",
    "Use fewer different conditions, or remove what links these rules with each other.",
    "Сократите число различных условий или уберите то, что связывает эти правила между собой.",
)
TOO_MANY_LISTENERS = code(
    "E453",
    "condition-used-too-often",
    "With rule “{id}” the condition “{token}” is used more than {limit} times",
    "С правилом «{id}» условие «{token}» используется слишком часто: более {limit} раз",
    "Let one rule conclude what these rules have in common, and refer to its conclusion.",
    "Вынесите общее для этих правил в отдельное заключение и сошлитесь на него.",
)
TOO_LARGE_GROUP = code(
    "E454",
    "too-many-linked-conditions",
    "With rule “{id}” the rules linked by common conditions have more than {limit} conditions in all",
    "С правилом «{id}» в правилах, связанных общими условиями, становится более {limit} условий в сумме",
    "Shorten these rules, or remove what links them with each other.",
    "Сократите эти правила или уберите то, что связывает их между собой.",
)

CODES = (
    TOO_MANY_CONDITIONS,
    TOO_MANY_COMBINATIONS,
    TOO_MANY_TOKENS,
    TOO_MANY_LISTENERS,
    TOO_LARGE_GROUP,
)
