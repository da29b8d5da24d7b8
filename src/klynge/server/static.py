# SPDX-License-Identifier: Apache-2.0
"""Static files under names that hold a hash of what they are, also where one module imports another."""

from __future__ import annotations

import re
from collections.abc import Callable

from whitenoise.storage import CompressedManifestStaticFilesStorage

LIBRARIES = ("account/", "django_htmx/", "mfa/", "ninja/")


class Hashed(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """A browser never runs modules of two releases together."""

    support_js_module_import_aggregation = True

    def url_converter(
        self, name: str, hashed_files: dict[str, str], template: str | None = None
    ) -> Callable[[re.Match[str]], str]:
        """What stands for a file named in another. An import in a library is a comment."""
        if name.startswith(LIBRARIES) and name.endswith(".js"):
            return lambda found: found[0]
        convert: Callable[[re.Match[str]], str] = super().url_converter(name, hashed_files, template)
        return convert
