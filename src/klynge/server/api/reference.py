# SPDX-License-Identifier: Apache-2.0
"""The API's description as a file of the documentation: `python -m klynge.server.api.reference docs/reference`."""

from __future__ import annotations

import json
import os
import sys
import tempfile
from pathlib import Path


def text() -> str:
    """The OpenAPI description as the file holds it. Django must be set up."""
    from klynge.server.api.main import api

    return json.dumps(api.get_openapi_schema(path_prefix="/api/"), indent=2, ensure_ascii=False) + "\n"


def _main(folder: Path) -> None:
    """Write the file; nothing of an installation is needed for it or touched."""
    with tempfile.TemporaryDirectory() as data:
        os.environ |= {"KLYNGE_DATA": data, "KLYNGE_SECRET_KEY": "signs nothing"}
        os.environ["DJANGO_SETTINGS_MODULE"] = "klynge.server.settings"
        import django

        django.setup()
        (folder / "openapi.json").write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    _main(Path(sys.argv[1]))
