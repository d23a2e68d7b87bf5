# ruff: noqa: E501 (files as people write them)
"""Ladders in the shapes people keep them in, with the words of their two lowest levels as a person reads them."""

from typing import NamedTuple


class Shape(NamedTuple):
    """A file, the levels in it, and (dimension, words of the first level, words of the second)."""

    name: str
    text: str
    levels: tuple[str, ...]
    cells: tuple[tuple[str, str, str], ...]


SHAPES = (
    Shape(
        "rows.md",
        """# Career levels
| Level | Title | Technical skills | Communication |
|---|---|---|---|
| L1 | Associate Engineer | Writes code with help. | Speaks up in standups. |
| L2 | Engineer | Writes code alone. | Explains decisions. |
| L3 | Senior Engineer | Designs systems. | Persuades groups. |
""",
        ("L1", "L2", "L3"),
        (
            ("Technical skills", "Writes code with help.", "Writes code alone."),
            ("Communication", "Speaks up in standups.", "Explains decisions."),
        ),
    ),
    Shape(
        "groups.md",
        """## Engineering matrix

| | Junior | Mid-level | Senior |
|---|---|---|---|
| **Craft** | | | |
| Code | writes simple code | writes good code | writes great code |
| Testing | adds unit tests | adds integration tests | sets strategy |
| **People** | | | |
| Mentoring | asks for help | helps interns | mentors many |
""",
        ("Junior", "Mid-level", "Senior"),
        (
            ("Code", "writes simple code", "writes good code"),
            ("Testing", "adds unit tests", "adds integration tests"),
            ("Mentoring", "asks for help", "helps interns"),
        ),
    ),
    Shape(
        "groups2.csv",
        """Category,Competency,Description,E1,E2,E3
Craft,Code,How you write,a one,a two,a three
,Tests,How you test,b one,b two,b three
People,Mentoring,How you help,c one,c two,c three
""",
        ("E1", "E2", "E3"),
        (("Code", "a one", "a two"), ("Tests", "b one", "b two"), ("Mentoring", "c one", "c two")),
    ),
    Shape(
        "long.csv",
        """Level;Competency;Expectation
1;Scope;own a task
1;Craft;write code
2;Scope;own a project
2;Craft;review code
""",
        ("1", "2"),
        (("Scope", "own a task", "own a project"), ("Craft", "write code", "review code")),
    ),
    Shape(
        "headings.md",
        """# Software Engineering Ladder

Welcome to it. This page tells what we expect.

## Software Engineer I
Engineers at this level learn.

### Technical
- Writes code with guidance
- Fixes bugs

### Collaboration
- Communicates with the team

## Software Engineer II

### Technical
- Writes code independently

### Collaboration
- Helps other teams
  - reviews designs
  - pairs weekly

## Senior Software Engineer

### Technical
Designs systems.

Owns them.

### Collaboration
- Leads others

## FAQ

### How do I get promoted?
Talk to your manager.
""",
        ("Software Engineer I", "Software Engineer II", "Senior Software Engineer"),
        (
            ("Technical", "Writes code with guidance\nFixes bugs", "Writes code independently"),
            ("Collaboration", "Communicates with the team", "Helps other teams\nreviews designs\npairs weekly"),
        ),
    ),
    Shape(
        "dimfirst.md",
        """# Framework
## Communication
### Level 1
- listens
### Level 2
- speaks well
- writes well
## Delivery
### Level 1
ships small things
### Level 2
ships big things
""",
        ("Level 1", "Level 2"),
        (
            ("Communication", "listens", "speaks well\nwrites well"),
            ("Delivery", "ships small things", "ships big things"),
        ),
    ),
    Shape(
        "labels.md",
        """## Craft
- **Junior**: learns the code base
- **Senior**: shapes the code base
- **Staff**: shapes several code bases

## Impact
- **Junior**: own task
- **Senior**: own project
- **Staff**: own area
""",
        ("Junior", "Senior", "Staff"),
        (("Craft", "learns the code base", "shapes the code base"), ("Impact", "own task", "own project")),
    ),
    Shape(
        "boldlevels.md",
        """# Titles for Programmers

**Junior Programmer**

- Limited experience
- Works with close review

**Programmer**

- Work reviewed with minor suggestions

**Senior Programmer**

- Rarely needs review
""",
        ("Junior Programmer", "Programmer", "Senior Programmer"),
        (
            (
                "Titles for Programmers",
                "Limited experience\nWorks with close review",
                "Work reviewed with minor suggestions",
            ),
        ),
    ),
    Shape(
        "prose.md",
        """# Programmer titles

## Junior Programmer

Limited knowledge of the domain. Needs review.

## Programmer

Good knowledge of the domain.

## Senior Programmer

Deep knowledge of the domain.
""",
        ("Junior Programmer", "Programmer", "Senior Programmer"),
        (("Programmer titles", "Limited knowledge of the domain. Needs review.", "Good knowledge of the domain."),),
    ),
    Shape(
        "sheettop.csv",
        """,,,,
My Company Ladder,,,,
Last updated 2024-01-01,,,,
,,,,
,IC1,IC2,IC3,
Scope,small,bigger,biggest,note here
Craft,ok,good,great,
""",
        ("IC1", "IC2", "IC3"),
        (("Scope", "small", "bigger"), ("Craft", "ok", "good")),
    ),
    Shape(
        "tabs.tsv",
        'Skill\tJunior\tMid\tSenior\nCode\t"writes\ncode"\twrites good code\twrites great code\nTeam\tlistens\ttalks\tleads\n',
        ("Junior", "Mid", "Senior"),
        (("Code", "writes\ncode", "writes good code"), ("Team", "listens", "talks")),
    ),
    Shape(
        "perlevel.md",
        """# Ladder
## L1 - Engineer
| Area | Expectation |
|---|---|
| Scope | own tasks |
| Craft | write tests |
## L2 - Senior Engineer
| Area | Expectation |
|---|---|
| Scope | own projects |
| Craft | write frameworks |
""",
        ("L1 - Engineer", "L2 - Senior Engineer"),
        (("Scope", "own tasks", "own projects"), ("Craft", "write tests", "write frameworks")),
    ),
    Shape(
        "perdim.md",
        """# Ladder
## Scope
| Level | Description |
|---|---|
| 1 | own tasks |
| 2 | own projects |
## Craft
| Level | Description |
|---|---|
| 1 | writes tests |
| 2 | writes frameworks |
""",
        ("1", "2"),
        (("Scope", "own tasks", "own projects"), ("Craft", "writes tests", "writes frameworks")),
    ),
    Shape(
        "nested.md",
        """- Level 1
  - Technical
    - knows a language
    - fixes bugs
  - Leadership
    - leads self
- Level 2
  - Technical
    - knows two languages
  - Leadership
    - leads a project
""",
        ("Level 1", "Level 2"),
        (
            ("Technical", "knows a language\nfixes bugs", "knows two languages"),
            ("Leadership", "leads self", "leads a project"),
        ),
    ),
    Shape(
        "toml.toml",
        """title = "Our ladder"
[[levels]]
id = "L1"
name = "Engineer"
[levels.expectations]
scope = "own tasks"
craft = ["tests", "docs"]
[[levels]]
id = "L2"
name = "Senior"
[levels.expectations]
scope = "own projects"
craft = ["frameworks"]
""",
        ("Engineer", "Senior"),
        (("scope", "own tasks", "own projects"), ("craft", "tests\ndocs", "frameworks")),
    ),
    Shape(
        "toml2.toml",
        """title = "x"
[dimensions.scope]
name = "Scope"
L1 = "own tasks"
L2 = "own projects"
[dimensions.craft]
name = "Craft"
L1 = "tests"
L2 = "frameworks"
""",
        ("L1", "L2"),
        (("Scope", "own tasks", "own projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "y.yaml",
        """name: Engineering
tracks:
  - name: IC
    competencies:
      - name: Scope
        description: How far
        levels:
          - level: 1
            title: Junior
            description: own tasks
          - level: 2
            title: Mid
            description: own features
""",
        ("Junior", "Mid"),
        (("Scope", "own tasks", "own features"),),
    ),
    Shape(
        "y2.yaml",
        """technical:
  coding:
    junior: writes code
    senior: designs code
  testing:
    junior: writes tests
    senior: designs tests
people:
  mentoring:
    junior: none yet
    senior: many
""",
        ("junior", "senior"),
        (
            ("coding", "writes code", "designs code"),
            ("testing", "writes tests", "designs tests"),
            ("mentoring", "none yet", "many"),
        ),
    ),
    Shape(
        "ft.json",
        """[{"id":"code-review","summary":"Reviews code well","examples":["x"],"supportingUrls":[],"level":"junior-to-mid","domain":"technical"},
{"id":"cr2","summary":"Reviews all code","level":"mid-to-senior1","domain":"technical"},
{"id":"speak","summary":"Speaks","level":"junior-to-mid","domain":"communication"},
{"id":"speak2","summary":"Speaks well","level":"mid-to-senior1","domain":"communication"}]""",
        ("junior-to-mid", "mid-to-senior1"),
        (("technical", "Reviews code well", "Reviews all code"), ("communication", "Speaks", "Speaks well")),
    ),
    Shape(
        "htmlcells.md",
        """| | IC1 | IC2 |
|---|---|---|
| **Scope** | <ul><li>own tasks</li><li>ask for help</li></ul> | <ul><li>own projects</li></ul> |
| Craft<br>_how you build_ | - tests<br>- docs | • frameworks<br>• reviews |
""",
        ("IC1", "IC2"),
        (
            ("Scope", "own tasks\nask for help", "own projects"),
            ("Craft how you build", "- tests\n- docs", "• frameworks\n• reviews"),
        ),
    ),
    Shape(
        "longhead.md",
        """| Area | L1<br>Junior | L2<br>Mid | Level 3: Senior, who leads a project in the team without any help at all |
|---|---|---|---|
| Scope | a | b | c |
""",
        ("L1 Junior", "L2 Mid", "Level 3: Senior, who leads a project in the team without any help at all"),
        (("Scope", "a", "b"),),
    ),
    Shape(
        "records.json",
        '[{"Competency":"Scope","Junior":"own tasks","Senior":"own projects"},{"Competency":"Craft","Junior":"tests","Senior":"frameworks"}]',
        ("Junior", "Senior"),
        (("Scope", "own tasks", "own projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "lists.json",
        '{"columns":["","L1","L2"],"rows":[["Scope","own tasks","own projects"],["Craft","tests","frameworks"]]}',
        ("L1", "L2"),
        (("Scope", "own tasks", "own projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "lvlrec.json",
        '[{"Level":"L1","Scope":"own tasks","Craft":"tests"},{"Level":"L2","Scope":"own projects","Craft":"frameworks"}]',
        ("L1", "L2"),
        (("Scope", "own tasks", "own projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "deep.json",
        '{"levels":{"L3":{"title":"Senior","dimensions":{"scope":{"description":"own projects","examples":["x"]},"craft":{"description":"frameworks"}}},"L4":{"title":"Staff","dimensions":{"scope":{"description":"own areas"},"craft":{"description":"standards"}}}}}',
        ("L3", "L4"),
        (("scope", "own projects", "own areas"), ("craft", "frameworks", "standards")),
    ),
    Shape(
        "exp.yaml",
        """levels:
  - level: 3
    name: Senior
    expectations:
      - area: Scope
        text: own projects
      - area: Craft
        text: frameworks
  - level: 4
    name: Staff
    expectations:
      - area: Scope
        text: own areas
      - area: Craft
        text: standards
""",
        ("Senior", "Staff"),
        (("Scope", "own projects", "own areas"), ("Craft", "frameworks", "standards")),
    ),
    Shape(
        "named.yaml",
        """- name: Scope
  L1: own tasks
  L2: own projects
- name: Craft
  L1: tests
  L2: frameworks
""",
        ("L1", "L2"),
        (("Scope", "own tasks", "own projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "details.md",
        """# Ladder
<details>
<summary><b>Junior Engineer</b></summary>

### Scope
- own tasks

### Craft
- tests

</details>

<details>
<summary>Senior Engineer</summary>

### Scope
- own projects

### Craft
- frameworks
</details>
""",
        ("Junior Engineer", "Senior Engineer"),
        (("Scope", "own tasks", "own projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "numbered.md",
        """# Ladder
## 1. Communication
### 1.1 Junior
- listens
### 1.2 Senior
- explains
## 2. Delivery
### 2.1 Junior
- ships
### 2.2 Senior
- plans
""",
        ("Junior", "Senior"),
        (("Communication", "listens", "explains"), ("Delivery", "ships", "plans")),
    ),
    Shape(
        "boldpara.md",
        """## Junior Engineer

**Scope:** own tasks.

**Craft:** writes tests.

## Senior Engineer

**Scope:** own projects.

**Craft:** writes frameworks.
""",
        ("Junior Engineer", "Senior Engineer"),
        (("Scope", "own tasks.", "own projects."), ("Craft", "writes tests.", "writes frameworks.")),
    ),
    Shape(
        "setext.md",
        """Engineer
========

Technical
---------
* a tool

People
------
* a talk

Senior Engineer
===============

Technical
---------
* a platform

People
------
* a team
""",
        ("Engineer", "Senior Engineer"),
        (("Technical", "a tool", "a platform"), ("People", "a talk", "a team")),
    ),
    Shape(
        "roles.md",
        """# Engineering
## L1
### Scope
tasks given
## L2
### Scope
projects given
# Design
## L1
### Scope
screens given
## L2
### Scope
flows given
""",
        ("L1", "L2"),
        (("Engineering: Scope", "tasks given", "projects given"), ("Design: Scope", "screens given", "flows given")),
    ),
    Shape(
        "sep.csv",
        """sep=;
Kompetenz;Junior;Senior
Technik;lernt;lehrt
Team;hilft;führt
""",
        ("Junior", "Senior"),
        (("Technik", "lernt", "lehrt"), ("Team", "hilft", "führt")),
    ),
    Shape(
        "noheader.csv",
        """Scope,L1,own tasks
Scope,L2,own projects
Craft,L1,tests
Craft,L2,frameworks
""",
        ("L1", "L2"),
        (("Scope", "own tasks", "own projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "tr.csv",
        """Level,Technical knowledge,System design,Communication
SWE I,knows one language,none,speaks
SWE II,knows two languages,small systems,presents
Senior SWE,knows many,large systems,persuades
""",
        ("SWE I", "SWE II", "Senior SWE"),
        (
            ("Technical knowledge", "knows one language", "knows two languages"),
            ("System design", "none", "small systems"),
            ("Communication", "speaks", "presents"),
        ),
    ),
    Shape(
        "merged.csv",
        """Group,Skill,P1,P2,P3
Build,Code,a a,b b,c c
,,a2 a2,b2 b2,c2 c2
,Test,d d,e e,f f
Lead,Mentor,g g,h h,i i
""",
        ("P1", "P2", "P3"),
        (("Code", "a a\na2 a2", "b b\nb2 b2"), ("Test", "d d", "e e"), ("Mentor", "g g", "h h")),
    ),
    Shape(
        "snow.json",
        '{"tracks":[{"name":"Mobile","milestones":[{"summary":"Works","signals":["x"]},{"summary":"Designs","signals":["y"]}]}]}',
        ("1", "2"),
        (("Mobile", "Works\nx", "Designs\ny"),),
    ),
    Shape(
        "grid3.md",
        """|  | Engineer I | Engineer II | Senior Engineer | Staff Engineer |
|:--|:--|:--|:--|:--|
| Salary band | $100k | $120k | $150k | $200k |
| **Impact** | | | | |
| Scope | Own tasks | Own features | Own projects | Own areas |
| Autonomy | Guided | | Independent | Guides others |
""",
        ("Engineer I", "Engineer II", "Senior Engineer", "Staff Engineer"),
        (("Scope", "Own tasks", "Own features"),),
    ),
    Shape(
        "circle.csv",
        """,,Levels,,,
Area,Attribute,E1: Associate Engineer,E2: Engineer,E3: Senior Engineer,Notes
Technical Skills,Writing code,"Writes code
- with tests",Writes good code,Writes great code,
,Testing,tests,more tests,all tests,x
Delivery,Incremental value delivery,small,medium,large,
""",
        ("E1: Associate Engineer", "E2: Engineer", "E3: Senior Engineer"),
        (
            ("Writing code", "Writes code\n- with tests", "Writes good code"),
            ("Testing", "tests", "more tests"),
            ("Incremental value delivery", "small", "medium"),
        ),
    ),
    Shape(
        "roman.md",
        """# Levels
## Engineer I
**Impact**
Does tasks.

**Skills**
- Code
## Engineer II
**Impact**
Does projects.

**Skills**
- Systems
""",
        ("Engineer I", "Engineer II"),
        (("Impact", "Does tasks.", "Does projects."), ("Skills", "Code", "Systems")),
    ),
    Shape(
        "tblspan.md",
        """# Matrix
### Technical
| | IC1 | IC2 |
|--|--|--|
| Coding | a | b |
### Leadership
| | IC1 | IC2 |
|--|--|--|
| Coaching | c | d |
| Coding | e | f |
""",
        ("IC1", "IC2"),
        (("Technical: Coding", "a", "b"), ("Coaching", "c", "d"), ("Leadership: Coding", "e", "f")),
    ),
    Shape(
        "listlv.yaml",
        """career_ladder:
  - role: Junior Developer
    responsibilities:
      technical: [writes code, fixes bugs]
      communication: [speaks]
  - role: Senior Developer
    responsibilities:
      technical: [designs]
      communication: [presents]
""",
        ("Junior Developer", "Senior Developer"),
        (("technical", "writes code\nfixes bugs", "designs"), ("communication", "speaks", "presents")),
    ),
    Shape(
        "attrs.json",
        '{"jobFamily":"Eng","levels":[{"id":3,"title":"Engineer","attributes":[{"attribute":"Scope","expectation":"tasks"},{"attribute":"Craft","expectation":"tests"}]},{"id":4,"title":"Senior","attributes":[{"attribute":"Scope","expectation":"projects"},{"attribute":"Craft","expectation":"frameworks"}]}]}',
        ("Engineer", "Senior"),
        (("Scope", "tasks", "projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "text.txt",
        """ENGINEERING LADDER

Junior Engineer

Scope: tasks
Craft: tests

Senior Engineer

Scope: projects
Craft: frameworks
""",
        ("Junior Engineer", "Senior Engineer"),
        (("Scope", "tasks", "projects"), ("Craft", "tests", "frameworks")),
    ),
    Shape(
        "cn.md",
        """# 职级
| 能力 | P5 | P6 | P7 |
|---|---|---|---|
| 技术 | 能写代码 | 能设计 | 能带团队 |
""",
        ("P5", "P6", "P7"),
        (("技术", "能写代码", "能设计"),),
    ),
    Shape(
        "mixed.md",
        """# IC ladder

## L3

| Scope | Craft |
|---|---|
| tasks given by others | writes tests for code |

## L4

| Scope | Craft |
|---|---|
| projects of the team | builds test frameworks |
""",
        ("L3", "L4"),
        (
            ("Scope", "tasks given by others", "projects of the team"),
            ("Craft", "writes tests for code", "builds test frameworks"),
        ),
    ),
    Shape(
        "emoji.md",
        """## 🌱 Junior
### 💻 Tech
- a
### 🤝 People
- b
## 🌳 Senior
### 💻 Tech
- c
### 🤝 People
- d
""",
        ("🌱 Junior", "🌳 Senior"),
        (("💻 Tech", "a", "c"), ("🤝 People", "b", "d")),
    ),
    Shape(
        "kv.yaml",
        """L3:
  title: Engineer
  summary: An engineer
  scope: tasks
  craft: tests
L4:
  title: Senior
  summary: A senior
  scope: projects
  craft: frameworks
""",
        ("L3", "L4"),
        (("scope", "tasks", "projects"), ("craft", "tests", "frameworks")),
    ),
    Shape(
        "fr.csv",
        """Compétence;Débutant;Confirmé;Expert
Technique;apprend;maîtrise;enseigne
""",
        ("Débutant", "Confirmé", "Expert"),
        (("Technique", "apprend", "maîtrise"),),
    ),
    Shape(
        "ic_m.json",
        '{"ic":{"L1":{"craft":"a","lead":"b"},"L2":{"craft":"c","lead":"d"}},"manager":{"M1":{"craft":"e"},"M2":{"craft":"f"}}}',
        ("L1", "L2", "M1", "M2"),
        (("craft", "a", "c"), ("lead", "b", "d")),
    ),
    Shape(
        "bool.csv",
        """Skill,Junior,Senior
Git,Yes,Yes
Tests,writes some,writes all
""",
        ("Junior", "Senior"),
        (("Tests", "writes some", "writes all"),),
    ),
)
