# SPDX-License-Identifier: Apache-2.0
"""What the pages of bringing in and taking out say, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    # bringing in
    "Bring in your firm's orders, items, stock and products. Nothing changes before you have seen what would.": (
        "Ta inn bedriftens ordrer, varer, lager og produkter. Ingenting endres før dere har sett hva som ville endres."
    ),
    "Your tables": "Tabellene deres",
    "Empty workbook": "Tom arbeidsbok",
    "Brought in": "Tatt imot",
    "No file was brought in yet": "Ingen fil er tatt imot ennå",
    "Take out your tables, change them in a spreadsheet, and bring the workbook in again: only what differs is "
    "changed. Or begin with the empty workbook.": (
        "Last ned tabellene deres, endre dem i et regneark, og ta arbeidsboken inn igjen: Bare det som er "
        "annerledes, endres. Eller begynn med den tomme arbeidsboken."
    ),
    "The tables": "Tabellene",
    "A workbook has one sheet for each table, a folder one .csv file. Bring in one of them or several; products are "
    "files in the folder products. The first row has the names of the columns.": (
        "En arbeidsbok har ett ark for hver tabell, en mappe har én .csv-fil. Ta inn én av dem eller flere; "
        "produkter er filer i mappen products. Første rad har navnene på kolonnene."
    ),
    "Bring in a file": "Ta inn en fil",
    "Next you see all that it would change, or all that is wrong with it.": (
        "Så ser dere alt den ville endret, eller alt som er galt med den."
    ),
    "Look at it": "Se på den",
    "Your programs can do the same through the API, with a token.": (
        "Programmene deres kan gjøre det samme gjennom API-et, med et token."
    ),
    "Workbook or folder": "Arbeidsbok eller mappe",
    "A workbook (.xlsx), or a folder of tables packed as .zip.": (
        "En arbeidsbok (.xlsx), eller en mappe med tabeller som .zip."
    ),
    "Not looked at yet": "Ikke sett på ennå",
    "Has errors": "Har feil",
    "Ready": "Klar",
    "Taken in": "Tatt inn",
    "Sent in": "Sendt inn",
    "By": "Av",
    # what a file would change
    "Row": "Rad",
    "What is wrong": "Hva som er galt",
    "How to mend it": "Hvordan rette det",
    "One thing is wrong. Nothing of the file can be taken in before it is mended.": (
        "Én ting er galt. Ingenting av filen kan tas inn før det er rettet."
    ),
    "{n} things are wrong. Nothing of the file can be taken in before they are mended.": (
        "{n} ting er galt. Ingenting av filen kan tas inn før de er rettet."
    ),
    "Bring in the mended file": "Ta inn den rettede filen",
    "The file changed nothing.": "Filen endret ingenting.",
    "The file would change nothing: all in it is as it is here.": (
        "Filen ville ikke endret noe: alt i den er slik det er her."
    ),
    "This is what the file changed.": "Dette endret filen.",
    "This is what the file would change. Nothing is changed yet.": (
        "Dette ville filen endret. Ingenting er endret ennå."
    ),
    "New orders": "Nye ordrer",
    "Changed orders": "Endrede ordrer",
    "Withdrawn orders": "Ordrer som trekkes",
    "Items": "Varer",
    "Stock": "Lager",
    "Promises that break": "Løfter som brytes",
    "One row of another firm was left out.": "Én rad for en annen bedrift ble utelatt.",
    "{n} rows of other firms were left out.": "{n} rader for andre bedrifter ble utelatt.",
    "Take it in": "Ta den inn",
    "Let orders that are not in the table stay": "La ordrer som ikke står i tabellen, bli",
    "Withdraw orders that are not in the table …": "Trekk ordrer som ikke står i tabellen …",
    "Cannot be planned": "Kan ikke planlegges",
    "One order of another firm gets a new day.": "Én ordre for en annen bedrift får ny dag.",
    "{n} orders of other firms get a new day.": "{n} ordrer for andre bedrifter får ny dag.",
    "No other order gets a new day.": "Ingen annen ordre får ny dag.",
    "New": "Ny",
    "What is shown is reckoned on the plan as it is just now; load the page again to reckon it anew. A file is taken "
    "in as a whole or not at all, and once.": (
        "Det som vises, er regnet ut på planen slik den er akkurat nå; last siden på nytt for å regne det ut igjen. "
        "En fil tas inn hel eller ikke i det hele tatt, og én gang."
    ),
    "{name} is taken in.": "{name} er tatt inn.",
    # the tables
    "yes": "ja",
    "Table": "Tabell",
    "Column": "Kolonne",
    "Must be there": "Må være der",
    "What it means": "Hva den betyr",
    "One order.": "Én ordre.",
    "One item that you make, buy or have.": "Én vare som dere lager, kjøper eller har.",
    "What lies in stock, or comes on a day.": "Det som er på lager, eller kommer en dag.",
    "What was chosen of a product that an order names.": "Hva som er valgt av et produkt som en ordre nevner.",
    "The order's number, your own.": "Ordrens nummer, deres eget.",
    "Your firm's short name. Rows of other firms are left out.": (
        "Bedriftens kortnavn. Rader for andre bedrifter utelates."
    ),
    "The customer's name.": "Kundens navn.",
    "Where it is delivered: a region of the cluster.": "Hvor den leveres: en av klyngens regioner.",
    "What is ordered: an item that the cluster makes, or one of configurations.": (
        "Hva som bestilles: en vare som klyngen lager, eller en fra configurations."
    ),
    "How many, a whole number.": "Hvor mange, et helt tall.",
    "What the order sells for, in kroner.": "Hva ordren selges for, i kroner.",
    "The day from which it may be begun, as 2026-03-02.": "Dagen den tidligst kan påbegynnes, som 2026-03-02.",
    "The day by which it is wanted; it counts to its end.": "Dagen den ønskes innen; hele dagen regnes med.",
    "The day that was promised, when one was.": "Dagen som er lovet, når en er lovet.",
    "How much a late day counts against other orders; 1 when it is empty.": (
        "Hvor mye en dag for sent teller mot andre ordrer; 1 når den er tom."
    ),
    "new, or committed with a promised day; new when it is empty.": (
        "new, eller committed med en lovet dag; new når den er tom."
    ),
    "The day to which the customer can wait.": "Dagen kunden kan vente til.",
    "The item's number, your own.": "Varens nummer, deres eget.",
    "What people call it.": "Hva folk kaller den.",
    "What it is counted in: pcs, m, kg.": "Hva den telles i: pcs, m, kg.",
    "make, lot, buy or stock. New items are bought or in stock; routings come from the office.": (
        "make, lot, buy eller stock. Nye varer er kjøpt eller på lager; arbeidsganger kommer fra klyngekontoret."
    ),
    "How long it takes to get what is bought: 3d, 2w.": "Hvor lang tid det tar å få det som kjøpes: 3d, 2w.",
    "What one costs, in kroner.": "Hva én koster, i kroner.",
    "CO₂ of one, in grams.": "CO₂ for én, i gram.",
    "Weight of one, in grams.": "Vekten av én, i gram.",
    "How many are made at a time.": "Hvor mange som lages om gangen.",
    "How long it keeps: 30d.": "Hvor lenge den holder seg: 30d.",
    "The item.": "Varen.",
    "What people who read English call it.": "Det de som leser engelsk, kaller den.",
    "Where it lies.": "Hvor den ligger.",
    "The day on which it comes; empty when it is there.": "Dagen den kommer; tom når den er der.",
    "The day after which it cannot be used.": "Dagen den ikke kan brukes etter.",
    "The product's name, a slash and a code: it is what the order names.": (
        "Produktets navn, en skråstrek og en kode: det ordren nevner."
    ),
    "The product.": "Produktet.",
    "The version of the product that it was chosen by.": "Versjonen av produktet det ble valgt etter.",
    "What was chosen: width=900|colour=red.": "Hva som er valgt: width=900|colour=red.",
}
