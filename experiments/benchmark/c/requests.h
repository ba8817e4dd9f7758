/* Morning: requests to others. Most ties have none on most days: these are told by one comparison and passed over. */
#pragma once
#include "morning.h"

#define SAFE 1e-9 /* exp(-x) >= 1 - x, and our exponential is nearer to it than this */

/* Find the ties on which something may happen today, and count grudges met on the way: their providers' rows are at hand. */
static __attribute__((noinline)) void look_for_requests(const Lanes *restrict o, Scratch *restrict s) {
    PEOPLE(vacant); PEOPLE(activity); PEOPLE(animosity_met); TIES(animosity);
    const u64 *restrict keys = o->keys + PURPOSE_requests * R, *restrict address = o->tie_address;
    const i64 *restrict client = o->client, *restrict provider = o->provider, *restrict kind = o->kind;
    const double *restrict weight = o->weight, *restrict clients = s->clients, *restrict need_up = s->need_up;
    double *restrict all_u = s->u, *restrict all_rates = s->rate;
    i64 *restrict list = s->list, m = o->m, listed = 0;
    char *restrict touched = s->touched;
    double u[BLOCK * R], rate[BLOCK * R], met[BLOCK * R];
    char maybe[BLOCK];
    memset(animosity_met, 0, sizeof(double) * (size_t)o->n * R);
    for (i64 begin = 0; begin < m; begin += BLOCK) {
        i64 many = m - begin < BLOCK ? m - begin : BLOCK;
        APART for (i64 k = 0; k < many; k++) {
            i64 tie = begin + k, i = client[tie], p = provider[tie];
            int any = 0;
            LANES {
                double there = AT(vacant, p) <= 0.0 ? 1.0 : 0.0;
                double need = kind[tie] == KIND_upward ? AT(need_up, i) : 1.0;
                double mean = least(MOST_REQUESTS_ON_A_TIE, weight[tie] * there * AT(activity, i) * need);
                double drawn = uniform(mix(keys[l] + address[tie]));
                AT(u, k) = drawn;
                AT(rate, k) = mean;
                AT(met, k) = AT(animosity, tie) / clients[p];
                any |= drawn >= 1.0 - mean - SAFE;
            }
            maybe[k] = (char)any;
        }
        for (i64 k = 0; k < many; k++) {
            i64 tie = begin + k, p = provider[tie];
            LANES AT(animosity_met, p) += AT(met, k);
            LANES {
                AT(all_u, listed) = AT(u, k);
                AT(all_rates, listed) = AT(rate, k);
            }
            list[listed] = tie;
            listed += maybe[k] | touched[tie];
        }
    }
    s->listed = listed;
}

/* Requests come, in sizes that differ; what waits is counted. */
static __attribute__((noinline)) void ask(
    const Lanes *restrict o, const double *restrict c, const Day *restrict d, Scratch *restrict s) {
    PEOPLE(asked); PEOPLE(approvals_asked);
    TIES(backlog); TIES(size); TIES(waiting); TIES(served); TIES(quality); TIES(gratitude);
    const u64 *restrict sizes = o->keys + PURPOSE_sizes * R, *restrict address = o->tie_address;
    const i64 *restrict client = o->client, *restrict kind = o->kind, *restrict list = s->list;
    double *restrict came = s->came;
    i64 listed = s->listed, *restrict active = s->active, actives = 0;
    char *restrict touched = s->touched;
    poisson(came, s->u, s->rate, listed * R, MOST_REQUESTS);
    APART for (i64 k = 0; k < listed; k++) {
        i64 tie = list[k];
        LANES {
            double before = AT(backlog, tie), after = before + AT(came, k);
            double new = lognormal(mix(sizes[l] + address[tie]), C(size_spread), d->root[l]);
            double mean = (AT(size, tie) * before + new * AT(came, k)) / most(after, 1.0);
            AT(size, tie) = after > 0.0 ? mean : 1.0;
            AT(waiting, tie) = AT(waiting, tie) * before / most(after, 1.0);
            AT(backlog, tie) = after;
            AT(served, tie) = 0.0;
            AT(quality, tie) = 0.0;
            AT(gratitude, tie) = 0.0;
        }
    }
    for (i64 k = 0; k < listed; k++) {
        i64 tie = list[k], i = client[tie];
        double upward = kind[tie] == KIND_upward ? 1.0 : 0.0;
        int open = 0;
        LANES {
            AT(asked, i) += AT(came, k);
            AT(approvals_asked, i) += upward * AT(came, k);
        }
        for (int l = 0; l < R; l++) open |= AT(backlog, tie) > 0.0;
        active[actives] = tie;
        actives += open;
        touched[tie] = (char)open;
    }
    s->actives = actives;
}
