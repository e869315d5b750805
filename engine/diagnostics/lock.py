"""Versions that do not agree with `pack.lock` (E47x, W47x)."""

from __future__ import annotations

from engine.diagnostics.core import Text
from engine.diagnostics.pack import code

# A table: identity; message in English, in Russian; hint in English, in Russian.
# fmt: off

CHANGED = code(
    "E470", "changed-without-version",
    "“{item}” has changed ({what_en}) since version {version} was locked, and its version is still {version}",
    "«{item}»: содержание версии {version} изменилось ({what_ru}), а номер версии прежний",
    "Set version {next}, or run “engine bump {item}”; if the change holds from a date on, take it back and run "
    "“engine revise {item} --from DATE”.",
    "Укажите версию {next} или выполните «engine bump {item}»; если изменение действует с определённой даты, отмените "
    "правку и выполните «engine revise {item} --from ДАТА».")
PACK_CHANGED = code(
    "E471", "pack-changed-without-version",
    "The pack has changed ({parts}) since version {version} was locked, and its version is still {version}",
    "Комплект версии {version} изменился ({parts}), а номер его версии прежний",
    "Set version {next} of the pack, or run “engine bump pack”.",
    "Укажите версию комплекта {next} или выполните «engine bump pack».")
LOWERED = code(
    "E472", "version-lowered",
    "Version {version} of “{item}” is lower than {locked}, which was locked",
    "«{item}»: версия {version} ниже зафиксированной версии {locked}",
    "Versions are only ever raised: set {next} or a higher one.",
    "Номер версии можно только увеличивать: укажите {next} или более высокую.")
VANISHED = code(
    "E473", "vanished-item",
    "Version {version} of “{item}” was locked and is no longer in the pack",
    "Версии {version} для «{item}» в комплекте больше нет, хотя она зафиксирована",
    "Bring it back; to withdraw it, write “status: retired”, raise its version and run “engine lock”: after that "
    "it may be deleted.",
    "Верните её; чтобы отменить правило, укажите «status: retired», увеличьте версию и выполните «engine lock»: после "
    "этого его можно удалить.")
REUSED = code(
    "E474", "retired-id-reused",
    "“{item}” was retired (version {version}), and its id is used again",
    "Правило «{item}» (версия {version}) отменено, а его обозначение использовано снова",
    "Choose another id: results of earlier runs name the retired one.",
    "Выберите другое обозначение: прежним названы правила в ранее полученных результатах.")
DAMAGED = code(
    "E475", "damaged-lock",
    "This line of pack.lock is damaged", "Строка pack.lock повреждена",
    "Take pack.lock from version control; if it is not kept there, delete it and run “engine lock”.",
    "Восстановите pack.lock из системы контроля версий; если его там нет, удалите файл и выполните «engine lock».")
RAISED_TOO_LITTLE = code(
    "W476", "version-raised-too-little",
    "“{item}” has changed more ({what_en}) than version {version} after {locked} tells",
    "«{item}»: изменение ({what_ru}) значительнее, чем показывает версия {version} после {locked}",
    "Set version {next}.", "Укажите версию {next}.")

CODES = (CHANGED, PACK_CHANGED, LOWERED, VANISHED, REUSED, DAMAGED, RAISED_TOO_LITTLE)

WHAT = {
    1: Text("wording", "формулировки"),
    2: Text("rules", "правила"),
    3: Text("what others rely on", "то, на что опираются другие правила и сведения"),
}
"""What a change of each size touches: a patch, a minor and a major one."""
