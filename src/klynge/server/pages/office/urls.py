# SPDX-License-Identifier: Apache-2.0
"""The addresses of these pages."""

from __future__ import annotations

from django.urls import path

from klynge.server.pages.office import agreements, charter, disclosures, figures, register, together

app_name = "office"
urlpatterns = [
    path("", charter.charter, name="charter"),
    path("members/invite/", charter.invite, name="invite"),
    path("members/<uuid:member>/sign/", charter.sign, name="sign_charter"),
    path("members/<uuid:member>/leave/", charter.leave, name="leave"),
    path("register/", register.register, name="register"),
    path("register/review/", register.review, name="review"),
    path("register/market/", register.market, name="market"),
    path("agreements/", agreements.agreements, name="agreements"),
    path("agreements/new/", agreements.propose, name="propose"),
    path("agreements/<uuid:agreement>/", agreements.agreement, name="agreement"),
    path("agreements/<uuid:agreement>/sign/", agreements.sign, name="sign_agreement"),
    path("agreements/<uuid:agreement>/end/", agreements.end, name="end_agreement"),
    path("figures/", figures.figures, name="figures"),
    path("figures/ask/", figures.release, name="release"),
    path("figures/consent/", figures.consent, name="consent"),
    path("disclosures/", disclosures.disclosures, name="disclosures"),
    path("disclosures/journal.csv", disclosures.journal_csv, name="journal_csv"),
    path("disclosures/journal.json", disclosures.journal_json, name="journal_json"),
    path("disclosures/stop/", disclosures.stop, name="stop"),
    path("joint/", together.joint, name="joint"),
    path("sharing/", together.sharing, name="sharing"),
]
