"""What can go wrong on one machine, each in one sentence that says what to do."""

from shared.errors import Conflict, Failure, Missing, Unavailable
from shared.language import Text


class AlreadyRunning(Conflict):
    """Another supervisor holds the folder."""

    title = Text("Sudah berjalan", "Already running")
    detail = Text(
        "Tumpukan lokal di {folder} sudah berjalan (proses {pid}); lihat `make status`, atau"
        " hentikan dengan Ctrl-C di terminalnya.",
        "The local stack in {folder} is already running (process {pid}); see `make status`, or"
        " stop it with Ctrl-C in its terminal.",
    )


class NotRunning(Missing):
    """Nobody answers on the control socket."""

    title = Text("Tidak berjalan", "Not running")
    detail = Text(
        "Tumpukan lokal di {folder} tidak berjalan; nyalakan dengan `make up`.",
        "The local stack in {folder} is not running; start it with `make up`.",
    )


class PortTaken(Conflict):
    """Somebody else listens where a service should."""

    title = Text("Port terpakai", "Port taken")
    detail = Text(
        "Port {port} untuk {name} sudah dipakai program lain; hentikan program itu atau pilih port"
        " lain, misalnya `{variable}={other} make up`.",
        "Port {port} for {name} is used by another program; stop that program or choose another"
        " port, for example `{variable}={other} make up`.",
    )


class PortShared(Conflict):
    """Two services were given one port."""

    title = Text("Port dipakai dua kali", "Port given twice")
    detail = Text(
        "Port {port} diberikan kepada dua layanan; beri {variable} nilai lain.",
        "Port {port} was given to two services; give {variable} another value.",
    )


class PortUnreadable(Failure):
    """A port variable that is no port."""

    title = Text("Port tidak terbaca", "Port unreadable")
    detail = Text(
        "{variable} harus bilangan 1 sampai 65535.", "{variable} must be a number from 1 to 65535."
    )


class DiskFull(Unavailable):
    """Too little room, noticed before or while writing."""

    title = Text("Disk penuh", "Disk full")
    detail = Text(
        "Disk tempat {folder} hampir penuh; sisakan sedikitnya {megabytes} MB lalu coba lagi."
        " Data yang ada tidak berubah.",
        "The disk of {folder} is nearly full; free at least {megabytes} MB and try again."
        " The data there is unchanged.",
    )


class FolderNotWritable(Failure):
    """The folder cannot be made or written."""

    title = Text("Folder tidak dapat ditulis", "Folder not writable")
    detail = Text(
        "Folder {folder} tidak dapat ditulis ({reason}); beri izin tulis atau atur"
        " LENCANA_LOCAL_DIR ke folder lain.",
        "The folder {folder} cannot be written ({reason}); allow writing or set LENCANA_LOCAL_DIR"
        " to another folder.",
    )


class PackageMissing(Failure):
    """A library of the development lock is not installed."""

    title = Text("Paket belum terpasang", "Package missing")
    detail = Text(
        "Paket {name} belum terpasang; jalankan `make setup`.",
        "The package {name} is not installed; run `make setup`.",
    )


class CommandFailed(Failure):
    """A one-shot command ended badly; its last lines stand above the sentence."""

    title = Text("Perintah gagal", "Command failed")
    detail = Text(
        "{name} gagal (kode {code}); baris terakhirnya ada di atas, semuanya di {log}.",
        "{name} failed (code {code}); its last lines stand above, all of them in {log}.",
    )


class DidNotStart(Failure):
    """A process ends again and again, or never answers."""

    title = Text("Tidak dapat dinyalakan", "Did not start")
    detail = Text(
        "{name} tidak siap dalam {seconds} detik; baris terakhirnya ada di atas, semuanya di"
        " {log}.",
        "{name} was not ready within {seconds} seconds; its last lines stand above, all of them"
        " in {log}.",
    )


class UnknownProcess(Missing):
    """An order for a process the supervisor does not have."""

    title = Text("Proses tidak dikenal", "Unknown process")
    detail = Text(
        "Tidak ada proses {name}; yang ada: {known}.", "There is no process {name}; known: {known}."
    )


class UnknownOrder(Failure):
    """An order the supervisor does not understand."""

    title = Text("Perintah tidak dikenal", "Unknown order")
    detail = Text("Perintah tidak dikenal: {order}.", "Unknown order: {order}.")
