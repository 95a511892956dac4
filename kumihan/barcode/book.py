"""Draw the two rows of bars of a Japanese book (書籍JANコード) and say the lines beside them (日本図書コード)."""

from __future__ import annotations

from dataclasses import dataclass

from kumihan.barcode.ean import MODULES, bars, check_digit

# EAN-13 at 100 %: ISO/IEC 15420, 6.3; the bars cut to 11 mm, as the Japanese book trade prints them. All in mm.
MODULE = 0.33
HEIGHT = 11.0
# The blank at the left and right, in modules (ISO/IEC 15420, 4.3.4).
QUIET = (11, 7)
# From the foot of the upper row to the head of the lower one: so far that a scanner reads one row at a time.
BETWEEN = 10.0
# What the second row begins with.
PRICE_ROW = "192"


@dataclass(frozen=True, slots=True)
class BookCode:
    """ISBN with its hyphens, the four digits of the C-code, the price in yen without tax."""

    isbn: str
    c_code: str
    price: int

    @property
    def rows(self) -> tuple[str, str]:
        """The thirteen digits of each row: the ISBN; 192, C-code, price and a check digit."""
        price = f"{PRICE_ROW}{self.c_code}{self.price:05d}"
        return digits_of(self.isbn), price + check_digit(price)

    @property
    def lines(self) -> tuple[str, str]:
        """What a reader reads; E ends the price."""
        return f"ISBN{self.isbn}", f"C{self.c_code}　¥{self.price}E"


def digits_of(isbn: str) -> str:
    """An ISBN without its hyphens and blanks."""
    return isbn.replace("-", "").replace(" ", "")


def draw_bars(code: BookCode) -> str:
    """Both rows with their quiet zones as an SVG element, in mm, the bars in black alone."""
    width, height = (QUIET[0] + MODULES + QUIET[1]) * MODULE, 2 * HEIGHT + BETWEEN
    drawn = "".join(row(digits, at * (HEIGHT + BETWEEN)) for at, digits in enumerate(code.rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width:g}mm" height="{height:g}mm" '
        f'viewBox="0 0 {width:g} {height:g}"><path fill="#000" d="{drawn}"/></svg>'
    )


def row(digits: str, top: float) -> str:
    """The bars of one row as commands of an SVG path."""
    return "".join(
        f"M{(QUIET[0] + start) * MODULE:.2f} {top:g}h{width * MODULE:.2f}v{HEIGHT:g}h-{width * MODULE:.2f}z"
        for start, width in bars(digits)
    )
