"""The house rules that a script can hold: lint, who imports whom, pins, the README's commands, names and sizes."""

import importlib.metadata
import json
import re
import subprocess
import sys
import tomllib
import warnings
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text())
ROOMS = ("customerbase", "metrics", "synthetic", "widgets")
CONDA_NAMES = {  # name on PyPI -> name on conda-forge, where they differ
    "matplotlib": "matplotlib-base",  # without Qt, which nothing here needs
    "playwright": "playwright-python",
}
FROM_PYPI = {"axe-playwright-python"}  # environment.yml has pip install these
LINES, MOST_LINES = 300, 350


def run(*command):
    done = subprocess.run([str(part) for part in command], cwd=ROOT, capture_output=True, text=True, timeout=120)
    return done.returncode, done.stdout + done.stderr


def tracked(*suffixes):
    """Files of the repository, as git knows them; where there is no git, as they lie there."""
    code, listed = run("git", "ls-files")
    files = [ROOT / line for line in listed.splitlines()] if code == 0 else [
        file for room in (*ROOMS, "tests", "notebooks", "guide") for file in (ROOT / room).rglob("*")]
    return [file for file in files if file.suffix in suffixes and file.is_file()]


def pins():
    """{name: version} of everything that the kit and its tests need directly."""
    wanted = [*PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"]["test"]]
    return dict(re.fullmatch(r"([\w.-]+)==([\w.]+)", line).groups() for line in wanted)


def test_the_readme_lists_every_notebook_as_it_describes_itself():
    rows = []
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        about = json.loads(path.read_text(encoding="utf-8"))["metadata"]["valued"]
        name = f"[{path.stem[:2]} {about['title']}](notebooks/{path.name})"
        rows.append(f"| {name} | {about['question']} | {about['minutes']} |")
    listed = re.findall(r"^\| \[\d\d .*\|$", (ROOT / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert listed == rows


def test_ruff():
    # the import of a three-line cell stands directly above its use: the blank line ruff asks for would be a fourth
    code, said = run(sys.executable, "-m", "ruff", "check", ".")
    assert code == 0, said[-3000:]


def test_who_imports_whom():
    code, said = run(Path(sys.executable).parent / "lint-imports", "--no-cache")
    assert code == 0, said[-3000:]
    assert "2 kept, 0 broken" in said


@pytest.mark.parametrize("line", ["import ipywidgets as {}", "from ipywidgets import {}"])
def test_widgets_hidden_behind_ipywidgets_are_caught_in_code_and_notebooks(line, tmp_path):
    """ruff does it, and test_ruff runs it on all files; here is seen that it would."""
    line = line.format("widgets")
    (tmp_path / "x.py").write_text(f"{line}\n", encoding="utf-8")
    nbformat.write(nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(line)]), tmp_path / "x.ipynb")
    code, said = run(sys.executable, "-m", "ruff", "check", "--config", ROOT / "pyproject.toml", tmp_path)
    assert code != 0
    assert len(re.findall("ICN00[23]", said)) == 2, said


def test_every_pin_is_exact_and_what_runs_here():
    for name, version in pins().items():
        assert importlib.metadata.version(name) == version, name


def test_environment_and_pyproject_name_the_same_set():
    text = (ROOT / "environment.yml").read_text()
    conda = dict(re.findall(r"^  - ([\w.-]+)=([\w.]+)", text, re.M))
    pip = dict(re.findall(r"^      - ([\w.-]+)==([\w.]+)", text, re.M))
    assert conda == {CONDA_NAMES.get(name, name): pin for name, pin in pins().items() if name not in FROM_PYPI}
    assert pip == {name: pin for name, pin in pins().items() if name in FROM_PYPI}
    floor = PROJECT["project"]["requires-python"]
    assert f"  - python{floor}\n" in text
    assert "  - conda-forge\n" in text
    assert re.search(r"- pip:\n(      - .*\n)*      - (-e|--editable) \.", text)


def test_no_package_is_named_twice():
    for group in (PROJECT["project"]["dependencies"], *PROJECT["project"]["optional-dependencies"].values()):
        names = [re.split(r"[=<>\[]", line)[0].lower().replace("_", "-") for line in group]
        assert len(set(names)) == len(names)
    listed = re.findall(r"^  - ([\w.-]+)=", (ROOT / "environment.yml").read_text(), re.M)
    assert len(set(listed)) == len(listed)


def commands():
    """The README's one-line commands: (the one that opens Lab, the one that runs the tests)."""
    lines = re.findall(r"^```\w*\n(python3 .*)\n```$", (ROOT / "README.md").read_text(), re.M)
    assert len(lines) == 2
    return lines


def test_the_two_commands_use_standard_tools_only():
    for command in commands():
        steps = [step.strip() for step in command.split("&&")]
        assert steps[0] == "python3 -m venv .venv"
        assert re.fullmatch(r'\.venv/bin/python -m pip install --editable (\.|"\.\[test\]")', steps[1])
        assert len(steps) == 3
    opens, tests = commands()
    assert "jupyter lab" in opens
    assert all((ROOT / name).exists() for name in re.findall(r"[\w/]+\.(?:ipynb|py)", opens))
    assert tests.endswith("-m pytest -n 3 --dist loadfile")


def test_ci_runs_the_readmes_test_command():
    """The line .ci/run picks out of the README is the very command, and it is the one that is run."""
    script = (ROOT / ".ci" / "run").read_text()
    pick = re.search(r"^command=\$\((.*)\)$", script, re.M)
    code, picked = run("bash", "-c", pick.group(1))
    assert code == 0
    assert picked.rstrip("\n") == commands()[1]
    assert 'bash -c "$command"' in script


@pytest.mark.parametrize(("said", "code"), [
    ("===== 9 passed in 1.00s =====", 0), ("===== 8 passed, 1 skipped in 1.00s =====", 1),
    ("browser tests: not run\n===== 9 passed in 1.00s =====", 1),
    ("===== 8 passed, 1 skipped in 1.00s =====\n===== 9 passed in 1.00s =====", 1),
    ("===== 9 passed, 30 deselected in 1.00s =====\n===== 9 passed in 500.01s (0:08:20) =====", 0),
])
def test_ci_fails_when_something_was_skipped(said, code, tmp_path):
    """The part of the script after the test command, on what that command might have printed."""
    script = (ROOT / ".ci" / "run").read_text()
    (tmp_path / "report").write_text(said + "\n")
    verdict = script[script.index("\n", script.rindex("tee ")):]
    assert run("bash", "-euc", f"report={tmp_path / 'report'}\n{verdict}")[0] == code


def test_the_words_for_missing_browsers_are_the_same_everywhere():
    assert "`browser tests: not run`" in (ROOT / "README.md").read_text()
    assert '"browser tests: not run"' in (ROOT / "tests" / "conftest.py").read_text()


@pytest.mark.parametrize("folder", [*ROOMS, "tests"])
def test_files_are_short(folder):
    sizes = {file.relative_to(ROOT): file.read_text(encoding="utf-8").count("\n")
             for file in tracked(".py", ".js", ".css") if ROOT / folder in file.parents}
    assert sizes
    assert {file: n for file, n in sizes.items() if n > MOST_LINES} == {}
    for file, lines in sizes.items():
        if lines > LINES:
            with warnings.catch_warnings():
                warnings.simplefilter("default")
                warnings.warn(f"{file} has {lines} lines; {LINES} is the aim", stacklevel=1)


def test_test_modules_have_names_of_their_own():
    """Two test files of one name in two rooms would hide one another."""
    names = [file.name for file in tracked(".py") if ROOT / "tests" in file.parents and file.name != "conftest.py"]
    assert sorted(names) == sorted(set(names))


def test_rooms_are_packages_and_all_are_shipped():
    for room in ROOMS:
        assert (ROOT / room / "__init__.py").exists()
    shipped = [pattern.rstrip("*") for pattern in PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]]
    assert set(shipped) == set(ROOMS)


def test_every_file_a_package_reads_is_shipped():
    """An editable install would not notice a file that a wheel leaves out."""
    data = PROJECT["tool"]["setuptools"]["package-data"]
    for room in ROOMS:
        for file in tracked(".js", ".css", ".j2", ".ttf", ".woff2", ".txt", ".json", ".png", ".html", ".svg", ".csv"):
            if ROOT / room in file.parents:
                inside = file.relative_to(ROOT / room)
                assert any(inside.match(pattern) or inside.match(pattern.removeprefix("**/"))
                           for pattern in data.get(room, [])), file
