# SPDX-License-Identifier: Apache-2.0
"""What these pages say, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "A product with a high contribution a machine hour earns most where machines are the bottleneck.": (
        "Et produkt med høyt bidrag per maskintime tjener mest der maskinene er flaskehalsen."
    ),
    "A program of yours (an ERP, a spreadsheet) needs a token to read or order here. Make one for each program.": (
        "Et program dere har (et ERP-system, et regneark), trenger et token for å lese eller bestille"
        " her. Lag ett for hvert program."
    ),
    "A promise is kept when the order arrives by the promised day.": (
        "Et løfte er holdt når ordren kommer fram senest på den lovede dagen."
    ),
    "A role says what one may do here. Someone may have several, and roles in other organisations "
    "too, which are not shown.": (
        "En rolle sier hva man kan gjøre her. Noen kan ha flere, og også roller i andre organisasjoner; de vises ikke."
    ),
    "All suggestions": "Alle forslag",
    "Answer": "Svar",
    "Arrives": "Kommer fram",
    "ask": "spør",
    "Ask for prices and days": "Spørre om priser og dager",
    "Before": "Før",
    "begun": "påbegynt",
    "By month of delivery, thousand kroner": "Etter leveringsmåned, tusen kroner",
    "Changed since yesterday": "Endret siden i går",
    "Contribution": "Bidrag",
    "Contribution is value and what is received, less own cost and what is paid; work for other firms is one row.": (
        "Bidrag er verdi og det som er mottatt, minus egne kostnader og det som er betalt; arbeid for andre er én rad."
    ),
    "Contribution a machine hour": "Bidrag per maskintime",
    "Copy the token now: it is shown only this once.": "Kopier tokenet nå: det vises bare denne ene gangen.",
    "Customer": "Kunde",
    "Customers": "Kunder",
    "done": "ferdig",
    "Everyone in the firm reads it: what is done with it, and why.": (
        "Alle i bedriften leser det: hva som gjøres med det, og hvorfor."
    ),
    "Expired": "Utløpt",
    "Expires": "Utløper",
    "Figures": "Tall",
    "Figures by": "Tall etter",
    "Give a role": "Gi en rolle",
    "Give roles and tokens": "Gi roller og tokener",
    "Give the role": "Gi rollen",
    "Hand this link to the person. It is shown only now, and can be used once to choose a password.": (
        "Gi denne lenken til personen. Den vises bare nå, og kan brukes én gang til å velge passord."
    ),
    "Hold, order and withdraw": "Reservere, bestille og trekke",
    "Import and export": "Importere og eksportere",
    "In time": "I tide",
    "Invited": "Invitert",
    "Item": "Vare",
    "Keep the answer": "Lagre svaret",
    "Keep the cluster's register": "Føre klyngens register",
    "Kept as planned": "Holdes etter planen",
    "Keys with which your own programs use the API.": "Nøkler som deres egne programmer bruker API-et med.",
    "Last here": "Sist her",
    "Link": "Lenke",
    "Load against capacity, all work centres": "Belastning mot kapasitet, alle arbeidsstasjoner",
    "Load this week": "Belastning denne uken",
    "Lost the last seven days": "Tapt de siste sju dagene",
    "Machine hours": "Maskintimer",
    "Make a token": "Lag et token",
    "Month of delivery": "Leveringsmåned",
    "Months": "Måneder",
    "New days": "Nye dager",
    "New link": "Ny lenke",
    "New orders, new days, reports of the floor, stops and absences of your own firm stand here.": (
        "Nye ordrer, nye dager, meldinger fra verkstedet, stans og fravær i egen bedrift står her."
    ),
    "No orders yet.": "Ingen ordrer ennå.",
    "No promises this week": "Ingen løfter denne uken",
    "No scrap and no pauses were reported.": "Verken vrak eller pauser er meldt.",
    "No tokens": "Ingen tokener",
    "None waits for an answer.": "Ingen venter på svar.",
    "Not delivered, or for stock": "Ikke levert, eller for lager",
    "Nothing changed since yesterday": "Ingenting er endret siden i går",
    "Nothing is planned at your work centres this week.": (
        "Ingenting er planlagt ved arbeidsstasjonene deres denne uken."
    ),
    "Operate the server": "Drive serveren",
    "Orders that are held, committed or begun with a promised day this week stand here.": (
        "Ordrer som er reservert, bekreftet eller påbegynt, med lovet dag denne uken, står her."
    ),
    "Orders that come late": "Ordrer som kommer for sent",
    "Own cost": "Egne kostnader",
    "Paid to members": "Betalt til medlemmer",
    "People": "Folk",
    "Photo of the suggestion": "Bilde av forslaget",
    "Product": "Produkt",
    "Products": "Produkter",
    "Promises this week": "Løfter denne uken",
    "Read orders": "Lese ordrer",
    "Read the cluster's figures": "Lese klyngens tall",
    "Read the firm's figures": "Lese bedriftens tall",
    "Read the plan": "Lese planen",
    "Received from members": "Mottatt fra medlemmer",
    "Report stops, overtime and absence": "Melde stans, overtid og fravær",
    "Report work": "Melde arbeid",
    "Reported by the floor": "Meldt fra verkstedet",
    "Revoke": "Trekk tilbake",
    "Revoke {name}": "Trekk tilbake {name}",
    "Revoked": "Trukket tilbake",
    "Role": "Rolle",
    "Roles": "Roller",
    "Since": "Siden",
    "Sign for the firm": "Signere for bedriften",
    "Stops, people and hours": "Stans, folk og timer",
    "Suggested": "Foreslått",
    "Suggestion": "Forslag",
    "suggestions without an answer": "forslag uten svar",
    "Take away": "Ta bort",
    "Take the role from {name}": "Ta rollen fra {name}",
    "The answer is kept.": "Svaret er lagret.",
    "The role is taken away.": "Rollen er tatt bort.",
    "The token opens nothing any more.": "Tokenet åpner ikke noe lenger.",
    "They come from the shop floor's tablets: a text, perhaps a photo. Ask for them in the morning meeting.": (
        "De kommer fra nettbrettene i verkstedet: en tekst, kanskje et bilde. Spør etter dem på morgenmøtet."
    ),
    "This week": "Denne uken",
    "Tight weeks ahead": "Trange uker framover",
    "Tightest this week": "Trangest denne uken",
    "Token": "Token",
    "Tokens": "Tokener",
    "Valid for how many days": "Gyldig i hvor mange dager",
    "Value": "Verdi",
    "Value is what the orders sell for. Own cost is what your firm bears: machines, people, power, "
    "set-ups, material, bought work and transport. What another member's work costs that member is "
    "not yours to see; what you pay for it under an agreement is shown.": (
        "Verdi er det ordrene selges for. Egne kostnader er det bedriften deres bærer: maskiner, "
        "folk, strøm, omstillinger, materiale, kjøpt arbeid og transport. Hva et annet medlems arbeid"
        " koster det medlemmet, kan dere ikke se; det dere betaler for det etter en avtale, vises."
    ),
    "Value of planned orders": "Verdi av planlagte ordrer",
    "Value, cost and contribution are of the plan as it stands: of orders that are planned, in the "
    "month in which they are delivered.": (
        "Verdi, kostnad og bidrag gjelder planen slik den er: ordrer som er planlagt, i måneden de leveres."
    ),
    "was changed": "ble endret",
    "What became of it": "Hva det ble til",
    "What becomes of it": "Hva som skjer med det",
    "What it is for": "Hva det er til",
    "What it may do": "Hva det kan gjøre",
    "What the planned orders bring, cost and take.": "Hva de planlagte ordrene gir, koster og tar.",
    "What those who do the work would change. Each gets an answer that everyone in the firm reads.": (
        "Hva de som gjør arbeidet, ville endret. Hvert forslag får et svar som alle i bedriften leser."
    ),
    "Work centre": "Arbeidsstasjon",
    "Work for other firms": "Arbeid for andre bedrifter",
    "Work hours": "Arbeidstimer",
    "{email} has the role now.": "{email} har rollen nå.",
    "A link to choose a password is on its way to {email}.": "En lenke til å velge passord er på vei til {email}.",
    "{n} of {most} are shown.": "{n} av {most} vises.",
    "{n} pauses": "{n} pauser",
    "{n} scrap": "{n} vrak",
    # lists with nothing in them
    "As soon as orders of your firm are planned, what they bring, cost and take stands here.": (
        "Så snart ordrer for bedriften din er planlagt, står det her hva de gir, koster og krever."
    ),
    "No figures yet": "Ingen tall ennå",
    "Nothing is wrong": "Ingenting er galt",
    "Every row of the file can be taken in.": "Alle radene i filen kan tas inn.",
}
