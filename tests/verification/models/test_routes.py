"""What judges growth, for anybody."""

from httpx import AsyncClient


async def test_anybody_reads_the_cards(client: AsyncClient) -> None:
    answer = await client.get("/v1/models")
    items = answer.json()["items"]
    assert answer.status_code == 200
    assert [item["in_use"] for item in items] == [True, False]
    assert items[1]["version"] == "1.1.0"
    assert all(item["limits"] and len(item["sha256"]) == 64 for item in items)


async def test_people_read_a_page_that_runs_no_script_and_may_be_held(client: AsyncClient) -> None:
    page = await client.get("/models")
    held = await client.get("/models", headers={"If-None-Match": page.headers["etag"]})
    assert page.headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in page.headers["content-security-policy"]
    assert "Apa yang menilai pertumbuhan" in page.text
    assert (page.status_code, held.status_code) == (200, 304)
