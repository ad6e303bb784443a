"""The truth for the tests: dual numbers on fractions, dense elimination, and random inputs (NUM-5).

For reading and for small n; nothing that the port answers is computed here.
"""

import itertools
import random
from fractions import Fraction
from math import floor
from unittest import mock

import cyclic
import tridiagonal
from catalogue import OPERATORS


class Dual:
    """re + du·η with η² = 0: arithmetic that carries a derivative along."""

    def __init__(self, re, du=Fraction(0)):
        self.re, self.du = re, du

    def __add__(self, other):
        other = dual(other)
        return Dual(self.re + other.re, self.du + other.du)

    def __mul__(self, other):
        other = dual(other)
        return Dual(self.re * other.re, self.du * other.re + self.re * other.du)

    def __truediv__(self, other):
        other = dual(other)
        return Dual(self.re / other.re, (self.du - self.re / other.re * other.du) / other.re)

    def __neg__(self):
        return Dual(-self.re, -self.du)

    def __sub__(self, other):
        return self + -dual(other)

    def __rsub__(self, other):
        return dual(other) - self

    def __rtruediv__(self, other):
        return dual(other) / self

    __radd__ = __add__
    __rmul__ = __mul__

    def __abs__(self):
        return -self if self.re < 0 else self

    def __floordiv__(self, other):
        return floor(self.re / dual(other).re)

    def __lt__(self, other):
        return self.re < dual(other).re

    def __gt__(self, other):
        return self.re > dual(other).re

    def __eq__(self, other):
        return self.re == (other.re if isinstance(other, Dual) else other)

    def __float__(self):
        return float(self.re)


def dual(value):
    return value if isinstance(value, Dual) else Dual(Fraction(value))


class ExactSystem:
    """What `System` computes, by dense elimination in exact numbers."""

    def __init__(self, operator, dl, d, du, order, width, rows):
        self.matrix = dense(dl, d, du)

    def solve(self, b):
        return eliminate(self.matrix, b)

    def solve_transposed(self, c):
        return eliminate([list(column) for column in zip(*self.matrix)], c)


def dense(dl, d, du):
    n = len(d)
    matrix = [[Fraction(0)] * n for _ in range(n)]
    for i in range(n):
        for j, value in ((i - 1, dl[i]), (i, d[i]), (i + 1, du[i])):
            matrix[i][j % n] += value
    return matrix


def eliminate(matrix, b):
    rows = [[*row, value] for row, value in zip(matrix, b)]
    n = len(rows)
    for k in range(n):
        place = next((i for i in range(k, n) if not rows[i][k] == 0), None)
        if place is None:
            raise ZeroDivisionError("singular")
        rows[k], rows[place] = rows[place], rows[k]
        rows[k] = [value / rows[k][k] for value in rows[k]]
        for i in range(n):
            if i != k:
                rows[i] = [value - rows[i][k] * pivot for value, pivot in zip(rows[i], rows[k])]
    return [row[n] for row in rows]


def exactly(function, *arrays, **options):
    """A map as it stands, on exact numbers."""
    with mock.patch.object(tridiagonal, "System", ExactSystem), mock.patch.object(cyclic, "System", ExactSystem):
        return function(*arrays, **options)


def flat(name_of_map, result):
    """The numbers of a result: those of all cotangents one after the other."""
    return list(itertools.chain(*result)) if name_of_map == "pullback" else list(result)


def dot(v, w):
    return sum((a * b for a, b in zip(v, w)), Fraction(0))


class Draw:
    """Random inputs of an operator; of systems, rows scaled by up to 2^±row_bits."""

    def __init__(self, name, seed, largest=5, row_bits=0):
        self.random = random.Random(f"{name} {seed}")
        self.operator = OPERATORS[name]
        self.options = {key: self.option(option) for key, option in self.operator.options.items()}
        n = self.random.randint(self.operator.minimum_for(self.options), largest)
        self.sizes = {"n": n, "n-1": n - 1, "m": self.random.randint(0, 3), "n*n": n * n, "2": 2}
        known = self.operator.arguments_for(self.options)
        self.arguments = []
        for argument, size in known:
            self.arguments.append(self.array(argument, size))
        if name.endswith("-solve"):
            self.scale_rows(n, row_bits)
        self.tangents = [self.array("", size) for _, size in known]
        self.cotangent = self.array("", self.operator.output)

    def option(self, option):
        """A pair where it is sided, both sides alike if one of them has to be."""
        one, other = (self.random.choice(option.values) for _ in range(2))
        is_pair = option.paired in (one, other) or self.random.random() < 0.5
        return (one, one if is_pair else other) if option.sided else one

    def array(self, argument, size):
        length = self.sizes[size]
        if argument in ("queries", "from", "to"):
            return [self.random.choice([self.number(), *self.arguments[0]]) for _ in range(length)]
        if argument == "knots":
            gaps = [self.random.randint(1, 64) / 2 ** self.random.randint(0, 8) for _ in range(length)]
            return list(itertools.accumulate(gaps, initial=self.random.randint(-9, 9)))[1:]
        return [self.number() for _ in range(length)]

    def number(self):
        """Zero now and then, and otherwise of any magnitude from 2⁻⁶ to 2⁶."""
        return self.random.choice([0, 1, 1, 1]) * self.random.uniform(-1, 1) * 2.0 ** self.random.randint(-6, 6)

    def scale_rows(self, n, bits):
        dl, d, du, b = self.arguments
        for i in range(n):
            scale = 2.0 ** self.random.randint(-bits, bits)
            for diagonal, k in ((d, i), (b, i), (du, i), (dl, i if len(dl) == n else i - 1)):
                if 0 <= k < len(diagonal):
                    diagonal[k] *= scale

    def compute(self, name_of_map, *inputs):
        """What the port answers."""
        return self.operator.compute(name_of_map, inputs, self.options)

    def exactly(self, name_of_map, *arrays):
        """The same map on exact numbers."""
        options = {"options": self.options} if self.options else {}
        return exactly(self.operator.maps[name_of_map], *arrays, **options)

    def inputs(self, name_of_map):
        extra = {"primal": [], "pushforward": self.tangents, "pullback": [self.cotangent]}[name_of_map]
        return [*self.arguments, *extra]


def fractions(arrays):
    return [[Fraction(value) for value in array] for array in arrays]


def perturbed(arrays, directions):
    return [[Dual(v, w) for v, w in zip(array, direction)] for array, direction in zip(arrays, directions)]


def drawn(name, seeds, **kind):
    """Draws of the operator whose matrix, if it has one, can be solved."""
    for seed in range(seeds):
        draw = Draw(name, seed, **kind)
        try:
            draw.exactly("primal", *fractions(draw.arguments))
        except ZeroDivisionError:
            continue
        yield draw
