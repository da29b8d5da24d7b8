# SPDX-License-Identifier: Apache-2.0
"""What these pages say, in Norwegian bokmål by the English text."""

from __future__ import annotations

BOARD = {
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec": "jan. feb. mars april mai juni juli aug. sep. okt. nov. des.",
    "Mon Tue Wed Thu Fri Sat Sun": "man tir ons tor fre lør søn",
    "wk": "uke",
    "d": "d",
    "h": "t",
    "min": "min",
    "Plan board": "Plantavle",
    "Arrow keys go from one piece of work to the next, Shift with arrows moves the view, Enter shows why it is "
    "there, M moves it. The table below holds the same.": (
        "Piltastene går fra ett arbeid til det neste, Shift og piler flytter utsnittet, Enter viser hvorfor det "
        "ligger der, M flytter det. Tabellen nedenfor inneholder det samme."
    ),
    "The whole plan; drag the frame": "Hele planen; dra i rammen",
    "Load": "Belastning",
    "capacity": "kapasitet",
    "{when}: {load} of {capacity} {unit}, {share}": "{when}: {load} av {capacity} {unit}, {share}",
    "set-up": "omstilling",
    "Quantity": "Antall",
    "one of {n} in a batch": "én av {n} i en sats",
    "{order}, {step}, {centre} {unit}, {from} to {to}{state}": (
        "{order}, {step}, {centre} {unit}, {from} til {to}{state}"
    ),
    "Order": "Ordre",
    "{n} chosen": "{n} valgt",
    "No work here is called “{text}”. Search all orders in the list beside.": (
        "Ikke noe arbeid her heter «{text}». Søk i alle ordrer i listen ved siden av."
    ),
    "Nothing here is late.": "Ingenting her er forsinket.",
    "Close": "Lukk",
    "late": "forsinket",
    "{days} days late": "{days} dager forsinket",
    "locked": "låst",
    "frozen": "frosset",
    "for another firm": "for en annen bedrift",
    "in work": "i arbeid",
    "done": "ferdig",
    "a lot for stock": "et parti til lager",
    "You may look at this plan, not change it.": "Du kan se denne planen, men ikke endre den.",
    "Moving {bar}. Arrows choose the place, Enter lets go, Escape leaves it.": (
        "Flytter {bar}. Pilene velger sted, Enter slipper, Escape lar det ligge."
    ),
    "{centre} {unit}, {when}": "{centre} {unit}, {when}",
    "This fits.": "Dette går.",
    "Moved in the draft.": "Flyttet i utkastet.",
    "It stays where it was.": "Det blir der det var.",
    "It is done: what was, stays.": "Det er ferdig: det som er gjort, blir stående.",
    "It is under way: report it from the shop floor instead.": "Det er i arbeid: meld fra på verkstedet i stedet.",
    "It is locked: unlock it first (L).": "Det er låst: lås det opp først (L).",
    "Work centre": "Arbeidsstasjon",
    "Step": "Operasjon",
    "Set-up from": "Omstilling fra",
    "From": "Fra",
    "To": "Til",
    "State": "Status",
    "{n} pieces of work from {from} to {to}": "{n} arbeider fra {from} til {to}",
    "Previous": "Forrige",
    "Next": "Neste",
    "Page {page} of {pages}": "Side {page} av {pages}",
}

PAGE = {
    "Late": "Forsinket",
    "Conflicts": "Konflikter",
    "Out of sequence": "Utenfor rekkefølgen",
    "Waiting": "Venter",
    "Not planned": "Ikke planlagt",
    "{n} days late": "{n} dager forsinket",
    "{n} h late": "{n} t forsinket",
    "The board": "Tavlen",
    "Order or job": "Ordre eller jobb",
    "Today": "I dag",
    "Next late": "Neste forsinkede",
    "Colour": "Farge",
    "by order": "etter ordre",
    "by set-up": "etter omstilling",
    "by lateness": "etter forsinkelse",
    "All work centres": "Alle arbeidsstasjoner",
    "Draft": "Utkast",
    "The plan itself": "Selve planen",
    "proposed": "foreslått",
    "Undo": "Angre",
    "Redo": "Gjør om",
    "Print what is in sight": "Skriv ut det som vises",
    "The panel beside the board": "Panelet ved siden av tavlen",
    "Looking…": "Ser etter …",
    "The stretch in sight as a table": "Utsnittet som tabell",
    "Lists": "Lister",
    "Details": "Detaljer",
    "The board is drawn by scripts. The lists and forms beside it work without.": (
        "Tavlen tegnes av skript. Listene og skjemaene ved siden av virker uten."
    ),
    "Each row is a machine, each bar a piece of work. Drag a bar to try another place: the engine says whether it "
    "fits, and why not. What you change gathers in a draft; compare it with the plan, then publish it.": (
        "Hver rad er en maskin, hver stolpe et arbeid. Dra en stolpe for å prøve et annet sted: motoren sier om det "
        "går, og hvorfor ikke. Det du endrer, samles i et utkast; sammenlign det med planen, og publiser det så."
    ),
    "A red line under a bar: its order comes late. Hatched: set-up. Dashed: frozen. A padlock: locked.": (
        "Rød strek under en stolpe: ordren kommer for sent. Skravert: omstilling. Stiplet: frosset. Hengelås: låst."
    ),
    "Wheel scrolls, Shift and wheel goes through time, Ctrl and wheel zooms. Drag beside the bars to go about; Shift "
    "and drag chooses several.": (
        "Hjulet ruller, Shift og hjul går i tid, Ctrl og hjul zoomer. Dra ved siden av stolpene for å flytte "
        "utsnittet; Shift og dra velger flere."
    ),
    "Without a mouse: arrows go from bar to bar, Enter shows the account, M and arrows move, L locks.": (
        "Uten mus: pilene går fra stolpe til stolpe, Enter viser forklaringen, M og piler flytter, L låser."
    ),
    "Find on the board": "Finn på tavlen",
    "To today": "Til i dag",
    "Zoom in": "Zoom inn",
    "Zoom out": "Zoom ut",
    "Next late order": "Neste forsinkede ordre",
    "The late order before": "Forrige forsinkede ordre",
    "Lock or unlock what is chosen": "Lås eller lås opp det som er valgt",
    "Move what the keys stand on": "Flytt det tastene står på",
    "The whole plan": "Hele planen",
    "Taller rows": "Høyere rader",
    "Lower rows": "Lavere rader",
    "Choose a piece of work first.": "Velg et arbeid først.",
    "There is no draft to undo in.": "Det er ikke noe utkast å angre i.",
    "The planner does not answer just now.": "Planleggeren svarer ikke akkurat nå.",
    "This draft": "Dette utkastet",
    "People": "Folk",
}

PARTS = {
    "Nothing is late": "Ingenting er forsinket",
    "Every order of yours comes by the day that was promised or wanted.": (
        "Alle ordrene deres kommer innen dagen som er lovet eller ønsket."
    ),
    "No conflicts": "Ingen konflikter",
    "No promise is broken, and no work has run over its time.": (
        "Ingen løfter er brutt, og ikke noe arbeid har gått over tiden."
    ),
    "Nothing waits": "Ingenting venter",
    "All material is there when the work begins.": "Alt materiale er på plass når arbeidet begynner.",
    "All is planned": "Alt er planlagt",
    "An order that finds no place in the plan would stand here.": "En ordre uten plass i planen ville stått her.",
    "All in sequence": "Alt i rekkefølge",
    "No work stands before what must be done first.": "Ikke noe arbeid ligger foran det som må gjøres først.",
    "Nothing is chosen": "Ingenting er valgt",
    "Choose a bar on the board, or an entry of a list, to see why it is when it is and what would mend it.": (
        "Velg en stolpe på tavlen eller en linje i en liste for å se hvorfor den ligger der, og hva som retter det."
    ),
    "promised": "lovet",
    "wanted": "ønsket",
    "comes": "kommer",
    "in house": "på plass",
    "before": "før",
    "until": "til",
    "from": "fra",
    "should have ended": "skulle vært ferdig",
    "Over its time": "Over tiden",
    "Before its turn": "Før sin tur",
    "In front of one due earlier": "Foran en som haster mer",
    "Found for “{text}”": "Funnet for «{text}»",
    "Nothing found": "Ingen treff",
    "Search for part of an order number, a customer, a product or a job.": (
        "Søk etter en del av et ordrenummer, en kunde, et produkt eller en jobb."
    ),
    "Product": "Produkt",
    "Customer": "Kunde",
    "Promised": "Lovet",
    "Wanted": "Ønsket",
    "Comes": "Kommer",
    "not planned": "ikke planlagt",
    "Work order": "Arbeidsordre",
    "Week list": "Ukeliste",
    "Why late": "Hvorfor forsinket",
    "Why then": "Hvorfor da",
    "What would mend it": "Hva som ville rettet det",
    "Work out repairs": "Regn ut rettinger",
    "The work": "Arbeidet",
    "All its work": "Alt arbeidet",
    "Unlock": "Lås opp",
    "Lock where it is": "Lås der det er",
    "Locked": "Låst",
    "Move to another place": "Flytt til et annet sted",
    "Would it fit?": "Ville det gått?",
    "Move in the draft": "Flytt i utkastet",
    "It cannot be moved: it is under way, done or not yours to move.": (
        "Det kan ikke flyttes: det er i arbeid, ferdig eller ikke deres å flytte."
    ),
    "work at another firm": "arbeid hos en annen bedrift",
    "Waits for": "Venter på",
    "Is waited for by": "Ventes på av",
    "Material": "Materiale",
    "For another firm": "For en annen bedrift",
    "No single change was found that brings the order nearer its day.": (
        "Fant ingen enkelt endring som bringer ordren nærmere dagen sin."
    ),
    "What it does": "Hva det gjør",
    "Apply to the plan": "Ta inn i planen",
    "Put in the draft": "Legg i utkastet",
    "Mends it": "Retter det",
    "Breaks its promise": "Bryter løftet",
    "Orders of other firms that get a new day: {n}.": "Ordrer hos andre bedrifter som får ny dag: {n}.",
    "Cost": "Kostnad",
}

EDITING = {
    "Draft {when}": "Utkast {when}",
    "Published. Changes that are in the plan now: {n}.": "Publisert. Endringer som nå er i planen: {n}.",
    "Left out: {what}": "Utelatt: {what}",
    "The nearest that fits: {when}.": "Det nærmeste som går: {when}.",
    "Orders that move with it: {n}.": "Ordrer som flytter med: {n}.",
    "New days: {orders}.": "Nye dager: {orders}.",
    "More orders that get a new day: {n}.": "Flere ordrer som får ny dag: {n}.",
    "Choose what to do with the draft.": "Velg hva som skal gjøres med utkastet.",
    "Unlocked.": "Låst opp.",
    "Unlocked in the draft.": "Låst opp i utkastet.",
    "Locked where it is, in the draft.": "Låst der det er, i utkastet.",
    "It is in the draft now.": "Det er i utkastet nå.",
    "Locked where it is.": "Låst der det er.",
    "Frozen until {when}.": "Frosset til {when}.",
    "Nothing is frozen.": "Ingenting er frosset.",
    "Undone.": "Angret.",
    "Done again.": "Gjort om igjen.",
    "The draft is thrown away.": "Utkastet er kastet.",
    "Until": "Til",
    "The repair is in the plan.": "Rettingen er i planen.",
    "Begins": "Begynner",
    "Unit": "Enhet",
    "Choose a unit of the list.": "Velg en enhet fra listen.",
}

DRAFTS = {
    "Drafts": "Utkast",
    "All drafts": "Alle utkast",
    "Open on the board": "Åpne på tavlen",
    "Changes that are tried, not yet in the plan.": "Endringer som prøves, ennå ikke i planen.",
    "Name of a new draft": "Navn på et nytt utkast",
    "New draft": "Nytt utkast",
    "Changes": "Endringer",
    "Made": "Laget",
    "By": "Av",
    "Proposed": "Foreslått",
    "Not published": "Ikke publisert",
    "Published": "Publisert",
    "Thrown away": "Kastet",
    "Throw away": "Kast",
    "No drafts yet": "Ingen utkast ennå",
    "Move a bar on the board: that opens one.": "Flytt en stolpe på tavlen: det åpner et.",
    "The plan has changed {n} times since this draft began. What no longer fits is left out when you publish.": (
        "Planen er endret {n} ganger siden utkastet begynte. Det som ikke lenger går, utelates når du publiserer."
    ),
    "No changes yet: drag a bar, or move it by its form.": "Ingen endringer ennå: dra en stolpe, eller bruk skjemaet.",
    "Beside the plan": "Ved siden av planen",
    "The draft is the same as the plan.": "Utkastet er likt planen.",
    "Orders that move": "Ordrer som flytter",
    "Late orders": "Forsinkede ordrer",
    "Promises broken": "Brutte løfter",
    "Broken": "Brutt",
    "Publish": "Publiser",
    "Undone": "Angret",
    "No longer fits": "Går ikke lenger",
    "Freeze": "Frys",
    "Thaw": "Tin opp",
    "Work that begins before this moment stays where it is, whatever else is planned.": (
        "Arbeid som begynner før dette, blir der det er, uansett hva annet som planlegges."
    ),
    "You look at the plan itself": "Du ser på selve planen",
    "The first bar you move opens a draft. Nothing changes for anybody until you publish it.": (
        "Den første stolpen du flytter, åpner et utkast. Ingenting endres for noen før du publiserer det."
    ),
}

CHANGES = {
    "Breakdowns and people": "Stans og folk",
    "What has happened to machines and people. The plan goes around it at once, and orders that get a new day are "
    "named.": (
        "Det som har hendt med maskiner og folk. Planen går utenom med en gang, og ordrer som får ny dag, nevnes."
    ),
    "What to enter": "Hva som skal føres",
    "Breakdown": "Stans",
    "People away": "Folk borte",
    "Overtime": "Overtid",
    "More people": "Flere folk",
    "Enter, and plan around it": "Før inn, og planlegg utenom",
    "Entered": "Ført",
    "What": "Hva",
    "Where": "Hvor",
    "1 person": "1 person",
    "{n} people": "{n} personer",
    "Call it off": "Avlys",
    "It is over": "Det er over",
    "Now": "Nå",
    "Coming": "Kommer",
    "Over": "Over",
    "Nothing is entered": "Ingenting er ført",
    "A machine that stands still, people who are away, overtime: enter it above, and the plan goes around it.": (
        "En maskin som står, folk som er borte, overtid: før det ovenfor, så går planen utenom."
    ),
    "It is entered, and the plan goes around it.": "Det er ført, og planen går utenom.",
    "It has ended, and the plan uses it.": "Det er over, og planen bruker det.",
    "It is called off, and the plan uses it.": "Det er avlyst, og planen bruker det.",
    "{name}, all of it": "{name}, hele",
    "First day": "Første dag",
    "Last day": "Siste dag",
    "What stands still": "Hva som står",
    "How many people": "Hvor mange folk",
    "Choose an end that is later than the start.": "Velg en slutt som er senere enn starten.",
    "Choose a last day that is not before the first.": "Velg en siste dag som ikke er før den første.",
    "Say how many: more than none.": "Si hvor mange: flere enn ingen.",
}

SCENARIOS = {
    "Scenarios": "Scenarier",
    "What if? Planned on a copy of the plan and compared with it. Nothing here changes a promise.": (
        "Hva om? Planlegges på en kopi av planen og sammenlignes med den. Ingenting her endrer et løfte."
    ),
    "What to try": "Hva som skal prøves",
    "Machines": "Maskiner",
    "A machine is lost": "En maskin er borte",
    "Volume": "Volum",
    "Anything, as text": "Hva som helst, som tekst",
    "Plan it": "Planlegg det",
    "Compare": "Sammenlign",
    "Scenario": "Scenario",
    "Planned": "Planlagt",
    "Cannot be planned": "Kan ikke planlegges",
    "Stopped": "Stoppet",
    "It failed": "Mislyktes",
    "Stop": "Stopp",
    "Plan again": "Planlegg på nytt",
    "Forget": "Glem",
    "Side by side": "Side om side",
    "No scenarios yet": "Ingen scenarier ennå",
    "Try one more machine, fewer people or more orders, and see what it does to days, money and load.": (
        "Prøv én maskin til, færre folk eller flere ordrer, og se hva det gjør med dager, penger og belastning."
    ),
    "Both are planned by the same rule, so that the difference is the scenario's alone.": (
        "Begge planlegges etter samme regel, så forskjellen er scenariets alene."
    ),
    "Measure": "Mål",
    "As it is": "Som nå",
    "Then": "Da",
    "New": "Ny",
    "Gone": "Borte",
    "No order gets another day.": "Ingen ordre får en annen dag.",
    "Nothing to compare": "Ingenting å sammenligne",
    "Choose scenarios that are planned.": "Velg scenarier som er planlagt.",
    "It is being planned. This page shows when it is done.": "Det planlegges. Denne siden viser når det er ferdig.",
    "Name of the scenario": "Navn på scenariet",
    "Units more (minus: fewer)": "Flere enheter (minus: færre)",
    "People more (minus: fewer)": "Flere folk (minus: færre)",
    "Orders in per cent of today": "Ordrer i prosent av i dag",
    "The scenario as text": "Scenariet som tekst",
    "As in a scenario file: YAML or JSON, with “format: klynge-scenario/1” and “changes”.": (
        "Som i en scenariofil: YAML eller JSON, med «format: klynge-scenario/1» og «changes»."
    ),
    "Orders": "Ordrer",
    "On time": "I tide",
    "Days late in all": "Dager forsinket i alt",
    "Value": "Verdi",
    "Contribution margin": "Dekningsbidrag",
    "CO₂, kg": "CO₂, kg",
    "Hours planned": "Timer planlagt",
    "Use of the machines, per cent": "Bruk av maskinene, prosent",
}

COMPARING = {
    "Days": "Dager",
    "Load of the work centres": "Belastningen på arbeidsstasjonene",
    "One order gets another day.": "Én ordre får en annen dag.",
    "{n} orders get another day, those that move most first.": (
        "{n} ordrer får en annen dag, de som flyttes mest først."
    ),
    "At least {n} orders get another day, those that move most first.": (
        "Minst {n} ordrer får en annen dag, de som flyttes mest først."
    ),
    "{n} more": "{n} til",
}
RULES = {
    "Frozen until": "Frosset til",
    "Better plans": "Bedre planer",
    "The plan stays as people make it.": "Planen blir slik folk lager den.",
    "A better plan becomes a draft that someone looks at.": "En bedre plan blir et utkast som noen ser på.",
    "A better plan of your own work lands by itself.": "En bedre plan for deres eget arbeid tas i bruk av seg selv.",
    "When a better plan is found": "Når en bedre plan er funnet",
    "Choose one of the three.": "Velg én av de tre.",
    "nothing": "ingenting",
    "In the background the server looks for a plan in which fewer of your orders are late. Locked and frozen work "
    "stays.": (
        "I bakgrunnen leter tjeneren etter en plan der færre av ordrene deres er forsinket. Låst og frosset arbeid "
        "blir stående."
    ),
    "Keep this": "Behold dette",
    "Found lately": "Funnet i det siste",
    "in the plan": "i planen",
    "one order stands otherwise": "én ordre står annerledes",
    "{n} orders stand otherwise": "{n} ordrer står annerledes",
}
DUTIES = {
    "On the board": "På tavlen",
    "better plans are proposed": "bedre planer er foreslått",
}

NORWEGIAN: dict[str, str] = BOARD | PAGE | PARTS | EDITING | DRAFTS | COMPARING | RULES | CHANGES | SCENARIOS | DUTIES
