"""One page in every language and on every screen."""

from tests.browser.chromium import AXE, Page

VIEWS = [("id", 390), ("id", 1280), ("en", 390), ("en", 1280)]
"""Language of the reader, width of the screen."""


def look(page: Page, address: str) -> dict[str, list[str]]:
    """What is wrong with the page, by view."""
    found: dict[str, list[str]] = {}
    for language, width in VIEWS:
        page.open(address, language=language, width=width)
        faults = [] if page.run("document.contentType") == "text/html" else ["no page"]
        faults += page.run("[...document.scripts].map(script => script.outerHTML)")
        if page.run("document.documentElement.scrollWidth > window.innerWidth"):
            faults.append("wider than the screen")
        faults += [error for error in page.errors if "status of 4" not in error]
        faults += violations(page)
        if faults:
            found[f"{language} {width}"] = faults
    return found


def violations(page: Page) -> list[str]:
    """What axe-core finds wrong with the page, of any impact."""
    page.run(AXE.read_text("utf-8") + ";0")
    found = page.run(
        "axe.run().then(r => r.violations.map(v =>"
        " `${v.id} (${v.impact}): ${v.nodes.map(n => n.html).join(' ')}`))"
    )
    return [str(each) for each in found]
