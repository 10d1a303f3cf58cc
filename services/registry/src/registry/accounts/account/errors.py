"""What can go wrong here."""

from shared.errors import Conflict, Invalid, Missing, Unavailable
from shared.language import Text


class AccountUnknown(Missing):
    """No account of the caller has this id."""

    title = Text("Akun tidak dikenal", "Account unknown")
    detail = Text(
        "Anda tidak mendaftarkan akun dengan id {account_id}.",
        "You have registered no account with the id {account_id}.",
    )


class AddressUnreadable(Invalid):
    """The text is not the address of an account's profile."""

    title = Text("Alamat akun tidak terbaca", "Account address unreadable")
    detail = Text(
        "Ini bukan alamat profil Instagram, X atau Facebook ({trouble})."
        " Contoh: https://www.instagram.com/contoh.resmi",
        "This is not the address of a profile on Instagram, X or Facebook ({trouble})."
        " Example: https://www.instagram.com/contoh.resmi",
    )


class LookAlikeHandle(Invalid):
    """The handle holds letters that only look like Latin ones, or that nobody sees."""

    title = Text("Nama akun menyerupai yang lain", "Look-alike handle")
    detail = Text(
        "Nama akun memuat huruf yang hanya mirip huruf Latin atau tak terlihat. Ketik ulang.",
        "The handle holds letters that only look Latin, or invisible ones. Type it anew.",
    )


class PlatformNotSupported(Invalid):
    """Accounts there carry no badge."""

    title = Text("Platform tidak didukung", "Platform not supported")
    detail = Text(
        "Lencana hanya untuk akun Instagram, X dan Facebook.",
        "Badges are for accounts on Instagram, X and Facebook only.",
    )


class PlatformAlreadyUsed(Conflict):
    """One disclosed account per platform."""

    title = Text("Sudah ada akun di platform ini", "Platform already used")
    detail = Text(
        "Anda sudah mendaftarkan satu akun {platform}. Lepaskan dulu yang itu.",
        "You have registered an account on {platform} already. Unlink that one first.",
    )


class AccountLinkedToAnother(Conflict):
    """The account, or the number behind it, is linked to another person."""

    title = Text("Akun milik petugas lain", "Account linked to another officer")
    detail = Text(
        "Akun ini sudah tertaut ke petugas lain. Bila keliru, hubungi humas instansi Anda.",
        "This account is linked to another officer. If that is wrong, ask your PR head.",
    )


class AnotherAccountBehind(Conflict):
    """The platform shows another account under the name than the one that was proven and judged."""

    title = Text("Akun lain di balik nama ini", "Another account behind this name")
    detail = Text(
        "Nama ini kini milik akun lain daripada yang dulu terbukti. Lepaskan akun ini, lalu"
        " daftarkan lagi: akun baru dinilai dari awal.",
        "Another account has this name now than the one proven before. Unlink this account, then"
        " register it again: a new account is judged from the beginning.",
    )


class NewNameHeld(Conflict):
    """Another officer has proven control of an account under that name since."""

    title = Text("Nama baru dipakai akun lain", "New name held by another")
    detail = Text(
        "Nama itu kini tertaut pada akun lain. Tunggu pembacaan berikutnya.",
        "That name is linked to another account by now. Wait for the next look.",
    )


class NameOfNoWatchedAccount(Conflict):
    """The account is not linked, or the name is one of another platform."""

    title = Text("Nama ini tidak dapat dicoba", "This name cannot be tried")
    detail = Text(
        "Nama baru hanya untuk akun yang tertaut dan di platform yang sama. Akun di platform lain"
        " didaftarkan sendiri.",
        "A new name is for an account that is linked, on the same platform. An account elsewhere"
        " is registered on its own.",
    )


class AccountNotOpen(Conflict):
    """A linked account needs no proof, an unlinked one takes none."""

    title = Text("Akun tidak menunggu bukti", "Account awaits no proof")
    detail = Text("Status akun ini {state}.", "The state of this account is {state}.")


class AccountAlreadyUnlinked(Conflict):
    """Unlinking happens once."""

    title = Text("Akun sudah dilepas", "Account already unlinked")
    detail = Text("Daftarkan lagi bila perlu.", "Register it again if need be.")


class ChallengeMissing(Conflict):
    """There is no code to look for: none was asked for, it lapsed, or its tries are used up."""

    title = Text("Tidak ada kode yang berlaku", "No valid code")
    detail = Text(
        "Minta kode baru melalui POST /v1/me/accounts/{account_id}/challenges.",
        "Ask for a new code by POST /v1/me/accounts/{account_id}/challenges.",
    )


class ControlNotProven(Conflict):
    """The profile was read and does not show the code."""

    title = Text("Kendali belum terbukti", "Control not proven")
    detail = Text(
        "Kode belum terlihat di profil akun. Sisa percobaan: {tries_left}.",
        "The profile does not show the code yet. Tries left: {tries_left}.",
    )


class ProfileNotFound(Conflict):
    """The platform knows no such account; it may have been renamed."""

    title = Text("Profil tidak ditemukan", "Profile not found")
    detail = Text(
        "Platform tidak mengenal akun ini. Periksa apakah namanya berubah.",
        "The platform knows no such account. Check whether its name has changed.",
    )


class ProfilePrivate(Conflict):
    """A protected profile cannot be official."""

    title = Text("Profil terkunci", "Profile is private")
    detail = Text(
        "Buka profilnya untuk umum; akun resmi harus dapat dilihat semua orang.",
        "Make the profile public; an official account must be visible to everyone.",
    )


class ProfileNotProfessional(Conflict):
    """The platform shows only professional accounts to programs."""

    title = Text("Bukan akun profesional", "Not a professional account")
    detail = Text(
        "Platform hanya memperlihatkan akun profesional atau halaman. Ubah jenis akunnya.",
        "The platform shows professional accounts and pages only. Change the account's type.",
    )


class PlatformUnavailable(Unavailable):
    """The platform does not answer now; nothing was counted against the officer."""

    title = Text("Platform tidak menjawab", "Platform unavailable")
    detail = Text(
        "Profil tidak dapat dibaca sekarang. Percobaan ini tidak dihitung; ulangi nanti.",
        "The profile cannot be read now. This try does not count; repeat it later.",
    )
