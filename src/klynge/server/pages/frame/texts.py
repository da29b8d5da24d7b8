# SPDX-License-Identifier: Apache-2.0
"""What the frame of all pages says, in Norwegian bokmål by the English text; common words are here for all apps."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    # logging in
    "Log in": "Logg inn",
    "E-mail address": "E-postadresse",
    "Password": "Passord",
    "I have forgotten the password": "Jeg har glemt passordet",
    "Accounts are given by the manager of your organisation.": "Kontoer gis av lederen i organisasjonen din.",
    "Log in with a passkey": "Logg inn med passnøkkel",
    "Log in with {name}": "Logg inn med {name}",
    "or with the password": "eller med passordet",
    "This browser has no passkeys.": "Denne nettleseren har ikke passnøkler.",
    "The passkey did not work. Try again, or log in with the password.": (
        "Passnøkkelen virket ikke. Prøv igjen, eller logg inn med passordet."
    ),
    "Be one of its users": "Vær en av brukerne",
    # the frame
    "To the content": "Til innholdet",
    "Organisation": "Organisasjon",
    "Log out": "Logg ut",
    "Pages": "Sider",
    "Home": "Hjem",
    "Menu": "Meny",
    "Help": "Hjelp",
    "This help": "Denne hjelpen",
    "Keys": "Taster",
    "Close what is open": "Lukk det som er åpent",
    "Single letters are keys": "Enkeltbokstaver er taster",
    "Switch this off when you dictate text or a key is pressed by chance.": (
        "Slå det av hvis du dikterer tekst eller stadig treffer en tast ved et uhell."
    ),
    "Pages show what your role needs. Everything can be reached with the keyboard.": (
        "Sidene viser det rollen din trenger. Alt kan nås med tastaturet."
    ),
    "Your account and choices": "Kontoen og valgene dine",
    "Language": "Språk",
    "Look": "Utseende",
    "Light": "Lyst",
    "Dark": "Mørkt",
    "As the system": "Som systemet",
    "Where you are": "Hvor du er",
    "Live updates are on": "Direkteoppdatering er på",
    "Live updates are off": "Direkteoppdatering er av",
    "Live updates are away; trying again": "Direkteoppdatering er borte; prøver igjen",
    # search
    "Search": "Søk",
    "Search in everything you may see": "Søk i alt du kan se",
    "An order's number, a customer, a product, a work centre": "Ordrenummer, kunde, produkt eller arbeidsstasjon",
    "{n} found for “{text}”": "{n} treff på «{text}»",
    "Nothing found": "Ingen treff",
    "Search for a part of a name or number. Only what you may see is searched.": (
        "Søk på en del av et navn eller nummer. Det søkes bare i det du kan se."
    ),
    # the front page
    "Good morning": "God morgen",
    "Good day": "God dag",
    "Good evening": "God kveld",
    "Today": "I dag",
    "What you do here": "Dette gjør du her",
    "Your pages": "Sidene dine",
    "Nothing is waiting for you": "Ingenting venter på deg",
    "What needs you today is shown here: what is late, what is about to expire, what has been asked.": (
        "Her vises det som trenger deg i dag: det som er forsinket, det som snart utløper, det noen har spurt om."
    ),
    "Press {slash} to search everything you may see, {question} for help.": (
        "Trykk {slash} for å søke i alt du kan se, {question} for hjelp."
    ),
    "You have no place yet": "Du har ingen plass ennå",
    "Nobody has given you a role in an organisation. Ask the manager of yours to do so.": (
        "Ingen har gitt deg en rolle i en organisasjon. Be lederen i din om å gjøre det."
    ),
    "Choose what you want just as you want it, see what it costs and when you get it, and follow it here.": (
        "Velg det du vil ha, akkurat slik du vil ha det, se hva det koster og når du får det, og følg det her."
    ),
    "Answer inquiries with a price and a day that holds, and follow your quotations and orders.": (
        "Svar på forespørsler med pris og en dag som holder, og følg tilbud og ordrer."
    ),
    "See what is late and why, what would mend it, and keep the plan true to what happens.": (
        "Se hva som er forsinket og hvorfor, hva som kan rette det, og hold planen sann når noe skjer."
    ),
    "See what comes next at your work centre, and report as you go.": (
        "Se hva som kommer på arbeidsstasjonen din, og meld underveis."
    ),
    "See how the week goes in promises, load and money, and look after the people in your firm.": (
        "Se hvordan uka går i løfter, belastning og penger, og ta hånd om folkene i bedriften."
    ),
    "See what cooperating is worth, look after members and agreements, and what is released to whom.": (
        "Se hva samarbeidet er verdt, følg opp medlemmer og avtaler, og hva som slippes ut til hvem."
    ),
    "Look after the installation: health, backups, background work. No firm's data is shown here.": (
        "Ta hånd om installasjonen: helse, sikkerhetskopier, bakgrunnsarbeid. Ingen bedrifts data vises her."
    ),
    "Promises that the plan cannot keep, or work past its end": (
        "Løfter planen ikke kan holde, eller arbeid som er over tiden"
    ),
    "Orders that come late": "Ordrer som kommer for sent",
    "Steps that wait for material": "Steg som venter på materiale",
    "Orders without a place in the plan": "Ordrer uten plass i planen",
    "Work centre": "Arbeidsstasjon",
    # lists
    "All": "Alle",
    "Show": "Vis",
    "Show all": "Vis alle",
    "The list": "Listen",
    "Search in the list": "Søk i listen",
    "Pages of the list": "Sider i listen",
    "Previous": "Forrige",
    "Next": "Neste",
    "{first}–{last} of {total}": "{first}–{last} av {total}",
    "Nothing fits what you search for": "Ingenting passer til søket",
    "Search for less, or show all.": "Søk på mindre, eller vis alle.",
    "As a table": "Som tabell",
    "Saved views": "Lagrede visninger",
    "Save this view": "Lagre visningen",
    "Your views": "Visningene dine",
    "Shared": "Delt",
    "The view keeps search, filters and order. Its address can be shared as well.": (
        "Visningen husker søk, filtre og rekkefølge. Adressen kan også deles."
    ),
    "For everyone in the organisation": "For alle i organisasjonen",
    "The view “{name}” is saved.": "Visningen «{name}» er lagret.",
    "The view is removed.": "Visningen er fjernet.",
    "A view needs a name of at most 80 characters.": "En visning trenger et navn på høyst 80 tegn.",
    "Give it another name.": "Gi den et annet navn.",
    "This view cannot be saved.": "Denne visningen kan ikke lagres.",
    "Open the page anew and try again.": "Åpne siden på nytt og prøv igjen.",
    "You have {n} views of this page.": "Du har {n} visninger av denne siden.",
    "Remove one that you do not use.": "Fjern en du ikke bruker.",
    # common words
    "Close": "Lukk",
    "Save": "Lagre",
    "Edit": "Rediger",
    "Remove": "Fjern",
    "Name": "Navn",
    "What": "Hva",
    "Yes": "Ja",
    "No": "Nei",
    "Day": "Dag",
    "Week": "Uke",
    "Time": "Tid",
    "Order": "Ordre",
    "Orders": "Ordrer",
    "Promised": "Lovet",
    "Quantity": "Antall",
    "Price": "Pris",
    "State": "Status",
    "Late": "Forsinket",
    "Load": "Belastning",
    "Capacity": "Kapasitet",
    "Set-up": "Omstilling",
    "Start": "Start",
    "Reported": "Meldt",
    "optional": "valgfritt",
    # forms, lost updates
    "Some of this cannot be used.": "Noe av dette kan ikke brukes.",
    "Someone else changed this": "Noen andre har endret dette",
    "{who} changed it while you were writing:": "{who} endret det mens du skrev:",
    "Nothing that you wrote is lost, and nothing of it is saved yet.": (
        "Ingenting av det du skrev er tapt, og ingenting av det er lagret ennå."
    ),
    "As it is now": "Slik det er nå",
    "As you want it": "Slik du vil ha det",
    "Use mine": "Bruk mitt",
    "Keep theirs": "Behold deres",
    # errors
    "There is no such page": "Siden finnes ikke",
    "The address is wrong, what it led to is gone, or it is not yours to see.": (
        "Adressen er feil, det den ledet til er borte, eller det er ikke noe du kan se."
    ),
    "The page was too old": "Siden var for gammel",
    "You have logged in or out meanwhile, or the page did not come from here. Nothing was changed. Go back, load the "
    "page again and try once more.": (
        "Du har logget inn eller ut imens, eller siden kom ikke herfra. Ingenting er endret. Gå tilbake, last siden "
        "på nytt og prøv igjen."
    ),
    "Go back and try once more.": "Gå tilbake og prøv en gang til.",
    "No network": "Ingen nettforbindelse",
    "The server cannot be reached from here. What you had saved is safe; pages of the shop floor keep what you report "
    "and send it later.": (
        "Tjeneren kan ikke nås herfra. Det du har lagret er trygt; sidene for verkstedet tar vare på det du melder og "
        "sender det senere."
    ),
    "Try again": "Prøv igjen",
    # log-in and security
    "Log-in and security": "Innlogging og sikkerhet",
    "Passkeys": "Passnøkler",
    "Your passkeys": "Passnøklene dine",
    "Log in with the fingerprint, face or code of your own device, or with a security key. Nothing to remember, "
    "nothing that can be phished.": (
        "Logg inn med fingeravtrykk, ansikt eller kode på din egen enhet, eller med en sikkerhetsnøkkel. Ingenting å "
        "huske, ingenting som kan lures fra deg."
    ),
    "Have one on each device, and one more that lies in a safe place.": (
        "Ha én på hver enhet, og én til som ligger på et trygt sted."
    ),
    "Add a passkey": "Legg til en passnøkkel",
    "Added": "Lagt til",
    "Last used": "Sist brukt",
    "passkey": "passnøkkel",
    "security key": "sikkerhetsnøkkel",
    "No passkey yet": "Ingen passnøkkel ennå",
    "Add one to log in with your finger, your face or the code of your device.": (
        "Legg til en for å logge inn med fingeren, ansiktet eller koden på enheten."
    ),
    "Authenticator app": "Autentiseringsapp",
    "A code from your phone besides the password.": "En kode fra telefonen i tillegg til passordet.",
    "Set it up": "Sett den opp",
    "Stop using it": "Slutt å bruke den",
    "Recovery codes": "Gjenopprettingskoder",
    "Your recovery codes": "Gjenopprettingskodene dine",
    "For the day when the phone or the key is lost. Keep them on paper.": (
        "Til dagen da telefonen eller nøkkelen er borte. Ta vare på dem på papir."
    ),
    "Change the password": "Endre passordet",
    "in use": "i bruk",
    "not in use": "ikke i bruk",
    "none": "ingen",
    "made": "laget",
    # the demonstration
    "This is a demonstration: the firms exist, their figures are invented.": (
        "Dette er en demonstrasjon: bedriftene finnes, tallene er oppdiktet."
    ),
    "Be someone else": "Vær en annen",
    "Be this user": "Vær denne brukeren",
    "This is you": "Dette er deg",
    "All users": "Alle brukere",
    "The users of the demonstration": "Brukerne i demonstrasjonen",
    "One click logs you in as any of them. Everything that they do is real in this installation, and nowhere else.": (
        "Ett klikk logger deg inn som hvem som helst av dem. Alt de gjør er virkelig i denne installasjonen, og ingen "
        "andre steder."
    ),
    "There is no demonstration loaded": "Ingen demonstrasjon er lastet inn",
    "Start the server with --demo, or load a cluster with --load.": (
        "Start tjeneren med --demo, eller last inn en klynge med --load."
    ),
    "The tour of one order": "Omvisning: én ordre",
    "From a customer's choice to the delivery, through everyone's hands. Take the steps in order; each opens where it "
    "happens, as the user who does it.": (
        "Fra kundens valg til leveringen, gjennom alles hender. Ta stegene i rekkefølge; hvert åpnes der det skjer, "
        "som den brukeren som gjør det."
    ),
    "Go there": "Gå dit",
    "As {role} in {cluster}": "Som {role} i {cluster}",
    "Choose": "Velg",
    "Choose a product just as you want it. What does not go together is said, with what to change; price and day stand "
    "beside each choice.": (
        "Velg et produkt akkurat slik du vil ha det. Det som ikke passer sammen blir sagt, med hva som må endres; "
        "pris og dag står ved hvert valg."
    ),
    "Get a day that holds": "Få en dag som holder",
    "Compare the earliest, the cheapest and the greenest way. Hold one while you think: the capacity is yours until "
    "the hold ends. Then order.": (
        "Sammenlign den tidligste, den billigste og den grønneste måten. Reserver en mens du tenker: kapasiteten er "
        "din til reservasjonen går ut. Bestill så."
    ),
    "Sell": "Selg",
    "The same for who orders by phone or mail: an inquiry, a quotation that is valid for some days, an order.": (
        "Det samme for den som bestiller på telefon eller e-post: en forespørsel, et tilbud som gjelder noen dager, "
        "en ordre."
    ),
    "Plan": "Planlegg",
    "The order is on the board at once. Look why it stands where it stands, and move something: what cannot be is "
    "refused, with the reason.": (
        "Ordren står på plantavla med en gang. Se hvorfor den står der den står, og flytt noe: det som ikke går blir "
        "avvist, med grunnen."
    ),
    "When a machine breaks down": "Når en maskin ryker",
    "Report a breakdown. What can be kept is kept; what cannot is named with its new day. Apply the best of three "
    "repairs.": (
        "Meld en stans. Det som kan holdes, holdes; det som ikke kan det, nevnes med ny dag. Bruk den beste av tre "
        "rettelser."
    ),
    "Make it": "Lag det",
    "Start and finish work at a work centre, by touch or by scanning the work order. It works without a network too.": (
        "Start og fullfør arbeid på en arbeidsstasjon, med et trykk eller ved å skanne arbeidsordren. Det virker uten "
        "nett også."
    ),
    "Follow it": "Følg den",
    "The customer sees what has happened, and the new day with its reason before having to ask.": (
        "Kunden ser hva som har skjedd, og den nye dagen med grunnen før noen må spørre."
    ),
    "See what it gave": "Se hva det ga",
    "Promises kept, load and bottleneck, cost and value by product, customer and month.": (
        "Løfter holdt, belastning og flaskehals, kostnad og verdi per produkt, kunde og måned."
    ),
    "See what cooperating is worth": "Se hva samarbeidet er verdt",
    "Agreements between the firms, and figures that reveal nobody's secrets.": (
        "Avtaler mellom bedriftene, og tall som ikke avslører noens hemmeligheter."
    ),
    # the design's own page
    "The design": "Utformingen",
    "Every part that pages are made of, with the markup that makes it. The content is invented.": (
        "Alle delene sidene er laget av, med koden som lager dem. Innholdet er oppdiktet."
    ),
    "A dialog": "En dialog",
    "Over the page, until it is answered or closed.": "Over siden, til den er besvart eller lukket.",
    "A list": "En liste",
    "A part of it": "En del av den",
    "A part of that": "En del av delen",
    "A quiet one": "En stille",
    "A small one": "En liten",
    "Another": "En annen",
    "As it stands on the delivery note.": "Slik det står på følgeseddelen.",
    "Being made": "Lages",
    "Buttons": "Knapper",
    "Charts": "Diagrammer",
    "Colours": "Farger",
    "Days, money, numbers": "Dager, penger, tall",
    "To be delivered": "Skal leveres",
    "Delivered": "Levert",
    "Fields": "Felt",
    "Held": "Reservert",
    "I have read this": "Jeg har lest dette",
    "Icons": "Ikoner",
    "Load by week": "Belastning per uke",
    "Money": "Penger",
    "No orders yet": "Ingen ordrer ennå",
    "Not now": "Ikke nå",
    "Note": "Merknad",
    "Numbers": "Tall",
    "Ordered": "Bestilt",
    "Orders appear here when a customer says yes.": "Ordrer dukker opp her når en kunde sier ja.",
    "Promises kept": "Løfter holdt",
    "Running text, no wider than one reads with ease, and a link:": (
        "Løpende tekst, ikke bredere enn man leser lett, og en lenke:"
    ),
    "Scale": "Målestokk",
    "Something one should know: what, where, and what to do.": "Noe man bør vite: hva, hvor, og hva man kan gjøre.",
    "States": "Statuser",
    "Steps": "Steg",
    "Tabs": "Faner",
    "The main action": "Hovedhandlingen",
    "The title of a page": "Tittelen på en side",
    "Type": "Skrift",
    "Wanted day": "Ønsket dag",
    "What matters less is quiet.": "Det som betyr mindre, er dempet.",
    "of 128 orders": "av 128 ordrer",
    # states of orders
    "new": "ny",
    "offered": "tilbudt",
    "held": "reservert",
    "committed": "lovet",
    "started": "i arbeid",
    "delivered": "levert",
    "expired": "utløpt",
    "withdrawn": "trukket",
    # documents
    "Page {n}": "Side {n}",
    # roles
    "customer": "kunde",
    "sales": "salg",
    "planner": "planlegger",
    "floor": "verksted",
    "manager": "leder",
    "office": "klyngekontor",
    "operator": "drift",
}
