"""Facts about accounts that other features go by."""

from uuid import UUID

from verification.accounts.rules import AccountLinkedAnew

NOW, FIRST, SECOND = UUID(int=3), UUID(int=1), UUID(int=2)


def test_an_account_linked_anew_has_every_id_once() -> None:
    linked = AccountLinkedAnew(NOW, (FIRST, SECOND, FIRST))

    assert linked.all_ids == {NOW, FIRST, SECOND}
    assert linked.left_ids == {FIRST, SECOND}


def test_an_account_linked_again_under_its_own_id_has_left_none() -> None:
    assert AccountLinkedAnew(NOW, (NOW,)).left_ids == frozenset()
