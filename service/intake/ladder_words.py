"""The words by which the parts of a ladder are known: ranks and roles in names of levels, keys of JSON and YAML."""

# Ranks in the names of levels, in the languages ladders are most often written in.
RANKS = frozenset(
    (
        "intern internship trainee apprentice junior jr graduate grad associate entry beginner novice newcomer "
        "starter medior mid middle midlevel intermediate competent proficient capable advanced senior sr "
        "experienced expert seasoned staff principal distinguished fellow lead leader veteran master guru head "
        "director vp chief president praktikant einsteiger berufseinsteiger fortgeschritten experte stagiaire "
        "débutant confirmé confirme sénior principiante intermedio avanzado experto júnior pleno especialista "
        "sênior başlangıç kıdemli uzman младший средний старший ведущий mittel leitend emerging developing "
        "learning foundation foundational basic awareness working practitioner aware"
    ).split()
)

# These alone, or before a subject, are as often the name of a skill or of a part of the page.
WEAK_RANKS = frozenset(
    ("leader master head learning developing foundation working basic awareness entry aware").split()
)

# What a person is, at whatever level.
ROLES = frozenset(
    (
        "engineer engineers developer programmer designer analyst scientist manager architect administrator "
        "tester consultant writer researcher technologist sre swe sde sdet pm em ic officer specialist "
        "coordinator executive owner marketer recruiter accountant ingenieur ingénieur développeur entwickler "
        "entwicklerin ingeniero desarrollador desenvolvedor engenheiro sviluppatore разработчик инженер "
        "geliştirici supporter techlead cto"
    ).split()
)

# What may stand around a rank or a role in the name of a level.
FILLERS = frozenset(
    (
        "of the and level software backend frontend back front end full stack fullstack mobile ios android web "
        "data platform product qa quality test site reliability security systems system infrastructure devops "
        "cloud machine ml ai technical team engineering design development ux ui support business project program "
        "people group i ii iii iv v vi vii a b c or career role tech individual contributor vice to in technology "
        "customer success sales research network database solutions delivery application applications"
    ).split()
)

# Keys over levels.
LEVEL_KEYS = frozenset(
    (
        "levels level grades stages milestones bands tiers ranks seniority seniorities niveaus niveles livelli "
        "stufen niveaux niveis joblevels careerlevels"
    ).split()
)

# Keys over dimensions, groups of them, or over the whole ladder: no names themselves.
PART_KEYS = frozenset(
    (
        "dimensions dimension topics topic competencies competences competency competence skills skill areas area "
        "axes axis categories category pillars pillar attributes traits domains domain tracks track disciplines "
        "sections section groups group themes capabilities subcategories subskills subtopics subareas children "
        "parts rows items entries content contents data framework frameworks ladder ladders matrix rubric rubrics "
        "roles role positions titles career careers progression details values elements cells columns entry "
        "competencymatrix careerladder"
    ).split()
)

# Keys over the words of a cell; where one is there, a description beside it is none of them.
FIRST_KEYS = frozenset(
    (
        "criteria criterion expectations expectation behaviours behaviors behaviour behavior examplecriteria "
        "bullets points requirements responsibilities statements indicators text texts words value descriptors "
        "descriptor competencies outcomes expected skills items list content contents"
    ).split()
)

# Keys over words that are those of a cell where it has no criteria.
SECOND_KEYS = frozenset(
    ("description descriptions summary definition signals body details detail statement overview").split()
)

# Keys over what is no behaviour: ids, looks, links, examples.
ASIDE_KEYS = frozenset(
    (
        "id ids key path slug theme color colour icon image img url urls link links href supportingurls resources "
        "notes note order weight weights salary salaries examples example version updated date author authors "
        "tags tag sidebartitle sidebargroup homepage yaml layout permalink comment comments antipatterns redflags "
        "emoji points xp type kind schema updatedat createdat draft published uuid sort index isactive active "
        "status language lang locale website source license"
    ).split()
)
