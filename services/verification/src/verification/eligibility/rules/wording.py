"""Every reason's sentence, Indonesian first."""

from shared.language import Text
from verification.eligibility.rules.verdicts import Effect, Number, Reason

SENTENCES: dict[str, tuple[Effect, Text]] = {
    "never_observed": (
        Effect.LACKS,
        Text("Akun ini belum pernah diamati.", "This account has not been observed yet."),
    ),
    "platform_not_in_policy": (
        Effect.LACKS,
        Text(
            "Kebijakan {policy} belum mengatur platform {platform}.",
            "Policy {policy} does not cover the platform {platform} yet.",
        ),
    ),
    "history_long_enough": (
        Effect.SUPPORTS,
        Text(
            "Ada {readings} pengamatan mingguan; yang diperlukan {needed}.",
            "There are {readings} weekly readings; {needed} are needed.",
        ),
    ),
    "history_too_short": (
        Effect.LACKS,
        Text(
            "Baru ada {readings} pengamatan mingguan; yang diperlukan {needed}. "
            "Akun dinilai lagi setiap pekan.",
            "There are only {readings} weekly readings; {needed} are needed. "
            "The account is judged again every week.",
        ),
    ),
    "reading_too_old": (
        Effect.LACKS,
        Text(
            "Pengamatan terakhir dari pekan {week}, {weeks} pekan sebelum penilaian; "
            "batasnya {limit} pekan.",
            "The newest reading is of week {week}, {weeks} weeks before the judgement; "
            "the limit is {limit} weeks.",
        ),
    ),
    "readings_missed": (
        Effect.INFORMS,
        Text(
            "{missed} dari {weeks} pekan tidak teramati; pekan itu tidak dikira-kira.",
            "{missed} of {weeks} weeks were not observed; they were not filled in by guesses.",
        ),
    ),
    "too_many_readings_missed": (
        Effect.DOUBTS,
        Text(
            "{missed} dari {weeks} pekan tidak teramati; seorang peninjau akan melihatnya.",
            "{missed} of {weeks} weeks were not observed; a person will look.",
        ),
    ),
    "readings_rounded": (
        Effect.DOUBTS,
        Text(
            "Angka yang diterima dibulatkan ke ratusan, sehingga pertumbuhan tidak dapat dinilai.",
            "The counts received are rounded to hundreds, so growth cannot be judged.",
        ),
    ),
    "audience_meets_minimum": (
        Effect.SUPPORTS,
        Text(
            "Audiens nyata antara {low} dan {high}; batas minimalnya {minimum}.",
            "The real audience is between {low} and {high}; the minimum is {minimum}.",
        ),
    ),
    "audience_below_minimum": (
        Effect.FAILS,
        Text(
            "Audiens paling banyak {high}; masih kurang {missing} dari batas minimal {minimum}. "
            "Akun dinilai lagi setiap pekan.",
            "The audience is at most {high}; {missing} short of the minimum of {minimum}. "
            "The account is judged again every week.",
        ),
    ),
    "audience_by_other_metric": (
        Effect.INFORMS,
        Text(
            "Yang dihitung: {counted}. Kebijakan menyebut {wanted}, yang tidak diperlihatkan"
            " platform kepada program; angka lain dapat diunggah dari bukti pemilik akun.",
            "Counted were {counted}. The policy says {wanted}, which the platform does not show to"
            " programs; another count can be uploaded from the holder's own evidence.",
        ),
    ),
    "other_platforms_lacking": (
        Effect.FAILS,
        Text(
            "Kebijakan meminta audiens yang cukup di setiap platform; belum cukup di {platforms}.",
            "The policy asks for a large enough audience on every platform; it is missing on "
            "{platforms}.",
        ),
    ),
    "drawn_for_recheck": (
        Effect.INFORMS,
        Text(
            "Akun ini terpilih secara acak untuk dilihat seorang peninjau; undian tidak berarti "
            "ada yang diragukan.",
            "Chance chose this account to be looked at by a person; it means no doubt.",
        ),
    ),
    "audience_uncertain": (
        Effect.DOUBTS,
        Text(
            "Audiens nyata antara {low} dan {high}; batas minimal {minimum} ada di antaranya.",
            "The real audience is between {low} and {high}; the minimum of {minimum} lies within.",
        ),
    ),
    "active": (
        Effect.SUPPORTS,
        Text(
            "{posts} unggahan dalam {weeks} pekan terakhir; yang diperlukan {needed}.",
            "{posts} posts within the last {weeks} weeks; {needed} needed.",
        ),
    ),
    "active_by_engagement": (
        Effect.SUPPORTS,
        Text(
            "Jumlah unggahan tidak diketahui; {engagement} tanggapan dalam {weeks} pekan terakhir "
            "menunjukkan akun aktif.",
            "The number of posts is not known; {engagement} reactions within the last {weeks} "
            "weeks show that the account is active.",
        ),
    ),
    "not_active": (
        Effect.FAILS,
        Text(
            "{posts} unggahan dalam {weeks} pekan terakhir; yang diperlukan {needed}.",
            "{posts} posts within the last {weeks} weeks; {needed} needed.",
        ),
    ),
    "activity_unknown": (
        Effect.LACKS,
        Text(
            "Tidak diketahui adanya unggahan atau tanggapan dalam {weeks} pekan terakhir.",
            "Neither posts nor reactions are known for the last {weeks} weeks.",
        ),
    ),
    "growth_natural": (
        Effect.SUPPORTS,
        Text(
            "Pertumbuhan wajar: p = {p_value} dibanding {compared_with} riwayat alami.",
            "Growth looks natural: p = {p_value} against {compared_with} natural histories.",
        ),
    ),
    "growth_unexplained": (
        Effect.DOUBTS,
        Text(
            "Pada {weeks} pekan (pertama {first_week}) audiens bertambah sekitar {gained} di luar "
            "kebiasaan ({usual}) dan tanggapan; p = {p_value} dibanding {compared_with} riwayat "
            "alami. Ini bukan tuduhan: seorang peninjau dari instansi lain akan melihatnya.",
            "In {weeks} weeks (first {first_week}) the audience grew by about {gained} beyond what "
            "is usual ({usual}) and what reactions explain; p = {p_value} against {compared_with} "
            "natural histories. This is no accusation: a person of another institution will look.",
        ),
    ),
    "finding_open": (
        Effect.DOUBTS,
        Text(
            "Temuan sejak pekan {since} masih terbuka: {weeks} pekan menunggu dilihat seorang "
            "peninjau dari instansi lain. Ini bukan tuduhan.",
            "A finding is open since week {since}: {weeks} weeks wait for a reviewer of another "
            "institution to look. This is no accusation.",
        ),
    ),
    "growth_reviewed": (
        Effect.INFORMS,
        Text(
            "{weeks} pekan dengan pertumbuhan yang tidak biasa (pertama {first_week}) sudah "
            "dilihat seorang peninjau pada {reviewed_on}; pertambahannya tidak diragukan lagi.",
            "{weeks} weeks of unusual growth (first {first_week}) were looked at by a reviewer on "
            "{reviewed_on}; what they brought is no longer doubted.",
        ),
    ),
    "growth_lost_again": (
        Effect.INFORMS,
        Text(
            "{lost} pengikut hilang lagi dalam sepuluh pekan setelah lonjakan.",
            "{lost} followers left again within ten weeks of the rise.",
        ),
    ),
    "growth_event_declared": (
        Effect.INFORMS,
        Text(
            "{weeks} pekan tidak ikut dinilai karena ada kegiatan yang sudah diberitahukan.",
            "{weeks} weeks were left out because of an event declared beforehand.",
        ),
    ),
    "growth_event_explains": (
        Effect.INFORMS,
        Text(
            "Kegiatan yang sudah diberitahukan menjelaskan paling banyak {explained} pengikut "
            "baru; selebihnya dinilai seperti biasa.",
            "Events declared beforehand explain at most {explained} new followers; the rest was "
            "judged as ever.",
        ),
    ),
    "sample_not_calibrated": (
        Effect.INFORMS,
        Text(
            "Sampel {followers} pengikut tidak dipakai: belum ada kalibrasi untuk {platform}.",
            "The sample of {followers} followers was not used: there is no calibration for "
            "{platform} yet.",
        ),
    ),
}


def because(code: str, **numbers: Number) -> Reason:
    """The reason of that code with its numbers in their places."""
    effect, sentence = SENTENCES[code]
    return Reason(code, effect, sentence.format(**numbers), numbers)
