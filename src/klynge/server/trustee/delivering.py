# SPDX-License-Identifier: Apache-2.0
"""Where what is asked for can be delivered, and what is answered when there is no day for it."""

from __future__ import annotations

from klynge.network.model import Network
from klynge.server.trustee.asking import Wanted
from klynge.server.trustee.protocol import Asker
from klynge.server.trustee.service import Problem
from klynge.server.trustee.texts import problem

REGIONS = {"en": "It is delivered to {regions}.", "nb": "Det leveres til {regions}."}


def no_offer(network: Network, wanted: Wanted, region: str, asker: Asker) -> Problem:
    """Why there is no day: nothing goes to that region, or it cannot be made in time."""
    reached = regions_reached(network, wanted)
    if region in reached:
        return problem("no-offer", asker.language)
    names = ", ".join(network.place_name(each, asker.language) for each in reached)
    detail = REGIONS[asker.language].format(regions=names) if reached else ""
    return problem("not-delivered", asker.language, detail)


def regions_reached(network: Network, wanted: Wanted) -> tuple[str, ...]:
    """The regions to which lanes lead, directly or by other sites, from where its last work can be done."""
    job = next(job for job in wanted.jobs if job.region)
    followed = {link.before for link in job.precedence if link.before_job in ("", job.id)}
    last = [operation for operation in job.operations if operation.id not in followed]
    centres = (network.work_centres.get(mode.work_centre) for operation in last for mode in operation.modes)
    reached = {centre.site for centre in centres if centre is not None}
    waiting = list(reached)
    while waiting:
        at = waiting.pop()
        new = {lane.destination for lane in network.lanes.values() if lane.origin == at} - reached
        reached |= new
        waiting += new
    return tuple(region for region in network.regions if region in reached)
