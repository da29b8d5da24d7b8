# SPDX-License-Identifier: Apache-2.0
"""Why an order is when it is. In comes a plan, out goes an account of the order's time from release to delivery.

The facts are structured and carry the member they are about, so that they can be redacted before they become words.
"""

from __future__ import annotations

from klynge.job import Work
from klynge.network.model import Network
from klynge.planning.explain.binding import Binding, Blocker, bindings, blockers
from klynge.planning.explain.bounds import Bounds
from klynge.planning.explain.chain import Chain
from klynge.planning.explain.facts import Cause, Explanation, Fact
from klynge.planning.explain.waiting import Waiting
from klynge.planning.explain.words import reason_in_words
from klynge.planning.measure import Reading
from klynge.planning.plan import Plan

__all__ = ["Binding", "Blocker", "Cause", "Explainer", "Explanation", "Fact", "explain", "reason_in_words"]


class Explainer:
    """Explains any number of orders of one plan."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading
        self._bounds = Bounds(reading)
        self._waiting = Waiting(reading, self._bounds)

    def explain(self, order: str) -> Explanation:
        """Explain one order. Raises KeyError when the work has no such order."""
        reading = self._reading
        facts = reading.facts_of(order)
        outcome = reading.plan.outcomes.get(order)
        stopped = outcome.operation if outcome else ""
        job, _, name = stopped.partition(" ")
        step = reading.operations.get((job, name))
        account: tuple[Fact, ...] = ()
        if facts.delivered is not None:
            account = Chain(reading, self._bounds, self._waiting, facts, facts.delivered).walk()
        return Explanation(
            order=order,
            owner=facts.owner,
            epoch=reading.clock.epoch,
            time_zone=reading.network.time_zone,
            release=facts.release,
            target=facts.target,
            delivered=facts.delivered,
            facts=account,
            blockers=blockers(account),
            bindings=bindings(account, self._makers(account)),
            reason=outcome.reason if outcome else "",
            operation=stopped,
            operation_name=step.called("nb") if step else "",
            operation_name_en=step.called("en") if step else "",
        )

    def explain_job(self, job: str) -> Explanation:
        """Explain when one job of an order is done: its account ends with its last portion, and is named by the job.

        Raises KeyError when the work has no such job.
        """
        reading = self._reading
        known = reading.jobs[job]
        facts = reading.facts_of(known.order)
        rows = [n for n, portion in enumerate(reading.plan.portions) if portion.job == job]
        last = max(rows, key=lambda n: reading.plan.portions[n].end, default=None)
        account: tuple[Fact, ...] = ()
        done = None if last is None else reading.plan.portions[last].end
        if last is not None and done is not None:
            account = Chain(reading, self._bounds, self._waiting, facts, done).walk_from(last)
        return Explanation(
            order=job,
            owner=known.owner,
            epoch=reading.clock.epoch,
            time_zone=reading.network.time_zone,
            release=facts.release,
            target=reading.clock.seconds(known.due),
            delivered=done,
            facts=account,
            blockers=blockers(account),
            bindings=bindings(account, self._makers(account)),
        )

    def _makers(self, facts: tuple[Fact, ...]) -> dict[str, str]:
        network = self._reading.network
        centres = {fact.work_centre for fact in facts if fact.work_centre}
        return {name: network.sites[network.work_centres[name].site].member for name in centres}


def explain(network: Network, work: Work, plan: Plan, order: str) -> Explanation:
    """Explain one order of a plan.

    Parameters
    ----------
    network, work, plan
        What was planned and how.
    order
        Identifier of an order of the work.

    Raises
    ------
    KeyError
        When the work has no such order.
    """
    return Explainer(Reading(network, work, plan)).explain(order)
