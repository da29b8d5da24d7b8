# SPDX-License-Identifier: Apache-2.0
"""What each kind of finding says, in English and Norwegian bokmål. The names in braces are the finding's facts."""

from __future__ import annotations

MOMENT = {"en": "%Y-%m-%d %H:%M:%S", "nb": "%d.%m.%Y %H:%M:%S"}


def _both(en: str, nb: str) -> dict[str, str]:
    return {"en": en, "nb": nb}


TEXTS: dict[str, dict[str, str]] = {
    "no_outcome": _both("the order has no outcome", "ordren har ikke noe utfall"),
    "no_reason": _both(
        "the order is not planned, and no reason is given", "ordren er ikke planlagt, og grunnen mangler"
    ),
    "unknown_order": _both("an outcome of an order that nobody made", "et utfall for en ordre som ikke finnes"),
    "portions_of_unplanned": _both(
        "portions are placed though the order is said not to be planned",
        "deler er plassert enda ordren er oppgitt som ikke planlagt",
    ),
    "operation_missing": _both(
        "order {order} is planned, but this operation has no portion",
        "ordre {order} er planlagt, men denne operasjonen er ikke plassert",
    ),
    "unknown_operation": _both(
        "no such operation in order “{order}” or among the supply lots",
        "det er ingen slik operasjon i ordre «{order}» eller blant forsyningspartiene",
    ),
    "quantity_sum": _both(
        "{planned} planned of a quantity of {wanted}", "{planned} er planlagt av en mengde på {wanted}"
    ),
    "several_modes": _both("portions in several modes: {modes}", "delene er gjort på flere måter: {modes}"),
    "too_many_portions": _both("{portions} portions, {allowed} are allowed", "{portions} deler, {allowed} er tillatt"),
    "small_portion": _both(
        "a portion of {quantity}, the smallest lot is {least}", "en del på {quantity}, minste parti er {least}"
    ),
    "unknown_lane": _both("no lane {lane}", "det er ingen transport {lane}"),
    "two_lanes": _both(
        "two lanes are chosen from {origin} to {destination}", "to transporter er valgt fra {origin} til {destination}"
    ),
    "unknown_mode": _both("mode {mode} of {modes} (they count from 0)", "måte {mode} av {modes} (de telles fra 0)"),
    "unknown_work_centre": _both("no work centre {work_centre}", "det er ingen arbeidsstasjon {work_centre}"),
    "other_work_centre": _both(
        "placed at {is_at}, its mode is at {wanted}", "plassert på {is_at}, men måten hører til {wanted}"
    ),
    "other_family": _both(
        "family “{family}”, its mode's is “{wanted}”", "familie «{family}», men måten har «{wanted}»"
    ),
    "unknown_unit": _both("{work_centre} has no unit {unit}", "{work_centre} har ingen enhet {unit}"),
    "other_pool": _both(
        "{amount} thousandths of {pool} do not answer need {need} of the mode",
        "{amount} tusendeler av {pool} svarer ikke til behov {need} i måten",
    ),
    "before_release": _both("starts {start}, released {release}", "starter {start}, frigitt {release}"),
    "before_planning": _both(
        "set-up starts {start}, planning begins {release}", "omstillingen starter {start}, planen begynner {release}"
    ),
    "reported_missing": _both(
        "reported: {quantity} on {work_centre} unit {unit} from {start} to {end}; not in the plan",
        "meldt: {quantity} på {work_centre} enhet {unit} fra {start} til {end}; mangler i planen",
    ),
    "unit_stopped": _both("its unit is stopped from {start} to {end}", "enheten er stanset fra {start} til {end}"),
    "never_reported": _both(
        "frozen: {quantity} on {work_centre} unit {unit} from {start} to {end}; never reported so",
        "låst: {quantity} på {work_centre} enhet {unit} fra {start} til {end}; aldri meldt slik",
    ),
    "reported_with_setup": _both(
        "reported from {start}, and so without set-up and pools",
        "meldt fra {start}, og dermed uten omstilling og ressurser",
    ),
    "wrong_duration": _both("runs {lasts_s} s, its work is {wanted_s} s", "går {lasts_s} s, arbeidet er {wanted_s} s"),
    "after_horizon": _both("ends {end}, after the horizon {horizon}", "slutter {end}, etter planens slutt {horizon}"),
    "start_closed": _both("starts {start}, when it is closed", "starter {start}, når det er stengt"),
    "setup_closed": _both(
        "set-up starts {start}, when it is closed", "omstillingen starter {start}, når det er stengt"
    ),
    "end_closed": _both(
        "ends {end}, when it has been closed for a while", "slutter {end}, når det alt har vært stengt en stund"
    ),
    "not_in_one": _both(
        "must be done inside one open interval, and lasts from {start} to {end}",
        "må gjøres innenfor én åpningstid, og varer fra {start} til {end}",
    ),
    "unit_twice": _both(
        "{one} and {other} are both on the unit at {moment}", "{one} og {other} er begge på enheten {moment}"
    ),
    "not_a_batch_centre": _both(
        "{work_centre} does one portion at a time, not batches",
        "{work_centre} gjør én del om gangen, ikke satser",
    ),
    "batch_place": _both("its portions are not on one unit", "delene er ikke på én enhet"),
    "batch_family": _both("its portions are not of one family", "delene er ikke av én familie"),
    "batch_pause": _both("its portions pause differently", "delene tar pause på ulik måte"),
    "batch_needs": _both("its portions have different needs or pools", "delene har ulike behov eller ressurser"),
    "batch_times": _both("its portions do not start and end together", "delene starter og slutter ikke sammen"),
    "batch_load": _both(
        "a load of {load} {measure}, the capacity is {capacity} {measure}",
        "en last på {load} {measure}, kapasiteten er {capacity} {measure}",
    ),
    "setup_forbidden": _both(
        "{after} directly after {before} is forbidden", "{after} rett etter {before} er ikke tillatt"
    ),
    "setup_time": _both(
        "set-up of {takes_s} s, from “{before}” to “{after}” it is {wanted_s} s",
        "omstilling på {takes_s} s, fra «{before}» til «{after}» er den {wanted_s} s",
    ),
    "external_unit": _both(
        "work outside the cluster has no units and no pools, here: unit {unit}, {pools} pools",
        "arbeid utenfor klyngen har ingen enheter og ressurser, her: enhet {unit}, {pools} ressurser",
    ),
    "external_setup": _both(
        "work outside the cluster has no set-up; it starts {start}",
        "arbeid utenfor klyngen har ingen omstilling; det starter {start}",
    ),
    "unknown_pool": _both("there is no such pool", "det er ingen slik ressurs"),
    "need_not_met": _both(
        "the need for one of {need} in the {phase} is met {met} times",
        "behovet for en av {need} i {phase} er dekket {met} ganger",
    ),
    "pool_beyond": _both(
        "used {beyond} beyond what is there at {moment}", "brukt {beyond} mer enn det som er der {moment}"
    ),
    "no_lane": _both(
        "nothing goes from {origin} (after {before}) to {destination}",
        "ingenting går fra {origin} (etter {before}) til {destination}",
    ),
    "too_early": _both(
        "starts on it {start}, what it needs of {before} is there {earliest}",
        "begynner på det {start}, det den trenger av {before} er der {earliest}",
    ),
    "too_late": _both(
        "starts {start}, at the latest {latest} after {before}", "starter {start}, senest {latest} etter {before}"
    ),
    "several_sites": _both("must be at one site, and are at {sites}", "må være på ett sted, og er på {sites}"),
    "no_lane_to_customer": _both("nothing goes from {origin} to {region}", "ingenting går fra {origin} til {region}"),
    "other_arrival": _both("said to arrive {told}, arrives {arrives}", "oppgitt å komme {told}, kommer {arrives}"),
    "pegs_sum": _both("{pegged} of {item} pegged, {needed} needed", "{pegged} av {item} satt av, {needed} trengs"),
    "portion_short": _both(
        "a portion has {pegged} of {item} pegged and needs {needed}",
        "en del har {pegged} av {item} og trenger {needed}",
    ),
    "negative_peg": _both("a peg of {quantity} of {item}", "satt av {quantity} av {item}"),
    "unknown_source": _both("{item} from “{source}”: no such source", "{item} fra «{source}»: ukjent kilde"),
    "unknown_stock": _both("{item} from stock {lot}, which is not there", "{item} fra lager {lot}, som ikke finnes"),
    "other_stock": _both(
        "needs {item} at {site}; stock {lot} is {is_item} at {is_site}",
        "trenger {item} på {site}; lager {lot} er {is_item} på {is_site}",
    ),
    "stock_too_early": _both(
        "starts {start}, stock {lot} is there {available}", "starter {start}, lager {lot} er der {available}"
    ),
    "stock_expired": _both(
        "starts {start}, stock {lot} expired {expires}", "starter {start}, lager {lot} gikk ut {expires}"
    ),
    "unknown_receipt": _both(
        "it makes the receipt “{lot}” of {item}, which there is not",
        "den lager mottaket «{lot}» av {item}, som ikke finnes",
    ),
    "receipt_before_made": _both(
        "what it makes is there at {made}, and the receipt “{lot}” says {available}",
        "det den lager, er der {made}, og mottaket «{lot}» sier {available}",
    ),
    "stock_beyond": _both("{pegged} pegged of a stock of {there}", "{pegged} satt av fra et lager på {there}"),
    "not_bought": _both("{item} cannot be bought", "{item} kan ikke kjøpes"),
    "other_lead": _both(
        "{item} said to be there {available}, bought it is there {arrives} (start {start})",
        "{item} oppgitt å være der {available}, kjøpt er den der {arrives} (start {start})",
    ),
    "purchase_too_early": _both(
        "starts {start}, {item} is there {available}", "starter {start}, {item} er der {available}"
    ),
    "lot_twice": _both("two supply lots with one name", "to forsyningspartier med samme navn"),
    "lot_of_nothing": _both("there is no supply number {supply}", "det er ingen forsyning nummer {supply}"),
    "lot_operation_missing": _both("the lot lacks this operation", "partiet mangler denne operasjonen"),
    "unknown_lot": _both("{item} from supply lot {lot}, which is not made", "{item} fra parti {lot}, som ikke lages"),
    "other_lot": _both(
        "needs {item} at {site}; supply lot {lot} is {is_item} at {is_site}",
        "trenger {item} på {site}; parti {lot} er {is_item} på {is_site}",
    ),
    "outside_shelf_life": _both(
        "starts {start}; supply lot {lot} is there {available} and good until {until}",
        "starter {start}; parti {lot} er der {available} og holder til {until}",
    ),
    "lot_unlike_supply": _both(
        "its supply makes {quantity} of {item} at {site}", "forsyningen lager {quantity} av {item} på {site}"
    ),
    "lot_beyond": _both("{pegged} pegged of a lot of {there}", "{pegged} satt av fra et parti på {there}"),
    "lot_split": _both("{portions} portions, a supply lot is never split", "{portions} deler, et parti deles aldri"),
    "lot_not_at_end": _both(
        "said to be there {available}, its last operation ends {end}",
        "oppgitt å være der {available}, siste operasjon slutter {end}",
    ),
    "lot_other_expiry": _both("its expiry is not its end and shelf life", "utløpet er ikke slutt pluss holdbarhet"),
    "own_site": _both("at an own site under agreement {agreement}", "på eget sted under avtale {agreement}"),
    "no_agreement": _both(
        "{taker} works at a site of {giver} without an agreement", "{taker} arbeider hos {giver} uten avtale"
    ),
    "unknown_agreement": _both("there is no agreement {agreement}", "det er ingen avtale {agreement}"),
    "other_agreement": _both(
        "agreement {agreement} does not give {taker} the use of {work_centre} at {giver}",
        "avtale {agreement} gir ikke {taker} bruk av {work_centre} hos {giver}",
    ),
    "not_valid": _both(
        "from {start} to {end}; agreement {agreement} holds from {first} to {last}",
        "fra {start} til {end}; avtale {agreement} gjelder fra {first} til {last}",
    ),
    "over_ceiling": _both("{used_s} s used, the ceiling is {ceiling_s} s", "{used_s} s brukt, taket er {ceiling_s} s"),
}
