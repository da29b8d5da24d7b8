# SPDX-License-Identifier: Apache-2.0
"""The client of a planner: board, lists, repairs, moves, drafts, capacity and scenarios over the server's API.

`Planner(address, token)` is a `klynge.client.Client` with a method for each of a planner's operations; answers are as
docs/reference/openapi.json describes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal, TypedDict, cast
from urllib.parse import quote

from klynge.client import Changed, Client, NewDay, Portion

Which = Literal["late", "conflicts", "out-of-sequence", "waiting", "unplanned"]
Answer = dict[str, Any]


class Verdict(TypedDict):
    """Whether work may be somewhere, with the reason when not, and what it would move."""

    fits: bool
    reason: str | None
    words: str
    nearest: str | None
    setup_start: str | None
    start: str | None
    end: str | None
    moved_orders: int
    moves: list[Answer]
    new_days: list[NewDay]
    others_new_days: int


class Draft(TypedDict):
    """A draft with its edits and what it would make otherwise."""

    draft: str
    name: str
    state: str
    version: int
    base: int
    done: int
    total: int
    proposed: bool
    made: str
    changed: str
    by: str
    behind: int
    edits: list[Answer]
    compared: Answer | None


class Scenario(TypedDict):
    """A scenario, how far its planning is, and what came out."""

    scenario: str
    name: str
    changes: Answer
    made: str
    state: str
    progress: int
    result: Answer | None


def place_of(portion: Portion) -> Answer:
    """What names a portion in a move."""
    told = cast("Mapping[str, Any]", portion)
    return {name: told[name] for name in ("job", "operation", "work_centre", "unit", "start")}


class Planner(Client):
    """Asks the server as a planner does. Raises what `Client` raises."""

    def board(
        self, known: int | None = None, since: str | None = None, until: str | None = None, stays: int | None = None
    ) -> Answer:
        """What stands at one's own work centres as columns: all of it, or what changed since a known sequence (and all
        when what is locked and frozen is no longer what `stays` of the known board stood for)."""
        return self._got("planner/board", known=known, since=since, until=until, stays=stays)

    def load(self) -> Answer:
        """Load and capacity of one's own work centres and pools by week."""
        return self._got("planner/load")

    def lists(self, which: Which | None = None, page: int = 1, size: int = 200) -> Answer:
        """How long each list is, and a page of one."""
        return self._got("planner/lists", which=which, page=page, size=size)

    def find(self, text: str) -> list[Answer]:
        """Orders and jobs by part of a number, customer or item."""
        return cast("list[Answer]", self._got("planner/find", text=text)["found"])

    def inspect(self, job: str, operation: str) -> Answer:
        """Where an operation stands and may stand, why, and what waits for it."""
        return self._got("planner/inspect", job=job, operation=operation)

    def repairs(self, order: str) -> list[Answer]:
        """The best repairs of an order, by its `order_id`."""
        return cast("list[Answer]", self._got(f"planner/orders/{quote(order, safe='')}/repairs")["repairs"])

    def apply_repair(self, order: str, repair: str, key: str = "") -> Answer:
        """Carry out a repair that was told."""
        path = f"planner/orders/{quote(order, safe='')}/repairs"
        return cast(Answer, self._write(path, {"repair": repair}, key))

    def verdict(self, portion: Portion, to: Answer, draft: str | None = None) -> Verdict:
        """May a portion be at `to` (work_centre, unit, start)? Nothing is changed."""
        asked = {"draft": draft, "place": place_of(portion), "to": to}
        return cast(Verdict, self._send("POST", "planner/verdict", asked))

    def drafts(self) -> list[Answer]:
        """The firm's drafts, the newest first."""
        return cast("list[Answer]", self._got("planner/drafts")["drafts"])

    def draft(self, draft: str) -> Draft:
        """A draft beside the plan."""
        return cast(Draft, self._got(f"planner/drafts/{quote(draft, safe='')}"))

    def new_draft(self, name: str, key: str = "") -> Draft:
        """Begin a draft."""
        return cast(Draft, self._write("planner/drafts", {"name": name}, key))

    def edit(self, draft: Draft, edit: Answer, key: str = "") -> Draft:
        """One more edit: of kind move, lock, unlock, repair or improve."""
        return cast(Draft, self._on(draft, "edits", {"edit": edit}, key))

    def move(self, draft: Draft, portion: Portion, to: Answer, key: str = "") -> Draft:
        """Set a portion down elsewhere in a draft."""
        return self.edit(draft, {"kind": "move", "place": place_of(portion), "to": to}, key)

    def undo(self, draft: Draft, key: str = "") -> Draft:
        """Undo the last edit."""
        return cast(Draft, self._on(draft, "undo", {}, key))

    def redo(self, draft: Draft, key: str = "") -> Draft:
        """Do the edit again that was undone."""
        return cast(Draft, self._on(draft, "redo", {}, key))

    def publish(self, draft: Draft, key: str = "") -> Answer:
        """Make a draft the plan; edits that no longer fit are dropped and told."""
        return cast(Answer, self._on(draft, "publish", {}, key))

    def discard(self, draft: Draft, key: str = "") -> Answer:
        """Discard a draft."""
        return cast(Answer, self._write(f"planner/drafts/{quote(draft['draft'], safe='')}/discard", {}, key))

    def locks(self) -> Answer:
        """What stays where it is."""
        return self._got("planner/locks")

    def lock(self, job: str, operation: str, key: str = "") -> Answer:
        """Lock an operation."""
        return cast(Answer, self._write("planner/locks", {"job": job, "operation": operation}, key))

    def unlock(self, job: str, operation: str, key: str = "") -> Answer:
        """Let an operation be moved again."""
        return cast(Answer, self._write("planner/unlock", {"job": job, "operation": operation}, key))

    def freeze(self, until: str | None, key: str = "") -> Answer:
        """Freeze one's plan up to a moment, or (None) not any more."""
        return cast(Answer, self._write("planner/freeze", {"until": until}, key))

    def improve(self, policy: Literal["off", "propose", "publish"], key: str = "") -> Answer:
        """How far the plan improves itself."""
        return cast(Answer, self._write("planner/improvement", {"improve": policy}, key))

    def improvement(self) -> Answer:
        """The policy, and what came of it lately."""
        return self._got("planner/improvement")

    def take_back(self, report: str, key: str = "") -> Changed:
        """Take a report back, by the key that it was sent with."""
        return cast(Changed, self._write("floor/reports/undo", {"report": report}, key))

    def resources(self) -> Answer:
        """One's own work centres and pools."""
        return self._got("network")

    def network_changes(self) -> list[Answer]:
        """Stops, overtime, absences and extra people: coming, now and over."""
        return cast("list[Answer]", self._got("network/changes")["changes"])

    def overtime(
        self, work_centre: str, start: str, end: str, people: Mapping[str, int] | None = None, key: str = ""
    ) -> Changed:
        """A work centre is open for longer, with so many thousandths of pools called in."""
        told = {"work_centre": work_centre, "start": start, "end": end, "people": dict(people or {})}
        return cast(Changed, self._write("network/overtime", told, key))

    def absence(self, pool: str, amount: int, first: str, last: str, key: str = "") -> Changed:
        """So many thousandths of a pool are away."""
        told = {"pool": pool, "amount": amount, "first": first, "last": last}
        return cast(Changed, self._write("network/absences", told, key))

    def more_people(self, pool: str, amount: int, first: str, last: str, key: str = "") -> Changed:
        """So many thousandths of a pool more."""
        told = {"pool": pool, "amount": amount, "first": first, "last": last}
        return cast(Changed, self._write("network/people", told, key))

    def end_change(self, change: str, at: str | None = None, key: str = "") -> Changed:
        """A change of capacity is over."""
        return cast(Changed, self._write(f"network/changes/{quote(change, safe='')}/end", {"at": at}, key))

    def scenarios(self) -> list[Scenario]:
        """The firm's scenarios, the newest first."""
        return cast("list[Scenario]", self._send("GET", "scenarios"))

    def try_scenario(self, text: str, name: str = "", key: str = "") -> Scenario:
        """Have a scenario (YAML or JSON, klynge-scenario/1) planned in the background."""
        return cast(Scenario, self._write("scenarios", {"name": name, "scenario": text}, key))

    def scenario(self, scenario: str) -> Scenario:
        """One scenario, with what came out once it is planned."""
        return cast(Scenario, self._send("GET", f"scenarios/{quote(scenario, safe='')}"))

    def _got(self, path: str, **asked: Any) -> Answer:
        return cast(Answer, self._send("GET", path, query=asked))

    def _on(self, draft: Draft, verb: str, told: Answer, key: str) -> Any:
        path = f"planner/drafts/{quote(draft['draft'], safe='')}/{verb}"
        return self._write(path, told | {"version": draft["version"]}, key)
