# SPDX-License-Identifier: Apache-2.0
"""What these pages say, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "A part is done …": "En del er ferdig …",
    "A report needs a key.": "En melding trenger en nøkkel.",
    "A scanner that types works anywhere on the page; a code opens the work it is on.": (
        "En skanner som skriver, virker overalt på siden; en kode åpner arbeidet den står på."
    ),
    "Adopted": "Tatt i bruk",
    "All {n} done": "Alle {n} ferdig",
    "Already done …": "Alt ferdig …",
    "At another firm": "Hos en annen bedrift",
    "Being tried": "Prøves ut",
    "Cancel": "Avbryt",
    "Change over": "Omstilling",
    "Choose a reason.": "Velg en årsak.",
    "Choose the work centre you stand at.": "Velg arbeidsstasjonen du står ved.",
    "Code": "Kode",
    "could not be taken in. See below what to do.": "kunne ikke tas imot. Se under hva du kan gjøre.",
    "Done": "Ferdig",
    "Done: {what}": "Ferdig: {what}",
    "Each work centre has a page of its own: open it on the tablet that stands there, and save it as "
    "a bookmark. It opens without a network too, once it has been visited.": (
        "Hver arbeidsstasjon har sin egen side: åpne den på nettbrettet som står der, og lagre den "
        "som bokmerke. Den åpnes også uten nett når den er besøkt én gang."
    ),
    "Everything is sent.": "Alt er sendt.",
    "Find": "Finn",
    "Find work": "Finn arbeid",
    "Found: {what}": "Funnet: {what}",
    "Give a whole number from {least} to {most}.": "Oppgi et helt tall fra {least} til {most}.",
    "How many": "Antall",
    "How many are done so far?": "Hvor mange er ferdige så langt?",
    "How many are done?": "Hvor mange er ferdige?",
    "How many are spoilt?": "Hvor mange er vraket?",
    "I have a suggestion": "Jeg har et forslag",
    "In progress": "I arbeid",
    "Job, order or code": "Jobb, ordre eller kode",
    "Later": "Senere",
    "Load the page again.": "Last siden på nytt.",
    "Log in to send them": "Logg inn for å sende dem",
    "Look at the week before or after.": "Se på uken før eller etter.",
    "Made for stock": "Lages for lager",
    "Make them again (else the order comes so much short)": "Lag dem på nytt (ellers mangler de i ordren)",
    "New": "Ny",
    "Next:": "Neste:",
    "No job is named.": "Ingen jobb er nevnt.",
    "No job or order of that name is done at your work centres. Check the name, or ask the planner where it is.": (
        "Ingen jobb eller ordre med det navnet gjøres ved arbeidsstasjonene deres. Sjekk navnet, "
        "eller spør planleggeren hvor den er."
    ),
    "No step of this job stands at your work centres now.": (
        "Ingen operasjon i denne jobben står ved arbeidsstasjonene deres nå."
    ),
    "No steps here": "Ingen operasjoner her",
    "No suggestions yet": "Ingen forslag ennå",
    "No work centres": "Ingen arbeidsstasjoner",
    "Not found here": "Ikke funnet her",
    "Not ready": "Ikke klar",
    "Not taken in": "Ikke tatt med",
    "Not to be begun: it is not confirmed yet.": "Skal ikke påbegynnes: det er ikke bekreftet ennå.",
    "Nothing is begun.": "Ingenting er påbegynt.",
    "Nothing planned": "Ingenting planlagt",
    "Nothing planned this week": "Ingenting planlagt denne uken",
    "Nothing waits here": "Ingenting venter her",
    "Nothing yet. What you report can be taken back for five minutes.": (
        "Ingenting ennå. Det du melder, kan angres i fem minutter."
    ),
    "Now": "Nå",
    "On hold": "På vent",
    "One batch": "Én sats",
    "One fewer": "Én færre",
    "One more": "Én til",
    "Open it from the queue or the board.": "Åpne den fra køen eller plantavlen.",
    "Pause": "Pause",
    "Pause …": "Pause …",
    "Paused": "Satt på pause",
    "Paused: {what}": "Satt på pause: {what}",
    "Photo": "Bilde",
    "Photo (if it helps)": "Bilde (hvis det hjelper)",
    "Print": "Skriv ut",
    "Ready": "Klar",
    "Report done": "Meld ferdig",
    "Report scrap": "Meld vrak",
    "Reported from this tablet": "Meldt fra dette nettbrettet",
    "Reporting needs JavaScript in the browser.": "Å melde krever JavaScript i nettleseren.",
    "Resume": "Fortsett",
    "Resumed: {what}": "Fortsatt: {what}",
    "Say that it comes from me, so that I can be asked": "Si at det kommer fra meg, så jeg kan spørres",
    "Scan": "Skann",
    "Scan a code": "Skann en kode",
    "Scrap": "Vrak",
    "Scrap …": "Vrak …",
    "Send": "Send",
    "Send again": "Send på nytt",
    "Sent": "Sendt",
    "Shop floor": "Verksted",
    "Started: {what}": "Startet: {what}",
    "Suggestions": "Forslag",
    "Taken back": "Angret",
    "Taken back: {what}": "Angret: {what}",
    "Tap Start when you begin and Done when it is finished. Everything is kept on the tablet until it"
    " is sent, also without a network.": (
        "Trykk Start når du begynner, og Ferdig når det er gjort. Alt ligger på nettbrettet til det "
        "er sendt, også uten nett."
    ),
    "Ten fewer": "Ti færre",
    "Ten more": "Ti til",
    "Thank you. The suggestion is on its way.": "Takk. Forslaget er på vei.",
    "The camera cannot be used. Allow it in the browser, or type what is under the code.": (
        "Kameraet kan ikke brukes. Tillat det i nettleseren, eller skriv det som står under koden."
    ),
    "Undo": "Angre",
    "What was reported here can be taken back here for five minutes. After that, or from elsewhere, the planner "
    "corrects it.": (
        "Det som er meldt her, kan tas tilbake her i fem minutter. Etter det, eller fra et annet sted, retter "
        "planleggeren det."
    ),
    "Unit": "Enhet",
    "Unit {n}": "Enhet {n}",
    "Units": "Enheter",
    "Waiting": "Venter",
    "Waiting to be sent": "Venter på å bli sendt",
    "waiting to be sent. They are kept on this tablet and sent by themselves.": (
        "venter på å bli sendt. De ligger på dette nettbrettet og sendes av seg selv."
    ),
    "waiting: you are logged out.": "venter: du er logget ut.",
    "Waits for a lot:": "Venter på parti:",
    "Waits for a purchase:": "Venter på innkjøp:",
    "Waits for material:": "Venter på materiale:",
    "Waits for the step": "Venter på operasjonen",
    "Waits for work at another firm": "Venter på arbeid hos en annen bedrift",
    "Week after": "Uken etter",
    "Week before": "Uken før",
    "Week list": "Ukeliste",
    "What could be better?": "Hva kunne vært bedre?",
    "What would make the work easier, safer or better, and what became of it.": (
        "Hva som ville gjort arbeidet lettere, tryggere eller bedre, og hva det ble til."
    ),
    "When the planner gives this work centre something to do, it is shown here by itself.": (
        "Når planleggeren gir denne arbeidsstasjonen noe å gjøre, vises det her av seg selv."
    ),
    "Where and when": "Hvor og når",
    "Whoever does the work sees what could be better. Write it here; the manager answers, and "
    "everyone sees what became of it.": (
        "Den som gjør arbeidet, ser hva som kunne vært bedre. Skriv det her; lederen svarer, og alle "
        "ser hva det ble til."
    ),
    "Why?": "Hvorfor?",
    "Work": "Arbeid",
    "Work for another firm": "Arbeid for en annen bedrift",
    "Work order": "Arbeidsordre",
    "Your organisation has no work centres of its own in this cluster. They come with the cluster's data.": (
        "Organisasjonen deres har ingen egne arbeidsstasjoner i denne klyngen. De kommer med klyngens data."
    ),
    "{n} done: {what}": "{n} ferdig: {what}",
    "{n} of {most} done before": "{n} av {most} ferdig fra før",
    "{n} scrap: {what}": "{n} vrak: {what}",
    "{n} to do within 24 hours": "{n} å gjøre det neste døgnet",
}
