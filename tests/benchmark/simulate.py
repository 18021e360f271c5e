"""What the causal chain costs: simulate() at 10,000 x 36, and generate() at 10,000, 100,000 and 1,000,000 customers.

    python tests/benchmark/simulate.py [most customers]

CPU seconds of this process (time.process_time), on whatever else the machine does; the least of several rounds, since
other load can only add. simulate: every mechanism and every kind of event on, draws made before. generate: the default
assumptions, tables not built, each size in a process of its own so that peak memory is that size's.
"""

import resource
import subprocess
import sys
from pathlib import Path
from time import process_time

import synthetic
from synthetic.assumptions import MODES, dials

ROUNDS = 25
SIZES = (10_000, 100_000, 1_000_000)
ONE = "import sys; sys.path.insert(0, 'tests/benchmark'); import simulate; simulate.one_size({})"


def every_dial_on():
    """Assumptions in which each effect is at work: what the seeds say, and a tenth of the range for what they don't."""
    said = {name: about["sources_claim"] or about["low"] + 0.1 * (about["high"] - about["low"])
            for name, about in dials().items() if about["sources_claim"] or getattr(synthetic.Assumptions(), name) == 0}
    return synthetic.Assumptions(**said)


def milliseconds(draws, assumptions, events):
    """The least CPU time of a run, in ms."""
    best = float("inf")
    for _ in range(ROUNDS):
        start = process_time()
        synthetic.simulate(draws, assumptions, events, snapshot=20)
        best = min(best, 1000 * (process_time() - start))
    return best


def one_size(customers):
    """CPU seconds and peak memory of one generate(), printed."""
    synthetic.generate(customers=100)  # imports and Faker's pools are paid once
    start = process_time()
    base = synthetic.generate(customers=customers)
    seconds = process_time() - start
    assert len(base.customers) == customers
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024**2
    print(f"generate {customers:>9,} x 36   {seconds:6.2f} s CPU   {peak:5.2f} GB peak   "
          f"{1e6 * seconds / customers:5.1f} s a million")


def main(most=SIZES[-1]):
    sys.path.insert(0, str(Path(__file__).parents[1] / "synthetic"))
    from worlds import LOUD

    draws = synthetic.draws(customers=10_000, months=36)
    draws.friends  # noqa: B018  made once, at the first use of a referral rate
    on, off = every_dial_on(), synthetic.Assumptions()
    sample = draws.only(range(0, 10_000, 5))
    sample.friends  # noqa: B018
    for what, who, assumptions, events in (
        ("nothing on", draws, off, ()), ("every dial but referrals on", draws, on.but(referral_rate=0), LOUD),
        ("every mechanism on", draws, on, LOUD), ("every mechanism, same churn", draws, on.but(mode=MODES[1]), LOUD),
        ("every mechanism, subsample of 2,000", sample, on, LOUD),
    ):  # fmt: skip
        print(f"simulate 10,000 x 36, {what:36} {milliseconds(who, assumptions, events):6.1f} ms CPU", flush=True)
    for size in SIZES:
        if size <= int(most):
            subprocess.run([sys.executable, "-c", ONE.format(size)], check=True, cwd=Path(__file__).parents[2])


if __name__ == "__main__":
    main(*sys.argv[1:2])
