"""A kind of interpolant and its integral as operators (INP-5): pieces from the data by the kind's rule, then what is
asked of them. A rule has three maps: `pieces`, `pieces_pushforward` and `pieces_pullback`.

The maps take the arguments, the data and then the queries or both bounds, then tangents or the cotangent of the
output, and the options.
"""

from integrals import integrals, integrals_pullback, integrals_pushforward
from values import values, values_pullback, values_pushforward


def maps_of_values(rule):
    return _maps(rule, 1, values, values_pushforward, values_pullback)


def maps_of_integrals(rule):
    return _maps(rule, 2, integrals, integrals_pushforward, integrals_pullback)


def _maps(rule, count, evaluate, evaluate_pushforward, evaluate_pullback):
    """`count` of the arguments are places, after the data."""

    def primal(*arrays, options):
        return evaluate(rule.pieces(arrays[:-count], options), *arrays[-count:], options)

    def pushforward(*arrays, options):
        half = len(arrays) // 2
        args, dots = arrays[:half], arrays[half:]
        pieces = rule.pieces(args[:-count], options)
        pieces_dot = rule.pieces_pushforward(args[:-count], dots[:-count], options)
        return evaluate_pushforward(pieces, *args[-count:], pieces_dot, *dots[-count:], options)

    def pullback(*arrays, options):
        *args, y_bar = arrays
        pieces = rule.pieces(args[:-count], options)
        bar, *places_bar = evaluate_pullback(pieces, *args[-count:], y_bar, options)
        return *rule.pieces_pullback(args[:-count], bar, options), *places_bar

    return {"primal": primal, "pushforward": pushforward, "pullback": pullback}
