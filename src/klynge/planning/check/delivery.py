# SPDX-License-Identifier: Apache-2.0
"""Do operations stay together where they must, and does the order arrive when the plan says: site, delivery."""

from __future__ import annotations

from klynge.planning.check.case import Case, Doing


def check_delivery(case: Case) -> None:
    """The rules that ask each job for its sites and each order for its arrival."""
    for doing in case.doings.values():
        _same_site(case, doing)
    for order in sorted({job.order for job in case.work.jobs}):
        outcome = case.plan.outcomes.get(order)
        if outcome is not None and outcome.delivered is not None:
            _chosen_lanes(case, order, outcome.lanes)
            _delivery(case, order, outcome.delivered)


def _same_site(case: Case, doing: Doing) -> None:
    for group in doing.job.same_site if doing.job else ():
        placed = [each for name in group for each in case.of_operation.get((doing.order, doing.id, name), [])]
        sites = sorted({each.mode.site for each in placed})
        only_facts = all(each.reported for each in placed)
        if len(sites) > 1 and not only_facts:
            case.found("site", f"{doing.id} {'+'.join(group)}", "several_sites", sites=", ".join(sites))


def _chosen_lanes(case: Case, order: str, chosen: tuple[str, ...]) -> None:
    """The lanes chosen for an order are there, one at most between two places."""
    ends: set[tuple[str, str]] = set()
    for name in chosen:
        lane = case.network.lanes.get(name)
        if lane is None:
            case.found("delivery", order, "unknown_lane", lane=name)
        elif (lane.origin, lane.destination) in ends:
            case.found("delivery", order, "two_lanes", origin=lane.origin, destination=lane.destination)
        else:
            ends.add((lane.origin, lane.destination))


def _delivery(case: Case, order: str, told: int) -> None:
    """`told`: what the plan says. An order that goes to no region arrives when its last operation ends."""
    jobs = [doing for doing in case.doings.values() if doing.order == order and doing.job]
    to_region = [doing for doing in jobs if doing.job and doing.job.region]
    arrivals: list[int] = []
    for doing in to_region or jobs:
        region = doing.job.region if doing.job else ""
        followed = {link.before for link in doing.precedence if link.before_job in ("", doing.id)}
        for name in doing.operations.keys() - followed:
            placed = case.of_operation.get((order, doing.id, name), [])
            if not placed:
                return  # `completeness` says so
            last = max(placed, key=lambda each: each.portion.end)
            site = last.mode.site
            end, chosen = last.portion.end, case.chosen_lanes(order)
            arrives = case.transport.arrive(site, region, end, chosen) if region else end
            if arrives is None:
                case.found("delivery", order, "no_lane_to_customer", origin=site, region=region)
                return
            arrivals.append(arrives)
    if arrivals and max(arrivals) != told:
        case.found("delivery", order, "other_arrival", told=case.clock(told), arrives=case.clock(max(arrivals)))
