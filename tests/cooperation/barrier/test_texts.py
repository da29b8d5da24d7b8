# SPDX-License-Identifier: Apache-2.0
"""The barrier's answers in words."""

from __future__ import annotations

import pytest

from klynge.cooperation.barrier import Verdict
from klynge.cooperation.barrier.release import Reason
from klynge.cooperation.barrier.texts import REASONS, VERDICTS


@pytest.mark.parametrize("language", ["nb", "en"])
def test_every_answer_has_words(language: str) -> None:
    """No verdict and no reason is without a sentence in either language."""
    assert set(VERDICTS[language]) == set(Verdict)
    assert set(REASONS[language]) == set(Reason)
    assert all(text.endswith(".") for text in (*VERDICTS[language].values(), *REASONS[language].values()))
