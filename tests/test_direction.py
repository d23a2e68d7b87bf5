"""The drawing in the architecture, read from the syntax tree: who may import whom, and who alone knows a library."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Each package or module may import those named here, and itself. What is not drawn is not allowed.
BELOW = {
    "apart": set[str](),
    "errors": set[str](),
    "faults": {"errors"},
    "domain": {"domain"},
    "ports": {"domain", "errors"},
    "operations": {"domain", "errors"},
    "prompting": {"ports", "domain", "errors"},
    "intake": {"apart", "domain", "errors", "faults"},
    "retrieval": {"operations", "ports", "domain", "errors", "prompting"},
    "verification": {"operations", "ports", "domain", "errors", "prompting"},
    "rendering": {"apart", "domain", "errors"},
    "drafting": {"operations", "verification", "retrieval", "prompting", "ports", "domain", "errors"},
    "interview": {"verification", "retrieval", "intake", "prompting", "ports", "domain", "errors"},
    "coaching": {"verification", "retrieval", "ports", "domain", "errors"},
    "dividing": {"verification", "intake", "prompting", "ports", "domain", "errors"},
    "adapters": {"operations", "ports", "domain", "errors"},
    "access": {"ports", "domain", "errors"},
    "settings": {"errors", "faults"},
    "casework": {
        *("drafting", "dividing", "interview", "coaching", "rendering", "retrieval", "verification", "intake"),
        *("prompting", "ports", "domain", "errors"),
    },
    "wiring": {
        *("access", "casework", "adapters", "settings", "drafting", "interview", "coaching", "retrieval"),
        *("verification", "intake", "prompting", "operations", "ports", "domain", "errors"),
    },
    "web": {
        *(
            "wiring",
            "access",
            "casework",
            "settings",
            "rendering",
            "intake",
            "drafting",
            "operations",
            "ports",
            "domain",
        ),
        *("errors", "faults"),
    },
    "app": {"web", "wiring", "casework", "settings", "errors"},
    "terminal": {"casework", "drafting", "ports", "domain"},
    "commands": {
        *(
            "terminal",
            "app",
            "wiring",
            "access",
            "operations",
            "casework",
            "settings",
            "rendering",
            "intake",
            "drafting",
        ),
        *("ports", "domain", "errors"),
    },
    "cli": {"commands", "errors"},
}

KEPT_APART = {
    "adapters": {
        *("langchain", "langchain_core", "langchain_openai", "openai", "tenacity", "chromadb", "sqlalchemy"),
        *("alembic", "filelock", "onnxruntime", "tokenizers", "dbos"),
        *("prometheus_client", "opentelemetry"),
    },
    "web": {"fastapi", "starlette"},
}


def sources() -> Iterator[tuple[str, Path, ast.Module]]:
    for path in sorted((ROOT / "service").rglob("*.py")):
        part = path.relative_to(ROOT / "service").parts[0].removesuffix(".py")
        if part != "__init__":
            yield part, path, ast.parse(path.read_text(encoding="utf-8"))


def imported(tree: ast.Module) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            yield node.module or ""
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def test_every_import_points_down_the_drawing() -> None:
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for part, path, tree in sources()
        for name in imported(tree)
        if name.startswith("service.") and name.split(".")[1] not in BELOW[part] | {part}
    ]
    assert wrong == []


def test_nothing_in_the_service_imports_the_evals_but_the_command_that_runs_them() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for _, path, tree in sources()
        if path.name != "evaluating.py" and any(name.split(".")[0] in {"evals", "tests"} for name in imported(tree))
    ]
    assert wrong == []


@pytest.mark.parametrize("home", sorted(KEPT_APART))
def test_a_provider_library_is_known_in_one_place_alone(home: str) -> None:
    allowed = {home, "app"} if home == "web" else {home}
    wrong = [
        f"{path.relative_to(ROOT)} imports {name}"
        for part, path, tree in sources()
        if part not in allowed
        for name in imported(tree)
        if name.split(".")[0] in KEPT_APART[home]
    ]
    assert wrong == []


def test_there_are_no_cycles_between_modules() -> None:
    names = {".".join(path.relative_to(ROOT).with_suffix("").parts): set(imported(tree)) for _, path, tree in sources()}
    graph = {module: {name for name in found if name in names} for module, found in names.items()}
    done: set[str] = set()

    def visit(module: str, trail: tuple[str, ...]) -> None:
        assert module not in trail, f"cycle: {' -> '.join([*trail, module])}"
        if module not in done:
            for below in sorted(graph[module]):
                visit(below, (*trail, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())
