"""A run as JSON for programs and as JUnit XML for a CI server."""

import json
from collections.abc import Sequence
from xml.etree import ElementTree

from evals.suite.comparing import Comparison, passed
from evals.suite.gates import Failed
from evals.suite.metrics import Scored, by_kind, measure
from evals.suite.runs import Run


def as_json(
    run: Run, ones: Sequence[Scored], against: Comparison | None, failed: Sequence[Failed], why: Sequence[str]
) -> str:
    """Everything a run was made from, every figure, the comparison, and the gates."""
    return json.dumps(
        {
            "name": run.name,
            "made": run.made.model_dump(mode="json"),
            "metrics": [one.model_dump(mode="json") for one in measure(ones)],
            "lies_caught_by_kind": [one.model_dump(mode="json") for one in by_kind(ones)],
            "cases": [
                {"case": one.run.case, "family": one.run.family, "holds": passed(one), "unscored": one.run.unscored}
                for one in ones
            ],
            "comparison": against.model_dump(mode="json") if against else None,
            "unusable": list(why),
            "gates_failed": [gate.model_dump() for gate in failed],
        },
        ensure_ascii=False,
        indent=1,
    )


def as_junit(
    run: Run, ones: Sequence[Scored], against: Comparison | None, failed: Sequence[Failed], why: Sequence[str]
) -> str:
    """One test a case (an unscored one is an error), and one a gate that failed."""
    del against
    suite = ElementTree.Element("testsuite", name=f"promocase eval {run.name}")
    bad = 0
    for one in ones:
        test = ElementTree.SubElement(suite, "testcase", classname=one.run.family, name=one.run.case)
        if one.run.unscored:
            ElementTree.SubElement(test, "error", message=one.run.unscored)
        elif not passed(one):
            bad += 1
            ElementTree.SubElement(
                test, "failure", message="a lie or an untrue sentence released, or evidence not told"
            )
    for gate in failed:
        bad += 1
        test = ElementTree.SubElement(suite, "testcase", classname="gates", name=gate.gate)
        ElementTree.SubElement(test, "failure", message=gate.because)
    for reason in why:
        test = ElementTree.SubElement(suite, "testcase", classname="gates", name="usable")
        ElementTree.SubElement(test, "error", message=reason)
    suite.set("tests", str(len(suite)))
    suite.set("failures", str(bad))
    suite.set("errors", str(len(run.unscored) + len(why)))
    ElementTree.indent(suite)
    return ElementTree.tostring(suite, encoding="unicode", xml_declaration=True) + "\n"
