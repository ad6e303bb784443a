"""The slope of the parabola through three knots at the free end of chord i, j the chord beside it (HER-7, HER-8)."""

from local_slopes import Slope


def shares(h, m, i, j):
    """λ = h[i]/H, ρ = h[j]/H with H = h[i] + h[j], and k = (m[j] - m[i])/H, by which a change of them counts."""
    span = h[i] + h[j]
    return h[i] / span, h[j] / span, (m[j] - m[i]) / span


def at_end(h, m, i, j):
    """z = m[i] + λ (m[i] - m[j]), and with λ̇ = (ρ ḣ[i] - λ ḣ[j])/H

    ż = (1 + λ) ṁ[i] - λ ṁ[j] - k (ρ ḣ[i] - λ ḣ[j])
    """
    share, rest, turn = shares(h, m, i, j)
    return Slope(m[i] + share * (m[i] - m[j]), {i: 1 + share, j: -share}, {i: -turn * rest, j: turn * share})
