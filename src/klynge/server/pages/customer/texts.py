# SPDX-License-Identifier: Apache-2.0
"""What these pages say, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "A cabin, seen from the front": "En hytte, sett forfra",
    "A connection, seen from the side": "En tilknytning, sett fra siden",
    "A runner, laid flat": "En løper, lagt flatt",
    "A seat pad, laid flat": "En sittepute, lagt flatt",
    "A waste stand, seen from the front": "Et avfallsstativ, sett forfra",
    "A window, seen from outside": "Et vindu, sett utenfra",
    "An ear tag, laid flat": "Et øremerke, lagt flatt",
    "hinges at the top, opens outward": "hengslet øverst, slår ut",
    "swings over the top": "svinger om toppen",
    "with a chip": "med brikke",
    "Decide the rest, as early as can be": "Avgjør resten, så tidlig som mulig",
    "What is not chosen yet": "Det som ikke er valgt ennå",
    "Write where it is delivered to: how early depends on it.": "Skriv hvor det leveres: hvor tidlig avhenger av det.",
    "cheapest": "rimeligst",
    "the rest as early as can be, without tax and freight": "resten så tidlig som mulig, uten mva. og frakt",
    "1 day earlier": "1 dag tidligere",
    "1 day later": "1 dag senere",
    "2 days": "2 dager",
    "A bench, seen from the front": "En benk, sett forfra",
    "A chair, seen from the side": "En stol, sett fra siden",
    "A code has twelve symbols, such as FXEP-R4RX-D1VM.": "En kode har tolv tegn, som FXEP-R4RX-D1VM.",
    "A code of twelve symbols opens a configuration that your organisation ordered or saved.": (
        "En kode på tolv tegn åpner en konfigurasjon som organisasjonen din har bestilt eller lagret."
    ),
    "A cooker hood, seen from the front": "En kjøkkenhette, sett forfra",
    "A door, seen from outside": "En dør, sett utenfra",
    "A part is made by a partner": "En del lages hos en partner",
    "A part of it comes later to where it is put together.": "En del kommer senere dit den skal settes sammen.",
    "A table, seen from the front": "Et bord, sett forfra",
    "A throw, laid flat": "Et pledd, lagt flatt",
    "Agreed was": "Avtalt var",
    "All products": "Alle produkter",
    "As you chose it": "Slik du valgte",
    "At your place": "Hos deg",
    (
        "Beside each option stands what it adds to the price, and how many days later it comes. Both "
        "are of the whole product, with the rest as cheap as can be."
    ): (
        "Ved hvert valg står hva det legger til prisen, og hvor mange dager senere det kommer. Begge "
        "gjelder hele produktet, med resten så rimelig som mulig."
    ),
    "Can be changed until": "Kan endres til",
    "Can be there": "Kan være der",
    "Change something": "Endre noe",
    (
        "Choose in any order. What does not fit your other choices is told with the reason, and one "
        "click changes what is in its way."
    ): (
        "Velg i den rekkefølgen du vil. Det som ikke passer med de andre valgene, vises med grunnen, "
        "og ett klikk endrer det som står i veien."
    ),
    "Choose it": "Velg det",
    "Choose it, and change {names}": "Velg det, og endre {names}",
    "Choose one, make it yours, and see at once what it costs and when you can have it.": (
        "Velg ett, gjør det til ditt, og se med en gang hva det koster og når du kan få det."
    ),
    "Chosen": "Valgt",
    "Code": "Kode",
    "Compare": "Sammenlign",
    "Compare with what you kept": "Sammenlign med det du tok vare på",
    "Customer": "Kunde",
    "Days and price": "Dager og pris",
    "Days held for you, not ordered yet": "Dager reservert for deg, ikke bestilt ennå",
    "Decide the rest, as cheap as can be": "Avgjør resten, så rimelig som mulig",
    "Delivered on or before": "Levert senest",
    "Delivered to": "Leveres til",
    "Delivered to {region}": "Leveres til {region}",
    (
        "Each day has its capacity in the plan at this moment. Held, nobody else can take it, and "
        "nothing that is planned afterwards moves it; only what nobody can plan, such as a breakdown, "
        "can. Then you hear the new day before the old one."
    ): (
        "Hver dag har kapasitet i planen akkurat nå. Når den er reservert, kan ingen andre ta den, og "
        "ingenting som planlegges etterpå, flytter den; det kan bare noe som ingen kan planlegge, som "
        "et maskinhavari. Da får du vite den nye dagen før den gamle."
    ),
    (
        "Each product is made to your choices by a firm of the cluster. Open one to choose; nothing "
        "is ordered before you say so."
    ): (
        "Hvert produkt lages etter valgene dine av en bedrift i klyngen. Åpne ett for å velge; "
        "ingenting er bestilt før du sier det."
    ),
    (
        "Every order with the day that was promised and the day that the plan gives now. Open one to "
        "follow it or order it again."
    ): (
        "Hver ordre med dagen som ble lovet, og dagen som planen gir nå. Åpne en for å følge den "
        "eller bestille på nytt."
    ),
    "Everything is chosen.": "Alt er valgt.",
    "Expected": "Forventet",
    "Expired": "Utløpt",
    "Follow it here, and change or withdraw it before work begins:": (
        "Følg den her, og endre eller trekk den før arbeidet begynner:"
    ),
    "For the order": "Til ordren",
    "Freight and tax come when we know where it is to go.": "Frakt og avgift kommer når vi vet hvor det skal.",
    "Freight to {region}": "Frakt til {region}",
    "Go on with this": "Gå videre med denne",
    (
        "Here is what was agreed and how far it has come. If the day changes, this page and a message "
        "say so before the old day has passed."
    ): (
        "Her er det som ble avtalt, og hvor langt det har kommet. Endrer dagen seg, sier denne siden "
        "og en melding fra før den gamle dagen er omme."
    ),
    "Hold the day for": "Reserver dagen i",
    "Hold this day": "Reserver denne dagen",
    (
        "Holding a day costs nothing and binds nobody: it is yours until the hold ends. Order it, and "
        "the day is promised."
    ): (
        "Å reservere en dag koster ingenting og binder ingen: den er din til reservasjonen går ut. "
        "Bestill, og dagen er lovet."
    ),
    "How far it has come": "Hvor langt den har kommet",
    "In the making": "Under arbeid",
    "It comes later than we agreed.": "Den kommer senere enn vi avtalte.",
    "Keep this to compare with": "Ta vare på denne til sammenligning",
    "Let it go": "Slipp den",
    "Looking for days …": "Ser etter dager …",
    "Made by {seller}": "Lages av {seller}",
    "My orders": "Mine ordrer",
    "New order": "Ny ordre",
    "No product is called that": "Ingen produkter heter det",
    "No products yet": "Ingen produkter ennå",
    "Not required: what you call it yourself.": "Ikke nødvendig: det du selv kaller den.",
    "Not taken in": "Ikke tatt med",
    "Not within the time that is planned": "Ikke innen tiden det planlegges for",
    "On or before": "Senest",
    "On the way": "På vei",
    "Only what differs": "Bare det som er ulikt",
    "Open": "Åpne",
    "Open a code": "Åpne en kode",
    "Open again": "Åpne igjen",
    "Order it": "Bestill",
    "Order this again, or change it": "Bestill på nytt, eller endre",
    "Order {number}": "Ordre {number}",
    "Order {number} is confirmed": "Ordre {number} er bekreftet",
    "Ordered. A confirmation is on its way to {mail}.": "Bestilt. En bekreftelse er på vei til {mail}.",
    "Orders that come later than agreed": "Ordrer som kommer senere enn avtalt",
    "Postcode or region": "Postnummer eller region",
    "Price with {percent} % tax": "Pris med {percent} % mva.",
    "Price without tax": "Pris uten mva.",
    "Price without tax and freight": "Pris uten mva. og frakt",
    "Price, line by line": "Prisen, linje for linje",
    "Product": "Produkt",
    "Products": "Produkter",
    "Products appear here when a member of the cluster offers them.": (
        "Produkter kommer her når et medlem i klyngen tilbyr dem."
    ),
    "Search among the products": "Søk blant produktene",
    "Search for less, or look at all of them.": "Søk etter mindre, eller se på alle.",
    "See days and order": "Se dager og bestill",
    "Share and compare": "Del og sammenlign",
    "Show days": "Vis dager",
    "Show everything": "Vis alt",
    "Something is still to be chosen: {names}.": "Noe gjenstår å velge: {names}.",
    "Start again": "Begynn på nytt",
    "Take it, and change {names}": "Ta det med, og endre {names}",
    "Thank you. This is what we have agreed:": "Takk. Dette har vi avtalt:",
    (
        "The address of this page is your configuration: send it to someone, or keep it. The "
        "browser's back button undoes."
    ): (
        "Adressen til denne siden er konfigurasjonen din: send den til noen, eller ta vare på den. "
        "Tilbakeknappen i nettleseren angrer."
    ),
    "The day is held for you": "Dagen er reservert for deg",
    "The order is withdrawn.": "Ordren er trukket.",
    "The transport arrives later than was planned.": "Transporten kommer frem senere enn planlagt.",
    "The work on it takes place later than was planned.": "Arbeidet skjer senere enn planlagt.",
    "This is kept. Choose something else, and compare the two.": (
        "Dette er tatt vare på. Velg noe annet, og sammenlign de to."
    ),
    "This link opens exactly this": "Denne lenken åpner akkurat dette",
    "To make room for it, this is open again: {names}.": "For å få plass til det er dette åpent igjen: {names}.",
    "Undo": "Angre",
    "Until": "Til",
    "Update": "Oppdater",
    "That was no whole number from 1 to 1,000,000; 1 stands for it.": (
        "Det var ikke et helt tall fra 1 til 1 000 000; 1 står i stedet."
    ),
    "Or until work on it must begin.": "Eller til arbeidet må begynne.",
    "Value added tax": "Merverdiavgift",
    "Value added tax, {percent} %": "Merverdiavgift, {percent} %",
    (
        "We do not know where that is. Write a Norwegian postcode of four digits, or one of the regions: {names}."
    ): "Vi vet ikke hvor det er. Skriv et norsk postnummer med fire sifre, eller en av regionene: {names}.",
    "Weight": "Vekt",
    "What is agreed": "Det som er avtalt",
    "What is grey was not chosen yet: it is the cheapest way.": (
        "Det som er grått, er ikke valgt ennå: det er den rimeligste måten."
    ),
    "What you have now": "Det du har nå",
    "What you kept": "Det du tok vare på",
    "When you can have it": "Når du kan få det",
    "Where is it to go?": "Hvor skal det?",
    "Withdraw the order": "Trekk ordren",
    "Withdrawn": "Trukket",
    "Without tax": "Uten mva.",
    "Write a postcode or a region to see on which days it can be there, and what it costs delivered.": (
        "Skriv et postnummer eller en region for å se hvilke dager det kan være der, og hva det koster levert."
    ),
    "Write for whom the order is.": "Skriv hvem ordren er til.",
    "You hear from us if it changes again.": "Du hører fra oss hvis den endres igjen.",
    "Your reference": "Din referanse",
    "a week": "en uke",
    "cheapest to make": "rimeligst å lage",
    "comes on top where it is due": "kommer i tillegg der den gjelder",
    "differs": "ulikt",
    "done": "ferdig",
    "earliest": "tidligst",
    "first agreed": "først avtalt",
    "follows from your choices": "følger av valgene dine",
    "from": "fra",
    "hinges left": "hengslet til venstre",
    "hinges right": "hengslet til høyre",
    "least CO₂": "minst CO₂",
    "not required": "ikke nødvendig",
    "not within the plan": "ikke innen planen",
    "now we expect": "nå forventer vi",
    "once for the order": "én gang for ordren",
    "opens inward": "slår innover",
    "opens outward": "slår utover",
    "over": "over",
    "same day": "samme dag",
    "same price": "samme pris",
    "the rest as cheap as can be, without tax and freight": "resten så rimelig som mulig, uten mva. og frakt",
    "to come": "gjenstår",
    "under way": "pågår",
    "when work on it begins": "da begynner arbeidet",
    "without tax and freight": "uten mva. og frakt",
    "{amount} CO₂ from making and transport": "{amount} CO₂ fra produksjon og transport",
    "{percent} % of the days that {seller} has agreed on are kept in the plan as it stands.": (
        "{percent} % av dagene som {seller} har avtalt, holdes i planen slik den står."
    ),
    "{n} days earlier": "{n} dager tidligere",
    "{n} days later": "{n} dager senere",
    "{n} do not fit your other choices": "{n} passer ikke med de andre valgene",
    "{n} does not fit your other choices": "{n} passer ikke med de andre valgene",
    "{n} hour": "{n} time",
    "{n} hours": "{n} timer",
    "{n} pieces": "{n} stk.",
    "1 product is left": "1 produkt gjenstår",
    "{n} products are left": "{n} produkter gjenstår",
    # mails of a new day
    "It comes by the day that we agreed after all.": "Den kommer likevel innen dagen vi avtalte.",
    "Order {number}: new day, {day}": "Ordre {number}: ny dag, {day}",
    "Order {number}: the agreed day is kept again": "Ordre {number}: den avtalte dagen holdes igjen",
    # lists with nothing in them
    "Choose a product, see the day and the price, and order: from then on you follow it here, step by step.": (
        "Velg et produkt, se dagen og prisen, og bestill: fra da av følger du den her, steg for steg."
    ),
}
