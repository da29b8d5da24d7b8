# SPDX-License-Identifier: Apache-2.0
"""The addresses of these pages."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.manager import figures, imports, people, suggestions, tokens, week

app_name = "manager"
urlpatterns = [
    path("", week.home, name="home"),
    path("figures/", figures.figures, name="figures"),
    path("suggestions/", suggestions.suggestions, name="suggestions"),
    path("suggestions/<uuid:suggestion>/", suggestions.suggestion, name="suggestion"),
    path("import/", imports.imports, name="imports"),
    path("import/<uuid:file>/", imports.imported, name="imported"),
    path("import/<uuid:file>/apply/", imports.apply, name="apply"),
    path("export/klynge.xlsx", imports.tables, name="tables"),
    path("export/klynge-template.xlsx", imports.template, name="template"),
    path("people/", people.people, name="people"),
    path("people/<uuid:user>/", people.person, name="person"),
    path("tokens/", tokens.tokens, name="tokens"),
    path("tokens/<uuid:token>/", tokens.revoke, name="token"),
]
