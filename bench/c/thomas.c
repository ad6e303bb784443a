/*
 * The Thomas algorithm without pivoting as a good C programmer writes it (Golub & Van Loan, Matrix
 * Computations, 4.3.6): one pass down, one pass up. Right for diagonally dominant systems only.
 */
#include "kernels.h"

/* Everything from the three diagonals: factors are found and used in the same pass. */
void thomas(struct system_data *s) {
  const size_t n = s->n;
  const double *restrict dl = s->dl, *restrict d = s->d, *restrict du = s->du, *restrict b = s->b;
  double *restrict up = s->work, *restrict x = s->x;
  double r = 1 / d[0];
  double y = x[0] = b[0] * r;
  for (size_t i = 1; i < n; i++) {
    const double u = up[i - 1] = du[i - 1] * r;
    r = 1 / (d[i] - dl[i - 1] * u);
    x[i] = y = (b[i] - dl[i - 1] * y) * r;
  }
  for (size_t i = n - 1; i-- > 0;) x[i] = y = x[i] - up[i] * y;
}

void prepare_thomas(struct system_data *s) {
  const size_t n = s->n;
  s->r[0] = 1 / s->d[0];
  for (size_t i = 1; i < n; i++) {
    s->m[i - 1] = s->dl[i - 1] * s->r[i - 1];
    s->r[i] = 1 / (s->d[i] - s->m[i - 1] * s->du[i - 1]);
    s->up[i - 1] = s->du[i - 1] * s->r[i - 1];
  }
}

/* With ready factors, as the textbook has it: y = b - m y, then x = (y - du x) r. */
void thomas_ready_plain(struct system_data *s) {
  const size_t n = s->n;
  const double *restrict m = s->m, *restrict r = s->r, *restrict du = s->du, *restrict b = s->b;
  double *restrict x = s->x;
  double y = x[0] = b[0];
  for (size_t i = 1; i < n; i++) x[i] = y = b[i] - m[i - 1] * y;
  x[n - 1] = y *= r[n - 1];
  for (size_t i = n - 1; i-- > 0;) x[i] = y = (x[i] - du[i] * y) * r[i];
}

/* The same, arranged so that nothing but one fused multiply-add a row waits for the row before. */
void thomas_ready_scaled(struct system_data *s) {
  const size_t n = s->n;
  const double *restrict m = s->m, *restrict r = s->r, *restrict up = s->up, *restrict b = s->b;
  double *restrict x = s->x;
  double y = b[0];
  x[0] = y * r[0];
  for (size_t i = 1; i < n; i++) {
    y = b[i] - m[i - 1] * y;
    x[i] = y * r[i];
  }
  y = x[n - 1];
  for (size_t i = n - 1; i-- > 0;) x[i] = y = x[i] - up[i] * y;
}
