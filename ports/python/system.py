"""Solves A x = b and Aᵀ λ = c for every nonsingular tridiagonal or cyclic A (TRI-10, TRI-11, CYC-5).

Fast first, then certain. Elimination in floats with partial pivoting gives an x; the residual b - A x
says whether to keep it. If in every row

    |b - A x| <= 4 ε (|A| |x| + |b|),    ε = 2⁻⁵³,

x is the exact solution of a system whose numbers differ from the given ones by 4 ε relatively (Oettli
and Prager, 1964), and the residual itself is computed to within as much again, so the stability factor
is at most 8 to first order (NUM-2). Else x is refined: one step repairs badly scaled rows (Skeel, 1980).
What refinement does not repair is solved again, slowly: in fractions up to a size where they stay short,
beyond it in decimals of as many digits as it takes to pass the test. That falls due for matrices that
are singular but for a rounding or two and for numbers from all over the range of doubles, and now and
then for an entry of x that is exactly zero. The cost is O(n), but for the number of digits.
"""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import frexp, inf, isfinite, ldexp, nan

from arithmetic import nearest
from band import BandLU, NoPivot
from determinant import is_singular
from errors import CotangentError

INVERSE_BACKWARD_ERROR = 2**51
REFINEMENTS = 3
# The largest system that is solved in fractions, and the digits that decimals begin with beyond it.
FRACTIONS = 16
DIGITS = 100
# Products of doubles below this may lose bits to underflow that matter.
SMALL = 2.0**-960
SMALLEST = Decimal(2.0**-1074)


class System:
    """`rows(dl, d, du)` are those of A taken in `order`, `width` entries on either side of the diagonal.

    The diagonals have n entries each, as those of a cyclic matrix; a tridiagonal one has zero corners.
    """

    def __init__(self, operator, dl, d, du, order, width, rows):
        if is_singular(dl, d, du):
            message = "the matrix must be nonsingular; got a determinant of exactly 0, expected any other"
            raise CotangentError("SINGULAR", f"{operator}: {message}")
        self.diagonals = dl, d, du
        self.transposed = du[-1:] + du[:-1], d, dl[1:] + dl[:1]
        self.order, self.width, self.rows = order, width, rows
        try:
            self.factors = BandLU(rows(dl, d, du), width)
        except NoPivot:
            self.factors = None

    def solve(self, b):
        """x of A x = b."""
        return self._solve(b, self.diagonals, BandLU.solve)

    def solve_transposed(self, c):
        """λ of Aᵀ λ = c, with the same factors."""
        return self._solve(c, self.transposed, BandLU.solve_transposed)

    def _solve(self, b, diagonals, solve):
        if not all(map(isfinite, b)):
            return [nan] * len(b)
        # With b of order 1 the outcome does not depend on its power of two, to the bit (OPR-2).
        exponent = frexp(max(map(abs, b)))[1] - 1
        scaled = [ldexp(value, -exponent) for value in b]
        is_lossless = not any(value and abs(one) < SMALL for value, one in zip(b, scaled))
        x = self._solve_in_floats(scaled, diagonals, solve) if self.factors and is_lossless else None
        if x is not None:
            return [value * 2.0**exponent for value in x]
        if len(b) <= FRACTIONS:
            return [nearest(value) for value in self._solve_in(Fraction, b, solve)]
        return self._solve_in_decimals(b, diagonals, solve)

    def _solve_in_floats(self, b, diagonals, solve):
        x = self._in_order(solve, self.factors, b)
        for _ in range(REFINEMENTS + 1):
            residual, scale = _residual(diagonals, x, b)
            if _is_small(residual, scale):
                return x if min(scale) >= SMALL or not _loses_bits(diagonals, x, b, scale) else None
            correction = self._in_order(solve, self.factors, residual)
            x = [value + more for value, more in zip(x, correction)]
        return None

    def _solve_in_decimals(self, b, diagonals, solve):
        digits = DIGITS
        while True:
            with localcontext(Context(prec=digits)):
                try:
                    x = self._solve_in(Decimal, b, solve)
                    rounded = [float(value) for value in x]
                    if _passes_in_decimals(diagonals, x, rounded, b):
                        return rounded
                except NoPivot:
                    pass
            digits *= 2

    def _solve_in(self, number, b, solve):
        factors = BandLU(self.rows(*(list(map(number, diagonal)) for diagonal in self.diagonals)), self.width)
        return self._in_order(solve, factors, list(map(number, b)))

    def _in_order(self, solve, factors, b):
        x = [None] * len(b)
        for i, value in zip(self.order, solve(factors, [b[i] for i in self.order])):
            x[i] = value
        return x


def _residual(diagonals, x, b):
    """b - A x and |b| + |A| |x|."""
    residual, scale = [], []
    for l, m, u, before, here, after, value in zip(*diagonals, x[-1:] + x[:-1], x, x[1:] + x[:1], b):
        left, middle, right = l * before, m * here, u * after
        residual.append(value - left - middle - right)
        scale.append(abs(value) + abs(left) + abs(middle) + abs(right))
    return residual, scale


def _is_small(residual, scale):
    """The test. NaN and infinity are not small."""
    return all(abs(r) * INVERSE_BACKWARD_ERROR <= s < inf for r, s in zip(residual, scale))


def _loses_bits(diagonals, x, b, scale):
    """Whether a row is so small, and not for zeros alone, that underflow may have made its residual."""
    rows = zip(*diagonals, x[-1:] + x[:-1], x, x[1:] + x[:1], b, scale)
    return any(
        s < SMALL and (value or (l and before) or (m and here) or (u and after))
        for l, m, u, before, here, after, value, s in rows
    )


def _passes_in_decimals(diagonals, x, rounded, b):
    """The test on x rounded to doubles, subnormal ones included; what overflows is tested unrounded."""
    l, m, u, b = (list(map(Decimal, values)) for values in (*diagonals, b))
    residual, scale = _residual((l, m, u), [Decimal(r) if isfinite(r) else v for r, v in zip(rounded, x)], b)
    underflow = [SMALLEST * (abs(p) + abs(q) + abs(r)) for p, q, r in zip(l, m, u)]
    return _is_small(residual, [s + INVERSE_BACKWARD_ERROR * v for s, v in zip(scale, underflow)])
