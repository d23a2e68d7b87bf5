"""The page of what was read: each part is mended where it stands, before anything is drafted of it."""

import re
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from service.app import create_app
from service.settings import read_settings
from tests.web.test_pages import send, text_of

LOG = """\
# 2025

## Goals

- 2025-06: Ran a ward for a week

## Wins

- 2025-03-04: Cut the handover to 25 minutes.
"""
LADDER = """\
| Dimension | L1 | L2 |
|---|---|---|
| Care | does a task | owns a task |
| Reach | own ward | two wards |

Teaches others on the ward.
"""


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    settings = read_settings(data_dir=tmp_path_factory.mktemp("read"))
    with TestClient(create_app(settings), base_url="http://127.0.0.1", headers={"accept": "text/html"}) as opened:
        yield opened


@pytest.fixture
def page(client: TestClient, request: pytest.FixtureRequest) -> str:
    """The page of a log that nobody else has, and a ladder of one's own."""
    typed = {"log_text": f"{LOG}- Wrote the guide {request.node.name}.\n", "ladder": "own", "ladder_text": LADDER}
    status, page = send(client, **typed)
    assert status == 200
    return page


def opened(client: TestClient, page: str, label: str) -> str:
    """The page with the form open that a link leads to."""
    found = re.search(rf'<a href="([^"]+)"[^>]*>{label}</a>|<a href="([^"]+)" aria-label="{label}[^>]*>', page)
    assert found, label
    return client.get((found[1] or found[2]).replace("&amp;", "&")).text


def kept(client: TestClient, page: str, *, status: int = 200, **typed: str) -> str:
    """What comes of the open form with these things typed into it."""
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page[page.index('id="here"') :]))
    answer = client.post("/read/changes", data={**fields, **typed})
    assert answer.status_code == status, text_of(answer.text)
    return answer.text


def stored(client: TestClient, page: str, what: str) -> dict[str, object]:
    name = {"log": "logs", "rubric": "rubrics"}[what]
    id = re.findall(rf'name="{what}" value="([^"]*)"', page)[0]
    answer: dict[str, object] = client.get(f"/v1/{name}/{id}").json()
    return answer


def entries(client: TestClient, page: str) -> list[str]:
    found = stored(client, page, "log")["entries"]
    assert isinstance(found, list)
    return [entry["text"] for entry in found]


def dimensions(client: TestClient, page: str) -> list[tuple[str, str, str]]:
    found = stored(client, page, "rubric")["rubric"]["dimensions"]  # type: ignore[index,call-overload]
    return [(one["name"], one["current"], one["next"]) for one in found]


def test_an_entry_is_mended_where_it_stands(client: TestClient, page: str) -> None:
    form = opened(client, page, "Mend: Cut")
    assert ">Cut the handover to 25 minutes." in form
    after = kept(client, form, text="Cut the handover from 40 to 25 minutes", when="March 2025", who_0="", quote_0="")
    assert entries(client, after)[0] == "Cut the handover from 40 to 25 minutes"
    assert "March 2025 Cut the handover from 40 to 25 minutes" in text_of(after)
    assert 'id="here"' not in after


def test_an_entry_that_is_none_is_taken_out(client: TestClient, page: str) -> None:
    before = entries(client, page)
    after = kept(client, opened(client, page, "Mend: Wrote"), do="remove")
    assert entries(client, after) == before[:-1]


def test_a_line_that_was_not_read_becomes_the_win_it_is(client: TestClient, page: str) -> None:
    form = opened(client, page, "It is a win: ")
    # The line is offered with its date found, as it would be read among the wins.
    assert 'value="2025-06"' in form
    after = kept(client, form, text="Ran a ward for a week", when="2025-06")
    assert "Ran a ward for a week" in entries(client, after)
    assert stored(client, after, "log")["unread"] == []
    assert "Every line was understood" in after


def test_a_dimension_is_mended_and_one_that_is_none_taken_out(client: TestClient, page: str) -> None:
    form = opened(client, page, "Mend: Care")
    after = kept(client, form, name="Care", current="does a task", next="owns every task of a shift")
    assert ("Care", "does a task", "owns every task of a shift") in dimensions(client, after)
    after = kept(client, opened(client, after, "Mend: Reach"), do="remove")
    assert [name for name, *_ in dimensions(client, after)] == ["Care"]
    last = kept(client, opened(client, after, "Mend: Care"), do="remove", status=422)
    assert 'role="alert"' in last


def test_a_place_of_the_ladder_that_was_not_read_becomes_a_dimension(client: TestClient, page: str) -> None:
    before = stored(client, page, "rubric")["unread"]
    assert before
    form = opened(client, page, "It is a criterion: ")
    after = kept(client, form, name="Teaching", current="", next="teaches a ward")
    assert ("Teaching", "", "teaches a ward") in dimensions(client, after)
    assert len(stored(client, after, "rubric")["unread"]) == len(before) - 1  # type: ignore[arg-type]


def test_what_is_changed_of_the_built_in_ladder_is_ones_own(client: TestClient) -> None:
    _, page = send(client, log_text="- 2025-03-04: Cut the built-in handover to 25 minutes.")
    form = opened(client, page, "Add a dimension that is not there")
    after = kept(client, form, name="Scope", current="", next="runs two wards")
    names = [name for name, *_ in dimensions(client, after)]
    assert names.count("Scope") == 2
    assert "runs two wards" not in client.get(re.sub("rubric=[^&#]+", "rubric=built-in", form_address(page))).text


def form_address(page: str) -> str:
    found = re.search(r'href="(/read\?[^"]*?)&amp;at=', page)
    assert found
    return found[1].replace("&amp;", "&")


@pytest.mark.parametrize(
    ("label", "typed"),
    [
        ("Mend: Cut", {"text": "  ", "when": "2025"}),
        ("Mend: Cut", {"text": "Cut the handover in two", "when": "the day after never"}),
        ("It is a win: ", {"text": "", "when": "2025-06", "outcome": "The ward was run"}),
        ("Mend: Care", {"name": "Care of all", "current": "", "next": " "}),
        ("It is a criterion: ", {"name": "", "current": "", "next": "teaches a ward"}),
        ("Add a dimension that is not there", {"name": "Kept words", "current": "", "next": ""}),
    ],
)
def test_what_is_wrong_is_said_in_the_form_and_nothing_typed_is_lost(
    client: TestClient, page: str, label: str, typed: dict[str, str]
) -> None:
    before = entries(client, page), dimensions(client, page)
    shown = kept(client, opened(client, page, label), status=422, **typed)
    assert 'role="alert"' in shown
    assert 'aria-invalid="true"' in shown
    for words in filter(str.strip, typed.values()):
        assert words in shown[shown.index('id="here"') :]
    assert (entries(client, page), dimensions(client, page)) == before


def test_what_another_window_did_meanwhile_is_not_written_over_unseen(client: TestClient, page: str) -> None:
    form, other = opened(client, page, "Mend: Cut"), opened(client, page, "Mend: Wrote")
    kept(client, other, text="Wrote another guide", when="")
    shown = kept(client, form, status=412, text="Cut the handover in two", when="")
    assert "Cut the handover in two" in shown[shown.index('id="here"') :]
    assert "Cut the handover to 25 minutes." in text_of(shown)
    assert "Cut the handover in two" in entries(client, kept(client, shown, text="Cut the handover in two", when=""))


def test_what_was_typed_for_a_part_that_is_gone_becomes_a_new_one(client: TestClient, page: str) -> None:
    form, other = opened(client, page, "Mend: Wrote"), opened(client, page, "Mend: Wrote")
    kept(client, other, do="remove")
    shown = kept(client, form, status=404, text="Wrote the guide with Ada", when="")
    assert "Wrote the guide with Ada" in entries(client, kept(client, shown, text="Wrote the guide with Ada", when=""))
    ladder, another = opened(client, page, "Mend: Reach"), opened(client, page, "Mend: Reach")
    kept(client, another, do="remove")
    typed = {"name": "Reach", "current": "", "next": "three wards"}
    assert ("Reach", "", "three wards") in dimensions(
        client, kept(client, kept(client, ladder, status=404, **typed), **typed)
    )


def test_a_line_that_another_window_took_is_not_taken_from_its_neighbour(client: TestClient) -> None:
    more = LOG.replace("\n## Wins", "- 2025-07: Ran two wards for a week\n\n## Wins")
    _, page = send(client, log_text=f"{more}- Wrote the guide of two goals.\n")
    first, again = opened(client, page, "It is a win: "), opened(client, page, "It is a win: ")
    kept(client, first, text="Ran a ward", when="2025-06")
    after = kept(client, again, text="Ran a ward, I said", when="2025-06")
    assert len(stored(client, after, "log")["unread"]) == 1  # type: ignore[arg-type]


@pytest.mark.parametrize("at", ["entry:none", "line:99", "line:x", "dimension:none", "criterion:99", "else:1", "entry"])
def test_an_address_of_no_part_opens_at_most_an_empty_form(client: TestClient, page: str, at: str) -> None:
    shown = client.get(form_address(page), params={"log": log_of(page), "at": at})
    assert shown.status_code == 200


def log_of(page: str) -> str:
    return re.findall(r'name="log" value="([^"]*)"', page)[0]
