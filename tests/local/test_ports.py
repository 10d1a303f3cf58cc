"""Ports are the given ones, the defaults, or free ones; a taken one is told."""

import socket
from collections.abc import Iterator

import pytest

from local.errors import PortShared, PortTaken, PortUnreadable
from local.ports import HOST, chosen_ports, free_port, is_free, one_port
from local.stack import stack


@pytest.fixture
def taken() -> Iterator[int]:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as listener:
        listener.bind((HOST, 0))
        listener.listen()
        yield listener.getsockname()[1]


def test_a_free_default_is_used() -> None:
    port = free_port()

    assert one_port("registry", port, any_free=False) == port


def test_a_free_port_is_none_that_an_outgoing_connection_may_take() -> None:
    chosen = [free_port() for _ in range(200)]

    assert set(chosen) <= set(range(20_000, 32_768))
    assert len(set(chosen)) > 150
    assert all(is_free(port) for port in chosen)


def test_a_variable_beats_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    port = free_port()
    monkeypatch.setenv("REGISTRY_PORT", str(port))

    assert one_port("registry", 8001, any_free=False) == port


def test_a_taken_port_says_how_to_choose_another(taken: int) -> None:
    with pytest.raises(PortTaken) as refusal:
        one_port("registry", taken, any_free=False)

    assert f"Port {taken}" in refusal.value.sentence.id
    assert "REGISTRY_PORT=" in refusal.value.sentence.en


def test_the_demo_steps_aside_from_a_taken_default(taken: int) -> None:
    assert is_free(one_port("registry", taken, any_free=True))


def test_a_taken_port_that_was_asked_for_is_refused(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REGISTRY_PORT", str(taken))

    with pytest.raises(PortTaken):
        one_port("registry", 8001, any_free=True)


@pytest.mark.parametrize("text", ["http", "0", "65536", "-1"])
def test_a_port_that_is_no_port_is_refused(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REGISTRY_PORT", text)

    with pytest.raises(PortUnreadable):
        one_port("registry", 8001, any_free=False)


def test_one_port_for_two_services_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    port = str(free_port())
    monkeypatch.setenv("REGISTRY_PORT", port)
    monkeypatch.setenv("VERIFICATION_PORT", port)
    monkeypatch.setenv("CONTENT_PORT", str(free_port()))

    with pytest.raises(PortShared, match=port):
        chosen_ports(stack(), {}, any_free=False)
