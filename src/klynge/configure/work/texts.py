# SPDX-License-Identifier: Apache-2.0
"""What is said of configurations, their work and what changed in them, in Norwegian bokmål and English."""

from __future__ import annotations

from klynge.configure.model import Texts

TEXTS: dict[str, tuple[str, str]] = {
    # the text of choices
    "no-choice": ("«{text}» er ikke et valg", "“{text}” is no choice"),
    "no-choice-remedy": ("skriv variabel=verdi|variabel=verdi", "write variable=value|variable=value"),
    "chosen-twice": ("«{variable}» er valgt to ganger", "“{variable}” is chosen twice"),
    "chosen-twice-remedy": ("behold ett av valgene", "keep one of the two"),
    "no-text": ("«{text}» er ikke prosentkodet tekst", "“{text}” is no percent-encoded text"),
    "no-text-remedy": ("skriv % som %25, | som %7C og = som %3D", "write % as %25, | as %7C and = as %3D"),
    # values
    "no-product": ("produktet «{product}» finnes ikke", "there is no product “{product}”"),
    "no-product-remedy": ("det finnes: {known}", "there is: {known}"),
    "no-variable": ("produktet har ingen variabel «{variable}»", "the product has no variable “{variable}”"),
    "no-variable-remedy": ("ta valget bort, eller mente du {near}?", "take the choice away, or did you mean {near}?"),
    "unfit": ("{variable} kan ikke være «{value}»", "{variable} cannot be “{value}”"),
    "unfit-remedy": ("velg blant: {fitting}", "choose among: {fitting}"),
    "missing": ("{variable} er ikke valgt", "{variable} is not chosen"),
    "missing-remedy": ("velg en verdi", "choose a value"),
    "not-asked": (
        "{variable} betyr ingenting med de andre valgene og har da verdien «{value}»",
        "{variable} does not matter with the other choices and is then “{value}”",
    ),
    "not-asked-remedy": ("ta valget bort", "take the choice away"),
    "rule": ("regelen {rule} holder ikke: {why}", "the rule {rule} does not hold: {why}"),
    "rule-remedy": ("endre et av valgene", "change one of the choices"),
    # work
    "no-value": ("uttrykket har ingen verdi her: {why}", "the expression has no value here: {why}"),
    "no-value-remedy": (
        "legg til raden som mangler, eller en regel som utelukker valget",
        "add the row that is missing, or a rule that excludes the choice",
    ),
    "no-step": ("konfigurasjonen har ingen arbeidssteg", "the configuration has no step of work"),
    "no-step-remedy": ("la minst ett steg gjelde for alle valg", "let at least one step hold for every choice"),
    "no-way": ("steget {step} kan ikke gjøres noe sted", "the step {step} can be done nowhere"),
    "no-way-remedy": (
        "legg til en måte som gjelder for disse valgene, eller en regel som utelukker dem",
        "add a way that holds for these choices, or a rule that excludes them",
    ),
    "yield": ("utbyttet er {value}", "the yield is {value}"),
    "yield-remedy": ("la det være over 0 og høyst 1", "let it be above 0 and at most 1"),
    "too-small": ("verdien er {value} og må være minst {least}", "the value is {value} and must be at least {least}"),
    "too-small-remedy": ("rett uttrykket, for eksempel med max(…)", "correct the expression, with max(…) for example"),
    "not-whole": ("verdien er {value} og ikke et helt tall", "the value is {value} and no whole number"),
    "not-whole-remedy": ("bruk floor, ceil eller round", "use floor, ceil or round"),
    "step-left-out": (
        "linjen gjelder steget {step}, som konfigurasjonen ikke har",
        "the line is for the step {step}, which the configuration does not have",
    ),
    "step-left-out-remedy": ("gi linjen samme when som steget", "give the line the same when as the step"),
    "missing-text": ("en tekst må skrives og kan ikke stå åpen", "a text must be written and cannot be left open"),
    "missing-text-remedy": ("bind den i parts", "bind it in parts"),
    "impossible": ("ingen {product} passer med disse valgene", "no {product} fits these choices"),
    "impossible-remedy": ("endre valgene, eller en regel", "change the choices, or a rule"),
    "no-part": ("delen {product} kan ikke lages: {why}", "the part {product} cannot be made: {why}"),
    "no-part-remedy": ("bind den med andre valg, eller utelukk dette", "bind it otherwise, or exclude this by a rule"),
    "contains-itself": ("produktene inneholder hverandre: {trail}", "the products contain each other: {trail}"),
    "contains-itself-remedy": ("ta en av delene bort", "take one of the parts away"),
    # configurations.csv
    "wrong-code": (
        "koden passer ikke til valgene, som har {item}",
        "the code does not fit the choices, whose item is {item}",
    ),
    "wrong-code-remedy": ("skriv {item}, eller rett valgene", "write {item}, or correct the choices"),
    "other-quantities": (
        "arbeidet avhenger av antallet, og {one} ({first}) og {other} ({second}) er ulike",
        "the work hangs on the quantity, and {one} ({first}) and {other} ({second}) differ",
    ),
    "other-quantities-remedy": (
        "la en variabel si antallstrinnet i stedet for quantity",
        "let a variable say the volume step, instead of quantity",
    ),
    "changed": (
        "gjelder ikke lenger etter versjon {version} av {product}: {why}",
        "is no longer valid by version {version} of {product}: {why}",
    ),
    "changed-remedy": ("åpne den på nytt og velg om igjen", "reopen it and choose anew"),
    "same-numbers": (
        "ordrene {one} og {other} har begge numrene {first}–{last}{scope}",
        "the orders {one} and {other} both have the numbers {first}–{last}{scope}",
    ),
    "same-numbers-remedy": ("gi en av dem et annet første nummer", "give one of them another first number"),
    # price, bill and sheet
    "a-piece": ("Per stykk", "A piece"),
    "in-all": ("Sum for {quantity}", "Total for {quantity}"),
    "made-by": (", lages av {owner}", ", made by {owner}"),
    "for-the-order": (" (i alt {total} {unit})", " ({total} {unit} in all)"),
    "pieces": ("{quantity} {unit}", "{quantity} {unit}"),
    "version": ("versjon {version}", "version {version}"),
    "a-piece-weighs": ("{weight} per stykk", "{weight} a piece"),
    "choices": ("Valg", "Choices"),
    "bill": ("Stykkliste", "Bill of materials"),
    "steps": ("Arbeid", "Work"),
    "parts": ("Deler fra andre", "Parts of other products"),
    "from-the-start": (" (fra starten)", " (from the start)"),
    "after": (" (etter {steps})", " (after {steps})"),
    "at-least": ("minst {time}", "at least {time}"),
    "at-most": ("høyst {time}", "at most {time}"),
    "overlap": ("overlapper med {quantity} om gangen", "overlapping by {quantity}"),
    "family": ("oppsett {family}", "set-up {family}"),
    "fixed": ("{time} fast", "{time} fixed"),
    "per-unit": ("{time} per stykk", "{time} a piece"),
    # reopening
    "variable-gone": ("{variable} finnes ikke lenger (var «{value}»)", "{variable} is no longer there (was “{value}”)"),
    "option-gone": ("{variable} kan ikke lenger være «{value}»", "{variable} can no longer be “{value}”"),
    "option-gone-now": (
        "{variable} kan ikke lenger være «{value}» og blir «{after}»",
        "{variable} can no longer be “{value}” and becomes “{after}”",
    ),
    "variable-renamed": ("{before} heter nå {after}", "{before} is now called {after}"),
    "option-renamed": (
        "«{before}» heter nå «{after}» ({variable})",
        "“{before}” is now called “{after}” ({variable})",
    ),
    "variable-new": ("{variable} er ny og er «{value}»", "{variable} is new and is “{value}”"),
    "variable-open": ("{variable} er ny og må velges", "{variable} is new and must be chosen"),
    "not-asked-any-more": (
        "{variable} betyr ikke lenger noe (var «{value}»)",
        "{variable} no longer matters (was “{value}”)",
    ),
    "given-up": (
        "{variable} kan ikke være «{before}» sammen med resten og blir «{after}»: {why}",
        "{variable} cannot be “{before}” together with the rest and becomes “{after}”: {why}",
    ),
    "price-changed": ("prisen per stykk er {after}, før {before}", "the price a piece is {after}, before {before}"),
    "work-changed": ("arbeidet er endret: {what}", "the work has changed: {what}"),
    "step-new": ("nytt steg {step}", "new step {step}"),
    "step-gone": ("steget {step} er borte", "the step {step} is gone"),
    "step-changed": ("steget {step} er annerledes", "the step {step} is different"),
    "bill-changed": ("andre materialer", "other materials"),
    "nothing-changed": ("Ingenting er endret.", "Nothing has changed."),
    "nothing-fits": ("Ingen gyldig konfigurasjon ligger i nærheten.", "No valid configuration is left."),
}


def say(name: str, **values: object) -> Texts:
    """A text in both languages; a value that is itself by language is put in by language."""
    norwegian, english = TEXTS[name]
    return {"nb": norwegian.format(**_of("nb", values)), "en": english.format(**_of("en", values))}


def _of(language: str, values: dict[str, object]) -> dict[str, object]:
    return {key: value[language] if isinstance(value, dict) else value for key, value in values.items()}
