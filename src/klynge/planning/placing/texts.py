# SPDX-License-Identifier: Apache-2.0
"""What each kind of misfit says, in English and Norwegian bokmål. The names in braces are the misfit's facts."""

from __future__ import annotations


def _both(en: str, nb: str) -> dict[str, str]:
    return {"en": en, "nb": nb}


TEXTS: dict[str, dict[str, str]] = {
    # what is named
    "unknown_operation": _both("there is no such operation", "det er ingen slik operasjon"),
    "unknown_mode": _both("there is no mode {mode} (they count from 1)", "det er ingen måte {mode} (de telles fra 1)"),
    "other_centre": _both(
        "it is at {is_at}, and its mode is at {wanted}", "den er på {is_at}, men måten hører til {wanted}"
    ),
    "unknown_unit": _both("{work_centre} has no unit {unit}", "{work_centre} har ingen enhet {unit}"),
    "external_unit": _both(
        "{work_centre} is outside the cluster and has no units and pools",
        "{work_centre} er utenfor klyngen og har ingen enheter og ressurser",
    ),
    "other_family": _both(
        "the family is “{family}”, and its mode's is “{wanted}”", "familien er «{family}», men måten har «{wanted}»"
    ),
    "pools_unlike": _both(
        "its pools do not answer its needs one by one", "ressursene svarer ikke til behovene ett for ett"
    ),
    "unknown_peg": _both(
        "it takes {item} from {source} “{id}”, which there is not",
        "den tar {item} fra {source} «{id}», som ikke finnes",
    ),
    "no_material": _both("it does not use {item}", "den bruker ikke {item}"),
    "unknown_supply": _both("there is no supply {supply} of {item}", "det er ingen forsyning {supply} av {item}"),
    "reported_unlike": _both(
        "what is reported of it is not in the plan as it was reported",
        "det som er meldt, står ikke i planen slik det er meldt",
    ),
    "unplanned_placed": _both(
        "it has portions, though the plan says that it is not planned",
        "den har deler, enda planen sier at den ikke er planlagt",
    ),
    "no_outcome": _both("the plan says nothing of this order", "planen sier ingenting om denne ordren"),
    "other_delivery": _both(
        "the plan says that it arrives at {told}, and it arrives at {is_at} (seconds)",
        "planen sier at den kommer {told}, men den kommer {is_at} (sekunder)",
    ),
    "batch_apart": _both(
        "batch “{batch}” is not in one place at one time", "satsen «{batch}» er ikke på ett sted til én tid"
    ),
    "other_start": _both("the plan is not of this network's time", "planen gjelder ikke nettverkets tid"),
    # what does not fit
    "closed": _both("it starts while {work_centre} is closed", "den starter mens {work_centre} er stengt"),
    "duration": _both(
        "it ends at {wanted}, and by its times at {is_at} (seconds)",
        "den slutter {wanted}, men etter tidene {is_at} (sekunder)",
    ),
    "whole_interval": _both(
        "set-up and run do not lie in one working interval of {work_centre}",
        "omstilling og kjøring ligger ikke i ett arbeidsintervall på {work_centre}",
    ),
    "before_planning": _both("it starts before planning begins", "den starter før planen begynner"),
    "outside_agreement": _both(
        "it lies outside the validity of its agreement", "den ligger utenfor avtalens gyldighet"
    ),
    "ceiling": _both(
        "agreement {agreement} has not so many hours left", "avtalen {agreement} har ikke så mange timer igjen"
    ),
    "busy": _both(
        "unit {unit} of {work_centre} is taken by {other}", "enhet {unit} på {work_centre} er opptatt av {other}"
    ),
    "forbidden": _both(
        "the change of set-up that it needs on {work_centre} is forbidden",
        "omstillingen den trenger på {work_centre}, er forbudt",
    ),
    "setup_differs": _both(
        "its set-up on {work_centre} begins at {wanted}, and by what is before it at {is_at} (seconds)",
        "omstillingen på {work_centre} begynner {wanted}, men etter det som er foran {is_at} (sekunder)",
    ),
    "next_setup": _both(
        "the run after it on {work_centre}, of {other}, cannot take the set-up that it would need",
        "kjøringen etter på {work_centre}, av {other}, får ikke plass til omstillingen den da trenger",
    ),
    "pool_used": _both("{pool} is used by others then", "{pool} er i bruk hos andre da"),
    "pool_strange": _both("{pool} does not meet need {need} of its mode", "{pool} dekker ikke behov {need} i måten"),
    "batch_unlike": _both(
        "it is not like the others of its batch on {work_centre}", "den er ikke lik de andre i satsen på {work_centre}"
    ),
    "batch_full": _both(
        "its batch on {work_centre} would hold {load}, the capacity is {capacity}",
        "satsen på {work_centre} ville holde {load}, kapasiteten er {capacity}",
    ),
    "stock_late": _both("stock {id} is not there when it starts", "lageret {id} er ikke der når den starter"),
    "stock_used": _both("stock {id} has not {quantity} left", "lageret {id} har ikke {quantity} igjen"),
    "lot_window": _both(
        "it starts outside the window of the supply lot that it takes from",
        "den starter utenfor vinduet til forsyningspartiet den tar fra",
    ),
    "lot_used": _both("the supply lot has not {quantity} left", "forsyningspartiet har ikke {quantity} igjen"),
    "purchase_late": _both(
        "what is bought for it does not arrive by its start when it is said to",
        "det som kjøpes, kommer ikke før start slik det er oppgitt",
    ),
    "strange_peg": _both("it takes material that is not for it", "den tar materiale som ikke er til den"),
    "several_modes": _both("its portions are in several modes", "delene er gjort på flere måter"),
    "quantity": _both("{placed} placed of {wanted}", "{placed} plassert av {wanted}"),
    "lots": _both("it is in too many portions, or too small ones", "den er i for mange deler, eller for små"),
    "material": _both(
        "it takes {pegged} of a material, and needs {needed}", "den tar {pegged} av et materiale, og trenger {needed}"
    ),
    "too_early": _both(
        "it starts before what comes before it is there", "den starter før det som kommer foran, er der"
    ),
    "too_late": _both(
        "it starts later after the operation before it than it may",
        "den starter senere etter operasjonen foran enn den kan",
    ),
    "no_way": _both("no lane leads where its goods must go", "ingen transport går dit varene må"),
    "sites": _both(
        "operations that must share a site are at several", "operasjoner som må være på samme sted, er på flere"
    ),
    "lot_time_differs": _both(
        "the supply lot is there at {wanted}, and its work ends at {is_at} (seconds)",
        "forsyningspartiet er der {wanted}, men arbeidet slutter {is_at} (sekunder)",
    ),
    "batch_holds": _both(
        "its batch on {work_centre} would become shorter for {other}",
        "satsen på {work_centre} ville bli kortere for {other}",
    ),
    "already_placed": _both("it is on the plan already", "den er allerede på planen"),
    "not_placed": _both("it is not on the plan", "den er ikke på planen"),
    "unknown_order": _both("there is no such order", "det er ingen slik ordre"),
    "other_order": _both(
        "a portion of order “{other}” is among its own", "en del av ordre «{other}» er blant dens egne"
    ),
}
