"""What can go wrong here."""

from shared.errors import Conflict, Missing
from shared.language import Text


class NoRenamingWaits(Missing):
    """The account has no new name that waits for a look."""

    title = Text("Tidak ada nama baru yang menunggu", "No new name waits")
    detail = Text(
        "Akun {account_id} tidak berganti nama, atau sudah dilihat.",
        "The account {account_id} was not renamed, or somebody has looked already.",
    )


class RenamedAgain(Conflict):
    """The name that was looked at is not the account's name any more."""

    title = Text("Nama berganti lagi", "Renamed again")
    detail = Text(
        "Akunnya kini tidak memakai nama yang Anda lihat. Baca daftarnya lagi, lalu lihat lagi.",
        "The account does not go by the name you looked at now. Read the list again, look anew.",
    )
