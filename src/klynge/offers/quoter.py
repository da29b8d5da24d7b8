# SPDX-License-Identifier: Apache-2.0
"""Prices and days beside the options of a configuring session, on a live plan.

The price of an option is that of its cheapest completion, and the day is what a promise for exactly that completion
would be on the plan as it stands. `by="earliest"` looks for completions that are delivered sooner: see `earliest`.
"""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from threading import Lock
from zoneinfo import ZoneInfo

from klynge.configure import ChoiceView, Completion, NumberView, Session
from klynge.configure.model import ProductModel
from klynge.configure.work import Desk
from klynge.job import Job
from klynge.network.adding import Articles
from klynge.planning import Schedule
from klynge.planning.fingerprint import fingerprint

from .dates import Asking, Dates
from .earliest import Bounds, Search
from .floors import Floors, modes_seen
from .quote import By, Dated, Key, OptionOffer, Quote, Value
from .ranges import Left
from .work_variables import work_variables


@dataclass(slots=True)
class Quoter:
    """Quotes on one plan, which may change in between: its days are then asked for anew.

    `schedule` is the plan; give another with `follow`. `released` is when work may begin, by default where planning
    begins. The engine tries each order on the schedule and takes it back, so threads wait for one another; nobody else
    may use the schedule meanwhile.
    """

    schedule: Schedule
    desk: Desk
    released: datetime | None = None
    dates: Dates = field(init=False)
    _one_at_a_time: Lock = field(default_factory=Lock, repr=False)

    def __post_init__(self) -> None:
        self.dates = Dates(self.desk, Articles(self.schedule.problem.network))

    def follow(self, schedule: Schedule) -> None:
        """Quote on another schedule from now on, such as that of a plan made anew."""
        if schedule.problem.network is not self.schedule.problem.network:
            self.dates = Dates(self.desk, Articles(schedule.problem.network))
        self.dates.version = None
        self.schedule = schedule

    def quote(
        self, session: Session, region: str, by: By = "cheapest", *, version: Hashable | None = None, effort: int = 400
    ) -> Quote:
        """Price and day of each option that is left in a session, delivered to a customer in `region`.

        `version` names the plan's state, such as the number of its log's last row: days are kept as long as it is the
        same. Without it the plan is looked through for changes. `effort` is how many configurations the search for the
        earliest may ask the plan for.
        """
        with self._one_at_a_time:
            return self._quote(session, region, by, version, effort)

    def _quote(self, session: Session, region: str, by: By, version: Hashable | None, effort: int) -> Quote:
        asking = self._asking(session.product.model, session.quantity, region)
        stamp = self._version(version)
        present = session.complete_by("cheapest")
        if present is None:
            return Quote(by, None, {})
        beside = session.completions("cheapest")
        dated = self._dated(asking, stamp, [present, *beside.values()])
        found: dict[Key | None, Dated] = dict(zip([None, *beside], dated, strict=True))
        if by == "cheapest":
            return _quote(by, found, Bounds())
        bounds = Bounds(self._floors(session, asking, found))

        def ask(some: Sequence[Completion]) -> list[Dated]:
            return self._dated(asking, stamp, some)

        search = Search(session, ask, work_variables(asking.model), present.choices, effort, dict(found))
        search.take(dated)
        return _quote(by, search.found(bounds), bounds)

    def day(
        self,
        model: ProductModel,
        choices: Mapping[str, Value],
        quantity: int,
        region: str,
        *,
        version: Hashable | None = None,
    ) -> date | None:
        """The day of a whole configuration; None when it cannot be made, or not within the plan's horizon."""
        return self.days(model, [choices], quantity, region, version=version)[0]

    def days(
        self,
        model: ProductModel,
        some: Sequence[Mapping[str, Value]],
        quantity: int,
        region: str,
        *,
        version: Hashable | None = None,
    ) -> list[date | None]:
        """The day of each of some configurations of a product, as if each were the only one asked for."""
        asking = self._asking(model, quantity, region)
        with self._one_at_a_time:
            return self.dates.of(self.schedule, self._version(version), asking, some)

    def jobs(self, model: ProductModel, choices: Mapping[str, Value], quantity: int, region: str) -> tuple[Job, ...]:
        """The jobs that an order of a whole configuration would be; none when it cannot be made."""
        return self.dates.jobs_of(self._asking(model, quantity, region), choices) or ()

    def _asking(self, model: ProductModel, quantity: int, region: str) -> Asking:
        return Asking(model, quantity, region, self.released or self.schedule.problem.network.start)

    def _floors(
        self, session: Session, asking: Asking, found: Mapping[Key | None, Dated]
    ) -> dict[Key | None, date | None]:
        """For all that is left, and for each option, a day before which nothing is delivered."""
        jobs = (self.dates.jobs_of(asking, dated.choices) or () for dated in found.values())
        floors = Floors(self.schedule, asking, modes_seen(jobs))
        whole = left_of(session)
        without = {variable: left_of(session.withdraw(variable)) for variable in session.choices}
        lefts = [whole if key is None else {**without.get(key[0], whole), key[0]: _only(key[1])} for key in found]
        zone = ZoneInfo(self.schedule.problem.network.time_zone)
        return {
            key: None if moment is None else moment.astimezone(zone).date()
            for key, moment in zip(found, floors.of(lefts), strict=True)
        }

    def _version(self, version: Hashable | None) -> Hashable:
        return ("digest", fingerprint(self.schedule)) if version is None else ("given", version)

    def _dated(self, asking: Asking, version: Hashable, completions: Sequence[Completion]) -> list[Dated]:
        days = self.dates.of(self.schedule, version, asking, [one.choices for one in completions])
        return [Dated(one.choices, one.price, day) for one, day in zip(completions, days, strict=True)]


def _quote(by: By, found: Mapping[Key | None, Dated], bounds: Bounds) -> Quote:
    present, offers = found[None], {}
    for key, dated in found.items():
        if key is not None:
            later = None if dated.day is None or present.day is None else (dated.day - present.day).days
            offers[key] = OptionOffer(*key, dated, dated.price - present.price, later, *bounds.of(dated.day, key))
    return Quote(by, present, offers, *bounds.of(present.day, None))


def left_of(session: Session) -> Left:
    """What is left of each variable: its value, its options, or its least and greatest number."""
    found: dict[str, frozenset[str] | tuple[int, int]] = {}
    for name, shown in session.view().variables.items():
        match shown:
            case ChoiceView(value=None):
                found[name] = frozenset(option.id for option in shown.options if option.possible)
            case ChoiceView(value=str(value)) | NumberView(value=int(value)):
                found[name] = _only(value)
            case NumberView(spans=(first, *others)):
                found[name] = first.low, (others[-1] if others else first).high
    return found


def _only(value: Value) -> frozenset[str] | tuple[int, int]:
    return frozenset({value}) if isinstance(value, str) else (value, value)
