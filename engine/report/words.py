"""Every word that reports say themselves, in both languages; everything else they print comes from packs and facts."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from engine.diagnostics.core import Lang, Text

Words = Mapping[str, Text]


def say(words: Words, key: str, lang: Lang) -> str:
    """The word for `key`; a key that the engine has no word for stands for itself."""
    return words[key].fill(lang, {}) if key in words else key


def _table(**rows: tuple[str, str]) -> Words:
    """Rows of Russian and English, in this order."""
    return MappingProxyType({key: Text(en=en, ru=ru) for key, (ru, en) in rows.items()})


STATUS = _table(
    scored=("оценено", "scored"),
    no_data=("нет данных", "no data"),
    not_assessed=("не оценивается", "not assessed"),
    not_applicable=("не применимо", "not applicable"),
    unconfirmed=("не подтверждено", "unconfirmed"),
    conflict=("расхождение", "conflict"),
    suppressed=("скрыто", "suppressed"),
)

REASON = _table(
    no_predecessor=("предшествующего значения не существует", "there is no earlier value"),
    zero_denominator=("знаменатель равен нулю", "the denominator is zero"),
    not_computable=("значение не поддаётся вычислению", "the value cannot be computed"),
    not_reported=("сведения не представлены", "not reported"),
    previous_missing=("нет сведений за предшествующий период", "nothing reported for the previous period"),
    candidate_rejected=("представленные сведения отклонены", "what was reported was rejected"),
    not_found=("при проверке источников не найдено", "sources checked, nothing found"),
    coverage=("полнота сведений недостаточна", "coverage is too low"),
    no_number=("подтверждённое отсутствие не даёт числа", "a confirmed absence gives no number"),
    operand=("нет значения исходного показателя", "an indicator it rests on has no value"),
    evidence=("подтверждение недоступно", "the evidence cannot be opened"),
    source_not_listed=("источник не предусмотрен методикой", "the source is not a listed one"),
    kind=("не относится к сущностям этого вида", "not meant for this kind of entity"),
    fact_says_so=("указано в представленных сведениях", "as reported"),
    contradiction=("сведения противоречат друг другу", "the facts contradict each other"),
    suppressed=("сведения не подлежат раскрытию", "not to be disclosed"),
    series_break=("значения получены по разным версиям правил", "the values come from different versions of the rules"),
    series_too_short=("ряд наблюдений слишком короток", "the series is too short"),
    several_rungs=("выполнены условия нескольких строк правила", "several rows of the rule hold at once"),
    member_unknown=("нет значения составной части итога", "a part of the total is unknown"),
    rule_gives_no_data=("по правилу считается отсутствием данных", "the rule counts this as no data"),
    rule_does_not_assess=("по правилу не оценивается", "the rule does not assess this"),
    rule_does_not_apply=("по правилу не применимо", "the rule does not apply to this"),
    rule_does_not_confirm=("по правилу считается неподтверждённым", "the rule counts this as unconfirmed"),
    rule_suppresses=("по правилу не подлежит раскрытию", "the rule suppresses this"),
)

MARK = _table(
    provisional=("предварительно", "provisional"),
    late=("представлено с опозданием", "reported late"),
    imputed=("значение восполнено расчётом", "imputed"),
    carried_forward=("перенесено из предшествующего периода", "carried forward"),
    restored_reading=("восстановленное прочтение", "restored reading"),
    partial_coverage=("неполный охват", "partial coverage"),
    sources_disagree=("источники расходятся", "sources disagree"),
    series_break=("разрыв ряда", "break in the series"),
    illustrative=("иллюстративные данные", "illustrative data"),
)

FACT_STATE = _table(
    reported=("представлено", "reported"),
    confirmed_absent=("подтверждено отсутствие", "confirmed absent"),
    not_applicable=("не применимо", "not applicable"),
    unconfirmed=("не подтверждено", "unconfirmed"),
    not_found=("не найдено", "not found"),
    suppressed=("скрыто", "suppressed"),
    rejected=("отклонено", "rejected"),
)

REQUEST_KIND = _table(
    no_data=("представить сведения", "report the fact"),
    base_line=("представить исходное значение", "report the base line"),
    restore_access=("восстановить доступ к подтверждению", "restore access to the evidence"),
    confirm=("подтвердить в предусмотренном источнике", "confirm in a listed source"),
    clarify=("уточнить, какое значение верно", "clarify which value is right"),
    resubmit=("представить исправленные сведения", "report again, corrected"),
    late=("соблюдать срок представления", "report in time"),
)

PRIORITY = _table(high=("высокий", "high"), normal=("обычный", "normal"), low=("низкий", "low"))

PURPOSE = _table(
    improve=("улучшение", "improve"),
    sustain=("закрепление результата", "sustain"),
    direction=("по направлению анализа", "on a direction of analysis"),
)

VERB = _table(recommend=("Рекомендовать", "Recommend to"), instruct=("Поручить", "Instruct"))

ITEM_STATUS = _table(
    draft=("проект", "draft"),
    reviewed=("рассмотрен", "reviewed"),
    recommended=("рекомендован", "recommended"),
    approved=("утверждён", "approved"),
    retired=("выведен из действия", "retired"),
)

PROFILE = _table(
    internal=("внутренний", "internal"), public=("открытый, без персональных данных", "public, without personal data")
)

NOTE_KIND = _table(
    restored_reading=("восстановленная ячейка", "restored cell"),
    ambiguous_reading=("неоднозначное место документа", "ambiguous passage"),
    target_not_set=("целевое значение не установлено", "no target is set"),
    derived=("расчётный показатель, в документе не установлен", "derived, not in the document"),
    partial_coverage=("неполный охват", "partial coverage"),
    unused_facts=("сведения не использованы", "unused facts"),
    series_break=("разрыв ряда", "break in the series"),
    reevaluated=("прежние сведения пересчитаны", "older facts evaluated again"),
    addressee_not_found=("адресат не найден в реестре", "addressee not found in the register"),
)

SHEET = _table(
    protocol=("Показатели", "Indicators"),
    findings=("Выводы", "Findings"),
    totals=("Итоги", "Totals"),
    recommendations=("Рекомендации", "Recommendations"),
    directions=("Направления", "Directions"),
    requests=("Запросы", "Requests"),
    conflicts=("Расхождения", "Conflicts"),
    rejected=("Отклонённые строки", "Rejected rows"),
    notes=("Примечания", "Notes"),
)

SHEET_TITLE = _table(
    protocol=("Таблица показателей", "Table of indicators"),
    findings=("Выводы по показателям", "Findings by indicator"),
    totals=("Итоги с полнотой и границами", "Totals with coverage and bounds"),
    recommendations=("Адресные рекомендации", "Addressed recommendations"),
    directions=("Выводы по направлениям анализа", "Conclusions by direction of analysis"),
    requests=("Запросы сведений", "Requests for facts"),
    conflicts=("Расхождения в сведениях", "Facts that contradict each other"),
    rejected=("Строки сведений, которые не приняты", "Rows of facts that were set aside"),
    notes=("Примечания к результатам", "Notes to the results"),
)

COLUMN = _table(
    number=("№", "No."),
    indicative=("Индикативный показатель", "Indicative indicator"),
    supporting=("Обеспечивающий показатель", "Supporting indicator"),
    target=("Целевое значение", "Target"),
    sources=("Источник данных", "Source"),
    outcome=("Исход", "Outcome"),
    points=("Балл", "Points"),
    entity=("Сущность", "Entity"),
    level=("Уровень", "Level"),
    period=("Период", "Period"),
    indicator=("Показатель", "Indicator"),
    indicators=("Показатели", "Indicators"),
    status=("Статус", "Status"),
    reason=("Причина", "Reason"),
    value=("Значение", "Value"),
    unit=("Единица", "Unit"),
    lower=("Нижняя граница", "Lower bound"),
    upper=("Верхняя граница", "Upper bound"),
    marks=("Пометки", "Marks"),
    rule=("Правило", "Rule"),
    facts=("Сведения, №", "Facts, No."),
    total=("Итог", "Total"),
    assessed=("Оценено", "Assessed"),
    applicable=("Применимо", "Applicable"),
    maximum=("Наибольшее возможное", "Maximum"),
    nominal=("Номинальный максимум", "Nominal maximum"),
    recipient=("Получатель", "Recipient"),
    members=("Кому направляется", "Sent to"),
    text=("Текст", "Text"),
    due=("Срок", "Due"),
    purpose=("Назначение", "Purpose"),
    direction=("Направление анализа", "Direction of analysis"),
    conclusion=("Вывод", "Conclusion"),
    missing=("Нет сведений по показателям", "Nothing known of"),
    fact=("Сведения", "Fact"),
    kind=("Вид запроса", "Kind of request"),
    priority=("Приоритет", "Priority"),
    asking_order=("Источники в порядке обращения", "Sources in the order of asking"),
    decisive=("Меняет вывод", "Decisive"),
    source=("Источник", "Source"),
    address=("Где записано", "Where written"),
    rival_value=("Другое значение", "Other value"),
    rival_source=("Другой источник", "Other source"),
    rival_address=("Где записано другое", "Where the other is written"),
    code=("Код", "Code"),
    message=("Причина отклонения", "Why it was rejected"),
    row=("Строка", "Row"),
    note_kind=("Вид примечания", "Kind of note"),
    subject=("К чему относится", "Concerns"),
    entities=("Сущностей", "Entities"),
    id=("Обозначение", "Id"),
)
