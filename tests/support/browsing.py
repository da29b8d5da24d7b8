# SPDX-License-Identifier: Apache-2.0
"""People at a browser: someone with a role, a language and a look, in Chromium, at a server."""

from __future__ import annotations

import shutil
from dataclasses import dataclass, field
from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, BrowserContext, Page, Playwright
from tests.support.served import PASSWORD, Served

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
NO_CHROMIUM = "NO PAGE WAS TESTED IN A BROWSER: no chromium, chromium-browser or google-chrome on the PATH"
LOCALES = {"nb": "nb-NO", "en": "en-GB"}
GRAVE = ("serious", "critical")
# without loading style sheets and media again: only an experimental rule and one about sound look at them
VIOLATIONS = "() => axe.run({ resultTypes: ['violations'], preload: false }).then((found) => found.violations)"


def chromium(playwright: Playwright) -> Browser:
    """The machine's own Chromium."""
    return playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])


@dataclass
class People:
    """Everyone at the browser. `errors` holds what pages complained of; `allowed` are parts of complaints that are
    expected (a page that answers 404 is one)."""

    browser: Browser
    server: Served
    cluster: str = "small"
    errors: list[str] = field(default_factory=list)
    allowed: list[str] = field(default_factory=list)
    _sessions: dict[str, Any] = field(default_factory=dict)
    _open: list[BrowserContext] = field(default_factory=list)

    def at(
        self,
        role: str,
        language: str = "nb",
        scheme: str = "light",
        size: tuple[int, int] = (1280, 860),
        **more: Any,
    ) -> Page:
        """A page of someone with a role, logged in; of nobody when the role is ""."""
        if role and role not in self._sessions:
            self._sessions[role] = self._logged_in(role)
        context = self.browser.new_context(
            base_url=self.server.url,
            locale=LOCALES[language],
            color_scheme="dark" if scheme == "dark" else "light",
            reduced_motion="reduce",  # nothing is looked at half-way to another colour
            viewport={"width": size[0], "height": size[1]},
            storage_state=self._sessions.get(role) if role else None,
            **more,
        )
        context.set_default_timeout(15_000)
        self._open.append(context)
        page = context.new_page()
        page.on("console", lambda m: self._complain(m.text, m.location) if m.type in ("error", "warning") else None)
        page.on("pageerror", lambda error: self._complain(str(error), {}))
        return page

    def complaints(self) -> list[str]:
        """What pages complained of and nobody expected."""
        return [error for error in self.errors if not any(part in error for part in self.allowed)]

    def forget(self, role: str) -> None:
        """Someone whose log-in has ended logs in again next time."""
        self._sessions.pop(role, None)

    def close(self) -> None:
        """Everyone leaves."""
        for context in self._open:
            context.close()
        self._open.clear()

    def _complain(self, text: str, where: Any) -> None:
        self.errors.append(f"{text} {where.get('url', '')}")

    def _logged_in(self, role: str) -> Any:
        """What the browser keeps of a log-in by password, as a person does it."""
        context = self.browser.new_context(base_url=self.server.url, locale="en-GB")
        page = context.new_page()
        page.goto("/account/login/")
        page.get_by_label("E-mail address").fill(f"{role}@{self.cluster}.example")
        page.get_by_label("Password").fill(PASSWORD)
        page.get_by_role("button", name="Log in", exact=True).click()
        page.wait_for_url(f"{self.server.url}/")
        state = context.storage_state()
        context.close()
        return state


def grave(page: Page) -> list[str]:
    """What axe finds serious or critical: the rule, where, and why."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(VIOLATIONS)
    return [
        f"{each['id']}: {node['target']} {node.get('failureSummary', '').splitlines()[1:3]}"
        for each in found
        if each["impact"] in GRAVE
        for node in each["nodes"][:5]
    ]


def tab_to(page: Page, name: str, most: int = 60) -> None:
    """Press Tab until what has the focus is called so; the keyboard alone."""
    for _ in range(most):
        page.keyboard.press("Tab")
        if name in (page.evaluate(NAMED) or ""):
            return
    raise AssertionError(f"the keyboard does not reach {name!r} on {page.url}")


NAMED = """() => {
  const e = document.activeElement;
  const named = [e?.getAttribute("aria-label"), e?.labels?.[0]?.textContent, e?.textContent,
    e?.querySelector("[aria-label]")?.getAttribute("aria-label"), e?.value];
  return named.map((text) => text?.trim()).find(Boolean) ?? "";
}"""
