"""Documents say what is so: settings, targets, links."""

import re
from pathlib import Path

from tests.conventions import settings_page
from tests.conventions.checkout import ROOT, files, named, text

LINK = re.compile(r"\]\(([^)\s]+)\)")
FENCED = re.compile(r"```.*?```", re.DOTALL)
RULE = re.compile(r"^([a-z-]+):(?!=)(.*)$", re.MULTILINE)


def test_the_settings_page_is_in_step_with_the_settings() -> None:
    written = (ROOT / "docs/operations/settings.md").read_text("utf-8")

    assert written == settings_page.page(), "run `make docs`"


def test_every_setting_is_explained() -> None:
    assert [line for line in settings_page.page().splitlines() if line.endswith("|  |")] == []


def test_every_make_target_explains_itself_in_both_languages() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    rules = RULE.findall(makefile)

    assert len(rules) > 10
    assert [name for name, rest in rules if " · " not in rest.partition("## ")[2]] == []


def test_documents_name_only_targets_that_exist() -> None:
    targets = {name for name, _ in RULE.findall((ROOT / "Makefile").read_text("utf-8"))}
    unknown = [
        f"{named(page)}: make {target}"
        for page in files("*.md")
        for target in re.findall(r"`make ([a-z-]+)", text(page))
        if target not in targets
    ]

    assert unknown == []


def test_links_inside_the_repository_lead_somewhere() -> None:
    broken = [
        f"{named(page)} → {link}"
        for page in files("*.md")
        for link in LINK.findall(FENCED.sub("", text(page)))
        if not leads_somewhere(page, link)
    ]

    assert broken == []


def test_files_named_in_documents_exist() -> None:
    gone = [
        f"{named(page)}: {name}"
        for page in files("*.md")
        for name in re.findall(
            r"`((?:services|shared|tests|docs|deploy)/[\w./-]+\.\w+)`", text(page)
        )
        if not ((ROOT / name).exists() or (ROOT / "shared/src" / name).exists())
    ]

    assert gone == []


def leads_somewhere(page: Path, link: str) -> bool:
    """Links to the web are not followed; anchors are looked up in the page they point into."""
    if re.match(r"[a-z]+:", link):
        return True
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.exists():
        return False
    return not anchor or anchor in anchors(target)


def anchors(page: Path) -> set[str]:
    """Headings as a browser's address bar spells them."""
    heads = re.findall(r"^#+ (.+)$", text(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}
