/*
 * LAPACK's solvers with partial pivoting, by the Fortran calling convention. dgtsv overwrites its input,
 * so what it costs here includes the copies that a caller who keeps the system has to make.
 */
#include <string.h>

#include "kernels.h"

extern void dgtsv_(const int *n, const int *nrhs, double *dl, double *d, double *du, double *b, const int *ldb,
                   int *info);
extern void dgttrf_(const int *n, double *dl, double *d, double *du, double *du2, int *ipiv, int *info);
extern void dgttrs_(const char *trans, const int *n, const int *nrhs, const double *dl, const double *d,
                    const double *du, const double *du2, const int *ipiv, double *b, const int *ldb, int *info,
                    size_t trans_length);

static void copy_system(struct system_data *s, double *dl, double *d, double *du) {
  memcpy(dl, s->dl, (s->n - 1) * sizeof(double));
  memcpy(d, s->d, s->n * sizeof(double));
  memcpy(du, s->du, (s->n - 1) * sizeof(double));
}

int prepare_lapack(struct system_data *s) {
  const int n = (int)s->n;
  int info = 0;
  copy_system(s, s->fdl, s->fd, s->fdu);
  dgttrf_(&n, s->fdl, s->fd, s->fdu, s->ldu2, s->pivots, &info);
  return info;
}

void lapack_gtsv(struct system_data *s) {
  const int n = (int)s->n, one = 1;
  int info = 0;
  copy_system(s, s->ldl, s->ld, s->ldu);
  memcpy(s->x, s->b, s->n * sizeof(double));
  dgtsv_(&n, &one, s->ldl, s->ld, s->ldu, s->x, &n, &info);
}

void lapack_gttrs(struct system_data *s) {
  const int n = (int)s->n, one = 1;
  int info = 0;
  memcpy(s->x, s->b, s->n * sizeof(double));
  dgttrs_("N", &n, &one, s->fdl, s->fd, s->fdu, s->ldu2, s->pivots, s->x, &n, &info, 1);
}
