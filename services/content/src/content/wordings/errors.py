"""What can be wrong with words; no failure repeats a number, a handle or a name."""

from shared.errors import Conflict
from shared.language import Text

SENTENCES = {
    "evidence_missing": Text("Sertakan paling sedikit satu sumber.", "Give at least one source."),
    "civil_service_number": Text(
        "Ada angka yang terbaca sebagai NIP atau NI PPPK; hapus.",
        "Digits that read as a civil-service number; leave them out.",
    ),
    "identity_number": Text(
        "Ada angka yang terbaca sebagai NIK; hapus.",
        "Digits that read as an identity number (NIK); leave them out.",
    ),
    "deceptive_character": Text(
        "Ada karakter yang menyembunyikan atau membalik teks; ketik ulang bagian itu.",
        "Characters that hide or turn text; type the passage anew.",
    ),
    "deceptive_link": Text(
        "Ada tautan yang menyamarkan tujuannya (misalnya `.go.id` di tengah nama, atau port lain)"
        " atau memuat rahasia; salin alamat aslinya.",
        "A link that disguises where it leads (such as `.go.id` inside a name, or another port) or"
        " carries a secret; copy the real address.",
    ),
    "shortened_link": Text(
        "Ada tautan pendek; tujuannya tidak terlihat dan dapat diganti. Tulis alamat tujuannya.",
        "A shortened link: where it leads is unseen and may change. Give the address it leads to.",
    ),
    "chat_link": Text(
        "Ada tautan ke percakapan atau grup; pastikan itu layanan resmi, bukan milik pribadi.",
        "A link to a chat or group; make sure it is an official service and nobody's own.",
    ),
    "private_account": Text(
        "Ada akun atau profil yang tidak dikenal sebagai akun resmi. Pesan tidak menunjuk orang;"
        " tulis tentang programnya.",
        "An account or profile that is not known as official. Messages point at nobody; write of"
        " the programme.",
    ),
    "call_against_person": Text(
        "Ada ajakan menjawab, melaporkan atau menyerbu seseorang. Hapus; keluhan dijawab pengelola"
        " layanannya.",
        "A call to answer, report or swarm somebody. Leave it out; whoever runs the service answers"
        " complaints.",
    ),
    "ballot_number": Text(
        "Ada nomor urut peserta pemilihan. ASN netral; hapus.",
        "The ballot number of a contestant. Civil servants are neutral; leave it out.",
    ),
    "vote_call": Text(
        "Ada ajakan memilih. ASN netral; hapus.",
        "A call to vote for somebody. Civil servants are neutral; leave it out.",
    ),
    "candidate": Text(
        "Ada sebutan peserta pemilihan. ASN netral; hapus, atau rujuk penjelasan KPU.",
        "A candidate is spoken of. Civil servants are neutral; leave it out, or refer to what KPU"
        " explains.",
    ),
    "political_party": Text(
        "Ada nama partai politik. ASN netral; hapus.",
        "The name of a political party. Civil servants are neutral; leave it out.",
    ),
    "officeholder_praise": Text(
        "Ada pujian bagi pejabat. Ceritakan apa yang dikerjakan, bukan siapa yang dipuji.",
        "Praise of somebody in office. Tell what was done, not who is to be praised.",
    ),
    "mobile_number": Text(
        "Ada nomor telepon genggam; pastikan itu bukan milik pribadi.",
        "A mobile number; make sure it is nobody's own.",
    ),
    "email_address": Text(
        "Ada alamat surel di luar go.id; pastikan itu bukan milik pribadi.",
        "An e-mail address outside go.id; make sure it is nobody's own.",
    ),
    "account_to_check": Text(
        "Ada akun, halaman atau unggahan; pastikan itu akun resmi, bukan milik warga.",
        "An account, page or post; make sure it is an official one and not a citizen's.",
    ),
    "person_named": Text(
        "Tampaknya ada nama orang; sebut orang hanya dengan izinnya.",
        "It seems to name a person; name people only when they agree.",
    ),
    "call_to_check": Text(
        "Ada ajakan berkomentar; pastikan tidak diarahkan kepada seseorang.",
        "A call to comment; make sure it is aimed at nobody.",
    ),
    "political_term": Text(
        "Ada istilah pemilihan; pastikan hanya menjelaskan tata cara.",
        "A term of elections; make sure it only explains how they are held.",
    ),
    "praise_to_check": Text(
        "Ada kata hangat tentang pejabat; pastikan itu bukan pujian.",
        "Warm words about somebody in office; make sure it is no praise.",
    ),
    "institution_unknown": Text("Kode instansi tidak dikenal.", "Unknown institution code."),
}
"""What each code in ``errors`` means, and what to do."""


class ScreeningFailed(Conflict):
    """The message lacks a source, or carries what must not go out; ``errors`` says where."""

    title = Text("Tidak lolos penyaringan", "Screening failed")
    detail = Text(
        "Perbaiki bagian yang ditunjuk di `errors`, lalu ajukan lagi.",
        "Mend the parts that `errors` points at, then submit again.",
    )
    codes = SENTENCES


def fault(pointer: str, code: str, *, rule: str = "", words: str = "") -> dict[str, str]:
    """One entry of ``errors``; of what was found it repeats only words that stand in a list."""
    shown = {"pointer": f"#{pointer}", "code": code}
    return shown | {k: v for k, v in (("rule", rule), ("words", words)) if v}
