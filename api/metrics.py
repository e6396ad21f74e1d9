"""Counts and times of a running service, in the text format of Prometheus."""

from __future__ import annotations

import threading
from collections import defaultdict
from collections.abc import Mapping

BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS"})


class Metrics:
    """Counters of one service; safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._requests: dict[tuple[str, str, int], int] = defaultdict(int)
        self._buckets: dict[str, list[int]] = defaultdict(lambda: [0] * len(BUCKETS))
        self._seconds: dict[str, float] = defaultdict(float)
        self._totals: dict[str, int] = defaultdict(int)
        self._answers: dict[tuple[str, str], int] = defaultdict(int)
        self._stages: dict[str, float] = defaultdict(float)
        self._stage_totals: dict[str, int] = defaultdict(int)

    def count_request(self, route: str, method: str, status: int, seconds: float) -> None:
        """Count a request that has ended."""
        with self._lock:
            self._requests[route, method if method in _METHODS else "other", status] += 1
            self._totals[route] += 1
            self._seconds[route] += seconds
            for index, bound in enumerate(BUCKETS):
                if seconds <= bound:
                    self._buckets[route][index] += 1

    def count_answer(self, status: str, reason: str, stages_ms: Mapping[str, float]) -> None:
        """Count an answer, and how long each of its stages took."""
        with self._lock:
            self._answers[status, reason] += 1
            for stage, milliseconds in stages_ms.items():
                self._stages[stage] += milliseconds / 1000
                self._stage_totals[stage] += 1

    def to_text(self, generation: str | None, sizes: Mapping[str, int]) -> str:
        """Return all metrics; `sizes` are the counts of the generation in force."""
        with self._lock:
            lines = [*self._request_lines(), *self._answer_lines()]
        lines += ["# HELP kg_generation_info The generation in force.", "# TYPE kg_generation_info gauge"]
        if generation is not None:
            lines.append(f'kg_generation_info{{generation="{_escape(generation)}"}} 1')
        lines += ["# HELP kg_size What the generation in force holds.", "# TYPE kg_size gauge"]
        lines += [f'kg_size{{kind="{_escape(kind)}"}} {size}' for kind, size in sorted(sizes.items())]
        return "\n".join(lines) + "\n"

    def _request_lines(self) -> list[str]:
        lines = ["# HELP kg_requests_total Requests answered.", "# TYPE kg_requests_total counter"]
        for (route, method, status), count in sorted(self._requests.items()):
            labels = f'route="{_escape(route)}",method="{method}",status="{status}"'
            lines.append(f"kg_requests_total{{{labels}}} {count}")
        lines += ["# HELP kg_request_seconds Time to answer.", "# TYPE kg_request_seconds histogram"]
        for route, counts in sorted(self._buckets.items()):
            label = f'route="{_escape(route)}"'
            for bound, count in zip(BUCKETS, counts, strict=True):
                lines.append(f'kg_request_seconds_bucket{{{label},le="{bound:g}"}} {count}')
            lines.append(f'kg_request_seconds_bucket{{{label},le="+Inf"}} {self._totals[route]}')
            lines.append(f"kg_request_seconds_sum{{{label}}} {self._seconds[route]:.6f}")
            lines.append(f"kg_request_seconds_count{{{label}}} {self._totals[route]}")
        return lines

    def _answer_lines(self) -> list[str]:
        lines = ["# HELP kg_answers_total Answers by outcome.", "# TYPE kg_answers_total counter"]
        for (status, reason), count in sorted(self._answers.items()):
            lines.append(f'kg_answers_total{{status="{_escape(status)}",reason="{_escape(reason)}"}} {count}')
        lines += [
            "# HELP kg_answer_stage_seconds Time by stage of an answer.",
            "# TYPE kg_answer_stage_seconds summary",
        ]
        for stage, seconds in sorted(self._stages.items()):
            label = f'stage="{_escape(stage)}"'
            lines.append(f"kg_answer_stage_seconds_sum{{{label}}} {seconds:.6f}")
            lines.append(f"kg_answer_stage_seconds_count{{{label}}} {self._stage_totals[stage]}")
        return lines


def _escape(value: str) -> str:
    return value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
