"""Gaps h[i] = t[i+1] - t[i] and slopes of chords m[i] = (u[i+1] - u[i]) / h[i]: the data as slope rules see it.

The three maps side by side: LOC-4 to LOC-6, HER-8, HER-9.
"""

from differences import differences, scattered


def chords(t, u):
    h = differences(t)
    return h, [rise / gap for rise, gap in zip(differences(u), h)]


def chords_pushforward(h, m, t_dot, u_dot):
    """m h = u[i+1] - u[i], so ṁ = (u̇[i+1] - u̇[i] - m ḣ) / h."""
    h_dot = differences(t_dot)
    return h_dot, [(rise - slope * gap_dot) / gap for rise, slope, gap_dot, gap in zip(differences(u_dot), m, h_dot, h)]


def chords_pullback(h, m, h_bar, m_bar):
    """With w = m̄ / h: ⟨m̄, ṁ⟩ + ⟨h̄, ḣ⟩ = w (u̇[i+1] - u̇[i]) + (h̄ - m w) (ṫ[i+1] - ṫ[i])."""
    w = [one / gap for one, gap in zip(m_bar, h)]
    t_bar = scattered([one - slope * v for one, slope, v in zip(h_bar, m, w)])
    return t_bar, scattered(w)
