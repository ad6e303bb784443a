/*
 * GSL's natural cubic spline: built anew and evaluated at ten sorted queries a knot with its accelerator, as its
 * manual does it. Room is allocated once. The numbers are those of bench/interpolants.ts.
 */
#include <gsl/gsl_errno.h>
#include <gsl/gsl_spline.h>

#include "kernels.h"

static gsl_spline *spline;
static gsl_interp_accel *accelerator;

int prepare_gsl(struct system_data *s, double uniform(void)) {
  const size_t n = s->n;
  gsl_set_error_handler_off();
  if (n < gsl_interp_type_min_size(gsl_interp_cspline)) return 1;
  double *knots = s->d, *values = s->b;
  knots[0] = 0;
  for (size_t i = 1; i < n; i++) knots[i] = knots[i - 1] + 0.5 + uniform();
  for (size_t j = 0; j < s->count; j++) s->queries[j] = (knots[n - 1] * (j + uniform())) / s->count;
  for (size_t i = 0; i < n; i++) values[i] = uniform();
  gsl_spline_free(spline);
  gsl_interp_accel_free(accelerator);
  spline = gsl_spline_alloc(gsl_interp_cspline, n);
  accelerator = gsl_interp_accel_alloc();
  return spline == NULL || accelerator == NULL;
}

void natural_spline(struct system_data *s) {
  gsl_spline_init(spline, s->d, s->b, s->n);
  gsl_interp_accel_reset(accelerator);
  for (size_t j = 0; j < s->count; j++) s->x[j] = gsl_spline_eval(spline, s->queries[j], accelerator);
}
