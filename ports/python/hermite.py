"""The cubic between two knots from values and slopes at both, and what makes a kind of it (HER-1 to HER-3).

    about the left knot    u[i] + z[i] s + c s² + d s³             c = (3m - 2z[i] - z[i+1]) / h
    about the right knot   u[i+1] + z[i+1] s + c' s² + d s³        c' = (z[i] + 2z[i+1] - 3m) / h
                                                                   d = (z[i] + z[i+1] - 2m) / h²

A kind is the rule that chooses the slopes z: an object with the three maps of z as a function of gaps h, chords'
slopes m, and for some what is given at the ends.
"""

from chords import chords, chords_pullback, chords_pushforward
from differences import total
from pieces import Pieces


class Hermite:
    """A rule of pieces: `data` are knots, values, and what the slope rule takes besides."""

    def __init__(self, rule):
        self.rule = rule

    def pieces(self, data, options):
        t, u, *ends = data
        h, m = chords(t, u)
        return _cubics(t, u, h, m, self.rule.slopes(h, m, ends, options))

    def pieces_pushforward(self, data, data_dot, options):
        """The numerators of c, c' and d move with m and z, their denominators with h (HER-2)."""
        (t, u, *ends), (t_dot, u_dot, *ends_dot) = data, data_dot
        h, m = chords(t, u)
        h_dot, m_dot = chords_pushforward(h, m, t_dot, u_dot)
        z = self.rule.slopes(h, m, ends, options)
        z_dot = self.rule.slopes_pushforward(h, m, ends, h_dot, m_dot, ends_dot, options)
        pieces, dot = _cubics(t, u, h, m, z), _cubics(t_dot, u_dot, h, m_dot, z_dot)
        for i, (gap, gap_dot) in enumerate(zip(h, h_dot)):
            for rows, rows_dot in zip(pieces.about, dot.about):
                rows_dot[i][2] -= rows[i][2] * gap_dot / gap
                rows_dot[i][3] -= 2 * rows[i][3] * gap_dot / gap
        return dot

    def pieces_pullback(self, data, bar, options):
        """c̄, c̄' and d̄ of a piece go to its slopes, its chord and its gap; then z̄ to the rule (HER-3)."""
        t, u, *ends = data
        h, m = chords(t, u)
        pieces = _cubics(t, u, h, m, self.rule.slopes(h, m, ends, options))
        u_bar, z_bar = [0] * len(t), [0] * len(t)
        h_bar, m_bar = [], []
        for i, gap in enumerate(h):
            (u0, z0, c0, d0), (u1, z1, c1, d1) = (rows[i] for rows in bar.about)
            c, c_right, d = c0 / gap, c1 / gap, (d0 + d1) / gap
            u_bar[i] += u0
            u_bar[i + 1] += u1
            z_bar[i] += z0 - 2 * c + c_right + d / gap
            z_bar[i + 1] += z1 - c + 2 * c_right + d / gap
            m_bar.append(3 * (c - c_right) - 2 * d / gap)
            left, right = (rows[i] for rows in pieces.about)
            h_bar.append(-(left[2] * c + right[2] * c_right + 2 * left[3] * d))
        h_bar_of_z, m_bar_of_z, *ends_bar = self.rule.slopes_pullback(h, m, ends, z_bar, options)
        t_bar, u_bar_of_m = chords_pullback(h, m, total(h_bar, h_bar_of_z), total(m_bar, m_bar_of_z))
        return total(bar.breaks, t_bar), total(u_bar, u_bar_of_m), *ends_bar


def _cubics(t, u, h, m, z):
    left, right = [], []
    for i, (gap, slope) in enumerate(zip(h, m)):
        d = (z[i] + z[i + 1] - 2 * slope) / gap / gap
        left.append([u[i], z[i], (3 * slope - 2 * z[i] - z[i + 1]) / gap, d])
        right.append([u[i + 1], z[i + 1], (z[i] + 2 * z[i + 1] - 3 * slope) / gap, d])
    return Pieces(t, left, right)
