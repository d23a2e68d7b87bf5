"""Ours beside the peers: the measure is right on rows made by hand, and a peer that crashes is no zero."""

import json
import sys
from pathlib import Path

import pytest

from evals.checker.benchmark import Origin
from evals.checker.beside import compare, ours, promotion_line, public_line
from evals.checker.fusion import SIGNALS, TRAINED_ON, kept, leave_one_out, train
from evals.checker.judges import sample
from evals.checker.peers import PEERS, Peer, PeerUnavailable, ask, python_of
from evals.checker.public import (
    CLAIMS,
    Pair,
    Scores,
    balanced_accuracy,
    best_cut,
    interval,
    lead,
    mean_over,
    per_set,
    read_sets,
)
from evals.checker.side_by_side import tables
from evals.checker.signals import Signals, rulings, signals_of
from service.domain.claims import Ruling
from service.errors import Invalid, NotFound
from service.verification.panel import Panel
from tests.builders import a_brag_entry
from tests.shared import needs_shared

PEER = Peer(name="stranger", environment="offline", worker="stranger", cut=0.5)


def a_pair(
    claim: str = "Cut the build from 20 to 10 minutes.",
    evidence: str = "Cut the build from 20 minutes to 10 minutes.",
    *,
    supported: bool = True,
    group: str = "made by hand",
    id: str = "p",
) -> Pair:
    return Pair(
        id=id,
        group=group,
        entry=a_brag_entry(id="e", when=None, text=evidence),
        claim=claim,
        supported=supported,
    )


def pairs_in(group: str, labels: list[bool]) -> list[Pair]:
    return [
        a_pair(evidence=f"{group} {n}", supported=label, group=group, id=f"{group}-{n}")
        for n, label in enumerate(labels)
    ]


def a_worker(tmp_path: Path, body: str) -> Path:
    """A peer whose score for a row is what `body` says; it speaks the worker's lines."""
    worker = tmp_path / "worker.py"
    worker.write_text(
        "import json, os, sys\n"
        "for line in sys.stdin:\n"
        "    row = json.loads(line)\n"
        f"    {body}\n"
        "    print(json.dumps({'n': row['n'], 'score': score}), flush=True)\n",
        "utf-8",
    )
    return worker


def test_passing_everything_and_passing_nothing_are_both_worth_a_half() -> None:
    labels = [True, True, True, False]
    assert balanced_accuracy([True] * 4, labels) == 0.5
    assert balanced_accuracy([False] * 4, labels) == 0.5
    assert balanced_accuracy([True, True, False, False], labels) == pytest.approx((2 / 3 + 1) / 2)


def test_rows_without_a_score_count_neither_way() -> None:
    assert balanced_accuracy([True, None, False, None], [True, True, False, False]) == 1.0
    assert balanced_accuracy([None, None, False, False], [True, True, False, False]) is None


def test_the_threshold_of_a_set_is_chosen_on_the_others() -> None:
    pairs = [*pairs_in("low", [True, False]), *pairs_in("high", [True, False])]
    # Each set parts cleanly, but at its own height: a threshold that had seen the set would get both right.
    scores = Scores(system="s", values=(0.3, 0.1, 0.9, 0.7))
    found = per_set(scores, pairs)
    assert (found["low"].cut, found["high"].cut) == (0.9, 0.3)
    assert [share.accuracy for share in found.values()] == [0.5, 0.5]
    assert best_cut([((0.3, 0.1), (True, False))]) == 0.3


def test_a_system_with_a_cut_of_its_own_keeps_it() -> None:
    pairs = [*pairs_in("low", [True, False]), *pairs_in("high", [True, False])]
    found = per_set(Scores(system="s", values=(0.3, 0.1, 0.9, 0.7), cut=0.2), pairs)
    assert [share.accuracy for share in found.values()] == [1.0, 0.5]


def test_the_mean_is_over_sets_and_there_is_none_while_a_set_is_unmeasured() -> None:
    pairs = [*pairs_in("small", [True, False]), *pairs_in("large", [True, False] * 4)]
    right = tuple(float(pair.supported) for pair in pairs)
    wrong_on_large = tuple(score if n < 2 else 1.0 for n, score in enumerate(right))
    assert mean_over(per_set(Scores(system="s", values=wrong_on_large, cut=0.5), pairs)) == 0.75
    holed = (None, None, *right[2:])
    line = public_line(Scores(system="s", values=holed, cut=0.5), pairs)
    assert line.mean is None
    assert line.sets["small"].accuracy is None
    assert line.sets["small"].unscored == 2


def test_the_interval_holds_the_mean_and_narrows_with_more_texts() -> None:
    def width(times: int) -> float:
        pairs = pairs_in("one", [True, True, True, False, False, False] * times)
        scores = Scores(system="s", values=(1.0, 1.0, 0.0, 0.0, 0.0, 1.0) * times, cut=0.5)
        shares = per_set(scores, pairs)
        found = interval(scores, pairs, shares)
        assert found is not None
        assert found[0] <= 2 / 3 <= found[1]
        return found[1] - found[0]

    assert width(40) < width(4)


def test_a_system_leads_one_that_guesses_and_does_not_lead_itself() -> None:
    pairs = pairs_in("one", [True, False] * 40)
    right = Scores(system="right", values=tuple(float(pair.supported) for pair in pairs), cut=0.5)
    guess = Scores(system="guess", values=(1.0, 1.0, 0.0, 0.0) * 20, cut=0.5)
    ahead = lead(right, guess, pairs)
    assert ahead is not None
    assert 0 < ahead[0] < 0.5 < ahead[1]
    assert lead(right, right, pairs) == (0.0, 0.0)
    assert lead(right, guess.model_copy(update={"values": (None, *guess.values[1:])}), pairs) is None


def test_a_peer_that_dies_on_a_row_leaves_that_row_unscored_and_goes_on(tmp_path: Path) -> None:
    worker = a_worker(tmp_path, "score = 1.0 if row['claim'] != 'deadly' else os._exit(3)")
    pairs = [a_pair("fine"), a_pair("deadly"), a_pair("fine too")]
    found = ask(PEER, pairs, python=Path(sys.executable), worker=worker)
    assert found.values == (1.0, None, 1.0)
    assert "1 of 3" in found.note


def test_a_peer_that_never_starts_is_unscored_not_zero(tmp_path: Path) -> None:
    worker = tmp_path / "worker.py"
    worker.write_text("import no_such_package_anywhere\n", "utf-8")
    pairs = [*pairs_in("a", [True, False] * 4), *pairs_in("b", [True, False] * 4)]
    found = ask(PEER, pairs, python=Path(sys.executable), worker=worker)
    assert set(found.values) == {None}
    line = public_line(found, pairs)
    assert line.mean is None
    assert sum(share.unscored for share in line.sets.values()) == len(pairs)
    assert promotion_line(found, pairs, 0.5).accuracy is None


def test_a_peer_out_of_time_keeps_what_it_had_answered(tmp_path: Path) -> None:
    worker = a_worker(tmp_path, "score = 1.0 if row['n'] == 0 else __import__('time').sleep(60)")
    found = ask(PEER, [a_pair(), a_pair()], python=Path(sys.executable), worker=worker, seconds=3)
    assert found.values == (1.0, None)
    assert "time" in found.note


def test_what_a_peer_prints_besides_is_no_answer(tmp_path: Path) -> None:
    worker = a_worker(tmp_path, "score = 0.25; print('loading'); print('{\"n\": 99, \"score\": 1.0}')")
    assert ask(PEER, [a_pair()], python=Path(sys.executable), worker=worker).values == (0.25,)


def test_a_peer_sees_no_key_of_whoever_runs_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "made-up")
    worker = a_worker(tmp_path, "score = float('OPENAI_API_KEY' in os.environ)")
    assert ask(PEER, [a_pair()], python=Path(sys.executable), worker=worker).values == (0.0,)


def test_an_environment_that_is_not_made_is_told(tmp_path: Path) -> None:
    with pytest.raises(PeerUnavailable):
        python_of("offline", tmp_path)


def test_peers_are_none_of_the_projects_packages() -> None:
    lock = (Path(__file__).parents[2] / "requirements-dev.lock").read_text("utf-8")
    assert not [peer.worker for peer in PEERS if f"\n{peer.worker}==" in f"\n{lock}"]


def test_signals_part_a_true_claim_from_one_with_another_figure_and_another_name() -> None:
    evidence = "Ran the spring intake for Larkfield school: 41 pupils placed before June."
    true, false = signals_of(
        [
            a_pair("Placed 41 pupils in the spring intake for Larkfield school.", evidence),
            a_pair("Placed 58 pupils in the spring intake for Harrowgate school.", evidence, supported=False),
        ],
        Panel(),
    )
    assert true.lacking_figures < false.lacking_figures
    assert true.lacking_names < false.lacking_names
    assert true.token_precision > false.token_precision
    assert true.far_words > false.far_words
    assert kept().score(true) > kept().score(false)


def test_a_claim_is_as_good_as_its_worst_sentence() -> None:
    evidence = "Cut the build from 20 minutes to 10 minutes."
    one, two = signals_of(
        [
            a_pair("Cut the build from 20 to 10 minutes.", evidence),
            a_pair("Cut the build from 20 to 10 minutes. Won the national baking prize.", evidence, supported=False),
        ],
        Panel(),
    )
    assert one.all_supported == 1.0
    assert two.all_supported == 0.0
    assert two.far_words < one.far_words


def some_signals(strength: float) -> Signals:
    return Signals(**dict.fromkeys(Signals.model_fields, strength))


def test_unjudged_is_not_supported_and_is_let_pass_only_on_the_line_that_says_so() -> None:
    unjudged, refused, supported = (
        some_signals(0.0),
        some_signals(0.0).model_copy(update={"overstated": 0.5}),
        some_signals(0.0).model_copy(update={"all_supported": 1.0}),
    )
    panel, lets_pass, *_ = ours([unjudged, refused, supported])
    assert panel.values == (0.0, 0.0, 1.0)
    assert lets_pass.values == (1.0, 0.0, 1.0)


def test_the_panel_rules_on_each_sentence_of_a_claim() -> None:
    both = a_pair("Cut the build from 20 minutes to 10 minutes. Won the national baking prize.")
    first, second = rulings(both, Panel())
    assert first is Ruling.SUPPORTED
    assert second is not Ruling.SUPPORTED


def test_the_fusion_of_a_set_has_not_seen_that_set() -> None:
    labels = [True, False] * 20
    pairs = [pair for name in TRAINED_ON for pair in pairs_in(name, labels)]
    # In the first set everything points the other way: only a fusion that had seen it could get it right.
    signals = [some_signals(float(pair.supported is not (pair.group == TRAINED_ON[0]))) for pair in pairs]
    scores = leave_one_out(pairs, signals, kept())
    shares = per_set(scores, pairs)
    assert shares[TRAINED_ON[0]].accuracy == 0.0
    assert train(pairs, signals).trained_on == TRAINED_ON


def test_a_set_for_measuring_only_is_never_trained_on() -> None:
    labels = [True, False] * 20
    names = (*TRAINED_ON, "ragtruth_qa")
    pairs = [pair for name in names for pair in pairs_in(name, labels)]
    as_labelled = [some_signals(float(pair.supported)) for pair in pairs]
    turned = [some_signals(float(pair.supported is not (pair.group == "ragtruth_qa"))) for pair in pairs]
    there = len(TRAINED_ON) * len(labels)
    before = leave_one_out(pairs, as_labelled, kept()).values
    assert leave_one_out(pairs, turned, kept()).values[:there] == before[:there]


def test_alone_a_set_gets_the_kept_weights_unless_they_were_trained_on_it() -> None:
    signals = [some_signals(1.0), some_signals(0.0)]
    strange, own = pairs_in("strange", [True, False]), pairs_in(TRAINED_ON[0], [True, False])
    assert leave_one_out(strange, signals, kept()).values == tuple(map(kept().score, signals))
    assert leave_one_out(own, signals, kept()).values == (None, None)


def test_the_kept_weights_name_the_signals_and_were_not_trained_on_what_is_for_measuring_only() -> None:
    assert tuple(one.signal for one in kept().weights) == SIGNALS
    assert set(kept().trained_on) <= set(TRAINED_ON)


def test_a_sample_for_judges_is_balanced_in_any_first_part() -> None:
    lies = [
        a_pair(supported=False, group=kind.value, id=f"{kind}{n}")
        for kind in (Origin.HAND, Origin.MODEL, Origin.MUTATION)
        for n in range(9)
    ]
    honest = pairs_in(Origin.HONEST.value, [True] * 30)
    drawn = sample([*honest, *lies], 12)
    assert [pair.supported for pair in drawn[:6]] == [True, False] * 3
    assert {pair.group for pair in drawn[:6]} == {kind.value for kind in Origin}
    assert drawn == sample([*honest, *lies], 12)


def test_a_broken_row_is_refused_with_its_place_and_none_of_its_words(tmp_path: Path) -> None:
    (tmp_path / "odd.jsonl").write_text('{"id": "1", "claim": "secret words", "label": 1}\n', "utf-8")
    with pytest.raises(Invalid) as told:
        read_sets(tmp_path)
    assert "odd.jsonl, line 1" in str(told.value)
    assert "secret" not in str(told.value)


def test_no_folder_of_claims_is_not_found(tmp_path: Path) -> None:
    with pytest.raises(NotFound):
        read_sets(tmp_path / "nowhere")


def test_without_the_claims_the_promotion_table_stands_and_the_reason_is_told(tmp_path: Path) -> None:
    found = compare({"development": [a_pair(group="honest")]}, tmp_path / "nowhere", lambda pairs: [], {})
    assert found.public == ()
    assert found.promotion[0].lines
    assert found.skipped
    assert not found.whole
    assert found.skipped[0] in tables(found)


@needs_shared
@pytest.mark.shared
def test_the_shared_sets_are_read_with_both_labels_each() -> None:
    sets = read_sets(CLAIMS)
    assert len(sets) >= 4
    assert all({pair.supported for pair in pairs} == {True, False} for pairs in sets.values())


@needs_shared
@pytest.mark.shared
def test_on_a_few_claims_of_each_shared_set_ours_and_the_fusion_beat_chance(tmp_path: Path) -> None:
    for name, pairs in read_sets(CLAIMS).items():
        kept_rows = [*[p for p in pairs if p.supported][:12], *[p for p in pairs if not p.supported][:12]]
        (tmp_path / f"{name}.jsonl").write_text(
            "".join(
                json.dumps({"id": p.id, "evidence": p.entry.text, "claim": p.claim, "label": int(p.supported)}) + "\n"
                for p in kept_rows
            ),
            "utf-8",
        )
    found = compare({"development": [a_pair(group="honest")]}, tmp_path, lambda pairs: [], {})
    means = {line.system: line.mean for line in found.public}
    assert (means["fusion"] or 0) > 0.55
    assert (means["our panel"] or 0) > 0.5
