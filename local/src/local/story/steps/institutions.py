"""Step 1: the institutions come in, and the refused rows are told with their reasons."""

from local.story.cast import Play
from local.story.institutions import WRONG, Sheet, reference, sheet
from local.story.stage import expect
from local.story.telling import Row
from shared.language import Text


async def import_institutions(play: Play) -> list[Row]:
    """First what ships with the registry, then everything there is."""
    rows = [await imported(play, reference()), await imported(play, sheet())]
    known = await play.stage.pages("registry", "/v1/institutions")
    systems = {code: sum(i["code"].startswith(code) for i in known) for code in SYSTEMS}
    told = ", ".join(f"{count} {code}" for code, count in systems.items())
    return [*rows, (Text("Hitung yang terdaftar", "count them"), f"{len(known)}: {told}")]


SYSTEMS = ("klpd", "wilayah", "bkn")


async def imported(play: Play, file: Sheet) -> Row:
    """Every row is accepted, known already, or one of the wrong ones."""
    report = await play.stage.post(
        "registry",
        "/v1/institutions/imports",
        by="admin",
        content=file.text.encode(),
        headers={"Content-Type": "text/csv; charset=utf-8"},
    )
    expect(
        report["refused"] == file.wrong, f"{file.wrong} baris salah, ditolak {report['refused']}"
    )
    taken = report["accepted"] + report["unchanged"]
    expect(taken == file.rows - file.wrong, f"{taken} dari {file.rows} baris diterima")
    answered = (
        f"{report['accepted']} baru, {report['unchanged']} tetap, {report['refused']} ditolak"
    )
    reasons = ", ".join(row["code"] for row in report["rows"])
    told = f"{answered} ({reasons})" if reasons else answered
    return Text(f"Impor {file.source}", f"import, {len(WRONG)} wrong rows on purpose"), told
