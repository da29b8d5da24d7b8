# SPDX-License-Identifier: Apache-2.0
"""Which operations belong together: what an answer names, and the operations that take that next (OpenAPI links)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

BODY, PATH, SENT = "$response.body#", "$request.path.", "$request.body#"


@dataclass(frozen=True, slots=True)
class Link:
    """From an operation's answer to the next operation: its parameters, and fields of its body, as runtime
    expressions."""

    source: str
    target: str
    parameters: Mapping[str, Any] = field(default_factory=dict)
    body: Any = None

    def data(self) -> dict[str, Any]:
        """As the description has it."""
        told: dict[str, Any] = {"operationId": self.target}
        if self.parameters:
            told["parameters"] = dict(self.parameters)
        if self.body is not None:
            told["requestBody"] = self.body
        return told


def _object(name: str, sources: Mapping[str, str], *targets: str, **bodies: Any) -> Iterator[Link]:
    """Whatever names an object leads to all that can be done with it; `sources` says where each names it."""
    for source, at in sources.items():
        for target in targets:
            yield Link(source, target, {name: at}, bodies.get(target))


def _version(draft: str) -> dict[str, str]:
    return {"version": f"{BODY}{draft}/version"}


def _drafts() -> Iterator[Link]:
    """A draft from its beginning to the plan: each edit is made on the version that was answered last."""
    named = {"new_draft": "", "edit_draft": "", "undo_edit": "", "redo_edit": "", "list_drafts": "/drafts/0"}
    for source, at in named.items():
        draft = {"draft": f"{BODY}{at}/draft"}
        for target in ("one_draft", "draft_board", "discard_draft"):
            yield Link(source, target, draft)
        for target in ("edit_draft", "undo_edit", "redo_edit", "publish_draft"):
            yield Link(source, target, draft, _version(at))


def _portions() -> Iterator[Link]:
    """What stands in the plan: looked at, moved, locked, worked on."""
    at = f"{BODY}/items/0"
    step = {name: f"{at}/{name}" for name in ("job", "operation")}
    place = step | {name: f"{at}/{name}" for name in ("work_centre", "unit")}
    yield Link("list_plan", "inspect_operation", step)
    yield Link("list_plan", "verdict", body={"place": place | {"start": f"{at}/start"}})
    yield Link("list_plan", "lock_operation", body=step)
    yield Link("list_plan", "report_work", body=place)
    yield Link("list_plan", "stop_unit", body={"work_centre": place["work_centre"]})
    yield Link("list_plan", "open_longer", body={"work_centre": place["work_centre"]})
    yield Link("list_plan", "inspect_order", {"order": f"{at}/order_id"})
    sent = {name: f"{SENT}/{name}" for name in ("job", "operation")}
    yield Link("lock_operation", "unlock_operation", body=sent)
    yield Link("lock_operation", "list_locks")
    yield Link("report_work", "undo_report", body={"report": "$request.header.Idempotency-Key"})
    yield Link("verdict", "new_draft")


def _configurations() -> Iterator[Link]:
    """From choices to an order of them."""
    chosen = {"product": f"{BODY}/product", "choices": f"{BODY}/choices"}
    decided = {"product": f"{SENT}/product", "choices": f"{BODY}/choices"}
    kept = {"product": f"{SENT}/product", "choices": f"{SENT}/choices"}
    yield Link("list_products", "configure", body={"product": f"{BODY}/products/0/product"})
    for target in ("change", "complete", "days"):
        yield Link("configure", target, body=chosen)
    yield Link("change", "configure", body=decided)
    for target in ("configure", "save", "list_offers", "hold_offer"):
        yield Link("complete", target, body=decided)
    yield Link("complete", "compare", body={"left": decided, "right": kept})
    yield Link("save", "reopen", {"code": f"{BODY}/code"})
    yield Link("save", "hold_offer", body=kept)
    for target in ("configure", "hold_offer"):
        yield Link("reopen", target, body=chosen)


def _links() -> Iterator[Link]:
    orders = {
        "hold_offer": f"{BODY}/id",
        "commit_order": f"{BODY}/id",
        "withdraw_order": f"{BODY}/id",
        "list_orders": f"{BODY}/items/0/id",
    }
    yield from _object(
        "order", orders, "one_order", "why", "commit_order", "withdraw_order", "inspect_order", "list_repairs"
    )
    yield Link("list_items", "list_offers", body={"item": f"{BODY}/items/0/item", "region": f"{BODY}/regions/0"})
    yield Link("list_items", "hold_offer", body={"item": f"{BODY}/items/0/item", "region": f"{BODY}/regions/0"})
    yield Link("list_offers", "hold_offer", body={"day": f"{BODY}/offers/0/day"})
    yield Link("list_repairs", "apply_repair", {"order": f"{PATH}order"}, {"repair": f"{BODY}/repairs/0/repair"})
    yield from _configurations()
    yield from _portions()
    yield from _drafts()
    changes = {"list_changes": f"{BODY}/changes/0/change"}
    yield from _object("change", changes, "end_change")
    for source in ("stop_unit", "open_longer", "tell_absence", "call_in_people"):
        yield Link(source, "list_changes")
    for target in ("tell_absence", "call_in_people"):
        yield Link("list_resources", target, body={"pool": f"{BODY}/pools/0/pool"})
    files = {"new_import": f"{BODY}/id", "list_imports": f"{BODY}/items/0/id"}
    yield from _object("file", files, "one_import", "check_import", "apply_import")
    yield Link("check_import", "apply_import", {"file": f"{PATH}file"})
    yield Link("apply_import", "one_import", {"file": f"{PATH}file"})
    scenarios = {"new_scenario": f"{BODY}/scenario", "list_scenarios": f"{BODY}/0/scenario"}
    yield from _object("scenario", scenarios, "one_scenario", "plan_scenario_again", "stop_planning", "delete_scenario")
    for source, at in scenarios.items():
        yield Link(source, "compare_scenarios", {"scenario": at})
    yield from _object("token", {"new_token": f"{BODY}/id"}, "end_token")
    members = {"invite_member": f"{BODY}/id", "read_charter": f"{BODY}/members/0/id"}
    yield from _object("member", members, "sign_charter", "leave_cluster", "end_membership")
    agreements = {"propose_agreement": f"{BODY}/id", "list_agreements": f"{BODY}/disclosure/0/id"}
    yield from _object("agreement", agreements, "sign_agreement", "end_agreement")
    yield Link("record_relationship", "list_relationships")
    for target in ("list_releases", "list_disclosures"):
        yield Link("ask_release", target)


LINKS: tuple[Link, ...] = tuple(_links())


def put_links(paths: Mapping[str, Mapping[str, dict[str, Any]]]) -> None:
    """Enter the links at the answers of success, each by the operation that it leads to."""
    described = {operation["operationId"]: operation for path in paths.values() for operation in path.values()}
    for link in LINKS:
        answers = described[link.source]["responses"]
        success = next(answer for status, answer in answers.items() if str(status).startswith("2"))
        assert link.target in described, link.target
        success.setdefault("links", {})[link.target] = link.data()
