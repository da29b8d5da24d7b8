# SPDX-License-Identifier: Apache-2.0
"""What these pages say, in Norwegian bokmål by the English text."""

from __future__ import annotations

NORWEGIAN: dict[str, str] = {
    "A work centre or an order; empty: all of them.": "En arbeidsstasjon eller en ordre; tomt: alle.",
    "About": "Gjelder",
    "About one thing alone": "Gjelder bare én ting",
    "Add": "Legg til",
    "Add a market": "Legg til et marked",
    "Agreements": "Avtaler",
    "All disclosures are stopped.": "Alt innsyn er stanset.",
    "All that was shown of one firm to another, and every figure that was released.": (
        "Alt som er vist av én bedrift til en annen, og hvert tall som er frigitt."
    ),
    "Any day of the month; whole months are counted.": "En dag i måneden; det telles i hele måneder.",
    "As it stands in the cluster's plan.": "Slik det står i klyngens plan.",
    "As seen by": "Sett av",
    "As soon as another firm has joined, what it would see of yours is shown here.": (
        "Så snart en annen bedrift er med, vises det her hva den ville sett av dere."
    ),
    "Ask": "Spør",
    "Ask for a figure": "Be om et tall",
    "Asked for": "Bedt om",
    "At least five firms have to be behind a figure. Where one of them is over 30 per cent, the "
    "median goes out. Nothing goes out that, with what went out before, would tell about one firm.": (
        "Minst fem bedrifter må stå bak et tall. Der én av dem har over 30 prosent, gis medianen. "
        "Ingenting gis ut som sammen med det som er gitt ut før, ville røpe én bedrift."
    ),
    "At most": "Høyst",
    "Back": "Tilbake",
    "Borrows": "Låner",
    "By signing, {name} becomes a member of the cluster from the day of joining on.": (
        "Med underskriften blir {name} medlem av klyngen fra og med innmeldingsdagen."
    ),
    "By which rule": "Etter hvilken regel",
    "Capacity that is lent": "Kapasitet som lånes ut",
    "Charter": "Stiftelsesdokument",
    "Check the chain": "Kontroller kjeden",
    "Consent": "Samtykk",
    "Customers": "Kunder",
    "Days and prices of their own orders; never who makes what, nor your load.": (
        "Dager og priser på egne ordrer; aldri hvem som lager hva, eller hvor belagt dere er."
    ),
    "Disclosures": "Innsyn",
    "Disclosures go on.": "Innsyn er åpnet igjen.",
    "Each entry is sealed with the one before it.": "Hver linje er forseglet med den før.",
    "End it": "Avslutt",
    "End the agreement": "Avslutt avtalen",
    "End the membership": "Avslutt medlemskapet",
    "Ended on": "Avsluttet",
    "Every pair is reviewed in every market.": "Alle par er vurdert i alle markeder.",
    "Everyone else": "Alle andre",
    "Figure": "Tall",
    "Figures": "Tall",
    "Firm": "Bedrift",
    "Firms": "Bedrifter",
    "First month": "Første måned",
    "Form": "Form",
    "From": "Fra",
    "From now on what it names is shown, for its purpose, as long as it is in force.": (
        "Fra nå av vises det som er nevnt, til formålet, så lenge avtalen gjelder."
    ),
    "From that day on nothing is shown to {name} and nothing of it. What was agreed ends.": (
        "Fra den dagen vises ingenting til {name} og ingenting av bedriften. Det som er avtalt, tar slutt."
    ),
    "From today on nothing more is shown by it. What was shown stays in the journal.": (
        "Fra i dag vises ikke mer etter den. Det som er vist, blir stående i journalen."
    ),
    "Hash": "Hash",
    "Hours at work centres": "Timer på arbeidsstasjoner",
    "How they stand": "Forhold",
    "How two firms stand to one another in each market. A pair that nobody has reviewed counts as competitors.": (
        "Hvordan to bedrifter forholder seg til hverandre i hvert marked. Et par som ingen har vurdert, "
        "regnes som konkurrenter."
    ),
    "Invite": "Inviter",
    "Invite a firm": "Inviter en bedrift",
    "It holds from its day on until a later one. A pair that nobody has reviewed counts as competitors.": (
        "Den gjelder fra sin dag til en senere avløser den. Et par som ingen har vurdert, regnes som konkurrenter."
    ),
    "It is proposed and signed by you; the other firm signs.": (
        "Den er foreslått og underskrevet av dere; den andre bedriften skriver under."
    ),
    "It is withheld: {why}": "Det holdes tilbake: {why}",
    "Its last hash, to be written down elsewhere:": "Den siste hashen, som kan skrives ned et annet sted:",
    "Joins on": "Innmeldt",
    "Joint products": "Felles produkter",
    "Keep": "Behold",
    "Kind of secret": "Slags opplysning",
    "Last day is before": "Utmeldt fra",
    "Last month": "Siste måned",
    "Leaves on": "Utmeldt",
    "Lends": "Låner ut",
    "Let disclosures go on": "Åpne for innsyn igjen",
    "Let them go on": "Åpne igjen",
    "Market": "Marked",
    "Markets": "Markeder",
    "Months": "Måneder",
    "No capacity is lent.": "Ingen kapasitet er lånt ut.",
    "No firm is a member yet": "Ingen bedrift er medlem ennå",
    "No market is named yet.": "Ingen markeder er nevnt ennå.",
    "No.": "Nr.",
    "Nothing is shown before both have signed. Either side can end it on any day.": (
        "Ingenting vises før begge har skrevet under. Hver av sidene kan avslutte den når som helst."
    ),
    "Nothing of one firm is shown to another, and no figure is released, until you let it go on.": (
        "Ingenting av én bedrift vises til en annen, og ingen tall frigis, før dere åpner igjen."
    ),
    "Nothing yet.": "Ingenting ennå.",
    "Of": "Av",
    "Of the whole cluster; never of one firm.": "For hele klyngen; aldri for én bedrift.",
    "Of what": "Av hva",
    "Only for this purpose may it be used. Reasons of orders are shown for order-follow-up.": (
        "Bare til dette formålet kan det brukes. Hvorfor en ordre kommer når den gjør, vises til order-follow-up."
    ),
    "Orders due": "Ordrer som skal leveres",
    "Orders that keep their day": "Ordrer som holder dagen",
    "Orders that miss their day": "Ordrer som ikke holder dagen",
    "Other firm": "Annen bedrift",
    "Other firms": "Andre bedrifter",
    "Product": "Produkt",
    "Products that several firms make. A firm is named where an agreement shows its name.": (
        "Produkter som flere bedrifter lager. En bedrift er nevnt der en avtale viser navnet."
    ),
    "Propose an agreement": "Foreslå en avtale",
    "Rate an hour": "Timepris",
    "Register": "Register",
    "Released as a median.": "Frigitt som median.",
    "Released as a sum.": "Frigitt som sum.",
    "Review two firms": "Vurder to bedrifter",
    "Reviewed by": "Vurdert av",
    "Sees": "Ser",
    "Shown": "Vises",
    "Shown to": "Vist til",
    "Shown to {name} lately": "Vist til {name} i det siste",
    "Shows": "Viser",
    "Sign": "Skriv under",
    "Sign and propose": "Skriv under og foreslå",
    "Sign the agreement": "Skriv under avtalen",
    "Sign the charter": "Skriv under stiftelsesdokumentet",
    "Signatures": "Underskrifter",
    "Signed by": "Underskrevet av",
    "Signed on": "Underskrevet",
    "Small letters a to z, digits and hyphens, such as steel-doors.": (
        "Små bokstaver a til z, sifre og bindestrek, som staal-dorer."
    ),
    "Sold by": "Selges av",
    "Stop all disclosures": "Stans alt innsyn",
    "Stop them": "Stans",
    "Sums that our firm dominates": "Summer der vår bedrift er stor",
    "Take it back": "Trekk tilbake",
    "The agreement is ended; nothing more is shown by it.": "Avtalen er avsluttet; ikke mer vises etter den.",
    "The agreement is signed.": "Avtalen er underskrevet.",
    "The chain is whole.": "Kjeden er hel.",
    "The charter is signed.": "Stiftelsesdokumentet er underskrevet.",
    "The charter, the register, agreements; figures of five firms or more.": (
        "Stiftelsesdokumentet, registeret, avtaler; tall for fem bedrifter eller flere."
    ),
    "The cluster": "Klyngen",
    "The cluster office": "Klyngekontoret",
    "The figure is released to the members.": "Tallet er frigitt til medlemmene.",
    "The firm is invited; it is a member once it has signed.": (
        "Bedriften er invitert; den er medlem når den har skrevet under."
    ),
    "The firm's manager signs the charter; from the day of joining on it is a member.": (
        "Lederen i bedriften skriver under; fra og med innmeldingsdagen er den medlem."
    ),
    "The journal was changed after it was written: compare it with a backup.": (
        "Journalen er endret etter at den ble skrevet: sammenlign den med en sikkerhetskopi."
    ),
    "The market is added. Every two firms are to be reviewed in it.": (
        "Markedet er lagt til. Alle par av bedrifter skal vurderes i det."
    ),
    "The members are independent firms. What one may see of another is decided in one place, denied "
    "by default, and written down.": (
        "Medlemmene er selvstendige bedrifter. Hva én får se av en annen, avgjøres på ett sted, er "
        "stengt fra først av og skrives ned."
    ),
    "The membership ends on that day.": "Medlemskapet slutter den dagen.",
    "The name of the person who signs for the firm.": "Navnet på den som skriver under for bedriften.",
    "The office invites firms of the network; each signs for itself and is a member from its day of joining on.": (
        "Kontoret inviterer bedrifter i nettverket; hver skriver under for seg selv og er medlem fra og "
        "med innmeldingsdagen."
    ),
    "The office keeps the charter, the register and the journal; each firm signs for itself, here.": (
        "Kontoret fører stiftelsesdokumentet, registeret og journalen; hver bedrift skriver under for seg selv, her."
    ),
    "The office sees between whom; what is agreed its parties see.": (
        "Kontoret ser mellom hvem; hva som er avtalt, ser partene."
    ),
    "The other side has not signed.": "Den andre siden har ikke skrevet under.",
    "The review is kept.": "Vurderingen er lagret.",
    "There is no other member": "Det er ikke noe annet medlem",
    "They show something to us": "De viser noe til oss",
    "To": "Til",
    "To be reviewed": "Skal vurderes",
    "Until two firms are reviewed in it they count as competitors, and sensitive fields stay shut.": (
        "Til to bedrifter er vurdert i det, regnes de som konkurrenter, og følsomme felt er stengt."
    ),
    "Up to and with": "Til og med",
    "Users and roles; none of your orders, plans or prices.": (
        "Brukere og roller; ingenting av ordrer, planer eller priser."
    ),
    "Value": "Verdi",
    "We show something to them": "Vi viser noe til dem",
    "What can be done": "Hva som kan gjøres",
    "What for": "Formål",
    "What is agreed is shown again.": "Det som er avtalt, vises igjen.",
    "What is shown": "Hva som vises",
    "What one firm shows another, for one purpose and a time, signed by both.": (
        "Hva én bedrift viser en annen, til ett formål og for en tid, underskrevet av begge."
    ),
    "What others see of us": "Hva andre ser av oss",
    "What was shown of your firm, and to it.": "Hva som er vist av bedriften din, og til den.",
    "What you said is kept.": "Svaret er lagret.",
    "When": "Når",
    "Where your firm is over 30 per cent of a figure, the median goes out instead of the sum, unless you consent.": (
        "Der bedriften din er over 30 prosent av et tall, gis medianen i stedet for summen, med mindre dere samtykker."
    ),
    "Who runs the server": "De som drifter serveren",
    "Who shows": "Hvem viser",
    "Who, where it is shown": "Hvem, der det vises",
    "Why": "Hvorfor",
    "Why withheld": "Hvorfor holdt tilbake",
    "Work centre": "Arbeidsstasjon",
    "Work centres (of load)": "Arbeidsstasjoner (for timer)",
    "absences of employees": "fravær blant ansatte",
    "agreements to be signed": "avtaler som skal skrives under",
    "all": "alle",
    "all members": "alle medlemmer",
    "all of them": "alle",
    "amounts of settlements": "beløp i oppgjør",
    "capacity": "kapasitet",
    "charter to be signed": "stiftelsesdokument som skal skrives under",
    "competitors": "konkurrenter",
    "costs of orders": "kostnader for ordrer",
    "costs of work centres": "kostnader for arbeidsstasjoner",
    "customers of orders": "hvem som er kunder",
    "delivery days of orders": "leveringsdager for ordrer",
    "ended": "avsluttet",
    "figures of the cluster": "tall for klyngen",
    "following up orders": "oppfølging av ordrer",
    "forecasts of demand": "prognoser for etterspørsel",
    "free hours of work centres": "ledige timer på arbeidsstasjoner",
    "has left": "utmeldt",
    "hours used of agreements": "brukte timer av avtaler",
    "how far orders are": "hvor langt ordrer er kommet",
    "how products are made": "hvordan produkter lages",
    "in force": "gjelder",
    "internal": "intern",
    "joins": "skal inn",
    "labour": "arbeidskraft",
    "leaves": "skal ut",
    "list prices": "listepriser",
    "load of work centres": "belegg på arbeidsstasjoner",
    "machines": "maskiner",
    "may come to compete": "kan komme til å konkurrere",
    "median of the firms": "median av bedriftene",
    "member": "medlem",
    "names of employees": "navn på ansatte",
    "names of sites": "navn på steder",
    "names of work centres": "navn på arbeidsstasjoner",
    "not shown": "vises ikke",
    "not yet in force": "gjelder ikke ennå",
    "nothing in common": "ingenting felles",
    "ovens and baths": "ovner og bad",
    "personal": "personlig",
    "plans to hire": "planer om ansettelser",
    "plans to invest": "planer om investeringer",
    "prices and costs": "priser og kostnader",
    "prices of orders": "priser på ordrer",
    "products": "produkter",
    "public": "offentlig",
    "purchases": "innkjøp",
    "quantities of orders": "antall i ordrer",
    "rates of agreements": "satser i avtaler",
    "reviews to be made": "vurderinger som gjenstår",
    "shown": "vises",
    "shown by agreement": "vises etter avtale",
    "skills of employees": "ansattes ferdigheter",
    "stock levels": "lagerbeholdning",
    "stops of work centres": "stans på arbeidsstasjoner",
    "sum": "sum",
    "supplier and customer": "leverandør og kunde",
    "the firm's name": "navnet på bedriften",
    "the firm's name as a sub-supplier": "navnet på bedriften som underleverandør",
    "the firm's organisation number": "organisasjonsnummeret",
    "the state of orders": "hvor ordrer står",
    "to be signed": "skal skrives under",
    "wages": "lønn",
    "wages of employees": "lønn til ansatte",
    "wages of groups": "lønn til grupper",
    "what can be chosen of products": "hva som kan velges av produkter",
    "what products cost to make": "hva produkter koster å lage",
    "what working together is worth to the firm": "hva samarbeidet er verdt for bedriften",
    "where sites are": "hvor steder ligger",
    "why orders are when they are": "hvorfor ordrer kommer når de gjør",
    "withheld": "holdt tilbake",
    "working hours of work centres": "åpningstider på arbeidsstasjoner",
    "you consent": "dere samtykker",
    "you do not consent": "dere samtykker ikke",
    "{giver} shows {taker}": "{giver} viser {taker}",
    "{n} field is open to {name} by agreement today.": "{n} felt er åpent for {name} etter avtale i dag.",
    "{n} fields are open to {name} by agreement today.": "{n} felt er åpne for {name} etter avtale i dag.",
    "{n} firm is a member.": "{n} bedrift er medlem.",
    "{n} firms are members.": "{n} bedrifter er medlemmer.",
    "{n} members": "{n} medlemmer",
    "{n} pair and market is left.": "{n} par og marked gjenstår.",
    "{n} pairs and markets are left.": "{n} par og markeder gjenstår.",
    # lists with nothing in them
    "No figure was released yet": "Ingen tall er frigitt ennå",
    "Ask for one: it goes out when at least five firms are behind it and none can be read out of it.": (
        "Be om et: det frigis når minst fem bedrifter står bak og ingen av dem kan leses ut av det."
    ),
    "Nothing was shown yet": "Ingenting er vist ennå",
    (
        "Each time one firm sees something of another by an agreement, or a figure is released, it is "
        "written here and stays."
    ): (
        "Hver gang en bedrift ser noe av en annen etter en avtale, eller et tall frigis, skrives det her "
        "og blir stående."
    ),
    "No agreements yet": "Ingen avtaler ennå",
    (
        "Without one nobody sees anything of another firm. One names what is shown, to whom, for what "
        "purpose and until when, and both sign."
    ): (
        "Uten en avtale ser ingen noe av en annen bedrift. Den sier hva som vises, til hvem, til hvilket "
        "formål og hvor lenge, og begge skriver under."
    ),
    "No joint products yet": "Ingen felles produkter ennå",
    (
        "A product whose parts are made by several firms of the cluster stands here, with who makes what "
        "as far as it may be shown."
    ): ("Et produkt med deler fra flere bedrifter i klyngen står her, med hvem som lager hva, så langt det kan vises."),
    "No pair is reviewed yet": "Ingen par er vurdert ennå",
    "Until the office has reviewed two firms in a market, they count as competitors, and the least is shown.": (
        "Til klyngekontoret har vurdert to bedrifter i et marked, regnes de som konkurrenter, og minst mulig vises."
    ),
    "Nothing is open to this firm": "Ingenting er åpent for denne bedriften",
    "What an agreement in force shows it would stand here, field by field.": (
        "Det en gjeldende avtale viser den, ville stått her, felt for felt."
    ),
}
