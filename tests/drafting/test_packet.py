"""The packet's headline is counts, its voices have one name each, and no entry carries the whole case."""

from collections.abc import Sequence

from service.domain.brag import EntryId
from service.domain.claims import Kind, Ruling, Verdict
from service.domain.evidence import Standing, Strength
from service.domain.packet import Bullet, DraftedBy, Level, Provenance, Ranked, Section, Sentence, Shows, Usage
from service.domain.rubric import DimensionId
from service.drafting.packet import assemble_packet, corroborators, headline, new_packet_id, provenance_of, spread
from tests.builders import a_brag_entry, a_dimension, a_log, a_quote, a_rubric

RUBRIC = a_rubric(a_dimension("scope"), a_dimension("influence"), a_dimension("direction"))
FLAT = Strength(relevance=0, outcome=0, quantified=0, corroborated=0, agency=0, reach=0, recency=0)


def a_bullet(entry: str, dimension: str = "scope", level: Level = Level.NEXT) -> Bullet:
    verdict = Verdict(ruling=Ruling.SUPPORTED, because="", settled_by=Kind.VERBATIM)
    return Bullet(
        id="b",
        shows=Shows(dimension=DimensionId(dimension), level=level, behaviour="x"),
        drafted_by=DraftedBy.VERBATIM,
        before=(),
        sentences=(Sentence(text=f"Did {entry}.", cites=(EntryId(entry),), verdict=verdict),),
    )


def a_section(dimension: str, standing: Standing, entries: Sequence[str] = (), listed: Sequence[str] = ()) -> Section:
    return Section(
        dimension=DimensionId(dimension),
        standing=standing,
        why_this_standing="",
        bullets=tuple(a_bullet(entry, dimension) for entry in entries),
        shortlist=tuple(Ranked(entry=EntryId(entry), score=0.5, strength=FLAT) for entry in listed),
    )


def test_the_headline_counts_and_names_and_does_not_praise() -> None:
    sections = [
        a_section("scope", Standing.CONSISTENT, ["e1"]),
        a_section("influence", Standing.CONSISTENT, ["e2", "e3"]),
        a_section("direction", Standing.NOT_YET),
    ]
    assert headline(RUBRIC, sections) == (
        "Case for L5: 2 of 3 dimensions shown consistently. Most evidence: Influence. Not shown yet: Direction."
    )


def test_the_headline_of_a_thin_log_says_that_nothing_is_shown_yet() -> None:
    sections = [a_section(id, Standing.NOT_YET) for id in ("scope", "influence", "direction")]
    assert headline(RUBRIC, sections) == "Case for L5: no dimension of 3 is shown at the next level yet."


def test_once_is_not_called_consistent() -> None:
    sections = [a_section("scope", Standing.SOMETIMES, ["e1"]), a_section("influence", Standing.NOT_YET)]
    assert headline(RUBRIC, sections) == (
        "Case for L5: no dimension of 2 shown consistently yet, 1 sometimes. Most evidence: Scope. "
        "Not shown yet: Influence."
    )


def test_one_voice_has_one_name_and_all_its_entries() -> None:
    log = a_log(
        a_brag_entry(id="e1", corroborations=[a_quote(who="Priya N.")]),
        a_brag_entry(id="e2", corroborations=[a_quote(who="priya  n.", role="Finance lead"), a_quote(who="Tom")]),
        a_brag_entry(id="e3", corroborations=[a_quote(who="Nobody used this")]),
    )
    sections = [a_section("scope", Standing.SOMETIMES, ["e1"], ["e1", "e2"])]
    voices = corroborators(sections, log.by_id())
    assert [(voice.who, voice.role, voice.entries) for voice in voices] == [
        ("Priya N.", "Finance lead", ("e1", "e2")),
        ("Tom", None, ("e2",)),
    ]


def test_an_entry_told_twice_is_not_told_a_third_time_where_the_section_stands_without_it() -> None:
    sections = [a_section(id, Standing.CONSISTENT, ["e1", f"own-{id}"]) for id in ("scope", "influence", "direction")]
    told = [[bullet.sentences[0].cites[0] for bullet in section.bullets] for section in spread(sections)]
    assert told == [["e1", "own-scope"], ["e1", "own-influence"], ["own-direction"]]
    assert spread(sections)[2].note == "Also relevant here, and told above: e1"


def test_a_section_keeps_the_only_bullet_it_has() -> None:
    sections = [a_section(id, Standing.SOMETIMES, ["e1"]) for id in ("scope", "influence", "direction")]
    assert all(len(section.bullets) == 1 for section in spread(sections))


def test_the_packet_follows_the_rubric_and_its_bullets_have_ids_of_their_own() -> None:
    log = a_log(a_brag_entry(id="e1"), a_brag_entry(id="e2"))
    made = Provenance(service="0", model="none", embedder="x", rubric="r", entries={})
    sections = [
        a_section("influence", Standing.SOMETIMES, ["e1", "e2"]),
        a_section("scope", Standing.SOMETIMES, ["e1"]),
    ]
    packet = assemble_packet(id=new_packet_id(), rubric=RUBRIC, sections=sections, log=log, provenance=made)
    assert [section.dimension for section in packet.sections] == ["scope", "influence"]
    ids = [bullet.id for section in packet.sections for bullet in section.bullets]
    assert ids == ["scope-1", "influence-1", "influence-2"]


def test_provenance_holds_a_digest_of_every_entry_and_none_of_its_words() -> None:
    log = a_log(a_brag_entry(id="e1"))
    made = provenance_of(
        service="0.1.0", log=log, rubric=RUBRIC, model="none", embedder="x", prompts={"a": "1@sha256:b"}, usage=Usage()
    )
    assert made.entries == {"e1": f"sha256:{log.entries[0].digest()}"}
    assert "reconciliation" not in made.model_dump_json()


def test_packet_ids_differ() -> None:
    assert new_packet_id() != new_packet_id()
