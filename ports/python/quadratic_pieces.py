"""`quadratic-spline`: the rule that makes its pieces, by the steps of `quadratic_spline.py` (QSP-14 to QSP-16, QSP-19).

    r = rhs(t, u)      z = slopes(r)      σ = curvatures(t, z)      u[j] + z[j] s + σ[i] s² about either break j

With `start: collocation` the last knot but one is no break. What is left is the same spline on the other knots
but for where it starts: not with the slope 0 at the first knot, but with that of the parabola through the last
three knots, at the first of these.
"""

from chords import chords, chords_pullback, chords_pushforward
from differences import total
from parabola import at_end
from pieces import Pieces
from quadratic_spline import curvatures, curvatures_pullback, curvatures_pushforward
from quadratic_spline import rhs, rhs_pullback, rhs_pushforward, slopes, slopes_pullback


def pieces(data, options):
    rule = _RULES[options["start"]]
    t, u = rule.breaks(*data)
    z = rule.slopes(*data)
    return _parabolas(t, u, z, curvatures(t, z))


def pieces_pushforward(data, data_dot, options):
    """The pushforwards of the steps, one after the other (QSP-15)."""
    rule = _RULES[options["start"]]
    t, _ = rule.breaks(*data)
    t_dot, u_dot = rule.breaks(*data_dot)
    z, z_dot = rule.slopes(*data), rule.slopes_pushforward(*data, *data_dot)
    return _parabolas(t_dot, u_dot, z_dot, curvatures_pushforward(t, z, t_dot, z_dot))


def pieces_pullback(data, bar, options):
    """The pullbacks of the steps in reverse order; what several steps used comes back as a sum (QSP-16)."""
    rule = _RULES[options["start"]]
    t, _ = rule.breaks(*data)
    z = rule.slopes(*data)
    u_bar, z_bar = [0] * len(t), [0] * len(t)
    for end, rows in enumerate(bar.about):
        for i, row in enumerate(rows):
            u_bar[i + end] += row[0]
            z_bar[i + end] += row[1]
    sigma_bar = [a[2] + b[2] for a, b in zip(*bar.about)]
    t_bar_of_sigma, z_bar_of_sigma = curvatures_pullback(t, z, sigma_bar)
    of_breaks = rule.breaks_pullback(total(bar.breaks, t_bar_of_sigma), u_bar)
    of_slopes = rule.slopes_pullback(*data, total(z_bar, z_bar_of_sigma))
    return [total(v, w) for v, w in zip(of_breaks, of_slopes)]


def _parabolas(t, u, z, sigma):
    left, right = ([list(row) for row in zip(v, w, sigma)] for v, w in ((u, z), (u[1:], z[1:])))
    return Pieces(t, left, right)


class _ZeroSlope:
    """A break at every knot, and z[0] = 0."""

    def breaks(self, t, u):
        return t, u

    def breaks_pullback(self, t_bar, u_bar):
        return t_bar, u_bar

    def slopes(self, t, u):
        return slopes(rhs(t, u))

    def slopes_pushforward(self, t, u, t_dot, u_dot):
        return slopes(rhs_pushforward(t, u, t_dot, u_dot))

    def slopes_pullback(self, t, u, z_bar):
        (r_bar,) = slopes_pullback(z_bar, z_bar)
        return rhs_pullback(t, u, r_bar)


class _Collocation:
    """Without the last knot but one. From the slope p at t[n-3] the recurrence of QSP-4 runs to both sides:

    p, r[n-3] - p, r[n-4] - …  to the left, and r[n-2] - p at the end, r the right-hand side on the breaks.
    """

    def breaks(self, t, u):
        return t[:-2] + t[-1:], u[:-2] + u[-1:]

    def breaks_pullback(self, t_bar, u_bar):
        return [*t_bar[:-1], 0, t_bar[-1]], [*u_bar[:-1], 0, u_bar[-1]]

    def slopes(self, t, u):
        return _from(self._start(t, u).z, rhs(*self.breaks(t, u)))

    def slopes_pushforward(self, t, u, t_dot, u_dot):
        start = self._start(t, u)
        h_dot, m_dot = chords_pushforward(*chords(t[-3:], u[-3:]), t_dot[-3:], u_dot[-3:])
        p_dot = sum(start.by_m[i] * m_dot[i] + start.by_h[i] * h_dot[i] for i in (0, 1))
        return _from(p_dot, rhs_pushforward(*self.breaks(t, u), *self.breaks(t_dot, u_dot)))

    def slopes_pullback(self, t, u, z_bar):
        start = self._start(t, u)
        p_bar, r_bar = _from_pullback(z_bar)
        t_bar, u_bar = self.breaks_pullback(*rhs_pullback(*self.breaks(t, u), r_bar))
        h_bar, m_bar = ([by[i] * p_bar for i in (0, 1)] for by in (start.by_h, start.by_m))
        ends = chords_pullback(*chords(t[-3:], u[-3:]), h_bar, m_bar)
        return [[*all[:-3], *total(all[-3:], last)] for all, last in zip((t_bar, u_bar), ends)]

    def _start(self, t, u):
        return at_end(*chords(t[-3:], u[-3:]), 0, 1)


def _from(p, r):
    """z from z[-2] = p. Linear in both, so it is its own pushforward."""
    return [*slopes([p, *r[-2:0:-1]])[::-1], r[-1] - p]


def _from_pullback(z_bar):
    (left,) = slopes_pullback(None, z_bar[-2::-1])
    p_bar, *r_bar = left
    return p_bar - z_bar[-1], [0, *r_bar[::-1], z_bar[-1]]


_RULES = {"zero-slope": _ZeroSlope(), "collocation": _Collocation()}
