/* The peers in C: declarations, and the arrays that they work on. */
#ifndef KERNELS_H
#define KERNELS_H
#include <stddef.h>

/* One system of n rows, or a spline of n knots, with everything that any kernel needs ready. */
struct system_data {
  size_t n, count;                      /* rows or knots; entries of x */
  double *dl, *d, *du, *b;              /* the system */
  double *m, *r, *up;                   /* Thomas: multipliers dl[i]/pivot[i], reciprocal pivots, du[i] r[i] */
  double *x, *work;                     /* the solution; room for n doubles */
  double *queries;                      /* as many as x has entries; the knots are in d, the values in b */
  double *ldl, *ld, *ldu, *ldu2;        /* LAPACK: copies that it overwrites, its factors and second superdiagonal */
  double *fdl, *fd, *fdu;
  int *pivots;
};

typedef void kernel_function(struct system_data *);

/* thomas.c */
void prepare_thomas(struct system_data *);
kernel_function thomas, thomas_ready_plain, thomas_ready_scaled;

/* gsl.c */
int prepare_gsl(struct system_data *, double uniform(void));
kernel_function natural_spline;

/* lapack.c */
int prepare_lapack(struct system_data *);
kernel_function lapack_gtsv, lapack_gttrs;

#endif
