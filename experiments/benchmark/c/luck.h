/* Addressed random draws, as in sim.luck, and the exponential of sim.numerics: the same bits. */
#pragma once
#include "office.h"

#define SCALE53 (1.0 / 9007199254740992.0)
#define SCALE21 (1.0 / 2097152.0)
#define MASK21 0x1FFFFFULL

static inline u64 mix(u64 x) {
    u64 z = x + 0x9E3779B97F4A7C15ULL;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}
static inline u64 key(u64 seed, u64 purpose, i64 day) { return mix(mix(mix(seed) + purpose) + (u64)day); }
/* Signed conversions: the numbers have 53 bits at most, and signed ones are cheaper. */
static inline double uniform(u64 drawn) { return (double)(i64)(drawn >> 11) * SCALE53; }
static inline double first(u64 drawn) { return (double)(i64)(drawn >> 43) * SCALE21; }
static inline double second(u64 drawn) { return (double)(i64)((drawn >> 21) & MASK21) * SCALE21; }
static inline double third(u64 drawn) { return (double)(i64)(drawn & MASK21) * SCALE21; }
static inline double bell(u64 drawn) { return 2.0 * (first(drawn) + second(drawn) + third(drawn) - 1.5); }
static inline double whole(double amount, double u) { return floor(amount + u); }

static inline double exponential(double x) {
    double y = least(most(x, -40.0), 40.0) * 0.0078125;
    double s = 1.0 + y * (1.0 / 12.0);
    s = 1.0 + y * s * (1.0 / 11.0);
    s = 1.0 + y * s * (1.0 / 10.0);
    s = 1.0 + y * s * (1.0 / 9.0);
    s = 1.0 + y * s * (1.0 / 8.0);
    s = 1.0 + y * s * (1.0 / 7.0);
    s = 1.0 + y * s * (1.0 / 6.0);
    s = 1.0 + y * s * (1.0 / 5.0);
    s = 1.0 + y * s * (1.0 / 4.0);
    s = 1.0 + y * s * (1.0 / 3.0);
    s = 1.0 + y * s * 0.5;
    s = 1.0 + y * s;
    s = s * s;
    s = s * s;
    s = s * s;
    s = s * s;
    s = s * s;
    s = s * s;
    return s * s;
}

/* The root of the mean of exp(s z), by which lognormal numbers are divided; 0 where they do not differ. */
static inline double lognormal_root(double spread) {
    return spread < 1e-3 ? 0.0 : 0.5 * (exponential(spread) - exponential(-spread)) / spread;
}
static inline double lognormal(u64 drawn, double spread, double root) {
    double size = exponential(spread * bell(drawn)) / (root * root * root);
    return root == 0.0 ? 1.0 : size;
}

#define SURELY 1e-9 /* nearer than this our exponential is to the true one */

/* Poisson counts of `count` means, W at a time; done when no u is left above. Arrays have room for a whole vector more. */
static void poisson(double *restrict came, double *restrict u, double *restrict rate, i64 count, int largest) {
    for (i64 k = count; k < (count + W - 1) / W * W; k++) u[k] = rate[k] = 0.0;
    for (i64 at = 0; at < count; at += W) {
        double p[W], cumulated[W], counted[W], divisor = 1.0;
        SIDE_BY_SIDE for (int j = 0; j < W; j++) {
            p[j] = cumulated[j] = exponential(-rate[at + j]);
            counted[j] = 0.0;
        }
        for (int k = 1; k <= largest; k++, divisor += 1.0) {
            i64 above = 0;
            SIDE_BY_SIDE for (int j = 0; j < W; j++) above |= u[at + j] >= cumulated[j];
            if (!above) break;
            SIDE_BY_SIDE for (int j = 0; j < W; j++) {
                counted[j] += u[at + j] >= cumulated[j] ? 1.0 : 0.0;
                p[j] = p[j] * rate[at + j] / divisor;
                cumulated[j] += p[j];
            }
        }
        SIDE_BY_SIDE for (int j = 0; j < W; j++) came[at + j] = counted[j];
    }
}
