"""Versions against lost updates, and documents nobody is sent twice."""

import asyncio

import pytest
from fastapi import Request, Response

from shared.web.etags import (
    IfMatchAbsent,
    IfMatchUnreadable,
    _version_meant,
    answer,
    etag_of,
    is_held,
    tag_of,
    unless_held,
)

DOCUMENT = b'{"a":1}'
TAG = '"015abd7f5cc57a2dd94b7590f04ad808"'


def asking(*held: str, method: str = "GET") -> Request:
    headers = [(b"if-none-match", line.encode()) for line in held]
    return Request({"type": "http", "method": method, "headers": headers})


def meant(header: str | None) -> int:
    return asyncio.run(_version_meant(header))


@pytest.mark.parametrize(("header", "version"), [('"3"', 3), (' "12" ', 12), ('"0"', 0)])
def test_a_strong_etag_names_the_version(header: str, version: int) -> None:
    assert meant(header) == version


@pytest.mark.parametrize(
    "header", ['"abc"', "3", '"3', '3"', '""', "", "*", 'W/"3"', '"-1"', '"3", "4"', '"٣"', '""3""']
)
def test_anything_else_is_a_mistake_of_the_caller_and_no_failure(header: str) -> None:
    with pytest.raises(IfMatchUnreadable):
        meant(header)


def test_a_change_without_a_version_is_refused() -> None:
    with pytest.raises(IfMatchAbsent):
        meant(None)


def test_a_versions_etag_is_the_number_in_quotes() -> None:
    assert etag_of(3) == '"3"'


HELD = ["*", " * ", TAG, f"W/{TAG}", f'"x", {TAG}', f'"x",W/{TAG} , "y"', f'"a,b",{TAG}']
OTHER = ["", '"x"', TAG[:-1], f"X/{TAG}", "**", f"*, {TAG[:-1]}", f'"a{TAG[1:]}', f'"x"{TAG}']


@pytest.mark.parametrize("held", HELD)
@pytest.mark.parametrize("etag", [TAG, f"W/{TAG}"])
def test_who_holds_the_document_is_sent_nothing_again(held: str, etag: str) -> None:
    assert is_held([held], etag)


@pytest.mark.parametrize("held", OTHER)
@pytest.mark.parametrize("etag", [TAG, f"W/{TAG}"])
def test_who_holds_another_is_sent_it(held: str, etag: str) -> None:
    assert not is_held([held], etag)


def test_tags_are_read_from_every_line_of_the_header() -> None:
    assert is_held(['"x"', TAG], TAG)
    assert not is_held([], TAG)


@pytest.mark.parametrize("held", HELD)
def test_every_answer_with_a_tag_is_spared_whoever_holds_it(held: str) -> None:
    answered = Response(b"{}", headers={"ETag": TAG, "Vary": "Accept"}, media_type="text/a")

    sent = unless_held(asking(held), answered)

    assert (sent.status_code, sent.body) == (304, b"")
    assert dict(sent.headers) == {"etag": TAG, "vary": "Accept"}


@pytest.mark.parametrize(
    ("method", "status", "etag"), [("POST", 200, TAG), ("GET", 201, TAG), ("GET", 200, None)]
)
def test_only_a_document_that_was_read_is_spared(
    method: str, status: int, etag: str | None
) -> None:
    answered = Response(b"{}", status, {"ETag": etag} if etag else {})

    assert unless_held(asking("*", method=method), answered) is answered


def test_a_documents_tag_is_128_bits_of_its_sha256() -> None:
    assert tag_of(DOCUMENT) == TAG


def test_the_document_comes_with_its_tag_and_how_long_it_keeps() -> None:
    sent = answer(asking(), DOCUMENT, "text/a", cache="max-age=60", headers={"X-A": "b"})

    assert (sent.status_code, sent.body, sent.media_type) == (200, DOCUMENT, "text/a")
    assert (sent.headers["etag"], sent.headers["cache-control"]) == (TAG, "max-age=60")
    assert sent.headers["x-a"] == "b"


def test_whoever_holds_it_hears_304_with_the_same_headers() -> None:
    sent = answer(asking(TAG), DOCUMENT, "text/a", cache="max-age=60", headers={"X-A": "b"})

    assert (sent.status_code, sent.body) == (304, b"")
    assert (sent.headers["etag"], sent.headers["cache-control"]) == (TAG, "max-age=60")
    assert sent.headers["x-a"] == "b"


def test_a_fault_is_sent_whole_even_to_whoever_holds_it() -> None:
    sent = answer(asking(TAG), DOCUMENT, "text/a", cache="no-store", status=404)

    assert (sent.status_code, sent.body) == (404, DOCUMENT)
