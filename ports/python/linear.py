"""`linear-interpolation`: the polygon through the data (LOC-4 to LOC-6). A rule of pieces, u[i] + m[i] s."""

from chords import chords, chords_pullback, chords_pushforward
from differences import total
from pieces import Pieces


def pieces(data, options):
    t, u = data
    return _lines(t, u, chords(t, u)[1])


def pieces_pushforward(data, data_dot, options):
    return _lines(*data_dot, chords_pushforward(*chords(*data), *data_dot)[1])


def pieces_pullback(data, bar, options):
    h, m = chords(*data)
    left, right = bar.about
    m_bar = [a[1] + b[1] for a, b in zip(left, right)]
    t_bar, u_bar = chords_pullback(h, m, [0] * len(h), m_bar)
    for i, (a, b) in enumerate(zip(left, right)):
        u_bar[i] += a[0]
        u_bar[i + 1] += b[0]
    return total(bar.breaks, t_bar), u_bar


def _lines(t, u, m):
    left, right = ([[value, slope] for value, slope in zip(ends, m)] for ends in (u, u[1:]))
    return Pieces(t, left, right)
