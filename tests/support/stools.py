# SPDX-License-Identifier: Apache-2.0
"""The small example with a configured stool: choices that change the price, the work, both, or nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

SMALL = Path(__file__).parents[2] / "examples" / "small"

STOOL = """\
product: fjell/bar-stool
owner: fjell
version: "1"
texts: {nb: Barkrakk, en: Bar stool}
unit: pcs
name: {nb: "Barkrakk {height} mm, {colour}", en: "Bar stool {height} mm, {colour}"}
groups:
  shape: {nb: Form, en: Shape}
  look: {nb: Utseende, en: Look}
variables:
  height: {texts: {nb: Høyde, en: Height}, group: shape, unit: mm, values: [450..800 step 10, 855], suggested: 650}
  seat:
    texts: {nb: Sete, en: Seat}
    group: shape
    options:
      oak: {nb: Eik, en: Oak}
      padded: {nb: Stoppet, en: Padded, price: 350}
  legs:
    texts: {nb: Bein, en: Legs}
    group: shape
    options:
      painted: {nb: Malt, en: Painted}
      chrome: {nb: Forkrommet, en: Chrome, price: 280}
  colour:
    texts: {nb: Farge, en: Colour}
    group: look
    options:
      white: {nb: Hvit, en: White}
      black: {nb: Sort, en: Black}
      red: {nb: Rød, en: Red, price: 60}
  gloss:
    texts: {nb: Glans, en: Gloss}
    group: look
    options:
      matt: {nb: Matt, en: Matt}
      bright: {nb: Blank, en: Bright, price: 40}
  tag: {texts: {nb: Navneskilt, en: Name tag}, group: look, pattern: "[A-Z ]{0,12}", example: BAR, required: false}
rules:
  chrome-red:
    owner: fjell/paint
    texts: {nb: Rødt setter merker på krom., en: Red stains chrome.}
    rule: not (legs = chrome and colour = red)
  chrome-height:
    owner: fjell/design
    texts: {nb: Krom lages bare til høye krakker., en: Chrome is made for tall stools only.}
    rule: legs = painted or height >= 600
  padded-matt:
    texts: {nb: Stoppede seter er matte., en: Padded seats are matt.}
    rule: seat = oak or gloss = matt
prices:
  base: {texts: {nb: Krakk, en: Stool}, amount: 900 + height}
  start: {texts: {nb: Oppstart, en: Start-up}, amount: 300, per: order}
weight_g: 2000 + 4 * height
bill:
  - {step: mill, item: wood, quantity: "if(height > 600, 2, 1)"}
  - {step: pad, item: fabric, quantity: "4", when: seat = padded}
  - {step: paint, item: paint-mix, quantity: "0.2"}
routing:
  mill:
    texts: {nb: Frese, en: Mill}
    ways:
      - {work_centre: cnc, fixed: 10min, per_unit: 2min + 0.3s * height, family: seats, setup_needs: [setter],
         run_needs: ["operator:0.33"]}
      - {work_centre: saw, fixed: 30min, per_unit: 9min, run_needs: [operator]}
  chrome: {texts: {nb: Forkromme, en: Chrome}, when: legs = chrome,
           ways: [{work_centre: chrome, fixed: 5d, cost: 200, cost_per_unit: 35}]}
  pad: {texts: {nb: Stoppe, en: Pad}, when: seat = padded, after: "-",
        ways: [{work_centre: sewing, per_unit: 8min, run_needs: [sewer], agreement: sewing-2026}]}
  paint:
    texts: {nb: Male, en: Paint}
    ways: [{work_centre: paint, fixed: 10min, per_unit: 90s, family: "{colour}", setup_needs: [painter],
            run_needs: [painter]}]
    after: [chrome, pad]
  pack: {texts: {nb: Pakke, en: Pack}, ways: [{work_centre: assembly, per_unit: 1min, run_needs: [packers]}]}
drawing:
  - {nb: "Høyde {height} mm, bein {legs}", en: "Height {height} mm, legs {legs}"}
"""


def cluster_with_stools(folder: Path) -> Path:
    """The small example copied to a folder, with the product."""
    cluster = folder / "small"
    shutil.copytree(SMALL, cluster)
    (cluster / "products").mkdir(exist_ok=True)
    (cluster / "products" / "bar-stool.yaml").write_text(STOOL, encoding="utf-8")
    return cluster
