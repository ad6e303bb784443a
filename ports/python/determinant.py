"""Whether a cyclic tridiagonal matrix is singular: decided exactly, without a rounding (ERR-6).

A[i, i-1] = dl[i], A[i, i] = d[i], A[i, i+1] = du[i], indices modulo n, and for n = 1 and 2 entries that
meet add up (CYC-1). A tridiagonal matrix is one with dl[0] = du[n-1] = 0. Every double is a rational
number, so its determinant is one too. A pivot near zero proves nothing, and a singular matrix may have
none near zero, so no pivot is looked at. In the order of what they cost:

1. a strictly dominant diagonal: nonsingular (rounding is monotone, so the comparison in floats is exact);
2. a determinant that is not 0 modulo a prime: nonsingular;
3. otherwise the determinant over the integers, in O(n²). It is hardly ever anything but 0.
"""

from math import frexp

# 2 has order 61 modulo this prime, so a double m·2^e is m shifted by e mod 61.
PRIME_BITS = 61
PRIME = (1 << PRIME_BITS) - 1


def is_singular(dl, d, du):
    if all(abs(l) + abs(u) < abs(m) for l, m, u in zip(dl, d, du)):
        return False
    if _determinant(*map(_residues, (dl, d, du)), modulus=PRIME) % PRIME != 0:
        return False
    rows = [_integers(row) for row in zip(dl, d, du)]
    return _determinant(*zip(*rows)) == 0


def _residues(diagonal):
    """The entries modulo the prime."""
    return [(int(m * 2.0**53) << (e - 53) % PRIME_BITS) % PRIME for m, e in map(frexp, diagonal)]


def _integers(row):
    """The row times a power of two, which scales the determinant and nothing else."""
    ratios = [value.as_integer_ratio() for value in row]
    common = max(denominator for _, denominator in ratios)
    return [numerator * (common // denominator) for numerator, denominator in ratios]


def _determinant(dl, d, du, modulus=None):
    """Over the integers, or up to a multiple of `modulus`: products along the band, and round the cycle."""
    n = len(d)
    if n == 1:
        return dl[0] + d[0] + du[0]
    if n == 2:
        return d[0] * d[1] - (dl[0] + du[0]) * (dl[1] + du[1])
    round_left = round_right = 1
    for l, u in zip(dl, du):
        round_left, round_right = round_left * l, round_right * u
        if modulus:
            round_left, round_right = round_left % modulus, round_right % modulus
    sign = 1 if n % 2 == 1 else -1
    inner = _continuant(dl[1:-1], d[1:-1], du[1:-1], modulus)
    return _continuant(dl, d, du, modulus) - dl[0] * du[-1] * inner + sign * (round_left + round_right)


def _continuant(dl, d, du, modulus):
    """The determinant without the corners, θ[i] = d[i] θ[i-1] - dl[i] du[i-1] θ[i-2]."""
    before, theta = 1, d[0]
    for i in range(1, len(d)):
        before, theta = theta, d[i] * theta - dl[i] * du[i - 1] * before
        if modulus:
            theta %= modulus
    return theta
