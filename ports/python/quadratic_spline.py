"""The C¹ quadratic spline that starts with slope zero, and the steps it is made of (QSP-1 to QSP-17).

Of every operator: the primal, its pushforward (arguments, then tangents, marked _dot) and its pullback
(arguments, then the cotangent of the output, marked _bar). t are the knots, u the values, z the slopes,
σ the curvatures, q the queries, h[i] = t[i+1] - t[i] the gaps. The functions are generic over the numbers
(constants are integers for that): the tests run them on fractions, where equality is exact.
"""

from bisect import bisect_left
from math import isinf

from errors import CotangentError


def _gaps(t):
    h = [b - a for a, b in zip(t, t[1:])]
    if any(map(isinf, h)):
        # Divided by, it would pass for a silent zero (ERR-5).
        raise CotangentError("NOT_FINITE", "the knots lie too far apart; got a gap of inf, expected a double")
    return h


def _differences(v):
    return [b - a for a, b in zip(v, v[1:])]


def _scattered(v, v_bar_of_differences):
    """The adjoint of `_differences`, for a vector as long as v."""
    v_bar = [0] * len(v)
    for i, one in enumerate(v_bar_of_differences):
        v_bar[i] -= one
        v_bar[i + 1] += one
    return v_bar


def rhs(t, u):
    """r[0] = 0, r[i] = 2 (u[i] - u[i-1]) / h[i-1] (QSP-1)."""
    return [0] + [2 * (du / h) for du, h in zip(_differences(u), _gaps(t))]


def rhs_pushforward(t, u, t_dot, u_dot):
    """ṙ[i] = (2 (u̇[i] - u̇[i-1]) - r[i] ḣ[i-1]) / h[i-1] (QSP-2)."""
    h, h_dot = _gaps(t), _differences(t_dot)
    terms = zip(_differences(u), h, _differences(u_dot), h_dot)
    return [0] + [2 * ((du_dot - du / h * h_dot) / h) for du, h, du_dot, h_dot in terms]


def rhs_pullback(t, u, r_bar):
    """With g[i] = 2 r̄[i] / h[i-1]: u gets ±g, and t gets ∓g (u[i] - u[i-1]) / h[i-1] (QSP-3)."""
    h = _gaps(t)
    g = [2 * (one / gap) for one, gap in zip(r_bar[1:], h)]
    h_bar = [-one * (du / gap) for one, du, gap in zip(g, _differences(u), h)]
    return _scattered(t, h_bar), _scattered(u, g)


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
    return [dz / h / 2 for dz, h in zip(_differences(z), _gaps(t))]


def curvatures_pushforward(t, z, t_dot, z_dot):
    """σ̇[i] = (ż[i+1] - ż[i] - 2 σ[i] ḣ[i]) / (2 h[i]) (QSP-8)."""
    terms = zip(_differences(z), _gaps(t), _differences(z_dot), _differences(t_dot))
    return [(dz_dot - dz / h * h_dot) / h / 2 for dz, h, dz_dot, h_dot in terms]


def curvatures_pullback(t, z, sigma_bar):
    """With g[i] = σ̄[i] / (2 h[i]): z gets ±g, and t gets ∓g (z[i+1] - z[i]) / h[i] (QSP-9)."""
    h = _gaps(t)
    g = [one / gap / 2 for one, gap in zip(sigma_bar, h)]
    h_bar = [-one * (dz / gap) for one, dz, gap in zip(g, _differences(z), h)]
    return _scattered(t, h_bar), _scattered(z, g)


def locate(t, q):
    """i with t[i] < q <= t[i+1], the end pieces reaching on without end (QSP-10). It has no derivative."""
    return [float(i) for i in _pieces(t, q)]


def _pieces(t, q):
    last = len(t) - 2
    return [min(max(bisect_left(t, one) - 1, 0), last) for one in q]


def compose(t, u, z, sigma, q):
    """y = u[i] + z[i] s + σ[i] s² with s = q - t[i], i the piece of q (QSP-11)."""
    return _evaluate(_from_left(t, q), t, u, z, sigma, q)


def compose_pushforward(t, u, z, sigma, q, t_dot, u_dot, z_dot, sigma_dot, q_dot):
    """ẏ = u̇[i] + ż[i] s + σ̇[i] s² + (z[i] + 2 σ[i] s) (q̇ - ṫ[i]) (QSP-12)."""
    return _evaluate_pushforward(_from_left(t, q), t, u, z, sigma, q, t_dot, u_dot, z_dot, sigma_dot, q_dot)


def compose_pullback(t, u, z, sigma, q, y_bar):
    """Each term of ẏ transposed, summed over the queries of a piece (QSP-13)."""
    return _evaluate_pullback(_from_left(t, q), t, u, z, sigma, q, y_bar)


# A place is (i, e): the piece that a query lies in, and the knot that its polynomial is evaluated from.


def _from_left(t, q):
    return [(i, i) for i in _pieces(t, q)]


def _from_nearer(t, q):
    """From the left knot, z s and σ s² cancel near the right end, where the spline hangs on u alone (NUM-4)."""
    return [(i, i if one - t[i] < t[i + 1] - one else i + 1) for i, one in zip(_pieces(t, q), q)]


def _evaluate(places, t, u, z, sigma, q):
    y = []
    for (i, e), one in zip(places, q):
        s = one - t[e]
        y.append(u[e] + (z[e] + sigma[i] * s) * s)
    return y


def _evaluate_pushforward(places, t, u, z, sigma, q, t_dot, u_dot, z_dot, sigma_dot, q_dot):
    y_dot = []
    for (i, e), one, one_dot in zip(places, q, q_dot):
        s, s_dot = one - t[e], one_dot - t_dot[e]
        y_dot.append(u_dot[e] + (z_dot[e] + sigma_dot[i] * s) * s + (z[e] * s_dot + 2 * s_dot * sigma[i] * s))
    return y_dot


def _evaluate_pullback(places, t, u, z, sigma, q, y_bar):
    t_bar, u_bar, z_bar = ([0] * len(t) for _ in range(3))
    sigma_bar = [0] * len(sigma)
    q_bar = []
    for (i, e), one, weight in zip(places, q, y_bar):
        s = one - t[e]
        s_bar = weight * z[e] + 2 * weight * sigma[i] * s
        q_bar.append(s_bar)
        t_bar[e] -= s_bar
        u_bar[e] += weight
        z_bar[e] += weight * s
        sigma_bar[i] += weight * s * s
    return t_bar, u_bar, z_bar, sigma_bar, q_bar


def spline(t, u, q):
    """rhs, slopes, curvatures, and compose from the nearer knot (QSP-14)."""
    z = slopes(rhs(t, u))
    return _evaluate(_from_nearer(t, q), t, u, z, curvatures(t, z), q)


def spline_pushforward(t, u, q, t_dot, u_dot, q_dot):
    """The pushforwards of the steps, one after the other (QSP-15)."""
    z = slopes(rhs(t, u))
    z_dot = slopes(rhs_pushforward(t, u, t_dot, u_dot))
    sigma, sigma_dot = curvatures(t, z), curvatures_pushforward(t, z, t_dot, z_dot)
    return _evaluate_pushforward(_from_nearer(t, q), t, u, z, sigma, q, t_dot, u_dot, z_dot, sigma_dot, q_dot)


def spline_pullback(t, u, q, y_bar):
    """The pullbacks of the steps in reverse order; what several steps used comes back as a sum (QSP-16)."""
    z = slopes(rhs(t, u))
    places, sigma = _from_nearer(t, q), curvatures(t, z)
    t_bar, u_bar, z_bar, sigma_bar, q_bar = _evaluate_pullback(places, t, u, z, sigma, q, y_bar)
    t_bar_of_sigma, z_bar_of_sigma = curvatures_pullback(t, z, sigma_bar)
    (r_bar,) = slopes_pullback(z, _sum(z_bar, z_bar_of_sigma))
    t_bar_of_r, u_bar_of_r = rhs_pullback(t, u, r_bar)
    return _sum(_sum(t_bar, t_bar_of_sigma), t_bar_of_r), _sum(u_bar, u_bar_of_r), q_bar


def _sum(v, w):
    return [a + b for a, b in zip(v, w)]
