# SPDX-License-Identifier: Apache-2.0
"""What these pages say, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    # mails and the link
    "Accept, and order": "Godta og bestill",
    "Accept it": "Godta tilbudet",
    "Accepted by": "Godtatt av",
    "Ask whoever sent it to you for a new one.": "Be den som sendte deg den, om en ny.",
    "By the link that you got you can look at the quotation and accept it; nothing is ordered before you do.": (
        "Med lenken du fikk, kan du se på tilbudet og godta det; ingenting bestilles før du gjør det."
    ),
    "Customer's e-mail": "Kundens e-post",
    "Follow it here:": "Følg den her:",
    "Follow up today: {customer}, {number}": "Følg opp i dag: {customer}, {number}",
    "Hello,": "Hei,",
    "Here is the quotation that you asked for:": "Her er tilbudet du ba om:",
    "Language of the mail": "Språk i e-posten",
    "Look at it, and accept it if you wish, here:": "Se på det, og godta det om du vil, her:",
    "Mails": "E-poster",
    "Mails that could not be delivered": "E-poster som ikke kunne leveres",
    "Mails that tell of it go to {mail}.": "E-poster om den går til {mail}.",
    "You order what stands here, at this price; value added tax comes on top where it is due.": (
        "Du bestiller det som står her, til denne prisen; merverdiavgift kommer i tillegg der den skal betales."
    ),
    "Quotation {number} from {firm}": "Tilbud {number} fra {firm}",
    "Send by mail": "Send på e-post",
    "Send it again": "Send det igjen",
    "Send it by mail": "Send det på e-post",
    "Someone else went on with it meanwhile. This is what you wrote; it is not saved:": (
        "Noen andre gikk videre med det imens. Dette skrev du; det er ikke lagret:"
    ),
    "Thank you: it is ordered.": "Takk: det er bestilt.",
    "The customer's link": "Kundens lenke",
    "The day that was offered is gone meanwhile. The earliest is now {day}: ask {name} for a new quotation.": (
        "Dagen som ble tilbudt, er borte i mellomtiden. Den tidligste er nå {day}: be {name} om et nytt tilbud."
    ),
    "The link is for you: whoever has it can accept.": "Lenken er til deg: den som har den, kan godta.",
    "The quotation is on its way to {mail}.": "Tilbudet er på vei til {mail}.",
    "This quotation was declined.": "Dette tilbudet ble avslått.",
    "There is no quotation here any more": "Her er det ikke noe tilbud lenger",
    "Whoever has it can look and accept. It ends when you open the quotation again.": (
        "Den som har den, kan se og godta. Den slutter å virke når du åpner tilbudet igjen."
    ),
    "With the PDF, and a link by which the customer looks at it and accepts.": (
        "Med PDF-en og en lenke som kunden ser på det og godtar med."
    ),
    "Write the customer's e-mail address.": "Skriv kundens e-postadresse.",
    "Write your name, so that we know who ordered.": "Skriv navnet ditt, så vi vet hvem som bestilte.",
    "Your name": "Navnet ditt",
    "being tried again": "prøves igjen",
    "by the link": "med lenken",
    "not delivered": "ikke levert",
    "on its way": "på vei",
    "sent": "sendt",
    "{customer} accepted quotation {number}": "{customer} godtok tilbud {number}",
    "{name} accepted it by the link; it is order {order} now.": (
        "{name} godtok det med lenken; nå er det ordre {order}."
    ),
    "A name, an item, or the code of a configuration.": "Et navn, en vare eller koden til en konfigurasjon.",
    "A part's model is a STEP, STL or 3MF file. Only your own firm sees it, and removing it forgets the file.": (
        "Modellen av en del er en STEP-, STL- eller 3MF-fil. Bare din egen bedrift ser den, og fjernes den, "
        "er filen glemt."
    ),
    "Accepted": "Akseptert",
    "Alloy": "Legering",
    (
        "An inquiry reserves nothing. Give it a day and a price, and it is a quotation: send the PDF, follow "
        "up, and make an order of it by one click. The day is looked up again then, unless you reserved it."
    ): (
        "En forespørsel reserverer ingenting. Gi den en dag og en pris, så er den et tilbud: send PDF-en, "
        "følg opp, og gjør den til en ordre med ett klikk. Dagen slås opp på nytt da, hvis du ikke har "
        "reservert den."
    ),
    "As the customer calls it, such as EN AC-42100 T6.": "Slik kunden kaller den, for eksempel EN AC-42100 T6.",
    "Asked": "Spurt",
    "At the customer's": "Hos kunden",
    "Change the inquiry": "Endre forespørselen",
    "Choose a day and a price first.": "Velg dag og pris først.",
    (
        "Choose a day out of those the plan has now, write the price, and send it by mail: with the PDF and a "
        "link by which the customer accepts. When the customer says yes, the day is looked up again and ordered; "
        "if it is gone, you are told which day there is instead."
    ): (
        "Velg en av dagene planen har nå, skriv prisen, og send det på e-post: med PDF-en og en lenke som "
        "kunden godtar med. Når kunden sier ja, slås dagen opp på nytt og bestilles; er den borte, får du vite "
        "hvilken dag som finnes i stedet."
    ),
    "Choose one of the days.": "Velg en av dagene.",
    "Contact": "Kontakt",
    "Cost to make": "Kostnad å lage",
    (
        "Customer, what, quantity, where to: the days come by themselves, the best one chosen. Enter holds it"
        " for two days; Ctrl and Enter orders it at once."
    ): (
        "Kunde, hva, antall, hvor: dagene kommer av seg selv, med den beste valgt. Enter reserverer den i to "
        "dager; Ctrl og Enter bestiller den straks."
    ),
    "Date": "Dato",
    "Day and price": "Dag og pris",
    "Days that can be had": "Dager som er ledige",
    "Declined": "Avslått",
    (
        "Each line becomes an order of its own, held for two days or until work on it must begin. "
        "A day that another line takes first is told, and that line stays here."
    ): (
        "Hver linje blir en egen ordre, reservert i to dager eller til arbeidet må begynne. "
        "Tar en annen linje dagen først, sies det, og linjen blir stående her."
    ),
    "Enter an order": "Før inn ordre",
    (
        "Every order that your firm sells, with the day that was promised and the day that the plan gives "
        "now. Late ones are marked."
    ): (
        "Alle ordrer bedriften din selger, med dagen som ble lovet og dagen planen gir nå. De som er for "
        "sene, er merket."
    ),
    "Follow up": "Oppfølging",
    "Follow up on": "Følg opp",
    "For 14 days at most, or until work on it must begin. Nobody else can take the day meanwhile.": (
        "I høyst 14 dager, eller til arbeidet må begynne. Ingen andre kan ta dagen imens."
    ),
    "For the whole quantity, freight included.": "For hele antallet, med frakt.",
    "For who orders by phone or mail. The days show as you type.": (
        "For den som bestiller på telefon eller e-post. Dagene vises mens du skriver."
    ),
    "For yourselves; not on the quotation.": "Til dere selv; står ikke på tilbudet.",
    "Held days that end within a day": "Reserverte dager som utløper innen et døgn",
    "Hold for two days": "Reserver i to dager",
    "It is held for two days, or until work on it must begin.": "Reservert i to dager, eller til arbeidet må begynne.",
    "Hold them all for two days": "Reserver alle i to dager",
    "Inquiry": "Forespørsel",
    "It can no longer be changed. Open the quotation again first.": (
        "Den kan ikke endres lenger. Åpne tilbudet igjen først."
    ),
    "It comes later than was promised.": "Den kommer senere enn lovet.",
    "It is not open any more. Open the quotation again first.": "Det er ikke åpent lenger. Åpne tilbudet igjen først.",
    "It is sent": "Det er sendt",
    "It was valid until": "Det gjaldt til",
    "Later than promised": "Senere enn lovet",
    "Line": "Linje",
    "Lines": "Linjer",
    "Make the quotation": "Lag tilbudet",
    "Models of parts that customers want made.": "Modeller av deler som kunder vil ha laget.",
    "Name, phone or e-mail of whom to answer.": "Navn, telefon eller e-post til den som skal ha svar.",
    "New inquiry": "Ny forespørsel",
    "Next order": "Neste ordre",
    "No day keeps the one that is wanted; the best is chosen.": (
        "Ingen dag rekker den som er ønsket; den beste er valgt."
    ),
    "No parts wait": "Ingen deler venter",
    (
        "Note what the customer asked for. A product made to choices is configured first; save it there and "
        "write its code here."
    ): ("Noter hva kunden spurte om. Et produkt etter valg konfigureres først; lagre det der, og skriv koden her."),
    "Notes": "Notater",
    "Nothing is reserved; the next page shows the days and prices.": (
        "Ingenting reserveres; neste side viser dager og priser."
    ),
    "Number": "Nummer",
    "Offer another day or price": "Tilby en annen dag eller pris",
    ("One line each: what, how many, by when; with semicolons or tabs between. Only what is named has to be there."): (
        "Én linje for hver: hva, hvor mange, til når; med semikolon eller tabulator mellom. Bare hva må være med."
    ),
    "Open it again to look for the days there are now.": "Åpne det igjen for å se etter dagene som finnes nå.",
    "Order now": "Bestill nå",
    "Ordered: the day is promised to {customer}.": "Bestilt: dagen er lovet til {customer}.",
    "Ordered: the day is promised.": "Bestilt: dagen er lovet.",
    "Ordered: {number}, promised for {day}": "Bestilt: {number}, lovet til {day}",
    "Paste at least one line.": "Lim inn minst én linje.",
    "Paste at most {n} lines at a time.": "Lim inn høyst {n} linjer om gangen.",
    (
        "Paste lines from a mail or a spreadsheet: item; quantity; wanted day. The days are shown before "
        "anything is held."
    ): ("Lim inn linjer fra en e-post eller et regneark: vare; antall; ønsket dag. Dagene vises før noe reserveres."),
    "Press n for a new inquiry.": "Trykk n for en ny forespørsel.",
    "Last sold for {each} each, {order}.": "Sist solgt for {each} stykket, {order}.",
    "Price without tax, kr": "Pris uten mva., kr",
    "Promised was": "Lovet var",
    "Quotation": "Tilbud",
    "Quotations": "Tilbud",
    "Quotations to follow up": "Tilbud å følge opp",
    "Remove {name}": "Fjern {name}",
    "Reserve the day while the quotation is open": "Reserver dagen mens tilbudet er åpent",
    "STEP, STL or 3MF, at most {most} MB.": "STEP, STL eller 3MF, høyst {most} MB.",
    "Save, and look for days": "Lagre, og se etter dager",
    "Send in": "Send inn",
    "Send in a part": "Send inn en del",
    "Send in the model of a part, with how many are wanted and of what.": (
        "Send inn modellen av en del, med hvor mange som ønskes og av hva."
    ),
    "Sent in": "Sendt inn",
    "Several lines": "Flere linjer",
    "Surface, tolerances, testing, wanted day.": "Overflate, toleranser, prøving, ønsket dag.",
    "Text on the quotation": "Tekst på tilbudet",
    "That day has passed; choose today or a later one.": "Den dagen er passert; velg i dag eller en senere.",
    "The day": "Dagen",
    "The day and price that were chosen are given up with it.": "Dagen og prisen som var valgt, oppgis med det.",
    "The day is held": "Dagen er reservert",
    "The days come here": "Dagene kommer her",
    "The files are kept here until the casting room can assess them; nothing is computed of them yet.": (
        "Filene oppbevares her til støperiet kan vurdere dem; ingenting beregnes av dem ennå."
    ),
    "The part and its file are removed.": "Delen og filen er fjernet.",
    "The day is not reserved; it is looked up again when you order.": (
        "Dagen er ikke reservert; den slås opp på nytt ved bestilling."
    ),
    "The day is reserved until {moment}; after that it is looked up again when you order.": (
        "Dagen er reservert til {moment}; deretter slås den opp på nytt ved bestilling."
    ),
    "The part's model": "Modellen av delen",
    "Their reference": "Deres referanse",
    "There is more than item, quantity and wanted day; take the rest away.": (
        "Det står mer enn vare, antall og ønsket dag; ta bort resten."
    ),
    "To follow up today": "Å følge opp i dag",
    "Valid until": "Gjelder til",
    "Value added tax comes on top where it is due.": "Merverdiavgift kommer i tillegg der den skal betales.",
    "What is offered": "Det som tilbys",
    "What is promised": "Det som er lovet",
    "What the customer says": "Kundens svar",
    "What was asked for": "Det som ble spurt om",
    "What was asked for, what you offered, and what came of it.": (
        "Hva det ble spurt om, hva du tilbød, og hva det ble til."
    ),
    (
        "What was promised, what the plan gives now, and why. A held day is yours until the hold ends; an "
        "order can be withdrawn until work on it begins."
    ): (
        "Hva som ble lovet, hva planen gir nå, og hvorfor. En reservert dag er din til reservasjonen utløper;"
        " en ordre kan trekkes til arbeidet på den begynner."
    ),
    "Why that day": "Hvorfor den dagen",
    "Wishes": "Ønsker",
    "Write what, how many and where to.": "Skriv hva, hvor mange og hvor.",
    "Yes: order it": "Ja: bestill",
    "You sell nothing called that. Choose from the list, or save the configuration and write its code.": (
        "Dere selger ikke noe som heter det. Velg fra listen, eller lagre konfigurasjonen og skriv koden."
    ),
    "No one thing is called just that. Choose from the list or write a code, such as: {names}.": (
        "Ingen bestemt ting heter akkurat det. Velg fra listen eller skriv en kode, for eksempel: {names}."
    ),
    "There are more; write more of the name.": "Det finnes flere; skriv mer av navnet.",
    "You sell nothing called that.": "Dere selger ikke noe som heter det.",
    "You sell nothing called “{name}”.": "Dere selger ikke noe som heter «{name}».",
    "after the wanted day": "etter ønsket dag",
    "first promised": "først lovet",
    "freight included": "med frakt",
    "in time": "i tide",
    "is not reserved; it is looked up again when you order": "er ikke reservert; den slås opp på nytt når du bestiller",
    "is promised: see the order": "er lovet: se ordren",
    "is reserved until": "er reservert til",
    "waiting for assessment": "venter på vurdering",
    ("{day} can no longer be had. The earliest day is now {now}: open the quotation again and agree on a new day."): (
        "{day} er ikke lenger ledig. Tidligste dag er nå {now}: åpne tilbudet igjen, og bli enige om en ny dag."
    ),
    "{name} is kept and waits to be assessed.": "{name} er tatt vare på og venter på vurdering.",
    "“{text}” is no day; write 2026-03-31 or 31.3.2026.": "«{text}» er ingen dag; skriv 2026-03-31 eller 31.3.2026.",
    "“{text}” is no quantity; write a whole number.": "«{text}» er ikke et antall; skriv et helt tall.",
    # lists with nothing in them
    "Orders that your firm sells come here: from customers by themselves, from you by phone and mail.": (
        "Ordrer bedriften din selger, kommer hit: fra kundene av seg selv, fra deg på telefon og e-post."
    ),
    "No quotations yet": "Ingen tilbud ennå",
    (
        "Note what a customer asks for, choose a day and a price, and send it as a PDF with a link to "
        "accept by. You are reminded to follow up."
    ): (
        "Noter hva en kunde spør om, velg dag og pris, og send det som PDF med en lenke å godta med. Du "
        "blir minnet på å følge opp."
    ),
}
