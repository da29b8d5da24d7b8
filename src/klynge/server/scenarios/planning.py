# SPDX-License-Identifier: Apache-2.0
"""A scenario planned beside the cluster as it is, and told in its firm's own measures."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from uuid import UUID

from klynge.server.jobs.actions import Claim, Finished, Kind

if TYPE_CHECKING:
    from klynge.job import Work
    from klynge.network.model import Network
    from klynge.planning.measure import Measures
    from klynge.planning.plan import Plan
    from klynge.planning.scenario import ScenarioError
    from klynge.server.trustee.desk import Desk, Desks

KIND = "scenario"
RULE = "due"
MOST_ORDERS = 500


def plan_scenario(desks: Desks) -> Kind:
    """The job: planned by one rule with and without the changes, so that the difference is theirs alone."""

    def plan(claim: Claim) -> Finished:
        from klynge.server.scenarios.models import Scenario

        row = Scenario.objects.get(tenant=claim.tenant, id=UUID(claim.arguments["scenario"]))
        desk = desks.get(row.cluster)
        if desk is None:
            raise LookupError(f"the cluster of scenario {row.id} is not planned here")
        member = next(code for (kind, code), tenant in desk.organisations.items() if tenant == claim.tenant)
        claim.tell(5)
        return Finished(answered(row.changes, desk, member, claim))

    return plan


def answered(changes: Mapping[str, Any], desk: Desk, member: str, claim: Claim) -> dict[str, Any]:
    """What a scenario leads to for a member, or what is wrong with it."""
    from klynge.planning.scenario import ScenarioError, applied, from_data

    state = desk.plan.state
    base = state.network, state.work()
    try:
        scenario = from_data(dict(changes))
        after = applied(*base, scenario)
    except ScenarioError as error:
        return {"trouble": {language: told(error, language) for language in ("nb", "en")}}
    if wrong := _others(member, base, after):
        return {"trouble": wrong}
    claim.tell(15)
    before_plan, before = _planned(*base)
    claim.tell(55)
    after_plan, now = _planned(*after)
    claim.tell(90)
    own, changed = _measures(member, base, before_plan, before), _measures(member, after, after_plan, now)
    return {
        "sequence": state.sequence,
        "base": own,
        "measures": changed,
        "differences": {name: changed[name] - own[name] for name in own},
        "load": _load(member, before, now),
        "orders": _orders(member, base, after, before_plan, after_plan),
    }


def told(error: ScenarioError, language: str) -> list[str]:
    """All that is wrong with a scenario, a line each."""
    return [trouble.line(language) for trouble in error.problems]


def _others(member: str, base: tuple[Network, Work], after: tuple[Network, Work]) -> dict[str, list[str]] | None:
    from klynge.server.scenarios.ownership import others
    from klynge.server.scenarios.texts import NOT_YOURS, TABLES

    found = list(others(member, base, after))
    if not found:
        return None
    return {
        language: [NOT_YOURS[language].format(what=TABLES[language][table], name=name) for table, name in found[:20]]
        for language in ("nb", "en")
    }


def _planned(network: Network, work: Work) -> tuple[Plan, Measures]:
    from klynge.planning import compile_problem, construct
    from klynge.planning.measure import measure

    plan = construct(compile_problem(network, work), rule=RULE).plan()
    return plan, measure(network, work, plan)


def _measures(member: str, case: tuple[Network, Work], plan: Plan, found: Measures) -> dict[str, int | float]:
    """The member's own measures: how its orders meet their days, its money, CO2 and hours."""
    from klynge.planning.measure import Reading

    facts = [one for one in Reading(*case, plan).orders.values() if one.owner == member]
    late = [one.late_s(plan.end) for one in facts]
    money = next(one for one in found.members if one.member == member)
    mine = [use for use in found.work_centres if use.member == member]
    opened = sum(use.open_h for use in mine)
    return {
        "orders": len(facts),
        "on_time": sum(not seconds and one.delivered is not None for one, seconds in zip(facts, late, strict=True)),
        "late": sum(seconds > 0 and one.delivered is not None for one, seconds in zip(facts, late, strict=True)),
        "unplanned": sum(one.delivered is None for one in facts),
        "promises_broken": sum(
            one.promised is not None and seconds > 0 for one, seconds in zip(facts, late, strict=True)
        ),
        "lateness_s": sum(late),
        "value_ore": money.value_ore,
        "cost_ore": money.costs.total_ore,
        "setup_ore": money.costs.setup_ore,
        "people_ore": money.costs.people_ore,
        "machine_ore": money.costs.machine_ore,
        "power_ore": money.costs.power_ore,
        "transport_ore": money.costs.transport_ore,
        "agreements_ore": money.agreement_received_ore - money.agreement_paid_ore,
        "contribution_ore": money.contribution_ore,
        "co2_g": money.co2_g,
        "planned_h": round(money.planned_h, 2),
        "use": round(sum(use.occupied_h for use in mine) / opened, 4) if opened else 0.0,
    }


def _load(member: str, before: Measures, after: Measures) -> list[dict[str, Any]]:
    """The use of the member's work centres, before and after."""
    was = {use.work_centre: use.utilisation for use in before.work_centres if use.member == member}
    now = {use.work_centre: use.utilisation for use in after.work_centres if use.member == member}
    return [
        {"work_centre": name, "before": round(was.get(name, 0.0), 4), "after": round(now.get(name, 0.0), 4)}
        for name in dict.fromkeys([*was, *now])
    ]


def _orders(
    member: str, base: tuple[Network, Work], after: tuple[Network, Work], before_plan: Plan, after_plan: Plan
) -> list[dict[str, Any]]:
    """The member's orders that arrive at another time, those that move most first."""
    from klynge.planning.measure import Reading

    was = {name: one for name, one in Reading(*base, before_plan).orders.items() if one.owner == member}
    now = {name: one for name, one in Reading(*after, after_plan).orders.items() if one.owner == member}
    found: list[dict[str, Any]] = []
    for name in dict.fromkeys([*was, *now]):
        old, new = was.get(name), now.get(name)
        first, second = (None if each is None else each.delivered for each in (old, new))
        one = new or old
        if one is None or (first == second and (old is None) == (new is None)):
            continue
        later_s = 0 if first is None or second is None else second - first
        found.append(
            {
                "order": name,
                "before": None if first is None else before_plan.at(first).isoformat(),
                "after": None if second is None else after_plan.at(second).isoformat(),
                "target": after_plan.at(one.target).isoformat(),
                "later_s": later_s,
                "new": old is None,
                "gone": new is None,
            }
        )
    return sorted(found, key=lambda each: (-abs(each["later_s"]), each["order"]))[:MOST_ORDERS]
