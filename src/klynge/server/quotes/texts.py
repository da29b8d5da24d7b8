# SPDX-License-Identifier: Apache-2.0
"""What is said of a part's file, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "The file is larger than {most} MB; send a coarser model.": (
        "Filen er større enn {most} MB; send en grovere modell."
    ),
    "The file is no STEP, STL or 3MF model; export it from the drawing program as one.": (
        "Filen er ikke en STEP-, STL- eller 3MF-modell; eksporter den som det fra tegneprogrammet."
    ),
}
