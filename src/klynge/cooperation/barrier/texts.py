# SPDX-License-Identifier: Apache-2.0
"""What the barrier answers, in Norwegian bokmål and English. A refusal never says what there was to see."""

from __future__ import annotations

from klynge.cooperation.barrier.decide import Verdict
from klynge.cooperation.barrier.release import Reason

VERDICTS: dict[str, dict[Verdict, str]] = {
    "en": {
        Verdict.OWN: "It is your own.",
        Verdict.PUBLIC: "It is public.",
        Verdict.AGREED: "An agreement in force shows it to you.",
        Verdict.STOPPED: "All disclosures are stopped. Ask the cluster office.",
        Verdict.UNKNOWN_FIELD: "This information is not on the list of what may be shown. Ask the cluster office.",
        Verdict.NOT_A_MEMBER: "Only members of the cluster can be shown this.",
        Verdict.NEVER: "Wages, hiring and persons are never shown to another firm.",
        Verdict.COMPETITORS: (
            "Capacity and prices are never shown between firms that compete or may come to. No agreement changes that; "
            "if you do not compete, ask the cluster office to review the register."
        ),
        Verdict.NO_AGREEMENT: "No agreement in force shows this for this purpose. Propose one to the other firm.",
    },
    "nb": {
        Verdict.OWN: "Det er ditt eget.",
        Verdict.PUBLIC: "Det er offentlig.",
        Verdict.AGREED: "En gjeldende avtale gir deg innsyn.",
        Verdict.STOPPED: "Alt innsyn er stanset. Spør klyngekontoret.",
        Verdict.UNKNOWN_FIELD: "Opplysningen står ikke på listen over det som kan vises. Spør klyngekontoret.",
        Verdict.NOT_A_MEMBER: "Bare medlemmer av klyngen kan få se dette.",
        Verdict.NEVER: "Lønn, ansettelser og personer vises aldri til en annen bedrift.",
        Verdict.COMPETITORS: (
            "Kapasitet og priser vises aldri mellom bedrifter som konkurrerer eller kan komme til det. Ingen avtale "
            "endrer det; konkurrerer dere ikke, så be klyngekontoret gå gjennom registeret."
        ),
        Verdict.NO_AGREEMENT: (
            "Ingen gjeldende avtale gir innsyn i dette til dette formålet. Foreslå en for den andre bedriften."
        ),
    },
}

REASONS: dict[str, dict[Reason, str]] = {
    "en": {
        Reason.NEVER: "Figures about wages and persons are not released.",
        Reason.TOO_FEW: "Too few firms are behind the figure.",
        Reason.TOO_YOUNG: "Figures about capacity and prices are released when they are old enough.",
        Reason.ISOLATES: "Together with what was released before, the figure would tell about one firm.",
        Reason.NEGATIVE: "A figure with negative parts is not released as a sum.",
    },
    "nb": {
        Reason.NEVER: "Tall om lønn og personer frigis ikke.",
        Reason.TOO_FEW: "For få bedrifter står bak tallet.",
        Reason.TOO_YOUNG: "Tall om kapasitet og priser frigis når de er gamle nok.",
        Reason.ISOLATES: "Sammen med det som er frigitt før, ville tallet røpe én bedrift.",
        Reason.NEGATIVE: "Et tall med negative deler frigis ikke som sum.",
    },
}
