/* What a day reads and writes: arrays of the engine, whose last axis is the lane, and scratch of our own.

   rows.h is written by build.py from the engine's declarations: the numbers of all rows (P_mood, K_joy, ...), and the
   struct Lanes of pointers to the arrays of sim.lanes.Lanes. R is the number of lanes, fixed when this is compiled. */
#pragma once
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "rows.h"

#ifndef R
#define R 1
#endif

typedef uint64_t u64;
typedef int64_t i64;

#define W 8     /* numbers in a vector of the widest kind */
#define BLOCK (R == 1 ? 256 : 32) /* ties whose scratch stays in the nearest cache */

/* Every row is an array of its own, so no store to one can change another. */
#define PRAGMA(text) _Pragma(#text)
#define APART PRAGMA(GCC ivdep)
#define SIDE_BY_SIDE PRAGMA(GCC ivdep) PRAGMA(GCC unroll 1) /* or gcc unrolls before it looks for vectors */
#if R == 1
#define LANES for (int l = 0; l < R; l++)
#else
#define LANES SIDE_BY_SIDE for (int l = 0; l < R; l++)
#endif
#define PEOPLE(row) double *restrict row = o->people + (size_t)P_##row * (size_t)o->n * R
#define TIES(row) double *restrict row = o->ties + (size_t)T_##row * (size_t)o->m * R
#define TEAMS(row) double *restrict team_##row = o->teams + (size_t)TM_##row * (size_t)o->team_count * R
#define C(name) c[K_##name * R + l]
#define LEVER(name) lever[X_##name * R + l]
#define WORLD(name) world[W_##name * R + l]
#define AT(row, i) row[(i) * R + l]

/* What is the same for everybody on a day, by lane. */
typedef struct {
    double scope[4][R], boss[4][R], mean_scope[R], reach[R], heard[R], loud[R], spread[R], rework[R], share_seen[R], root[R];
} Day;

/* Scratch: kept from day to day so that nothing is allocated on the way. */
typedef struct {
    i64 *list, *active, *hurried; /* ties that change today; with requests open; whose provider is short of time */
    i64 *asking, *unsure;         /* places in the list where requests come; numbers that have to be counted */
    i64 listed, actives, askings;
    char *touched; /* ties whose day is not blank yet */
    double *u, *rate, *came, *counted, *fresh;
    double *work, *pull;
    double *clients; /* how many clients each provider has */
    double *need_up, *willing, *whole, *weighted;
    double *usual, *liked, *likely, *practice, *shown, *touchy, *deaf;
    double *within;
    double *settled[10];
} Scratch;

static inline double least(double a, double b) { return b < a ? b : a; }
static inline double most(double a, double b) { return b > a ? b : a; }
static inline double cut(double x) { return least(1.0, most(0.0, x)); }
static inline double moved(double value, double change) { return cut(value + change); }
