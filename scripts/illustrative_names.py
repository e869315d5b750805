"""Names of the made-up entities in all case forms: tables of heads, nothing is inflected by code."""

from __future__ import annotations

from dataclasses import dataclass, replace

FORMS = ("name", "gen", "dat", "acc", "ins", "pre")

HEADS: dict[str, tuple[str, str, str, str, str, str]] = {
    "region": (
        "Условная область",
        "Условной области",
        "Условной области",
        "Условную область",
        "Условной областью",
        "Условной области",
    ),
    "urban": (
        "Условный городской округ",
        "Условного городского округа",
        "Условному городскому округу",
        "Условный городской округ",
        "Условным городским округом",
        "Условном городском округе",
    ),
    "rural": (
        "Условный муниципальный район",
        "Условного муниципального района",
        "Условному муниципальному району",
        "Условный муниципальный район",
        "Условным муниципальным районом",
        "Условном муниципальном районе",
    ),
    "kindergarten": (
        "Условный детский сад",
        "Условного детского сада",
        "Условному детскому саду",
        "Условный детский сад",
        "Условным детским садом",
        "Условном детском саде",
    ),
    "school": (
        "Условная школа",
        "Условной школы",
        "Условной школе",
        "Условную школу",
        "Условной школой",
        "Условной школе",
    ),
    "house": (
        "Условный дом творчества",
        "Условного дома творчества",
        "Условному дому творчества",
        "Условный дом творчества",
        "Условным домом творчества",
        "Условном доме творчества",
    ),
    "college": (
        "Условный колледж",
        "Условного колледжа",
        "Условному колледжу",
        "Условный колледж",
        "Условным колледжем",
        "Условном колледже",
    ),
    "authority": (
        "Управление образования",
        "Управления образования",
        "Управлению образования",
        "Управление образования",
        "Управлением образования",
        "Управлении образования",
    ),
    "service": (
        "Методическая служба",
        "Методической службы",
        "Методической службе",
        "Методическую службу",
        "Методической службой",
        "Методической службе",
    ),
    "ministry": (
        "Министерство образования",
        "Министерства образования",
        "Министерству образования",
        "Министерство образования",
        "Министерством образования",
        "Министерстве образования",
    ),
    "institute": (
        "Институт развития образования",
        "Института развития образования",
        "Институту развития образования",
        "Институт развития образования",
        "Институтом развития образования",
        "Институте развития образования",
    ),
    "quality-centre": (
        "Центр оценки качества образования",
        "Центра оценки качества образования",
        "Центру оценки качества образования",
        "Центр оценки качества образования",
        "Центром оценки качества образования",
        "Центре оценки качества образования",
    ),
    "vocational-institute": (
        "Институт развития профессионального образования",
        "Института развития профессионального образования",
        "Институту развития профессионального образования",
        "Институт развития профессионального образования",
        "Институтом развития профессионального образования",
        "Институте развития профессионального образования",
    ),
    "umo": (
        "Учебно-методическое объединение",
        "Учебно-методического объединения",
        "Учебно-методическому объединению",
        "Учебно-методическое объединение",
        "Учебно-методическим объединением",
        "Учебно-методическом объединении",
    ),
    "mastery-centre": (
        "Центр непрерывного повышения профессионального мастерства",
        "Центра непрерывного повышения профессионального мастерства",
        "Центру непрерывного повышения профессионального мастерства",
        "Центр непрерывного повышения профессионального мастерства",
        "Центром непрерывного повышения профессионального мастерства",
        "Центре непрерывного повышения профессионального мастерства",
    ),
    "club": (
        "Клуб молодых педагогов",
        "Клуба молодых педагогов",
        "Клубу молодых педагогов",
        "Клуб молодых педагогов",
        "Клубом молодых педагогов",
        "Клубе молодых педагогов",
    ),
    "union": (
        "Профсоюз работников образования",
        "Профсоюза работников образования",
        "Профсоюзу работников образования",
        "Профсоюз работников образования",
        "Профсоюзом работников образования",
        "Профсоюзе работников образования",
    ),
    "community": (
        "Сетевое сообщество педагогов",
        "Сетевого сообщества педагогов",
        "Сетевому сообществу педагогов",
        "Сетевое сообщество педагогов",
        "Сетевым сообществом педагогов",
        "Сетевом сообществе педагогов",
    ),
    "association": (
        "Объединение учителей-предметников",
        "Объединения учителей-предметников",
        "Объединению учителей-предметников",
        "Объединение учителей-предметников",
        "Объединением учителей-предметников",
        "Объединении учителей-предметников",
    ),
    "site": (
        "Инновационная площадка",
        "Инновационной площадки",
        "Инновационной площадке",
        "Инновационную площадку",
        "Инновационной площадкой",
        "Инновационной площадке",
    ),
    "pedagogical-university": (
        "Педагогический университет",
        "Педагогического университета",
        "Педагогическому университету",
        "Педагогический университет",
        "Педагогическим университетом",
        "Педагогическом университете",
    ),
    "university": (
        "Классический университет",
        "Классического университета",
        "Классическому университету",
        "Классический университет",
        "Классическим университетом",
        "Классическом университете",
    ),
    "contest": (
        "Конкурс «Условный педагог года»",
        "Конкурса «Условный педагог года»",
        "Конкурсу «Условный педагог года»",
        "Конкурс «Условный педагог года»",
        "Конкурсом «Условный педагог года»",
        "Конкурсе «Условный педагог года»",
    ),
    "growth-point": ("Точка роста", "Точки роста", "Точке роста", "Точку роста", "Точкой роста", "Точке роста"),
    "it-cube": ("IT-куб", "IT-куба", "IT-кубу", "IT-куб", "IT-кубом", "IT-кубе"),
    "local-association": (
        "Методическое объединение учителей",
        "Методического объединения учителей",
        "Методическому объединению учителей",
        "Методическое объединение учителей",
        "Методическим объединением учителей",
        "Методическом объединении учителей",
    ),
}


@dataclass(frozen=True)
class Entity:
    """A row of the register; `head` is a key of HEADS, `tail` follows it in every case form."""

    id: str
    level: str
    kind: str
    parent: str
    head: str
    tail: str = ""
    short: str = ""
    owner: str = ""
    roles: str = ""
    verb: str = ""

    def form(self, name: str) -> str:
        return HEADS[self.head][FORMS.index(name)] + self.tail

    def row(self) -> list[str]:
        forms = [self.form(name) for name in FORMS]
        return [
            self.id,
            self.level,
            self.kind,
            self.parent,
            *forms,
            self.short or forms[0],
            self.owner,
            self.roles,
            self.verb,
        ]


COLUMNS = ["id", "level", "kind", "parent", *FORMS, "short", "owner", "roles", "verb"]

OF_REGION = f" {HEADS['region'][1]}"

REGION = Entity("region", "region", "region", "", "region", short="область")

_REGIONAL = (
    ("ministry", "ministry", "ministry", "", "initiator", "recommend"),
    ("institute", "chippkro", "institute", "", "operator;dpo;chippkro", "instruct"),
    ("quality-centre", "rcokio", "quality-centre", "", "dpo;rcokio", "instruct"),
    ("vocational-institute", "chirpo", "vocational-institute", "", "dpo;chirpo", "instruct"),
    ("umo", "umo", "umo", "", "umo", "recommend"),
    # What cannot receive a letter, and who answers for it.
    ("mastery-centre", "mastery-centre", "mastery-centre", "institute", "mastery-centre", "instruct"),
    ("contest", "contest", "contest", "institute", "", ""),
    ("site-federal", "federal-innovation-site", "site", "growth-school-1", "innovation-site", ""),
    ("site-regional", "regional-innovation-site", "site", "college-growth", "innovation-site", ""),
    ("club", "young-teachers-club", "club", "", "young-teachers-club", "recommend"),
    ("union", "regional-union", "union", "", "union", "recommend"),
    ("community", "network-community", "community", "", "network-community", "recommend"),
    ("association", "professional-association", "association", "", "network-community", "recommend"),
    ("pedagogical-university", "yuurggpu", "pedagogical-university", "", "university", "recommend"),
    ("university", "chelgu", "university", "", "university", "recommend"),
)


def regional() -> list[Entity]:
    """The components of the regional level: addressees, not assessed themselves."""
    return [
        Entity(id_, "region", kind, "region", head, OF_REGION, "", owner, roles, verb)
        for id_, kind, head, owner, roles, verb in _REGIONAL
    ]


@dataclass(frozen=True)
class Municipality:
    """`slug` tells what is planted there; `title` is its name in Russian."""

    slug: str
    head: str
    title: str
    kindergartens: int
    schools: int
    houses: int

    @property
    def id(self) -> str:
        return f"m-{self.slug}"

    @property
    def entity(self) -> Entity:
        tail = f" «{self.title}»"
        return Entity(self.id, "municipality", "municipality", "region", self.head, tail, self.title, f"a-{self.slug}")

    @property
    def tail(self) -> str:
        return f" {self.entity.form('gen')}"

    def offices(self) -> list[Entity]:
        """Its authority and its methodical service."""
        authority = Entity(
            f"a-{self.slug}",
            "municipality",
            "municipal-authority",
            self.id,
            "authority",
            self.tail,
            roles="municipal-authority",
            verb="recommend",
        )
        service = replace(
            authority, id=f"s-{self.slug}", kind="methodical-service", head="service", roles="methodical-service"
        )
        if self.slug == "no-service":
            return [authority]
        # A service that is a department of the authority is no legal person: the authority answers for it.
        return [authority, replace(service, owner=authority.id) if self.slug == "service-in-office" else service]

    def organisations(self) -> list[Entity]:
        wanted = (
            ("kindergarten", "preschool", self.kindergartens),
            ("school", "school", self.schools),
            ("house", "additional-education", self.houses),
        )
        return [
            Entity(f"{self.slug}-{head}-{n}", "organisation", kind, self.id, head, f" № {n}{self.tail}")
            for head, kind, count in wanted
            for n in range(1, count + 1)
        ]


def infrastructure(of: Municipality) -> list[Entity]:
    """Components of the municipal level that cannot receive letters, each with the one who answers for it."""
    rows = (
        ("growth-point", "growth-point", "growth-point", f"{of.slug}-school-1"),
        ("it-cube", "it-cube", "it-cube", f"{of.slug}-house-1"),
        ("association", "city-teachers-association", "local-association", f"s-{of.slug}"),
    )
    return [
        Entity(f"{of.slug}-{id_}", "municipality", kind, of.id, head, of.tail, owner=owner)
        for id_, kind, head, owner in rows
    ]


def college(name: str, number: int) -> Entity:
    return Entity(f"college-{name}", "organisation", "vocational", "region", "college", f" № {number}")
