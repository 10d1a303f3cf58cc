"""What can go wrong here."""

from shared.errors import Conflict, Invalid, Missing, Refused
from shared.language import Text


class NumberAlreadyRegistered(Conflict):
    """The number takes part already, under another sign-in: told to nobody but its bearer."""

    title = Text("Nomor Anda sudah ikut program", "Your number takes part already")
    detail = Text(
        "Nomor Anda terdaftar dengan akun masuk lain; tidak ada yang berubah. Masuklah dengan akun "
        "itu. Bila bukan Anda yang mendaftar, laporkan kepada pengelola registri.",
        "Your number is enrolled under another sign-in; nothing was changed. Sign in with that "
        "one. If it was not you who enrolled, report it to the registry's operators.",
    )


class NumberAlreadyProvisioned(Conflict):
    """The own institution wrote this number down before; what others know plays no part."""

    title = Text("Nomor sudah dicatat instansi Anda", "Number recorded by your institution already")
    detail = Text(
        "Instansi Anda sudah mencatat pegawai dengan nomor ini.",
        "Your institution has recorded somebody with this number already.",
    )


class NameMissing(Invalid):
    """The consent to show a name came without one."""

    title = Text("Nama belum diisi", "Name missing")
    detail = Text(
        "Anda menyetujui `institution_name`; isi juga `name`, atau hapus persetujuan itu.",
        "You agree to `institution_name`; give a `name` too, or leave that consent out.",
    )


class NameConsentMissing(Refused):
    """A name came without the consent to show it; it was not kept."""

    title = Text("Persetujuan menampilkan nama belum ada", "Consent to show the name missing")
    detail = Text(
        "Nama tidak disimpan. Sertakan persetujuan `institution_name`, atau hapus `name`.",
        "The name was not kept. Agree to `institution_name` as well, or leave `name` out.",
    )


class NotEnrolled(Missing):
    """The token does not stand for anybody in the programme."""

    title = Text("Belum ikut program", "Not enrolled")
    detail = Text(
        "Terima undangan dulu melalui POST /v1/me/enrolment.",
        "Accept an invitation first, by POST /v1/me/enrolment.",
    )


class OfficerUnknown(Missing):
    """No such officer in the caller's institutions, or none who shows the own name there."""

    title = Text("Petugas tidak dikenal", "Officer unknown")
    detail = Text(
        "Tidak ada petugas dengan id {officer_id} yang dapat Anda lihat.",
        "There is no officer with the id {officer_id} whom you may see.",
    )
