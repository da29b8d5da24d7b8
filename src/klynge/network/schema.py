# SPDX-License-Identifier: Apache-2.0
"""The tables of a cluster folder, column by column: docs/reference/cluster-folder.md as data.

What a cell may hold is in `values`; `refers` names the tables (or `regions`) that must know the value.
"""

from __future__ import annotations

from enum import StrEnum

from klynge.job import Pause, Status
from klynge.network import values as v
from klynge.network.model import Kind, Named, PoolKind, Source
from klynge.network.table import Spec


class State(StrEnum):
    """What a progress row says of a portion."""

    FINISHED = "finished"
    STARTED = "started"
    FROZEN = "frozen"


class Members:
    table = Spec("members", needed=True)
    member = table.required("member", v.identifier)
    name = table.required("name", v.text)
    organisation_number = table.optional("organisation_number", v.organisation_number, "")
    table.unique("member")


class Sites:
    table = Spec("sites", needed=True)
    site = table.required("site", v.identifier)
    member = table.required("member", v.identifier, refers=("members",))
    name = table.required("name", v.text)
    place = table.optional("place", v.text, "")
    time_zone = table.optional("time_zone", v.time_zone, "")
    price_zone = table.optional("price_zone", v.text, "")
    energy = table.optional("energy_nok_kwh", v.ore, 0)
    co2 = table.optional("co2_g_kwh", v.whole, 0)
    name_en = table.optional("name_en", v.text, "")
    table.unique("site")


class WorkCentres:
    table = Spec("work_centres", needed=True)
    work_centre = table.required("work_centre", v.identifier)
    site = table.required("site", v.identifier, refers=("sites",))
    name = table.required("name", v.text)
    kind = table.required("kind", v.choice(Kind))
    units = table.optional("units", v.unit_count, 1)
    calendar = table.required("calendar", v.identifier, refers=("calendars",))
    capacity = table.optional("capacity", v.counted, 0)
    measure = table.optional("measure", v.text, "")
    cost = table.optional("cost_nok_h", v.ore, 0)
    power_kw = table.optional("power_kw", v.whole, 0)
    power_pool = table.optional("power_pool", v.identifier, "", refers=("pools",))
    setup_matrix = table.optional("setup_matrix", v.identifier, "", refers=("setups",))
    states = table.optional("states", v.listed(v.text), ())
    name_en = table.optional("name_en", v.text, "")
    table.unique("work_centre")


class Pools:
    table = Spec("pools")
    pool = table.required("pool", v.identifier)
    site = table.required("site", v.identifier, refers=("sites",))
    kind = table.required("kind", v.choice(PoolKind))
    calendar = table.required("calendar", v.identifier, refers=("calendars",))
    amount = table.required("amount", v.amount)
    cost = table.optional("cost_nok_h", v.ore, 0)
    name = table.optional("name", v.text, "")
    name_en = table.optional("name_en", v.text, "")
    table.unique("pool")


class People:
    table = Spec("people")
    person = table.required("person", v.identifier)
    site = table.required("site", v.identifier, refers=("sites",))
    skills = table.required("skills", v.listed(v.identifier))
    calendar = table.required("calendar", v.identifier, refers=("calendars",))
    share = table.optional("share", v.share, 1000)
    cost = table.optional("cost_nok_h", v.ore, 0)
    absences = table.optional("absences", v.listed(v.absence), ())
    table.unique("person")


class Items:
    table = Spec("items", needed=True)
    item = table.required("item", v.identifier)
    member = table.required("member", v.identifier, refers=("members",))
    name = table.required("name", v.text)
    unit = table.required("unit", v.text)
    source = table.required("source", v.choice(Source))
    lead_time = table.optional("lead_time", v.duration_s, None)
    cost = table.optional("cost_nok", v.ore, 0)
    co2 = table.optional("co2_g", v.whole, 0)
    weight = table.optional("weight_g", v.whole, 0)
    lot = table.optional("lot", v.counted, 0)
    shelf_life = table.optional("shelf_life", v.duration_s, None)
    name_en = table.optional("name_en", v.text, "")
    table.unique("item")


class Configurations:
    table = Spec("configurations")
    item = table.required("item", v.identifier)
    product = table.required("product", v.identifier)
    version = table.required("version", v.text)
    choices = table.required("choices", v.choices)
    table.unique("item")


class Stock:
    table = Spec("stock")
    item = table.required("item", v.identifier, refers=("items",))
    site = table.required("site", v.identifier, refers=("sites",))
    quantity = table.required("quantity", v.counted)
    available = table.optional("available", v.day_or_moment, None)
    expires = table.optional("expires", v.day_or_moment, None)


class Setups:
    table = Spec("setups")
    matrix = table.required("matrix", v.identifier)
    before = table.required("from", v.text)
    after = table.required("to", v.text)
    time = table.required("time", v.setup_time)
    cost = table.optional("cost_nok", v.ore, 0)
    table.unique("matrix", "from", "to")


class Lanes:
    table = Spec("lanes")
    lane = table.required("lane", v.identifier)
    origin = table.required("from", v.identifier, refers=("sites",))
    destination = table.required("to", v.identifier, refers=("sites", "regions"))
    lead = table.required("lead", v.duration_s)
    departures = table.optional("departures", v.listed(v.departure), ())
    cost = table.optional("cost_nok", v.ore, 0)
    cost_kg = table.optional("cost_nok_kg", v.ore, 0)
    co2_kg = table.optional("co2_g_kg", v.whole, 0)
    table.unique("lane")


class Agreements:
    table = Spec("agreements")
    agreement = table.required("agreement", v.identifier)
    giver = table.required("giver", v.identifier, refers=("members",))
    taker = table.required("taker", v.identifier, refers=("members",))
    work_centre = table.required("work_centre", v.identifier, refers=("work_centres",))
    rate = table.required("rate_nok_h", v.ore)
    ceiling = table.required("ceiling_h", v.hours_s)
    valid_from = table.required("valid_from", v.day_or_moment)
    valid_to = table.required("valid_to", v.day_or_moment)
    table.unique("agreement")


class Routings:
    table = Spec("routings", needed=True)
    item = table.required("item", v.identifier, refers=("items",))
    step = table.required("step", v.identifier)
    name = table.optional("name", v.text, "")
    work_centre = table.required("work_centre", v.identifier, refers=("work_centres",))
    fixed = table.optional("fixed", v.duration_s, 0)
    per_unit = table.optional("per_unit", v.duration_ms, 0)
    family = table.optional("family", v.text, "")
    pause = table.optional("pause", v.choice(Pause), Pause.RESUMABLE)
    setup_needs = table.optional("setup_needs", v.listed(v.need), ())
    run_needs = table.optional("run_needs", v.listed(v.need), ())
    load_per_unit = table.optional("load_per_unit", v.counted, 0)
    agreement = table.optional("agreement", v.identifier, None, refers=("agreements",))
    cost = table.optional("cost_nok", v.ore, 0)
    cost_unit = table.optional("cost_nok_unit", v.ore, 0)
    yield_permille = table.optional("yield", v.share, None)
    max_lots = table.optional("max_lots", v.unit_count, None)
    min_lot = table.optional("min_lot", v.counted, None)
    same_site = table.optional("same_site", v.identifier, None)
    after = table.optional("after", v.listed(v.text), None)
    name_en = table.optional("name_en", v.text, "")


class Links:
    table = Spec("links")
    item = table.required("item", v.identifier, refers=("items",))
    before = table.required("before", v.identifier)
    after = table.required("after", v.identifier)
    min_lag = table.optional("min_lag", v.duration_s, 0)
    max_lag = table.optional("max_lag", v.duration_s, None)
    transfer_quantity = table.optional("transfer_quantity", v.counted, None)
    table.unique("item", "before", "after")


class Materials:
    table = Spec("materials")
    item = table.required("item", v.identifier, refers=("items",))
    step = table.required("step", v.identifier)
    material = table.required("material", v.identifier, refers=("items",))
    quantity = table.required("quantity", v.counted)
    per = table.optional("per", v.counted, 1)
    table.unique("item", "step", "material")


class Orders:
    table = Spec("orders")
    order = table.required("order", v.identifier)
    member = table.required("member", v.identifier, refers=("members",))
    customer = table.required("customer", v.text)
    region = table.required("region", v.identifier, refers=("regions",))
    item = table.required("item", v.identifier, refers=("items",))
    quantity = table.required("quantity", v.counted)
    value = table.optional("value_nok", v.ore, 0)
    released = table.required("released", v.day_or_moment)
    due = table.required("due", v.day_or_moment)
    promised = table.optional("promised", v.day_or_moment, None)
    weight = table.optional("weight", v.counted, 1)
    status = table.optional("status", v.choice(Status), Status.NEW)
    flexible = table.optional("flexible", v.day_or_moment, None)
    table.unique("order")


class Progress:
    table = Spec("progress")
    order = table.required("order", v.identifier, refers=("orders",))
    item = table.optional("item", v.text, "")
    step = table.required("step", v.identifier)
    work_centre = table.required("work_centre", v.identifier, refers=("work_centres",))
    unit = table.optional("unit", v.unit_count, 1)
    quantity = table.required("quantity", v.counted)
    start = table.required("start", v.day_or_moment)
    end = table.required("end", v.day_or_moment)
    state = table.required("state", v.choice(State))


class Names:
    table = Spec("names")
    kind = table.required("kind", v.choice(Named))
    word = table.required("id", v.text)
    name = table.required("name", v.text)
    name_en = table.optional("name_en", v.text, "")
    table.unique("kind", "id")


TABLES: tuple[Spec, ...] = (
    Members.table,
    Sites.table,
    WorkCentres.table,
    Pools.table,
    People.table,
    Items.table,
    Configurations.table,
    Stock.table,
    Setups.table,
    Lanes.table,
    Agreements.table,
    Routings.table,
    Links.table,
    Materials.table,
    Orders.table,
    Progress.table,
    Names.table,
)
