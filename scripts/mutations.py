"""Kinds of mutation of a pack, each with the exit codes it may have and what must be told of it.

An exit code of 0 beside 3 never means "anything goes": whoever runs these also asks that what was accepted says the
same as the pack it was made from (`mutate_pack.py`), since `pack.lock` lets nothing change without its version.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from random import Random

from mutation_sites import LOCK, Mutant, Pack, Site

Mutate = Callable[[Pack, Random], Mutant]


@dataclass(frozen=True)
class Kind:
    """`codes`: when the exit code is 3 one of these must be told; none of them means any error."""

    name: str
    mutate: Mutate
    exits: frozenset[int]
    codes: frozenset[str]


def _some_file(pack: Pack, random: Random) -> str:
    return random.choice(sorted(pack.texts))


def _content_lines(text: str) -> list[tuple[int, int]]:
    """Offsets of the lines that are neither empty nor a comment, line ends included."""
    lines = [(found.start(), found.end()) for found in re.finditer(r"[^\n]*\n", text)]
    return [(start, end) for start, end in lines if not re.match(r"\s*(#|$)", text[start:end])]


# ---- Bytes and characters --------------------------------------------------------------------------------------------


def flipped_bit(pack: Pack, random: Random) -> Mutant:
    file = _some_file(pack, random)
    data = bytearray(pack.texts[file].encode())
    data[random.randrange(len(data))] ^= 1 << random.randrange(8)
    return Mutant({file: bytes(data)})


def truncated(pack: Pack, random: Random) -> Mutant:
    """Within or before the last line that says something."""
    file = _some_file(pack, random)
    data = pack.texts[file].encode()
    last = len(pack.texts[file][: _content_lines(pack.texts[file])[-1][1]].rstrip().encode())
    return Mutant({file: data[: random.randrange(last)]})


def other_encoding(pack: Pack, random: Random) -> Mutant:
    file = _some_file(pack, random)
    encoding = random.choice(["cp1251", "koi8-r", "cp866", "mac_cyrillic", "utf-16", "utf-16-le", "utf-32"])
    return Mutant({file: pack.texts[file].encode(encoding, "replace")})


def invisible(pack: Pack, random: Random) -> Mutant:
    file = _some_file(pack, random)
    place = random.randrange(1, len(pack.texts[file]))
    return pack.put(file, place, place, random.choice("\x00\x07\x1b\x7f\x85\xad\u200b\u200e\u2028\u2060\u202e\ufeff"))


def tab(pack: Pack, random: Random) -> Mutant:
    """In place of the indentation, or anywhere."""
    file = _some_file(pack, random)
    text = pack.texts[file]
    spaces = [found.span() for found in re.finditer(r"(?m)^ +", text)]
    start, end = random.choice([random.choice(spaces), (random.randrange(len(text)),) * 2])
    return pack.put(file, start, end, "\t")


def spliced(pack: Pack, random: Random) -> Mutant:
    """A piece of one file in the middle of another."""
    file, other = _some_file(pack, random), pack.texts[_some_file(pack, random)]
    start = random.randrange(len(other))
    place = random.randrange(len(pack.texts[file]))
    return pack.put(file, place, place, other[start : start + random.choice((1, 5, 40, 400))])


def too_large(pack: Pack, random: Random) -> Mutant:
    file = _some_file(pack, random)
    end = len(pack.texts[file])
    return pack.put(file, end, end, "#" * 4 * 1024 * 1024)


def conflict(pack: Pack, random: Random) -> Mutant:
    """The marks that git leaves where two changes meet."""
    file = _some_file(pack, random)
    text = pack.texts[file]
    start, end = random.choice(_content_lines(text))
    line = text[start:end]
    return pack.put(file, start, end, f"<<<<<<< HEAD\n{line}=======\n{line}>>>>>>> branch\n")


# ---- Lines -----------------------------------------------------------------------------------------------------------


def deleted_line(pack: Pack, random: Random) -> Mutant:
    file = _some_file(pack, random)
    return pack.put(file, *random.choice(_content_lines(pack.texts[file])), "")


def swapped_lines(pack: Pack, random: Random) -> Mutant:
    file = _some_file(pack, random)
    text = pack.texts[file]
    lines = _content_lines(text)
    neighbours = [(a, b) for a, b in itertools.pairwise(lines) if a[1] == b[0]]
    (start, middle), (_, end) = random.choice(neighbours)
    return pack.put(file, start, end, text[middle:end] + text[start:middle])


def indentation(pack: Pack, random: Random) -> Mutant:
    file = _some_file(pack, random)
    text = pack.texts[file]
    start, end = random.choice(_content_lines(text))
    line = text[start:end]
    indent = len(line) - len(line.lstrip(" "))
    other = random.choice([n for n in range(max(0, indent - 4), indent + 5) if n != indent])
    return pack.put(file, start, end, " " * other + line.lstrip(" "))


def anchors(pack: Pack, random: Random) -> Mutant:
    """Parts of YAML that rule packs have no use for."""
    site = pack.some(random, _is_plain_entry)
    name = random.choice(("a", "общее", "x1"))
    start, text = site.start, pack.texts[site.file]
    match random.choice(("anchor", "alias", "merge", "tag", "directive", "document")):
        case "anchor":
            return pack.put(site.file, start, start, f"&{name} ", "E010" if name.isascii() else "E027")
        case "alias":
            return pack.put_value(site, f"*{name}", "E011", "E027", "E039")
        case "merge":
            site = pack.some(random, pack.begins_line)
            at, text = pack.lines(site)[0], pack.texts[site.file]
            indent = re.match(" *", text[at:])
            return pack.put(site.file, at, at, f"{indent[0] if indent else ''}<<: {{id: x}}\n", "E012")
        case "tag":
            return pack.put(
                site.file, start, start, random.choice(("!!str ", "!own ", "!!python/name:os.system ")), "E013"
            )
        case "directive":
            return pack.put(site.file, 0, 0, random.choice(("%YAML 1.2\n---\n", "%TAG ! x\n---\n")), "E008")
        case _:
            at = random.choice(_content_lines(text)[1:])[0]
            return pack.put(site.file, at, at, random.choice(("---\n", "...\n---\n")), "E007", "E039", "E004")


def _is_plain_entry(site: Site) -> bool:
    return site.is_plain and site.key is not None


# ---- Keys ------------------------------------------------------------------------------------------------------------


def deleted_required_key(pack: Pack, random: Random) -> Mutant:
    return _without(pack, pack.some(random, pack.begins_required_line))


def deleted_key(pack: Pack, random: Random) -> Mutant:
    return _without(pack, pack.some(random, pack.begins_line))


def _without(pack: Pack, site: Site) -> Mutant:
    return pack.put(site.file, *pack.lines(site), "")


def duplicated_key(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, pack.begins_line)
    start, end = pack.lines(site)
    return pack.put(site.file, end, end, _whole(pack.texts[site.file][start:end]))


def _whole(lines: str) -> str:
    return lines if lines.endswith("\n") else lines + "\n"


def moved_key(pack: Pack, random: Random) -> Mutant:
    """Out of one mapping into another one of the same file."""
    site = pack.some(random, pack.begins_line)
    text = pack.texts[site.file]
    start, end = pack.lines(site)
    others = [s for s in pack.sites if s.file == site.file and s.parent is not site.parent and pack.begins_line(s)]
    outside = [other for other in others if not start <= pack.lines(other)[0] < end]
    if not outside:
        return _without(pack, site)
    other = random.choice(outside)
    at = pack.lines(other)[0]
    shift = other.key.start_mark.column - site.key.start_mark.column
    moved = "".join(_shifted(line, shift) for line in text[start:end].splitlines(keepends=True))
    if at < start:
        return pack.put(site.file, at, end, _whole(moved) + text[at:start])
    return pack.put(site.file, start, at, text[end:at] + _whole(moved))


def _shifted(line: str, by: int) -> str:
    return " " * by + line if by >= 0 else line[min(-by, len(line) - len(line.lstrip(" "))) :]


def mistyped_key(pack: Pack, random: Random) -> Mutant:
    """A letter lost, doubled or exchanged with the next one."""
    site = pack.some(random, _has_known_key)
    key = site.key.value
    place = random.randrange(len(key) - 1)
    variants = (
        key[:place] + key[place + 1 :],
        key[:place] + key[place] + key[place:],
        key[:place] + key[place + 1] + key[place] + key[place + 2 :],
    )
    others = [variant for variant in variants if variant != key and variant not in ("to", "form")]
    return _other_key(pack, site, random.choice(others) if others else key + "x")


def _other_key(pack: Pack, site: Site, key: str) -> Mutant:
    return pack.put(site.file, site.key.start_mark.index, site.key.end_mark.index, key)


FREE_KEYS = ("weights", "forms", "where", "units", "vocabulary", "outcomes")
"""Below these, keys may be the author's own."""


def _has_known_key(site: Site) -> bool:
    return site.key is not None and len(site.key.value) > 2 and not any(step in FREE_KEYS for step in site.path[:-1])


TWINS = str.maketrans("aceopxyABCEHKMOPTX", "асеорхуАВСЕНКМОРТХ")


def cyrillic_twin(pack: Pack, random: Random) -> Mutant:
    """A Cyrillic letter that looks like the Latin one, in a key or an id."""
    if random.random() < 0.5:
        site = pack.some(random, _is_latin_id)
        return pack.put_value(site, f'"{_twinned(site.text, random)}"')
    site = pack.some(random, _has_latin_name)
    return _other_key(pack, site, _twinned(site.key.value, random))


def _is_latin_id(site: Site) -> bool:
    return site.key is not None and site.name == "id" and site.is_text and site.text.translate(TWINS) != site.text


def _has_latin_name(site: Site) -> bool:
    return _has_known_key(site) and site.key.value.translate(TWINS) != site.key.value


def _twinned(word: str, random: Random) -> str:
    places = [place for place, letter in enumerate(word) if letter.translate(TWINS) != letter]
    place = random.choice(places)
    return word[:place] + word[place].translate(TWINS) + word[place + 1 :]


def reordered_keys(pack: Pack, random: Random) -> Mutant:
    """Two that follow one another: their order means nothing."""
    site = pack.some(random, pack.has_next)
    other = pack.next_to(site)
    assert other is not None
    (start, end), (begin, stop) = pack.lines(site), pack.lines(other)
    text = pack.texts[site.file]
    return pack.put(site.file, start, stop, _whole(text[begin:stop]) + text[end:begin] + text[start:end])


# ---- Values ----------------------------------------------------------------------------------------------------------

ONLY_TEXTS = (
    "id",
    "title",
    "version",
    "status",
    "role",
    "clause",
    "act",
    "holder",
    "issuer",
    "to",
    "nature",
    "key",
    "type",
)


def wrong_type(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_a_text)
    return pack.put_value(
        site, random.choice(("[a]", "{a: b}", "[]", "{}", "17", "1.50", "true", "null", "~", "[[1]]"))
    )


def _is_a_text(site: Site) -> bool:
    return (
        site.key is not None
        and site.is_text
        and site.name in ONLY_TEXTS
        and site.path[0] != "passport"
        and site.value.style not in (">", "|")
    )


def text_for_structure(pack: Pack, random: Random) -> Mutant:
    """A word where a list or keys are wanted."""
    site = pack.some(random, _is_structure)
    return pack.put_value(site, random.choice(("слово", '"слово"', "12", "true", "null")))


def _is_structure(site: Site) -> bool:
    names = ("effective", "basis", "applies_to", "judge", "bands", "measure", "rollup", "readings", "directions")
    return site.key is not None and site.name in names and site.value.flow_style is True


def unquoted(pack: Pack, random: Random) -> Mutant:
    """A number or a date that was a text because of its quotes."""
    site = pack.some(random, _is_quoted_number)
    return pack.put_value(site, site.text)


def _is_quoted_number(site: Site) -> bool:
    return site.is_quoted and re.fullmatch(r"\d+(\.\d+)?", site.text) is not None


def yes_or_no(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_truth)
    return pack.put_value(
        site, random.choice(("yes", "no", "on", "off", "да", "нет", "y", "1", "0", '"true"', "истина"))
    )


def _is_truth(site: Site) -> bool:
    return site.is_plain and site.text in ("true", "false") and site.name != "is"


def number_habits(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_number)
    habits = ("1,5", "50%", ">= 80", "12:30", '"2"', "один", ".inf", ".nan", "1 000", "80-100", "≥ 80", "1/2", "2 чел.")
    return pack.put_value(site, random.choice(habits))


def _is_number(site: Site) -> bool:
    names = ("points", "equals", "above", "below", "order", "minimum_coverage", "absent_means")
    return site.is_plain and site.key is not None and site.name in names and re.fullmatch(r"\d+", site.text) is not None


def leading_zero(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_number)
    return pack.put_value(site, random.choice(("0", "00", "-0")) + (site.text if site.text != "0" else "7"))


def huge_number(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_number)
    huge = (
        "9" * 30,
        "9" * 5000,
        "1e400",
        "1e999999999999999999999",
        "-1" + "0" * 40,
        "0." + "0" * 30 + "1",
        "0x" + "f" * 60,
    )
    return pack.put_value(site, random.choice(huge))


def empty_value(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, pack.begins_short_line)
    return pack.put(site.file, site.key.end_mark.index + 1, pack.end(site.value), random.choice(("", " ", "  # позже")))


def bad_version(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_version)
    versions = ("1.0", "1", "v1.0.0", "1.0.0.0", "01.0.0", "1.0.x", "1.0.0-rc1", "1,0,0", "1.10", '"1.0"', "первая")
    return pack.put_value(site, random.choice(versions))


def _is_version(site: Site) -> bool:
    return site.name == "version" and site.is_text


def _is_version_of_item(site: Site) -> bool:
    return _is_version(site) and len(site.path) == 3


def bad_date(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_date)
    dates = (
        "2020-02-30",
        "2021-13-01",
        "12.08.2020",
        "2020-8-12",
        "2020/08/12",
        "12 августа 2020",
        "0000-01-01",
        "2020-08",
        "20200812",
    )
    return pack.put_value(site, random.choice(dates))


def _is_date(site: Site) -> bool:
    return (
        site.is_plain
        and site.name in ("from", "to", "submit_by")
        and re.fullmatch(r"\d{4}-\d\d-\d\d", site.text) is not None
    )


def typographic_quotes(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_quoted_text)
    left, right = random.choice(("“”", "«»", "„“", "‘’", "””"))
    return pack.put_value(site, f"{left}{site.text}{right}")


def _is_quoted_text(site: Site) -> bool:
    return site.is_quoted and site.name in ("id", "indicator", "parent", "number", "date", "clause")


def deep_nesting(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_plain_entry)
    depth = random.choice((60, 100, 1000, 20000))
    left, right = random.choice((("[", "]"), ("{a: ", "}"), ("[{a: ", "}]")))
    return pack.put_value(site, left * depth + "x" + right * depth)


# ---- Items and references --------------------------------------------------------------------------------------------


def _is_item(site: Site) -> bool:
    return (
        len(site.path) == 2
        and site.key is None
        and any(key.value in ("id", "key") for key, _ in site.value.value if hasattr(key, "value"))
    )


def removed_item(pack: Pack, random: Random) -> Mutant:
    return _without(pack, pack.some(random, _is_item))


def duplicated_item(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_item)
    start, end = pack.lines(site)
    return pack.put(site.file, end, end, _whole(pack.texts[site.file][start:end]))


def reordered_items(pack: Pack, random: Random) -> Mutant:
    """Two items with ids of one list of a file: their order means nothing."""
    site = pack.some(random, _has_item_after)
    place = int(site.path[1])
    other = Site(site.file, (site.path[0], place + 1), None, site.parent.value[place + 1], site.parent)
    (start, end), (begin, stop) = pack.lines(site), pack.lines(other)
    text = pack.texts[site.file]
    return pack.put(site.file, start, stop, _whole(text[begin:stop]) + text[end:begin] + text[start:end])


def _has_item_after(site: Site) -> bool:
    return _is_item(site) and int(site.path[1]) + 1 < len(site.parent.value)


def reordered_sources(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _has_sources)
    names = [item.value for item in site.value.value]
    first, second = random.sample(range(len(names)), 2)
    names[first], names[second] = names[second], names[first]
    return pack.put_value(site, f"[{', '.join(names)}]")


def _has_sources(site: Site) -> bool:
    return (
        site.path[0] == "indicators" and site.name == "sources" and site.key is not None and len(site.value.value) > 1
    )


REFERENCES = {
    "act": "E240",
    "sources": "E241",
    "levels": "E242",
    "unit": "E244",
    "numerator": "E246",
    "denominator": "E246",
    "constant": "E247",
    "indicator": "E248",
    "parent": "E248",
    "directions": "E249",
    "group": "E250",
    "to": "E251",
}


def unknown_reference(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_reference)
    return pack.put_value(site, random.choice(("no_such_thing", '"nothing_like_it"')), REFERENCES[site.name])


def _is_reference(site: Site) -> bool:
    if site.path[0] == "recommendations" and site.name == "to" and len(site.path) != 3:
        return False
    in_effective = "effective" in site.path or site.path[0] in ("periods", "units")
    return site.is_text and site.name in REFERENCES and not in_effective and site.text != "pack"


def cycle(pack: Pack, random: Random) -> Mutant:
    """An indicator that is its own parent, totals itself or rests on itself."""
    site = pack.some(random, _leads_to_indicator)
    return pack.put_value(site, f'"{_id_above(pack, site)}"')


def _leads_to_indicator(site: Site) -> bool:
    if site.path[0] != "indicators" or not site.is_text:
        return False
    return site.path[2:] == ("parent",) or (
        "measure" in site.path and site.name in ("indicator", "of") and site.is_quoted
    )


def _id_above(pack: Pack, site: Site) -> str:
    return next(s.text for s in pack.sites if s.file == site.file and s.path == (*site.path[:2], "id"))


def lost_file(pack: Pack, random: Random) -> Mutant:
    file = _some_file(pack, random)
    return random.choice((
        Mutant({file: None}),
        Mutant({file: b""}, frozenset(("E004",))),
        Mutant({file: b"# \xd1\x82\n"}, frozenset(("E004",))),
    ))  # fmt: skip


# ---- Rules -----------------------------------------------------------------------------------------------------------


def gap(pack: Pack, random: Random) -> Mutant:
    """A limit moved away from its neighbours."""
    site = pack.some(random, _is_limit)
    by = random.randint(1, 50)
    return pack.put_value(site, str(-by if site.name == "below" else by))


def overlap(pack: Pack, random: Random) -> Mutant:
    """A limit moved into its neighbours."""
    site = pack.some(random, _is_open_limit)
    by = random.randint(1, 50)
    return pack.put_value(site, str(by if site.name == "below" else -by))


def _is_limit(site: Site) -> bool:
    return "bands" in site.path and site.is_plain and site.text == "0" and site.name in ("above", "below", "equals")


def _is_open_limit(site: Site) -> bool:
    return _is_limit(site) and site.name != "equals"


def reversed_limits(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_open_limit)
    other = "above" if site.name == "below" else "below"
    beyond = random.randint(0, 50) * (1 if other == "above" else -1)
    return pack.put_value(site, f"0, {other}: {beyond}")


def reversed_dates(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _is_first_day)
    return pack.put_value(site, f"{site.text}, to: {random.choice(('2020-08-11', '2019-01-01', '1999-12-31'))}")


def _is_first_day(site: Site) -> bool:
    return site.is_plain and site.path[-2:] == ("effective", "from")


FORMULAS = {
    "a /": "E305 E306",
    "a / (b": "E305 E306",
    "a / b)": "E305 E306",
    "a ; b": "E301 E305",
    "a / nothing + b": "E303",
    "SLEEP(a) + b": "E304",
    "a / b #": "E015 E301 E305 E306 E345",
    "SELECT a FROM b": "E301 E303 E304 E305",
    "a + b' OR '1'='1": "E301 E305",
    "a > b": "E308",
    "CASE WHEN a > b THEN 1 END": "E309",
    "LEAST() + a + b": "E305 E307",
    "1,5 * a + b": "E301 E302 E305 E306",
    "1..5 * a + b": "E302 E305",
    "a": "E345",
    "(" * 2000 + "a+b" + ")" * 2000: "E300",
    "a+" * 20000 + "b": "E300",
    "1e999 * a + b": "E302",
}


def broken_formula(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, pack.is_ratio)
    names = {key.value: value.value for key, value in site.value.value}
    expression = random.choice(sorted(FORMULAS))
    where = f"{{a: {names['numerator']}, b: {names['denominator']}}}"
    measure = f'{{kind: formula, expression: "{expression}", where: {where}}}'
    return pack.put_value(site, measure, *FORMULAS[expression].split())


def _of(pack: Pack, site: Site) -> str:
    return pack.texts[site.file][site.start : pack.end(site.value)]


PLACEHOLDERS = {
    "{": "E400 E401",
    "}": "E400",
    "{{": "E400 E401 E470",
    "{}": "E401",
    "{ }": "E401",
    "{срок}": "E401 E402",
    "{nothing}": "E402",
    "{due:nothing}": "E401 E403",
    "{due.nothing}": "E401 E402 E403",
    "{due|nothing}": "E401 E403",
    "{period|plural:год}": "E401 E403 E404",
    "{__class__}": "E401 E402",
    "{0}": "E401 E402",
    "{% if a %}": "E400 E401",
    "{{ period }}": "E400 E401 E470",
}


def broken_placeholder(pack: Pack, random: Random) -> Mutant:
    site = pack.some(random, _has_placeholder)
    end = pack.end(site.value)
    found = random.choice(list(re.finditer(r"\{[^{}]*\}", pack.texts[site.file][site.start : end])))
    new = random.choice(sorted(PLACEHOLDERS))
    return pack.put(site.file, site.start + found.start(), site.start + found.end(), new, *PLACEHOLDERS[new].split())


def _has_placeholder(site: Site) -> bool:
    return site.path[0] in ("recommendations", "requests") and site.name == "text" and "{" in site.text


# ---- Versions --------------------------------------------------------------------------------------------------------


def changed_words(pack: Pack, random: Random) -> Mutant:
    """Another word somewhere, and the version is still the same."""
    site = pack.some(random, _has_words)
    found = random.choice(list(re.finditer(r"[А-Яа-яё]{3,}", _of(pack, site))))
    start = site.start + found.start()
    return pack.put(site.file, start, start + len(found[0]), random.choice(("иное", "прочее")))


def _has_words(site: Site) -> bool:
    names = ("title", "text", "holder", "clause", "issuer", "sources_text")
    return (
        site.is_text
        and site.key is not None
        and site.name in names
        and re.search("[А-Яа-яё]{3}", site.text) is not None
    )


def lowered_version(pack: Pack, random: Random) -> Mutant:
    return pack.put_value(pack.some(random, _is_version), random.choice(("0.9.9", "0.0.1", "0.99.99")))


def raised_version(pack: Pack, random: Random) -> Mutant:
    """With or without a change of what people read."""
    site = pack.some(random, _is_version_of_item)
    title = next((s for s in pack.sites if s.file == site.file and s.path == (*site.path[:2], "title")), None)
    raised = pack.put_value(site, random.choice(("1.0.1", "1.1.0", "2.0.0", "1.0.999999")))
    if title is None or title.value.style in ("|", ">") or title.start < site.start or random.random() < 0.5:
        return replace(raised, renewed=True)
    text = pack.texts[site.file]
    version = random.choice(("1.0.1", "1.1.0", "3.0.0"))
    between = text[pack.end(site.value) : title.start]
    changed = pack.put(site.file, site.start, pack.end(title.value), version + between + "Другое наименование")
    return replace(changed, renewed=True)


def damaged_lock(pack: Pack, random: Random) -> Mutant:
    data = bytearray(pack.lock.encode())
    match random.choice(("flip", "cut", "double", "conflict", "nothing")):
        case "flip":
            data[random.randrange(len(data))] ^= 1 << random.randrange(8)
        case "cut":
            del data[random.randrange(len(data)) :]
        case "double":
            lines = pack.lock.splitlines(keepends=True)
            return Mutant({LOCK: "".join([*lines, random.choice(lines[2:])]).encode()})
        case "conflict":
            return Mutant({LOCK: f"<<<<<<< HEAD\n{pack.lock}=======\n{pack.lock}>>>>>>> branch\n".encode()})
        case _:
            return Mutant({LOCK: None})
    return Mutant({LOCK: bytes(data)})


# ---- What changes nothing --------------------------------------------------------------------------------------------


def other_layout(pack: Pack, random: Random) -> Mutant:
    """Comments, empty lines, line ends, a byte order mark, other quotes, another name of a file."""
    file = _some_file(pack, random)
    text = pack.texts[file]
    match random.choice(("crlf", "cr", "bom", "comment", "space", "quotes", "name", "unfinished")):
        case "crlf":
            return Mutant({file: text.replace("\n", "\r\n").encode()})
        case "cr":
            return Mutant({file: text.replace("\n", "\r").encode()})
        case "bom":
            return Mutant({file: b"\xef\xbb\xbf" + text.encode()})
        case "comment":
            site = pack.some(random, pack.begins_line)
            at = pack.lines(site)[0]
            return pack.put(
                site.file, at, at, random.choice(("# note: [x\n", "\n", "\n\n", "      # 50% & *a\n", "   \n"))
            )
        case "space":
            site = pack.some(random, pack.begins_plain_line)
            end = pack.end(site.value)
            return pack.put(site.file, end, end, random.choice((" ", "   ", "  # примечание")))
        case "quotes":
            site = pack.some(random, _is_a_word)
            return pack.put_value(site, random.choice((f'"{site.text}"', f"'{site.text}'")))
        case "name":
            return Mutant({file: None, file.replace(".yaml", "-x.yaml"): text.encode()})
        case _:
            return Mutant({file: text.rstrip("\n").encode()})


def _is_a_word(site: Site) -> bool:
    return (
        site.is_plain
        and site.key is not None
        and re.fullmatch("[a-z][a-z-]{2,}", site.text) is not None
        and site.text not in ("true", "false", "null")
    )


def _codes(*written: str) -> frozenset[str]:
    """Codes and ranges of codes, such as `E240-E254`."""
    codes: set[str] = set()
    for word in written:
        first, _, last = word.partition("-")
        codes.update(f"{first[0]}{number:03}" for number in range(int(first[1:]), int((last or first)[1:]) + 1))
    return frozenset(codes)


def _kind(mutate: Mutate, exits: Iterable[int], *codes: str) -> Kind:
    return Kind(mutate.__name__.replace("_", " "), mutate, frozenset(exits), _codes(*codes))


VALID, INVALID = (0,), (3,)
EITHER = (0, 3)
_SYNTAX = ("E014-E015", "E020-E039")
_SHAPE = ("E101-E130", "E199")
_LOCKED = ("E470-E473",)

KINDS: tuple[Kind, ...] = (
    _kind(flipped_bit, EITHER),
    _kind(truncated, INVALID),
    _kind(other_encoding, INVALID, "E001-E002"),
    _kind(invisible, INVALID, "E002"),
    _kind(tab, INVALID, "E006"),
    _kind(spliced, EITHER),
    _kind(too_large, INVALID, "E003"),
    _kind(conflict, INVALID),
    _kind(deleted_line, INVALID),
    _kind(swapped_lines, EITHER),
    _kind(indentation, EITHER),
    _kind(anchors, INVALID, "E007-E013"),
    _kind(deleted_required_key, INVALID, "E102", "E208"),
    _kind(deleted_key, INVALID),
    _kind(duplicated_key, INVALID, "E014"),
    _kind(moved_key, INVALID),
    _kind(mistyped_key, INVALID, "E101-E102", "E208"),
    _kind(cyrillic_twin, INVALID, "E101-E102", "E112", "E208"),
    _kind(reordered_keys, VALID),
    _kind(wrong_type, INVALID, *_SHAPE),
    _kind(text_for_structure, INVALID, *_SHAPE),
    _kind(unquoted, INVALID, "E103"),
    _kind(yes_or_no, INVALID, "E106", "E111"),
    _kind(number_habits, INVALID, "E017", *_SYNTAX, *_SHAPE),
    _kind(leading_zero, INVALID, "E117-E118"),
    _kind(huge_number, INVALID, "E018"),
    _kind(empty_value, INVALID, "E015"),
    _kind(bad_version, INVALID, "E103", "E112"),
    _kind(bad_date, INVALID, "E103", "E112", "E211"),
    _kind(typographic_quotes, INVALID, "E029", "E112", "E240-E254", "E470-E471"),
    _kind(deep_nesting, INVALID, "E005"),
    _kind(removed_item, INVALID, "E015", *_SHAPE, *_LOCKED),
    _kind(duplicated_item, INVALID, "E119", "E220-E228", "E236"),
    _kind(reordered_items, VALID),
    _kind(reordered_sources, INVALID, "E470"),
    _kind(unknown_reference, INVALID, "E240-E254"),
    _kind(cycle, INVALID, "E264", "E280-E282"),
    _kind(lost_file, INVALID, "E203", "E210", *_LOCKED),
    _kind(gap, INVALID, "E320"),
    _kind(overlap, INVALID, "E321"),
    _kind(reversed_limits, INVALID, "E322"),
    _kind(reversed_dates, INVALID, "E223"),
    _kind(broken_formula, INVALID, "E300-E309", "E345"),
    _kind(broken_placeholder, INVALID, "E400-E404"),
    _kind(changed_words, INVALID, "E470-E471"),
    _kind(lowered_version, INVALID, "E472"),
    _kind(raised_version, VALID),
    _kind(damaged_lock, EITHER, "E470-E475"),
    _kind(other_layout, VALID),
)
