"""The numbers that interpolants are computed in: fractions of few knots, decimals of many, rounded once at the end.

So the formulas can be those of the spec, line by line. In doubles some of them would lose digits that the input
does not explain (NUM-2), in a narrow gap beside a wide one above all, and would have to be rearranged case by case.
Fractions do not round, and the sizes that are held to the exact answer are short enough for them. A hundred
digits are more than cancellation costs, but 0 may come out as 10⁻¹⁰⁰. So that this does not depend on the units,
powers of two, that axes and directions are measured in (INP-14, OPR-2), decimals see all data in units near 1.
"""

from decimal import Context, Decimal, localcontext
from fractions import Fraction
from math import frexp, inf

FRACTIONS = 8
DIGITS = 100


def nearest(number):
    """The nearest double; an infinity where it overflows."""
    try:
        return float(number)
    except OverflowError:
        return inf if number > 0 else -inf


class Units:
    """Powers of the unit of the abscissae and of that of the ordinates: by argument, and of the output."""

    def __init__(self, arguments, output):
        self.arguments = arguments
        self.output = output


def compute(function, map_name, inputs, units):
    """The doubles nearest to what a map gives: `inputs` are its arguments, then tangents or cotangent."""
    number = Fraction if len(inputs[0]) <= FRACTIONS else Decimal
    scales, result_scales = _scales(map_name, inputs, units)
    with localcontext(Context(prec=DIGITS)):
        results = function(*(_scaled(map(number, array), -e, number) for array, e in zip(inputs, scales)))
        arrays = results if map_name == "pullback" else [results]
        doubles = [list(map(nearest, _scaled(array, e, number))) for array, e in zip(arrays, result_scales)]
    return doubles if map_name == "pullback" else doubles[0]


def _scaled(array, exponent, number):
    factor = number(2) ** exponent
    return [value * factor for value in array]


def _scales(map_name, inputs, units):
    """Of inputs and of results, as exponents of 2: abscissae by the knots, ordinates by the largest, directions too."""
    count = len(units.arguments)
    arguments, directions = inputs[:count], inputs[count:]
    x = _exponent(arguments[0])
    ordinates = [(array, by_x) for array, (by_x, by_y) in zip(arguments, units.arguments) if by_y and any(array)]
    y = max((_exponent(array) - by_x * x for array, by_x in ordinates), default=0)
    scales = [by_x * x + by_y * y for by_x, by_y in units.arguments]
    output = units.output[0] * x + units.output[1] * y
    direction = _exponent([value for array in directions for value in array])
    if map_name == "primal":
        return scales, [output]
    if map_name == "pushforward":
        return scales + [one + direction for one in scales], [output + direction]
    return [*scales, direction], [output + direction - one for one in scales]


def _exponent(array):
    """Of the power of two above all entries."""
    return frexp(max(map(abs, array), default=0.0))[1]
