# SPDX-License-Identifier: Apache-2.0
"""Whether a schedule of a project is right, said by plain code that shares nothing with the search."""

from __future__ import annotations

from klynge.planning.project.problem import ProjectProblem, ProjectSchedule
from klynge.planning.project.texts import FINDINGS


def makespan(schedule: ProjectSchedule) -> int:
    """The last end; 0 without activities."""
    return max([int(end) for end in schedule.end], default=0)


def check_project(problem: ProjectProblem, schedule: ProjectSchedule, language: str = "en") -> list[str]:
    """Everything that is wrong with the schedule, in words; an empty list when all holds.

    Raises KeyError for a language other than "nb" and "en".
    """
    texts = FINDINGS[language]
    starts = [int(start) for start in schedule.start]
    ends = [int(end) for end in schedule.end]
    if len(starts) != problem.activities or len(ends) != problem.activities:
        return [texts["length"].format(given=len(starts), ends=len(ends), wanted=problem.activities)]
    return [
        *_durations(problem, starts, ends, texts),
        *_lags(problem, starts, texts),
        *_resources(problem, starts, ends, texts),
    ]


def _durations(problem: ProjectProblem, starts: list[int], ends: list[int], texts: dict[str, str]) -> list[str]:
    found = []
    for activity, (start, end) in enumerate(zip(starts, ends, strict=True)):
        name, duration = activity + problem.first, int(problem.duration[activity])
        if start < 0:
            found.append(texts["early"].format(activity=name, start=start))
        if end - start != duration:
            found.append(texts["duration"].format(activity=name, start=start, end=end, duration=duration))
    return found


def _lags(problem: ProjectProblem, starts: list[int], texts: dict[str, str]) -> list[str]:
    found = []
    for before, start in enumerate(starts):
        for arc in range(int(problem.arc0[before]), int(problem.arc0[before + 1])):
            after, lag = int(problem.arc_to[arc]), int(problem.arc_lag[arc])
            if starts[after] >= start + lag:
                continue
            names = {"before": before + problem.first, "start": start, "after": after + problem.first}
            if lag < 0:
                names = {"before": after + problem.first, "start": starts[after], "after": before + problem.first}
                found.append(texts["maximum"].format(at=start, lag=-lag, **names))
            else:
                found.append(texts["lag"].format(at=starts[after], lag=lag, **names))
    return found


def _resources(problem: ProjectProblem, starts: list[int], ends: list[int], texts: dict[str, str]) -> list[str]:
    """Sweeps over the moments at which use changes; ends come before starts at the same moment."""
    found = []
    for resource in range(problem.resources):
        capacity = int(problem.capacity[resource])
        changes: dict[int, list[tuple[int, int]]] = {}
        for activity, (start, end) in enumerate(zip(starts, ends, strict=True)):
            if end > start and problem.demand[activity, resource]:
                changes.setdefault(start, []).append((1, activity))
                changes.setdefault(end, []).append((-1, activity))
        running: set[int] = set()
        used = 0
        for moment in sorted(changes):
            for sign, activity in changes[moment]:
                used += sign * int(problem.demand[activity, resource])
                running.add(activity) if sign > 0 else running.discard(activity)
            if used > capacity:
                names = ", ".join(str(activity + problem.first) for activity in sorted(running))
                facts = {"moment": moment, "activities": names, "used": used, "capacity": capacity}
                found.append(texts["resource"].format(resource=resource + 1, **facts))
    return found
