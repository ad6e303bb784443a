"""The steps that the quadratic spline is made of, each an operator of its own (QSP-1 to QSP-13).

Of every operator: the primal, its pushforward (arguments, then tangents, marked _dot) and its pullback
(arguments, then the cotangent of the output, marked _bar). t are the knots, u the values, z the slopes,
σ the curvatures, q the queries, h[i] = t[i+1] - t[i] the gaps. The functions are generic over the numbers
(constants are integers for that): the tests run them on fractions, where equality is exact.
"""

from bisect import bisect_left
from math import inf

from differences import differences, scattered
from errors import CotangentError


def _gaps(t):
    h = differences(t)
    if inf in h:
        # Divided by, it would pass for a silent zero (ERR-5).
        raise CotangentError("NOT_FINITE", "the knots lie too far apart; got a gap of inf, expected a double")
    return h


def rhs(t, u):
    """r[0] = 0, r[i] = 2 (u[i] - u[i-1]) / h[i-1] (QSP-1)."""
    return [0] + [2 * (du / h) for du, h in zip(differences(u), _gaps(t))]


def rhs_pushforward(t, u, t_dot, u_dot):
    """ṙ[i] = (2 (u̇[i] - u̇[i-1]) - r[i] ḣ[i-1]) / h[i-1] (QSP-2)."""
    h, h_dot = _gaps(t), differences(t_dot)
    terms = zip(differences(u), h, differences(u_dot), h_dot)
    return [0] + [2 * ((du_dot - du / h * h_dot) / h) for du, h, du_dot, h_dot in terms]


def rhs_pullback(t, u, r_bar):
    """With g[i] = 2 r̄[i] / h[i-1]: u gets ±g, and t gets ∓g (u[i] - u[i-1]) / h[i-1] (QSP-3)."""
    h = _gaps(t)
    g = [2 * (one / gap) for one, gap in zip(r_bar[1:], h)]
    h_bar = [-one * (du / gap) for one, du, gap in zip(g, differences(u), h)]
    return scattered(h_bar), scattered(g)


def slopes(r):
    """z[0] = r[0], z[i] = r[i] - z[i-1] (QSP-4): a linear map, so its pushforward is itself (QSP-5)."""
    z = []
    before = 0
    for one in r:
        before = one - before
        z.append(before)
    return z


def slopes_pushforward(r, r_dot):
    return slopes(r_dot)


def slopes_pullback(r, z_bar):
    """The transposed recurrence, from the end: r̄[i] = z̄[i] - r̄[i+1] (QSP-6)."""
    return (slopes(z_bar[::-1])[::-1],)


def curvatures(t, z):
    """σ[i] = (z[i+1] - z[i]) / (2 h[i]) (QSP-7)."""
    return [dz / h / 2 for dz, h in zip(differences(z), _gaps(t))]


def curvatures_pushforward(t, z, t_dot, z_dot):
    """σ̇[i] = (ż[i+1] - ż[i] - 2 σ[i] ḣ[i]) / (2 h[i]) (QSP-8)."""
    terms = zip(differences(z), _gaps(t), differences(z_dot), differences(t_dot))
    return [(dz_dot - dz / h * h_dot) / h / 2 for dz, h, dz_dot, h_dot in terms]


def curvatures_pullback(t, z, sigma_bar):
    """With g[i] = σ̄[i] / (2 h[i]): z gets ±g, and t gets ∓g (z[i+1] - z[i]) / h[i] (QSP-9)."""
    h = _gaps(t)
    g = [one / gap / 2 for one, gap in zip(sigma_bar, h)]
    h_bar = [-one * (dz / gap) for one, dz, gap in zip(g, differences(z), h)]
    return scattered(h_bar), scattered(g)


def locate(t, q):
    """i with t[i] < q <= t[i+1], the end pieces reaching on without end (QSP-10). It has no derivative."""
    return [float(i) for i in _pieces(t, q)]


def _pieces(t, q):
    last = len(t) - 2
    return [min(max(bisect_left(t, one) - 1, 0), last) for one in q]


def compose(t, u, z, sigma, q):
    """y = u[i] + z[i] s + σ[i] s² with s = q - t[i], i the piece of q (QSP-11)."""
    y = []
    for i, one in zip(_pieces(t, q), q):
        s = one - t[i]
        y.append(u[i] + (z[i] + sigma[i] * s) * s)
    return y


def compose_pushforward(t, u, z, sigma, q, t_dot, u_dot, z_dot, sigma_dot, q_dot):
    """ẏ = u̇[i] + ż[i] s + σ̇[i] s² + (z[i] + 2 σ[i] s) (q̇ - ṫ[i]) (QSP-12)."""
    y_dot = []
    for i, one, one_dot in zip(_pieces(t, q), q, q_dot):
        s, s_dot = one - t[i], one_dot - t_dot[i]
        y_dot.append(u_dot[i] + (z_dot[i] + sigma_dot[i] * s) * s + (z[i] * s_dot + 2 * s_dot * sigma[i] * s))
    return y_dot


def compose_pullback(t, u, z, sigma, q, y_bar):
    """Each term of ẏ transposed, summed over the queries of a piece (QSP-13)."""
    t_bar, u_bar, z_bar = ([0] * len(t) for _ in range(3))
    sigma_bar = [0] * len(sigma)
    q_bar = []
    for i, one, weight in zip(_pieces(t, q), q, y_bar):
        s = one - t[i]
        s_bar = weight * z[i] + 2 * weight * sigma[i] * s
        q_bar.append(s_bar)
        t_bar[i] -= s_bar
        u_bar[i] += weight
        z_bar[i] += weight * s
        sigma_bar[i] += weight * s * s
    return t_bar, u_bar, z_bar, sigma_bar, q_bar
