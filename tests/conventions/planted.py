"""A small service written into a folder, to see whether a machine finds what is wrong in it."""

from pathlib import Path

from tests.conventions.program import Program

SALE = 'class Sale(Base):\n    __tablename__ = "sales"\n'
GOOD = 'class Good(Base):\n    __tablename__ = "goods"\n'


def shop(root: Path, files: dict[str, str]) -> Program:
    """The service ``shop``; module → text, with tables of the features ``sales`` and ``goods``."""
    for name, text in {"sales.tables": SALE, "goods.tables": GOOD, **files}.items():
        path = root / "services/shop/src/shop" / (name.replace(".", "/") + ".py")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return Program(root)
