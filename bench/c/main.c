/*
 * The peers in C behind a line protocol. Each line on stdin is
 *
 *   <kernel> <n> <repetitions>
 *
 * and is answered on stdout by `<nanoseconds> <sum of x>`, the time that the repetitions took by
 * CLOCK_MONOTONIC, or by `error <why>`. The system is made when the kernel's kind or n changes and kept
 * between lines. Its numbers are those of bench/systems.ts, for splines those of bench/interpolants.ts, so that
 * both sides solve the same system.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "kernels.h"

enum kind { DOMINANT, GENERAL, SPLINE };
enum { QUERIES_PER_KNOT = 10 };

static const struct {
  const char *name;
  kernel_function *run;
  enum kind kind;
} kernels[] = {
    {"thomas", thomas, DOMINANT},
    {"thomas-ready-plain", thomas_ready_plain, DOMINANT},
    {"thomas-ready-scaled", thomas_ready_scaled, DOMINANT},
#ifdef WITH_LAPACK
    {"dgtsv", lapack_gtsv, GENERAL},
    {"dgttrs", lapack_gttrs, GENERAL},
#endif
#ifdef WITH_GSL
    {"gsl-spline", natural_spline, SPLINE},
#endif
};

static uint32_t state;
static double uniform(void) {
  state = state * 1664525u + 1013904223u;
  return state / 4294967296.0;
}

static void *room(size_t bytes) {
  void *memory = aligned_alloc(64, (bytes + 63) / 64 * 64);
  if (memory == NULL) {
    puts("error out of memory");
    exit(1);
  }
  memset(memory, 0, bytes);
  return memory;
}

static const char *make(struct system_data *s, size_t n, enum kind kind) {
  double **arrays[] = {&s->dl, &s->d,   &s->du, &s->b,   &s->m,    &s->r,   &s->up,
                       &s->work, &s->ldl, &s->ld, &s->ldu, &s->ldu2, &s->fdl, &s->fd, &s->fdu};
  for (size_t i = 0; i < sizeof arrays / sizeof *arrays; i++) {
    free(*arrays[i]);
    *arrays[i] = room(n * sizeof(double));
  }
  free(s->pivots);
  s->pivots = room(n * sizeof(int));
  free(s->x);
  free(s->queries);
  s->n = n;
  s->count = kind == SPLINE ? QUERIES_PER_KNOT * n : n;
  s->x = room(s->count * sizeof(double));
  s->queries = room(s->count * sizeof(double));
  state = 1;
#ifdef WITH_GSL
  if (kind == SPLINE) return prepare_gsl(s, uniform) == 0 ? NULL : "no spline";
#endif
  for (size_t i = 0; i < n; i++) {
    s->dl[i] = uniform() - 0.5;
    s->du[i] = uniform() - 0.5;
    s->d[i] = kind == DOMINANT ? 2 + uniform() : uniform() - 0.5;
    s->b[i] = uniform();
  }
  if (kind == DOMINANT) prepare_thomas(s);
#ifdef WITH_LAPACK
  if (kind == GENERAL && prepare_lapack(s) != 0) return "the general system is singular";
#endif
  return NULL;
}

int main(void) {
  static struct system_data system;
  enum kind made = DOMINANT;
  char name[64];
  size_t n;
  long repetitions;
  while (scanf("%63s %zu %ld", name, &n, &repetitions) == 3) {
    size_t which = 0;
    while (which < sizeof kernels / sizeof *kernels && strcmp(kernels[which].name, name) != 0) which++;
    const char *error = NULL;
    if (which == sizeof kernels / sizeof *kernels) {
      error = "no such kernel";
    } else if (n < 2) {
      error = "n must be at least 2";
    } else if (n != system.n || kernels[which].kind != made) {
      error = make(&system, n, made = kernels[which].kind);
    }
    if (error != NULL) {
      system.n = 0;
      printf("error %s: %s %zu\n", error, name, n);
    } else {
      struct timespec start, end;
      clock_gettime(CLOCK_MONOTONIC, &start);
      for (long i = 0; i < repetitions; i++) {
        kernels[which].run(&system);
        __asm__ volatile("" ::: "memory");
      }
      clock_gettime(CLOCK_MONOTONIC, &end);
      double sum = 0;
      for (size_t i = 0; i < system.count; i++) sum += system.x[i];
      printf("%.0f %.17g\n", (end.tv_sec - start.tv_sec) * 1e9 + (end.tv_nsec - start.tv_nsec), sum);
    }
    fflush(stdout);
  }
  return 0;
}
