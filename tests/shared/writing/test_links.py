"""A link leads where it seems to, or is refused with the reason."""

import pytest

from shared.writing.links import LinkFault, plain_host, read_link, unmasked


@pytest.mark.parametrize(
    "link",
    [
        "https://www.komdigi.go.id/siaran?id=1#atas",
        "https://komdigi.go.id",
        "https://a.id:8443/x",
        "https://www.facebook.com/permalink.php?story_fbid=1463888344011718&id=1",
        "https://x.com/contoh_resmi/status/940486978096762880",
        "https://go.id/%20a%2Fb",
        "https://peta.go.id/@-6.2,106.8",
        "https://xn--80ak6aa92e.com/",
    ],
)
def test_ordinary_links_stay_as_they_are(link: str) -> None:
    assert read_link(link) == link


@pytest.mark.parametrize(
    ("link", "kept"),
    [
        ("https://WWW.Komdigi.GO.ID/A", "https://www.komdigi.go.id/A"),
        ("HTTPS://a.id/", "https://a.id/"),
        ("https://a.id:443/", "https://a.id/"),
        ("https://go.id./x", "https://go.id/x"),
        ("https://кomdigi.go.id/", "https://xn--omdigi-2pf.go.id/"),
        ("https://contoh。go。id/", "https://contoh.go.id/"),
        ("https://ⓔvil.com/", "https://evil.com/"),
    ],
)
def test_the_host_is_kept_as_machines_read_it(link: str, kept: str) -> None:
    assert read_link(link) == kept


@pytest.mark.parametrize(
    ("fault", "links"),
    [
        (
            LinkFault.DISGUISED,
            [
                "https://www.komdigi.go.id@evil.example/siaran",
                "https://user:pw@a.id/",
                "https://@a.id/",
                "https://a%2ecom/",
                "https://www.komdigi.go.id%40evil.example/",
                "https://www.komdigi.go.id%2f@evil.example/",
            ],
        ),
        (
            LinkFault.HOST_IS_A_NUMBER,
            [
                "https://127.0.0.1/",
                "https://2130706433/",
                "https://0x7f000001/",
                "https://0x7f.1/",
                "https://0177.0.0.1/",
                "https://1.1/",
                "https://１２７.0.0.1/",
                "https://[::1]/",
                "https://[2001:db8::1]:443/",
                "https://8.8.8.8./",
                "https://10.0.0.1:8443/a",
            ],
        ),
        (
            LinkFault.HOST_NOT_PUBLIC,
            [
                "https:///a",
                "https:a.id",
                "https://",
                "https://localhost/",
                "https://komdigi/",
                "https://a..b/",
                "https://-a.id/",
                "https://a_b.id/",
                f"https://{'a' * 64}.id/",
                "https://.id/",
                "https:////a.id/",
            ],
        ),
        (
            LinkFault.UNREADABLE,
            [
                "https://a.id\\@evil.com/",
                "https://a.id/ b",
                "https://a.id/\u202eb",
                "https://a.id/\u200bb",
                "https://a.id:99999/",
                "https://a.id:x/",
                "https://[::1/",
                'https://a.id/"',
                "https://a.id/<b>",
                "https://a.id/\uffff",
                "https://℀.id/",
            ],
        ),
        (LinkFault.NOT_HTTPS, ["http://a.id/", "javascript:alert(1)", "data:,a", "//a.id", "a.id"]),
        (
            LinkFault.CARRIES_A_SECRET,
            [
                "https://a.id/?access_token=1",
                "https://a.id/?a=1&API_KEY=2",
                "https://a.id/?password=",
                "https://a.id/?X-Amz-Signature=9",
            ],
        ),
    ],
)
def test_what_leads_elsewhere_or_nowhere_is_refused(fault: LinkFault, links: list[str]) -> None:
    assert {link: read_link(link) for link in links} == dict.fromkeys(links, fault)


def test_a_host_that_cannot_be_one_is_empty() -> None:
    assert plain_host("a" * 70 + ".id") == plain_host("a..id") == ""


def test_percent_signs_are_decoded_as_often_as_they_were_nested() -> None:
    assert unmasked("%31%2531%252531") == "111"
    assert unmasked("%ff%31") == "1"
