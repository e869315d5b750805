"""What can be wrong with the files of a fact set and with the tables in them: E500 to E529, W501 to W505."""

from __future__ import annotations

from engine.diagnostics.pack import code

# fmt: off  (a table: identity; message in English, in Russian; hint in English, in Russian)

NO_FOLDER = code(
    "E500",
    "no-such-folder",
    "There is no folder “{folder}”",
    "Папки «{folder}» нет",
    "Check the path; a fact set is a folder with a register and files of facts.",
    "Проверьте путь; набор сведений – это папка с реестром и файлами сведений.",
)
UNSUPPORTED_FILE = code(
    "E501",
    "unsupported-file",
    "The file “{file}” was not read: files of this kind are not supported",
    "Файл «{file}» не прочитан: файлы такого вида не поддерживаются",
    "Save it as XLSX, ODS, CSV, JSON, YAML or Parquet, or move it out of the folder.",
    "Сохраните его в формате XLSX, ODS, CSV, JSON, YAML или Parquet либо уберите из папки.",
)
UNREADABLE_FILE = code(
    "E502",
    "unreadable-file",
    "The file “{file}” cannot be opened",
    "Файл «{file}» не удаётся открыть",
    "Check that it is a file, that you may read it, and that no other program holds it.",
    "Проверьте, что это файл, что у вас есть право на его чтение и что он не занят другой программой.",
)
OUTSIDE_FOLDER = code(
    "E503",
    "file-outside-folder",
    "“{file}” leads outside the folder of the fact set",
    "«{file}» ведёт за пределы папки набора сведений",
    "Put the file itself into the folder and give its name without a path.",
    "Поместите сам файл в папку и укажите его имя без пути.",
)
NO_SUCH_FILE = code(
    "E504",
    "no-such-file",
    "There is no file “{file}” in the folder",
    "Файла «{file}» в папке нет",
    "{near_en}In the folder: {known}.",
    "{near_ru}В папке есть: {known}.",
)
TOO_LARGE = code(
    "E505",
    "facts-file-too-large",
    "The file is too large: {size} MiB of {limit} allowed",
    "Файл слишком велик: {size} МиБ, допустимо {limit}",
    "Split it, or save the facts as Parquet.",
    "Разделите его или сохраните сведения в формате Parquet.",
)
EMPTY_FILE = code(
    "E506",
    "empty-facts-file",
    "The file is empty",
    "Файл пуст",
    "Fill it in, or move it out of the folder.",
    "Заполните его или уберите из папки.",
)
WRONG_ENCODING = code(
    "E507",
    "wrong-encoding",
    "The text cannot be read as {encoding}",
    "Текст не читается в кодировке {encoding}",
    "Save the file as “CSV UTF-8”, or give its encoding in a mapping file.",
    "Сохраните файл в формате «CSV UTF-8» или укажите кодировку в файле сопоставления.",
)
BAD_JSON = code(
    "E508",
    "bad-json",
    "This is not correct JSON from here on",
    "Начиная с этого места нарушена запись JSON",
    "Expected here: {expected}",
    "Здесь ожидалось: {expected}",
)
UNKNOWN_FORMAT = code(
    "E509",
    "unknown-facts-format",
    "It is not known what the file is: its “format” is {format}",
    "Неизвестно, что это за файл: в «format» указано {format}",
    "Begin it with one of: {known}.",
    "Начните файл с одной из записей: {known}.",
)
PROTECTED_WORKBOOK = code(
    "E510",
    "protected-workbook",
    "The workbook is protected by a password or is an old .xls file",
    "Книга защищена паролем или имеет старый формат .xls",
    "Take the password off and save it as XLSX or ODS.",
    "Снимите пароль и сохраните книгу в формате XLSX или ODS.",
)
CORRUPT_FILE = code(
    "E511",
    "corrupt-file",
    "The file is damaged or is not {kind}",
    "Файл повреждён или не является файлом {kind}",
    "Open it in the program it was made with and save it anew.",
    "Откройте его в той программе, в которой он создан, и сохраните заново.",
)
TOO_MANY_CELLS = code(
    "E512",
    "too-many-cells",
    "The table is too large: {rows} rows by {columns} columns",
    "Таблица слишком велика: строк – {rows}, столбцов – {columns}",
    "Delete stray cells far below and to the right, or save the facts as CSV or Parquet.",
    "Удалите случайные ячейки далеко внизу и справа или сохраните сведения в формате CSV или Parquet.",
)
NO_SUCH_SHEET = code(
    "E513",
    "no-such-sheet",
    "There is no sheet “{sheet}” in “{file}”",
    "Листа «{sheet}» в книге «{file}» нет",
    "{near_en}In the workbook: {known}.",
    "{near_ru}В книге есть листы: {known}.",
)
SHEET_NOT_NAMED = code(
    "E514",
    "sheet-not-named",
    "The workbook “{file}” has several sheets, and the mapping names none",
    "В книге «{file}» несколько листов, а в сопоставлении лист не указан",
    "Add “sheet:” with one of: {known}.",
    "Добавьте «sheet:» с одним из имён: {known}.",
)
UNKNOWN_TABLE = code(
    "E515",
    "unknown-table",
    "The table has no known column headers, and no mapping file describes it",
    "В таблице нет известных заголовков столбцов, и она не описана файлом сопоставления",
    "Use the headers {headers}, or describe the table in a mapping file (format: mapping/1).",
    "Используйте заголовки {headers} или опишите таблицу в файле сопоставления (format: mapping/1).",
)
MISSING_COLUMN = code(
    "E516",
    "missing-column",
    "There is no column “{column_en}”",
    "Нет столбца «{column_ru}»",
    "{near_en}Headers of the table: {known}.",
    "{near_ru}Заголовки таблицы: {known}.",
)
DUPLICATED_COLUMN = code(
    "E517",
    "duplicated-column",
    "The column “{column}” stands here twice",
    "Столбец «{column}» встречается дважды",
    "Rename or delete one of the two.",
    "Переименуйте или удалите один из двух.",
)
FIELD_WITHOUT_COLUMN = code(
    "E518",
    "field-without-column",
    "Nothing says where “{field}” is to be taken from",
    "Не указано, откуда брать «{field}»",
    "Add “{field}” to “columns” or “fixed”.",
    "Добавьте «{field}» в «columns» или «fixed».",
)
FIELD_GIVEN_TWICE = code(
    "E519",
    "field-given-twice",
    "“{field}” is given both by a column and as a fixed value",
    "«{field}» задано и столбцом, и постоянным значением",
    "Keep one of the two.",
    "Оставьте одно из двух.",
)
RAGGED_ROW = code(
    "E520",
    "ragged-row",
    "The row has {cells} cells, and the header {columns}",
    "В строке ячеек – {cells}, а в заголовке – {columns}",
    "Put a text that contains the separator in quotes, and add the separators that are missing.",
    "Заключите в кавычки текст, содержащий разделитель, и добавьте недостающие разделители.",
)
BROKEN_QUOTES = code(
    "E521",
    "broken-quotes",
    "The quotes of this cell are not paired",
    "В этой ячейке кавычки не парные",
    'A quotation mark inside a quoted cell is written twice: "".',
    'Кавычка внутри ячейки, взятой в кавычки, удваивается: "".',
)
OTHER_PACK = code(
    "E522",
    "facts-of-another-pack",
    "The fact set was gathered for the rule pack “{pack}”, not “{loaded}”",
    "Набор сведений собран для комплекта правил «{pack}», а не «{loaded}»",
    "Choose the right pack, or correct “pack:”.",
    "Выберите нужный комплект правил или исправьте «pack:».",
)
NO_REGISTER = code(
    "E523",
    "no-register",
    "The fact set has no register of entities",
    "В наборе сведений нет реестра сущностей",
    "Add register.csv, register.xlsx or another register.*, or name the file in set.yaml.",
    "Добавьте register.csv, register.xlsx или другой файл register.* либо укажите имя файла в set.yaml.",
)
TWO_ROLES = code(
    "E524",
    "register-mapped-as-facts",
    "set.yaml calls “{file}” a register, and a mapping calls it facts",
    "Файл «{file}» назван реестром в set.yaml, а в сопоставлении – сведениями",
    "Write “layout: register” in the mapping, or name another file in set.yaml.",
    "Укажите в сопоставлении «layout: register» или назовите в set.yaml другой файл.",
)
TOO_MANY_COLUMNS = code(
    "E525",
    "too-many-columns",
    "The table has {columns} columns of {limit} allowed",
    "Столбцов в таблице – {columns}, допустимо {limit}",
    "Check the separator, or keep only the columns with facts.",
    "Проверьте разделитель или оставьте только столбцы со сведениями.",
)
MORE_REJECTED = code(
    "E526",
    "more-rows-rejected",
    "More mistakes in this file are not shown one by one: {count}",
    "Остальные ошибки этого файла не показаны: {count}",
    "Mend those that are shown and read the facts again; the results list all rejected rows.",
    "Исправьте показанные и прочитайте сведения снова; все отклонённые строки перечислены в результатах.",
)
NAME_NOT_TEXT = code(
    "E527",
    "facts-name-not-text",
    "The path of the file is not UTF-8",
    "Путь к файлу не в кодировке UTF-8",
    "Rename the file or the folder it lies in.",
    "Переименуйте файл или папку, в которой он лежит.",
)
UNREAD_FOLDER = code(
    "W501",
    "unread-folder",
    "The folder “{folder}” was not read",
    "Папка «{folder}» не прочитана",
    "Facts are read from the fact set's own folder only; documents that prove them go into “evidence”.",
    "Сведения читаются только из самой папки набора; подтверждающие документы помещаются в папку «evidence».",
)
UNREAD_SHEET = code(
    "W502",
    "unread-sheet",
    "The sheet “{sheet}” was not read: its headers are not known, and no mapping describes it",
    "Лист «{sheet}» не прочитан: его заголовки неизвестны, и он не описан сопоставлением",
    "Describe it in a mapping file, or delete it.",
    "Опишите его в файле сопоставления или удалите.",
)
UNREAD_COLUMN = code(
    "W503",
    "unread-column",
    "The column “{column}” was not read: the header is not known",
    "Столбец «{column}» не прочитан: такой заголовок неизвестен",
    "{near_en}Correct the header, or describe the table in a mapping file.",
    "{near_ru}Исправьте заголовок или опишите таблицу в файле сопоставления.",
)
NO_ROWS = code(
    "W504",
    "no-rows",
    "There is not one row below the header",
    "Под заголовком нет ни одной строки",
    "Check that the right header row was named and that the table is filled in.",
    "Проверьте, верно ли указана строка заголовка и заполнена ли таблица.",
)
ROUNDED = code(
    "W505",
    "numbers-rounded",
    "Numbers with more than 9 digits after the point were rounded to 9: {count}, the first of them here",
    "Чисел, округлённых до 9 знаков после запятой: {count}; первое из них – здесь",
    "Round them in the table if the exact number matters.",
    "Если важна точность, округлите их в самой таблице.",
)

FILE_CODES = (
    NO_FOLDER,
    UNSUPPORTED_FILE,
    UNREADABLE_FILE,
    OUTSIDE_FOLDER,
    NO_SUCH_FILE,
    TOO_LARGE,
    EMPTY_FILE,
    WRONG_ENCODING,
    BAD_JSON,
    UNKNOWN_FORMAT,
    PROTECTED_WORKBOOK,
    CORRUPT_FILE,
    TOO_MANY_CELLS,
    NO_SUCH_SHEET,
    SHEET_NOT_NAMED,
    UNKNOWN_TABLE,
    MISSING_COLUMN,
    DUPLICATED_COLUMN,
    FIELD_WITHOUT_COLUMN,
    FIELD_GIVEN_TWICE,
    RAGGED_ROW,
    BROKEN_QUOTES,
    OTHER_PACK,
    NO_REGISTER,
    TWO_ROLES,
    TOO_MANY_COLUMNS,
    MORE_REJECTED,
    NAME_NOT_TEXT,
    UNREAD_FOLDER,
    UNREAD_SHEET,
    UNREAD_COLUMN,
    NO_ROWS,
    ROUNDED,
)
