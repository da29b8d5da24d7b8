# SPDX-License-Identifier: Apache-2.0
"""A product file that uses every key, to read and to change in tests."""

from __future__ import annotations

from pathlib import Path

WINDOW = """\
product: rdv/window
owner: rdv
version: "2026.1"
valid: {from: 2026-01-01, to: 2027-12-31}
texts: {nb: Vindu, en: Window}
synthetic: Times and prices are invented.
name: {nb: "Vindu {width} × {height}, {colour}", en: "Window {width} × {height}, {colour}"}
groups:
  size: {nb: Mål, en: Size}
variables:
  width: {texts: {nb: Bredde, en: Width}, group: size, unit: mm, values: 390..1790 step 10, suggested: 990}
  height: {texts: {nb: Høyde, en: Height}, group: size, unit: mm, values: [390..790 step 10, 990]}
  opening:
    texts: {nb: Åpning, en: Opening}
    options:
      fixed: {nb: Fastkarm, en: Fixed}
      tilt: {nb: Toppsving, en: Top swing, price: 1250}
      side: {nb: Sidehengslet, en: Side hung, price: 640, valid: {from: 2026-03-01}, formerly: [turn]}
    suggested: side
  glass:
    texts: {nb: Glass, en: Glass}
    options: {none: {nb: Uten, en: None}, two: {nb: To lag, en: Two panes}, 130x200: {nb: Tre lag, en: Three panes}}
  colour: {texts: {nb: Farge, en: Colour}, options: {white: {nb: Hvit, en: White}, own: {nb: Egen, en: Own}}}
  vent: {texts: {nb: Ventil, en: Vent}, yes-no: true, price: 310, absent: "no"}
  hinge-side:
    texts: {nb: Hengsling, en: Hinges}
    options: {left: {nb: Venstre, en: Left}, right: {nb: Høyre, en: Right}, none: {nb: Ingen, en: None}}
    when: opening = side
    otherwise: none
  lock-height: {texts: {nb: Låshøyde, en: Lock height}, unit: mm, values: 100..300, when: vent, otherwise: 0}
  engraving: {texts: {nb: Gravering, en: Engraving}, pattern: "[A-ZÆØÅ0-9 ]{0,20}", required: false}
tables:
  glass: {file: glass.csv, kind: lookup, keys: {glass: Glass}, columns: {weight: kg_m2, u: U}}
  colours: {file: colours.csv, keys: {glass: Glass, colour: Farge, width: Bredde}}
rules:
  glass-weight:
    owner: rdv/design
    texts: {nb: Rammen tåler ikke tyngre glass., en: The sash cannot carry heavier glass.}
    rule: opening = fixed or glass-mass <= 20
  glass-colours:
    texts: {nb: Fargen lages ikke til glasset., en: The colour is not made with the glass.}
    table: colours
derived:
  area: {texts: {nb: Areal, en: Area}, unit: m2, value: width * height / 1000000}
  glass-mass: {texts: {nb: Glassvekt, en: Mass of glass}, unit: kg, value: area * glass.weight}
prices:
  base: {texts: {nb: Vindu, en: Window}, amount: 1900 + 2400 * area}
  set-up: {texts: {nb: Oppstart, en: Start-up}, amount: 450, per: order}
  paint: {texts: {nb: Maling, en: Paint}, when: colour = own, amount: "by(glass, none: 400, else: 250)"}
weight_g: 4000 + 1000 * glass-mass
bill:
  - {step: plane, item: rdv/timber, quantity: ceil((2 * width + 2 * height) / 10)}
  - {step: glaze, item: "by(glass, two: rdv/glass-2, 130x200: rdv/glass-3)", quantity: ceil(area * 100)}
parts:
  hinges: {product: norse/hinge, step: glaze, quantity: "2", when: opening = side,
           choices: {size: large, finish: =colour, width: width // 10}}
routing:
  plane:
    texts: {nb: Høvle, en: Plane}
    ways: [{work_centre: plane, per_unit: 40s + 0.05s * (width + height), family: "{colour}",
            setup_needs: [planing], run_needs: ["planing:0.5"], pause: whole}]
    yield: 0.98
  seal: {texts: {nb: Tette, en: Seal}, when: glass != none, ways: [{work_centre: bench, per_unit: 2min}]}
  glaze:
    texts: {nb: Glasse, en: Glaze}
    ways: [{work_centre: bench, fixed: 5min, when: quantity < 10}, {work_centre: line, fixed: 15min}]
    after: {seal: {max_lag: 45min, min_lag: 5min, transfer: 4}}
    max_lots: 2
drawing:
  - {nb: "Karm {width} × {height} mm, {opening}", en: "Frame {width} × {height} mm, {opening}"}
"""
GLASS = "Glass,kg_m2,U\nnone,0,5.7\ntwo,20,1.2\n130x200,30.5,0.8\n"
COLOURS = "Glass;Farge;Bredde\nnone;*;\ntwo|130x200;white|own;390..790|990\n130x200;white;\n"


def window(folder: Path, *changes: tuple[str, str], name: str = "window.yaml") -> Path:
    """The product file of the window and its tables in a folder, with texts replaced by others."""
    text = WINDOW
    for old, new in changes:
        assert text.count(old) == 1, f"{text.count(old)} × {old!r}"
        text = text.replace(old, new)
    (folder / "glass.csv").write_text(GLASS, "utf-8")
    (folder / "colours.csv").write_text(COLOURS, "utf-8")
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def line_of(text: str) -> int:
    """The line of the window's file that holds a text."""
    return WINDOW[: WINDOW.index(text)].count("\n") + 1
