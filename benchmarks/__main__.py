"""List the benchmarks, or run those that are named: `python -m benchmarks [NAME ...]`."""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def find_benchmarks() -> dict[str, str]:
    """Return the name and the first docstring line of every module of this package that has a `run`."""
    found = {}
    for module in pkgutil.iter_modules(benchmarks.__path__):
        if not module.name.startswith("_"):
            loaded = importlib.import_module(f"benchmarks.{module.name}")
            if hasattr(loaded, "run"):
                found[module.name] = (loaded.__doc__ or "").splitlines()[0]
    return found


def main(names: list[str]) -> int:
    """Run the named benchmarks in order; without a name, list all."""
    known = find_benchmarks()
    unknown = [name for name in names if name not in known]
    if unknown:
        print(f"{', '.join(unknown)}: no such benchmark. There are: {', '.join(known)}.", file=sys.stderr)
        return 2
    if not names:
        for name, summary in known.items():
            print(f"{name:12} {summary}")
        print("\nRun one with `python -m benchmarks NAME`.")
    for name in names:
        importlib.import_module(f"benchmarks.{name}").run()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
