# SPDX-License-Identifier: Apache-2.0
"""The addresses of these pages."""

from __future__ import annotations

from django.urls import URLPattern, path

from klynge.server.pages.planner import changes, comparison, drafts, editing, parts, rules, scenarios, views

app_name = "planner"
urlpatterns: list[URLPattern] = [
    path("", views.board, name="board"),
    path("board.json", views.content, name="content"),
    path("lists", parts.lists, name="lists"),
    path("found", parts.found, name="found"),
    path("inspect", parts.inspect, name="inspect"),
    path("repairs/<uuid:order>", parts.repairs, name="repairs"),
    path("verdict", editing.verdict, name="verdict"),
    path("edit", editing.edit, name="edit"),
    path("move", editing.move, name="move"),
    path("step", editing.step, name="step"),
    path("repair", editing.repair, name="repair"),
    path("lock", editing.lock, name="lock"),
    path("freeze", rules.freeze, name="freeze"),
    path("improvement", rules.improvement, name="improvement"),
    path("drafts/", drafts.drafts, name="drafts"),
    path("drafts/part", drafts.draft_part, name="draft_part"),
    path("drafts/<uuid:draft>/", drafts.draft, name="draft"),
    path("scenarios/", scenarios.scenarios, name="scenarios"),
    path("scenarios/compare", comparison.compare, name="compare"),
    path("scenarios/<uuid:scenario>", scenarios.scenario_step, name="scenario_step"),
    path("changes/", changes.changes, name="changes"),
    path("changes/end", changes.end_change, name="end_change"),
]
