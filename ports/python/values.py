"""Values and derivatives of pieces at folded queries, once for every kind (INP-2, INP-6, INP-7).

    y = σʳ p⁽ʳ⁾(s),   s = x - b[j],   x = σ q + α t[0] + β t[n-1],   r the order, j the nearer break

Cell, piece and break of a query are held fixed, also at a knot (OPR-5).
"""

from fold import Fold, cell_of
from pieces import Place
from polynomial import derivative, derivative_weights


def meet(pieces, q, options):
    """The cell of a query, its fold, and the place that it is evaluated at."""
    extrapolation = options["extrapolation"]
    cell = cell_of(q, pieces.breaks, extrapolation)
    fold = Fold(cell, extrapolation)
    return cell, fold, Place(pieces, fold.of(q, pieces.breaks), extrapolation)


def values(pieces, q, options):
    r = options["order"]
    y = []
    for one in q:
        _, fold, place = meet(pieces, one, options)
        y.append(fold.sigma**r * derivative(place.row(pieces), r, place.s))
    return y


def values_pushforward(pieces, q, pieces_dot, q_dot, options):
    """ẏ = σʳ (ṗ⁽ʳ⁾(s) + p⁽ʳ⁺¹⁾(s) (ẋ - ḃ[j]))."""
    r = options["order"]
    y_dot = []
    for one, one_dot in zip(q, q_dot):
        _, fold, place = meet(pieces, one, options)
        s_dot = fold.of(one_dot, pieces_dot.breaks) - pieces_dot.breaks[place.anchor]
        moved = derivative(place.row(pieces_dot), r, place.s)
        carried = derivative(place.row(pieces), r + 1, place.s) * s_dot
        y_dot.append(fold.sigma**r * (moved + carried))
    return y_dot


def values_pullback(pieces, q, y_bar, options):
    """With w = σʳ ȳ: c̄[k] += w k!/(k-r)! sᵏ⁻ʳ, and x̄ = w p⁽ʳ⁺¹⁾(s) goes to the fold and from the break."""
    r = options["order"]
    bar = pieces.zero()
    q_bar = []
    for one, one_bar in zip(q, y_bar):
        _, fold, place = meet(pieces, one, options)
        w = fold.sigma**r * one_bar
        x_bar = w * derivative(place.row(pieces), r + 1, place.s)
        place.add(bar, [w * weight for weight in derivative_weights(place.count, r, place.s)], -x_bar)
        q_bar.append(fold.pullback(x_bar, bar.breaks))
    return bar, q_bar
