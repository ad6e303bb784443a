"""`akima`: the mean of the chords on both sides, weighted by how those on the other side change (HER-10 to HER-12).

    z[i] = a m[i-1] + b m[i]      a = v[i]/W      b = v[i-2]/W      W = v[i] + v[i-2]      v[j] = |m[j+1] - m[j]|

Two chords are continued at each end, m[-1] = 2m[0] - m[1] and m[-2] = 3m[0] - 2m[1], so that v[-2] = v[-1] = v[0].
"""

from differences import differences
from local_slopes import LocalSlopes, Slope


def _at_knots(h, m):
    """v moves with the sign of its difference, + where that is zero. With g = (m[i] - m[i-1])/W

    ż[i] = a ṁ[i-1] + b ṁ[i] + g (a v̇[i-2] - b v̇[i])

    and where both weights are zero z is the plain mean and moves as such.
    """
    last = len(m) - 1
    d = differences(m)
    pairs = [0, 0, *range(last), last - 1, last - 1]  # of v[-2], v[-1], …: the chords j and j + 1 that it is of
    half = h[0] / h[0] / 2
    slopes = []
    for i in range(len(m) + 1):
        before, between, after = pairs[i : i + 3]
        left, right = abs(d[before]), abs(d[after])
        total = left + right
        a, b, g = (half, half, 0) if total == 0 else (right / total, left / total, d[between] / total)
        slope = _mean(m, i, a, b)
        for pair, weight in ((before, a * g), (after, -b * g)):
            signed = -weight if d[pair] < 0 else weight
            slope.by_m[pair + 1] += signed
            slope.by_m[pair] -= signed
        slopes.append(slope)
    return slopes


def _mean(m, i, a, b):
    """a m[i-1] + b m[i], with the chord that is continued at an end, where a + b = 1."""
    last = len(m) - 1
    if i == 0:
        return Slope(m[0] + a * (m[0] - m[1]), {0: 1 + a, 1: -a})
    if i == len(m):
        return Slope(m[last] + b * (m[last] - m[last - 1]), {last: 1 + b, last - 1: -b})
    return Slope(a * m[i - 1] + b * m[i], {i - 1: a, i: b})


akima = LocalSlopes(_at_knots)
