"""v[i+1] - v[i], and its adjoint."""


def differences(v):
    return [b - a for a, b in zip(v, v[1:])]


def scattered(v_bar_of_differences):
    """The adjoint of `differences`: what each difference collected goes to its right end, and from its left one."""
    v_bar = [0] * (len(v_bar_of_differences) + 1)
    for i, one in enumerate(v_bar_of_differences):
        v_bar[i] -= one
        v_bar[i + 1] += one
    return v_bar


def total(v, w):
    """What two uses of an array bring it, together."""
    return [a + b for a, b in zip(v, w)]
