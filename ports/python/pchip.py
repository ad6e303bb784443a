"""`pchip`: slopes that are monotone wherever the data are (HER-16 to HER-18).

The branches are chosen by strict comparisons. Derivatives are those of the branch that was taken: at a tie that
of the parabola, and where the data are level or turn, none at all.
"""

from local_slopes import LocalSlopes, Slope
from parabola import at_end, shares


def _at_knots(h, m):
    last = len(m) - 1
    inner = [_inner(h, m, i, i + 1) for i in range(last)]
    return [_end(h, m, 0, 1), *inner, _end(h, m, last, last - 1)]


def _inner(h, m, i, j):
    """The harmonic mean 1/z = α/m[i] + β/m[j], α = (1 + ρ)/3, β = (1 + λ)/3, or 0. With x = z/m[i], y = z/m[j]

    ż = α x² ṁ[i] + β y² ṁ[j] + ⅓ x y k (ρ ḣ[i] - λ ḣ[j])
    """
    if not _agree(m[i], m[j]):
        return _LEVEL
    share, rest, turn = shares(h, m, i, j)
    alpha, beta = (1 + rest) / 3, (1 + share) / 3
    z = 1 / (alpha / m[i] + beta / m[j])
    x, y = z / m[i], z / m[j]
    by_share = x * y * turn / 3
    return Slope(z, {i: alpha * x * x, j: beta * y * y}, {i: by_share * rest, j: -by_share * share})


def _end(h, m, i, j):
    """The parabola's slope d, cut off at 0 and at three times the chord. Of the signs of d and d - 3 m[i]

    H d = (2h[i] + h[j]) m[i] - h[i] m[j],    H (d - 3 m[i]) = -(h[i] + 2h[j]) m[i] - h[i] m[j]
    """
    d = (2 * h[i] + h[j]) * m[i] - h[i] * m[j]
    excess = -(h[i] + 2 * h[j]) * m[i] - h[i] * m[j]
    if not _agree(d, m[i]):
        return _LEVEL
    return Slope(3 * m[i], {i: 3}) if _agree(excess, m[i]) else at_end(h, m, i, j)


def _agree(x, y):
    """Both positive or both negative. A product of signs, not of numbers, which might underflow."""
    return (x > 0 and y > 0) or (x < 0 and y < 0)


_LEVEL = Slope(0)
pchip = LocalSlopes(_at_knots)
