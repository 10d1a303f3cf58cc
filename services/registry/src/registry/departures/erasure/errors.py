"""What can go wrong here."""

from shared.errors import Missing
from shared.language import Text


class ReceiptUnknown(Missing):
    """No erasure has this receipt code."""

    title = Text("Kode tanda terima tidak dikenal", "Receipt code unknown")
    detail = Text(
        "Periksa kodenya; huruf besar dan kecil, spasi, dan tanda hubung tidak dibedakan.",
        "Check the code; case, spaces and hyphens make no difference.",
    )
