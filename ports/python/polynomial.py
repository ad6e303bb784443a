"""Polynomials Σ c[k] sᵏ by their coefficients: derivatives of order r (INP-2), integrals from 0 (INP-8)."""

from math import perm


def derivative(c, r, s):
    """p⁽ʳ⁾(s) = Σ k!/(k-r)! c[k] sᵏ⁻ʳ, by Horner's rule."""
    y = 0
    for k in range(len(c) - 1, r - 1, -1):
        y = y * s + perm(k, r) * c[k]
    return y


def derivative_weights(count, r, s):
    """∂p⁽ʳ⁾(s)/∂c[k], for as many coefficients."""
    power, weights = 1, []
    for k in range(count):
        weights.append(0 if k < r else perm(k, r) * power)
        power = power if k < r else power * s
    return weights


def antiderivative(c, s):
    """Σ c[k] sᵏ⁺¹/(k+1)."""
    y = 0
    for k in range(len(c) - 1, -1, -1):
        y = y * s + c[k] * s / (k + 1)
    return y


def antiderivative_weights(count, s):
    power, weights = s, []
    for k in range(count):
        weights.append(power / (k + 1))
        power = power * s
    return weights
