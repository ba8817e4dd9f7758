/* Morning: requests to others. Most ties have none on most days: these are told by one comparison and passed over. */
#pragma once
#include "morning.h"

/* What a comparison says: nothing comes, one comes, or it has to be counted. exp(-x) lies between two short polynomials. */
#define NONE(mean) (1.0 - (mean) + 0.5 * (mean) * (mean) - (mean) * (mean) * (mean) * (1.0 / 6.0))
#define UNSURE(u, mean, none)                                                                                  \
    ((u) >= (none) - SURELY ? ((u) < 1.0 - (mean) + 0.5 * (mean) * (mean) + SURELY ? 1.0                       \
                               : (u) >= (none) * (1.0 + (mean)) - SURELY           ? 1.0                       \
                                                                                   : 0.0)                      \
                            : 0.0)

/* Find the ties on which something may happen today, and count grudges met on the way: their providers' rows are at hand. */
static __attribute__((noinline)) void look_for_requests(const Lanes *restrict o, Scratch *restrict s) {
    PEOPLE(vacant); PEOPLE(activity); PEOPLE(animosity_met); TIES(animosity);
    const u64 *restrict keys = o->keys + PURPOSE_requests * R, *restrict address = o->tie_address;
    const i64 *restrict client = o->client, *restrict provider = o->provider, *restrict kind = o->kind;
    const double *restrict weight = o->weight, *restrict clients = s->clients, *restrict need_up = s->need_up;
    double *restrict came = s->came;
    i64 *restrict list = s->list, *restrict asking = s->asking, m = o->m, listed = 0, askings = 0, unsures = 0;
    char *restrict touched = s->touched;
    double u[BLOCK * R], rate[BLOCK * R], met[BLOCK * R], comes[BLOCK * R], unsure[BLOCK * R];
    memset(animosity_met, 0, sizeof(double) * (size_t)o->n * R);
    for (i64 begin = 0; begin < m; begin += BLOCK) {
        i64 many = m - begin < BLOCK ? m - begin : BLOCK;
        APART for (i64 k = 0; k < many; k++) {
            i64 tie = begin + k, i = client[tie], p = provider[tie];
            LANES {
                double there = AT(vacant, p) <= 0.0 ? 1.0 : 0.0;
                double need = kind[tie] == KIND_upward ? AT(need_up, i) : 1.0;
                double mean = least(MOST_REQUESTS_ON_A_TIE, weight[tie] * there * AT(activity, i) * need);
                double drawn = uniform(mix(keys[l] + address[tie])), none = NONE(mean);
                AT(u, k) = drawn;
                AT(rate, k) = mean;
                AT(met, k) = AT(animosity, tie) / clients[p];
                AT(comes, k) = drawn >= none ? 1.0 : 0.0;
                AT(unsure, k) = UNSURE(drawn, mean, none);
            }
        }
        for (i64 k = 0; k < many; k++) {
            i64 tie = begin + k, p = provider[tie], any = 0, ask = 0;
            LANES AT(animosity_met, p) += AT(met, k);
            LANES ask |= AT(comes, k) + AT(unsure, k) > 0.0;
            LANES any |= AT(unsure, k) > 0.0;
            LANES AT(came, listed) = AT(comes, k);
            if (any)
                for (int l = 0; l < R; l++) {
                    s->unsure[unsures] = listed * R + l;
                    s->u[unsures] = AT(u, k);
                    s->rate[unsures] = AT(rate, k);
                    unsures += AT(unsure, k) > 0.0;
                }
            asking[askings] = listed;
            askings += ask;
            list[listed] = tie;
            listed += ask | touched[tie];
        }
    }
    poisson(s->counted, s->u, s->rate, unsures, MOST_REQUESTS);
    for (i64 k = 0; k < unsures; k++) came[s->unsure[k]] = s->counted[k];
    s->listed = listed;
    s->askings = askings;
}

/* Requests come, in sizes that differ; what waits is counted. */
static __attribute__((noinline)) void ask(
    const Lanes *restrict o, const double *restrict c, const Day *restrict d, Scratch *restrict s) {
    PEOPLE(asked); PEOPLE(approvals_asked);
    TIES(backlog); TIES(size); TIES(waiting); TIES(served); TIES(quality); TIES(gratitude);
    const u64 *restrict sizes = o->keys + PURPOSE_sizes * R, *restrict address = o->tie_address;
    const i64 *restrict client = o->client, *restrict kind = o->kind, *restrict list = s->list;
    double *restrict came = s->came;
    double *restrict fresh = s->fresh;
    const i64 *restrict asking = s->asking;
    i64 listed = s->listed, askings = s->askings, *restrict active = s->active, actives = 0;
    char *restrict touched = s->touched;
    APART for (i64 j = 0; j < listed * R; j++) fresh[j] = 1.0;
    APART for (i64 each = 0; each < askings; each++) {
        i64 k = asking[each], tie = list[k];
        LANES AT(fresh, k) = lognormal(mix(sizes[l] + address[tie]), C(size_spread), d->root[l]);
    }
    APART for (i64 k = 0; k < listed; k++) {
        i64 tie = list[k];
        LANES {
            double before = AT(backlog, tie), after = before + AT(came, k);
            double mean = (AT(size, tie) * before + AT(fresh, k) * AT(came, k)) / most(after, 1.0);
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
        i64 open = 0;
        LANES {
            AT(asked, i) += AT(came, k);
            AT(approvals_asked, i) += upward * AT(came, k);
        }
        LANES open |= AT(backlog, tie) > 0.0;
        active[actives] = tie;
        actives += open;
        touched[tie] = (char)open;
    }
    s->actives = actives;
}
