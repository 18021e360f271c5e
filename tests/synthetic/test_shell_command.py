"""python -m synthetic: files that read back equal, one sentence for whatever is wrong, and nothing half written."""

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

import synthetic
from customerbase import CustomerBase
from synthetic.__main__ import FILES, main

ROOT = Path(__file__).parents[2]


def run(*typed, **more):
    return subprocess.run([sys.executable, "-m", "synthetic", *map(str, typed)], cwd=ROOT, capture_output=True,
                          text=True, timeout=120, **more)  # fmt: skip


def assert_same(one, other):
    for table in ("customers", "panel", "orders"):
        pd.testing.assert_frame_equal(getattr(one, table), getattr(other, table), check_exact=True)
    assert (one.name, one.notes, list(one.arrays)) == (other.name, other.notes, list(other.arrays))
    for key, array in one.arrays.items():
        np.testing.assert_array_equal(array, other.arrays[key], strict=True)


def test_one_line_in_a_shell_writes_a_base_that_reads_back_equal(tmp_path):
    folder = tmp_path / "a new" / "folder"
    done = run("shop", "--customers", "1,500", "--months", 14, "--seed", 3, "--locale", "ja_JP", folder)
    assert (done.returncode, done.stderr) == (0, "")  # no terminal, so no progress
    assert done.stdout.count("\n") == 1
    assert "1,500 customers, 14 months" in done.stdout
    assert sorted(file.name for file in folder.iterdir()) == sorted(FILES)
    assert_same(CustomerBase.read(folder), synthetic.generate("shop", 1_500, 14, seed=3, locale="ja_JP"))


def test_a_full_disk_ends_in_one_sentence_and_leaves_the_old_base_whole(tmp_path):
    """The most that a file may hold stands in for the disk: the operating system refuses in the middle of a table."""
    assert main(["hotel", "--customers", "50", str(tmp_path)]) is None
    before = {file.name: file.read_bytes() for file in tmp_path.iterdir()}

    resource = pytest.importorskip("resource")  # Windows has none

    def small_disk():
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    done = run("hotel", "--overwrite", tmp_path, preexec_fn=small_disk)
    assert done.returncode == 1
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1
    assert "cannot be written to: File too large" in done.stderr
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == before


def test_files_that_are_there_are_kept_unless_it_is_told_to_replace_them(tmp_path):
    typed = ["hotel", "--customers", "40", "--months", "3", str(tmp_path)]
    assert main(typed) is None
    before = (tmp_path / "customers.csv").read_bytes()
    assert main([*typed, "--seed", "8"]).endswith("choose another folder, or add --overwrite to replace them.")
    assert (tmp_path / "customers.csv").read_bytes() == before
    assert main([*typed, "--seed", "8", "--overwrite"]) is None
    assert (tmp_path / "customers.csv").read_bytes() != before


def test_somebody_elses_file_of_one_of_the_names_is_not_replaced_either(tmp_path):
    (tmp_path / "orders.csv").write_text("mine")
    assert "already holds orders.csv;" in main(["hotel", "--customers", "40", str(tmp_path)])
    assert [(file.name, file.read_text()) for file in tmp_path.iterdir()] == [("orders.csv", "mine")]


@pytest.mark.parametrize(("typed", "sentence"), [
    (["hotl"], "company must be one of 'hotel',"),
    (["hotel", "--customers", "many"], "customers must be a whole number from 1 to 5,000,000, not 'many'."),
    (["hotel", "--customers", "0"], "customers must be a whole number from 1 to 5,000,000, not 0."),
    (["hotel", "--months", "-3"], "months must be a whole number from 1 to 600, not -3."),
    (["hotel", "--seed", "1.5"], "seed must be a whole number from 0 upwards, not '1.5'."),
    (["hotel", "--locale", "xx"], "locale must be one that Faker has, not 'xx'"),
])  # fmt: skip
def test_what_is_wrong_is_said_in_one_sentence_and_nothing_is_written(typed, sentence, tmp_path):
    said = main([*typed, str(tmp_path / "out")])
    assert said.startswith(sentence)
    assert "\n" not in said
    assert list(tmp_path.iterdir()) == []


def test_a_place_where_nothing_can_be_written_is_named(tmp_path):
    (tmp_path / "file").write_text("x")
    assert main(["hotel", "--customers", "10", str(tmp_path / "file")]) == (
        f"{str(tmp_path / 'file')!r} cannot be written to: File exists.")


@pytest.mark.parametrize(("trouble", "sentence"), [
    (KeyboardInterrupt, "Stopped; nothing was written."), (MemoryError, "This machine has too little memory"),
])
def test_stopped_in_the_middle_nothing_is_left(trouble, sentence, tmp_path, monkeypatch):
    def stop(frame, file, **options):
        file.write_text("half a table")
        raise trouble

    monkeypatch.setattr(pd.DataFrame, "to_csv", stop)
    assert main(["hotel", "--customers", "10", str(tmp_path)]).startswith(sentence)
    assert list(tmp_path.iterdir()) == []


def test_on_a_terminal_one_line_says_how_far_it_is(tmp_path, monkeypatch):
    class Terminal(io.StringIO):
        def isatty(self):
            return True

    monkeypatch.setattr("customerbase.spreadsheet.ROWS", 100)
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    assert main(["hotel", "--customers", "50", "--months", "12", str(tmp_path)]) is None
    lines = screen.getvalue().split("\r\x1b[K")
    assert "\n" not in screen.getvalue()
    shares = [int(line.rsplit(" ", 1)[1].rstrip("%")) for line in lines if line.startswith("Writing")]
    assert len(shares) > 5
    assert shares == sorted(shares)
    assert (shares[-1], lines[-1]) == (100, "")  # and in the end the line is gone


def test_help_names_the_companies(capsys):
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    said = capsys.readouterr().out
    assert all(key in said for key in synthetic.companies())
