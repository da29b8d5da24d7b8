# SPDX-License-Identifier: Apache-2.0
"""The arguments of a verb that takes none."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Nothing(BaseModel):
    """No arguments."""

    model_config = ConfigDict(extra="forbid")
