"""Integrals of pieces between bounds, once for every kind (INP-8 to INP-10): ∫ from a to b = F(b) - F(a).

    G(x) = S[j] + Σ c[k] sᵏ⁺¹/(k+1)      S[j] the integral over the pieces left of break j, s = x - b[j]
    F(q) = σ G(x) + γ S[N]               x = σ q + …, and γ the cells between: k, or k + 1 in a mirrored one

Differences of such sums are what INP-8 forbids in doubles, and rightly: numbers that do not round may take them,
and those that keep a hundred digits (`arithmetic.py`). A mirrored cell k ends with t[0], so that the part up to
q is S[N] - G(x).
"""

from itertools import accumulate

from differences import differences
from polynomial import antiderivative, antiderivative_weights, derivative
from values import meet


def integrals(pieces, a, b, options):
    sums = _sums(pieces)
    low, high = ([_primitive(pieces, sums, one, options) for one in bound] for bound in (a, b))
    return [y - x for x, y in zip(low, high)]


def integrals_pushforward(pieces, a, b, pieces_dot, a_dot, b_dot, options):
    """Ḟ = σ Ġ + γ Ṡ[N], Ġ = Ṡ[j] + Σ ċ[k] sᵏ⁺¹/(k+1) + g(x) ṡ: the two maps below, bound by bound."""
    sums_dot = _sums_pushforward(pieces, pieces_dot)
    low, high = (
        [_primitive_pushforward(pieces, pieces_dot, sums_dot, *one, options) for one in zip(bound, bound_dot)]
        for bound, bound_dot in ((a, a_dot), (b, b_dot))
    )
    return [y - x for x, y in zip(low, high)]


def integrals_pullback(pieces, a, b, y_bar, options):
    """The same transposed: b is weighed with ȳ, a with -ȳ."""
    bar, sums_bar = pieces.zero(), [0] * len(pieces.breaks)
    a_bar = [_primitive_pullback(pieces, bar, sums_bar, q, -w, options) for q, w in zip(a, y_bar)]
    b_bar = [_primitive_pullback(pieces, bar, sums_bar, q, w, options) for q, w in zip(b, y_bar)]
    _sums_pullback(pieces, bar, sums_bar)
    return bar, a_bar, b_bar


def _primitive(pieces, sums, q, options):
    cell, fold, place = meet(pieces, q, options)
    inside = sums[place.anchor] + antiderivative(place.row(pieces), place.s)
    return fold.sigma * inside + _cells(cell, fold) * sums[-1]


def _primitive_pushforward(pieces, pieces_dot, sums_dot, q, q_dot, options):
    cell, fold, place = meet(pieces, q, options)
    s_dot = fold.of(q_dot, pieces_dot.breaks) - pieces_dot.breaks[place.anchor]
    moved = antiderivative(place.row(pieces_dot), place.s) + derivative(place.row(pieces), 0, place.s) * s_dot
    return fold.sigma * (sums_dot[place.anchor] + moved) + _cells(cell, fold) * sums_dot[-1]


def _primitive_pullback(pieces, bar, sums_bar, q, w, options):
    cell, fold, place = meet(pieces, q, options)
    sums_bar[-1] += _cells(cell, fold) * w
    w = fold.sigma * w
    sums_bar[place.anchor] += w
    x_bar = w * derivative(place.row(pieces), 0, place.s)
    place.add(bar, [w * weight for weight in antiderivative_weights(place.count, place.s)], -x_bar)
    return fold.pullback(x_bar, bar.breaks)


def _cells(cell, fold):
    return cell if fold.sigma == 1 else cell + 1


def _sums(pieces):
    """S, from each piece about its left end: S[i+1] = S[i] + Σ c[k] hᵏ⁺¹/(k+1)."""
    whole = map(antiderivative, pieces.about[0], differences(pieces.breaks))
    return list(accumulate(whole, initial=0))


def _sums_pushforward(pieces, pieces_dot):
    """The coefficients of a piece move, and its right end with the value there."""
    whole_dot = []
    terms = zip(pieces.about[0], pieces_dot.about[0], differences(pieces.breaks), differences(pieces_dot.breaks))
    for row, row_dot, h, h_dot in terms:
        whole_dot.append(antiderivative(row_dot, h) + derivative(row, 0, h) * h_dot)
    return list(accumulate(whole_dot, initial=0))


def _sums_pullback(pieces, bar, sums_bar):
    """Piece i is part of S[i+1], S[i+2], …, so it is weighed with all that these have collected."""
    h = differences(pieces.breaks)
    w = 0
    for i in range(len(h) - 1, -1, -1):
        w += sums_bar[i + 1]
        row = pieces.about[0][i]
        for k, weight in enumerate(antiderivative_weights(len(row), h[i])):
            bar.about[0][i][k] += w * weight
        end = w * derivative(row, 0, h[i])
        bar.breaks[i + 1] += end
        bar.breaks[i] -= end
