# SPDX-License-Identifier: Apache-2.0
"""The synthetic clusters have what their docstrings say, and can be planned."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields

import pytest

from klynge.job import Job, Operation, Pause, Precedence, Status, Work
from klynge.network import Network
from klynge.network.model import Kind, Source
from klynge.network.synthetic import full, plain
from klynge.network.synthetic.cluster import cluster
from klynge.network.synthetic.draw import Deck, Draw
from klynge.network.synthetic.features import FULL, Features
from klynge.planning import compile_problem, construct
from klynge.planning.check import check

KINDS = (plain, full)
Generator = Callable[[int, int], tuple[Network, Work]]


@pytest.fixture(scope="module")
def large() -> tuple[Network, Work]:
    return full(30_000)


def shares(network: Network, work: Work) -> dict[str, float]:
    """How often each feature occurs, in thousandths of what `Features` says it is a share of."""

    def uses(source: Source) -> Callable[[Operation], bool]:
        return lambda op: any(network.items[m.item].source is source for m in op.materials)

    def bakes(op: Operation) -> bool:
        return network.work_centres[op.modes[0].work_centre].kind is Kind.BATCH

    of_operations: dict[str, Callable[[Operation], bool]] = {
        "people": lambda op: any(mode.needs for mode in op.modes),
        "batch": bakes,
        "stock": uses(Source.STOCK),
        "bought": uses(Source.BUY),
        "lots": uses(Source.LOT),
        "unattended": lambda op: op.modes[0].pause is Pause.UNATTENDED and not bakes(op),
        "whole": lambda op: op.modes[0].pause is Pause.WHOLE,
        "split": lambda op: op.max_lots > 1,
        "scrap": lambda op: op.yield_permille < 1000,
        "agreements": lambda op: any(mode.agreement for mode in op.modes),
    }
    of_links: dict[str, Callable[[Precedence], bool]] = {
        "min_lag": lambda link: link.min_lag_s > 0,
        "max_lag": lambda link: link.max_lag_s is not None,
        "overlap": lambda link: link.transfer_quantity is not None,
    }
    of_jobs: dict[str, Callable[[Job], bool]] = {
        "two_sites": lambda job: len(job.same_site) == 2,
        "committed": lambda job: job.status is Status.COMMITTED and job.promised is not None,
    }
    operations = [op for job in work.jobs for op in job.operations]
    links = [link for job in work.jobs for link in job.precedence]
    found = {name: 1000 * sum(map(has, operations)) / len(operations) for name, has in of_operations.items()}
    found |= {name: 1000 * sum(map(has, links)) / len(links) for name, has in of_links.items()}
    return found | {name: 1000 * sum(map(has, work.jobs)) / len(work.jobs) for name, has in of_jobs.items()}


@pytest.mark.parametrize("generate", KINDS)
@pytest.mark.parametrize(("operations", "seed"), [(300, 1), (1000, 2), (3000, 3)])
def test_plans_are_right(generate: Generator, operations: int, seed: int) -> None:
    """Everything is placed, and the checker finds nothing."""
    network, work = generate(operations, seed)
    plan = construct(compile_problem(network, work), rule="due").plan()
    assert check(network, work, plan) == []
    assert all(outcome.delivered is not None for outcome in plan.outcomes.values())


@pytest.mark.parametrize("generate", KINDS)
def test_due_dates_can_be_kept(generate: Generator) -> None:
    """Nine in ten orders or more are on time by the plainest rule, and not all."""
    problem = compile_problem(*generate(10_000, 1))
    assert 0.9 <= (construct(problem, rule="due").arrivals <= problem.keys.due).mean() < 1


@pytest.mark.parametrize("name", [field.name for field in fields(Features)])
def test_features_have_their_shares(name: str, large: tuple[Network, Work]) -> None:
    """Each feature is there as often as it is said to be, give or take an eighth."""
    assert shares(*large)[name] == pytest.approx(getattr(FULL, name), rel=1 / 8)


def test_plain_has_no_feature() -> None:
    """The plain cluster has machines, set-ups and transport, and nothing else."""
    network, work = plain(2000)
    assert not any(shares(network, work).values())
    assert not any((network.pools, network.items, network.stock, network.agreements, work.supplies))


@pytest.mark.parametrize("generate", KINDS)
def test_the_same_seed_gives_the_same_work(generate: Generator) -> None:
    """A figure can be measured again; another seed is another cluster."""
    assert generate(1000, 1) == generate(1000, 1)
    assert generate(1000, 1)[1] != generate(1000, 2)[1]


@pytest.mark.parametrize("operations", [1, 1000, 12_345])
def test_there_are_as_many_operations_as_asked(operations: int) -> None:
    """The last order is whole, so there may be a few more."""
    _, work = plain(operations)
    assert operations <= sum(len(job.operations) for job in work.jobs) < operations + 12


def test_orders_are_assemblies() -> None:
    """Three to twelve operations, each but the last going into exactly one that comes later."""
    _, work = plain(3000)
    assert {len(job.operations) for job in work.jobs} == set(range(3, 13))
    for job in work.jobs:
        rank = {operation.id: n for n, operation in enumerate(job.operations)}
        assert [rank[link.before] for link in job.precedence] == list(range(len(rank) - 1))
        assert all(0 < rank[link.after] - rank[link.before] <= 3 for link in job.precedence)


def test_alternatives_are_at_different_sites_of_the_owner() -> None:
    """One to four alternatives an operation, with run times of their own."""
    network, work = plain(3000)
    operations = [(job.owner, op) for job in work.jobs for op in job.operations]
    assert {len(op.modes) for _, op in operations} == {1, 2, 3, 4}
    for owner, op in operations:
        assert len({mode.site for mode in op.modes}) == len({mode.unit_ms for mode in op.modes}) == len(op.modes)
        assert {network.sites[mode.site].member for mode in op.modes} == {owner}


def test_places_are_as_said() -> None:
    """Four calendars, a unit for 5 000 operations, set-ups of 2 to 15 minutes, transport of 10 minutes to a day."""
    network, _ = plain(100_000)
    assert {centre.calendar for centre in network.work_centres.values()} == set(network.calendars)
    assert len(network.calendars) == 4
    assert sum(centre.units for centre in network.work_centres.values()) == 20
    (matrix,) = network.setup_matrices.values()
    assert len(matrix.families) == 20
    assert all(seconds is not None and 120 <= seconds <= 900 for seconds in matrix.seconds.values())
    between = [lane for lane in network.lanes.values() if lane.destination in network.sites]
    assert len(between) == len(network.sites) * (len(network.sites) - 1)
    assert all(600 <= lane.lead_s <= 86_400 for lane in between)


def test_enough_goes_in() -> None:
    """What comes out good of an operation is what the one after it takes."""
    _, work = full(3000)
    for job in work.jobs:
        out = {op.id: op.quantity * op.yield_permille // 1000 for op in job.operations}
        taken = {op.id: op.quantity for op in job.operations}
        assert all(out[link.before] >= taken[link.after] for link in job.precedence)
        assert out[job.operations[-1].id] >= job.quantity


def test_equal_parts_are_shared() -> None:
    """Orders of the same article and quantity share operations and links, so a million operations stay small."""
    network, work = full(30_000)
    assert len({id(job.operations) for job in work.jobs}) <= 4 * len({job.item for job in work.jobs})
    assert len({id(op.modes) for job in work.jobs for op in job.operations}) <= 12 * len({j.item for j in work.jobs})
    assert network.end > max(job.due for job in work.jobs)


def test_supply_lots_with_and_without_shelf_life() -> None:
    """Some lots keep, some do not; bought items have a lead time; some receipts expire."""
    network, work = full(10_000)
    assert {supply.shelf_life_s is None for supply in work.supplies} == {True, False}
    assert all(item.lead_time_s for item in network.items.values() if item.source is Source.BUY)
    assert {lot.expires is None for lot in network.stock.values()} == {True, False}


def test_a_feature_leaves_the_rest_alone() -> None:
    """With people alone, orders are those of the plain cluster, so that what people cost the engine can be measured."""
    _, bare = plain(2000)
    _, manned = cluster(2000, Features(people=FULL.people))
    assert [(job.item, job.quantity, job.due) for job in bare.jobs] == [
        (job.item, job.quantity, job.due) for job in manned.jobs
    ]
    assert bare != manned


def test_decks_hand_out_their_share() -> None:
    """Cards that cannot be played wait for one who can play them."""
    deck = Deck(Draw(1, "test"), 300)
    assert sum(deck.yes(eligible=n % 2 == 0) for n in range(2000)) == pytest.approx(600, abs=5)


def test_a_cluster_without_operations_is_refused() -> None:
    """Nothing to plan is a mistake of the caller."""
    with pytest.raises(ValueError, match="at least one operation"):
        plain(0)
