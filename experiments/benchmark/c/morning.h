/* Morning: keys and levers of the day, own cases, capacity and manner, requests to others. */
#pragma once
#include "luck.h"

static const int SCOPES[4] = {X_scope_departments, X_scope_reports, X_scope_bosses, X_scope_peers};

static void begin_day(const Lanes *o, const double *restrict c, const double *restrict lever, i64 day, Day *d) {
    for (int purpose = 0; purpose < PURPOSES; purpose++)
        for (int l = 0; l < R; l++) o->keys[purpose * R + l] = key(o->seeds[l], (u64)purpose, day);
    for (int l = 0; l < R; l++) {
        double total = 0.0;
        for (int k = 0; k < COSTS; k++) total += lever[COST_LEVERS[k] * R + l] * c[COST_ROWS[k] * R + l];
        o->overhead[l] = least(total, 0.9);
        for (int kind = 0; kind < 4; kind++) {
            d->scope[kind][l] = lever[SCOPES[kind] * R + l];
            d->boss[kind][l] = kind == KIND_upward ? C(boss_weight) : 1.0;
        }
        d->mean_scope[l] =
            0.25 * (LEVER(scope_departments) + LEVER(scope_bosses) + LEVER(scope_reports) + LEVER(scope_peers));
        d->reach[l] = most(most(LEVER(scope_departments), LEVER(scope_bosses)), most(LEVER(scope_reports), LEVER(scope_peers)));
        d->heard[l] = LEVER(promise) * (1.0 - C(realism) * LEVER(open_communication)) * (1.0 - LEVER(service_agreements));
        d->loud[l] = most(LEVER(client_mindset), d->heard[l]);
        d->spread[l] = C(manner_spread) * (1.0 + C(empowered_spread) * LEVER(empowerment));
        d->rework[l] = C(misunderstanding) * (1.0 - C(clarity) * LEVER(open_communication));
        d->share_seen[l] = C(ordinary_thanks) +
                           (1.0 - C(ordinary_thanks)) * LEVER(recognition) / (LEVER(recognition) + C(recognition_half));
        d->root[l] = lognormal_root(C(size_spread));
    }
}

static __attribute__((noinline)) void receive_cases(
    const Lanes *restrict o, const double *restrict c, const double *restrict world, Scratch *restrict s) {
    PEOPLE(vacant); PEOPLE(facing); PEOPLE(own_work); PEOPLE(load); PEOPLE(skill); PEOPLE(activity); PEOPLE(arrived); PEOPLE(workload);
    TEAMS(count);
    const u64 *restrict keys = o->keys + PURPOSE_cases * R, *restrict who = o->person_address;
    const double *restrict customers = o->office + O_customers * R;
    double *restrict u = s->u, *restrict rate = s->rate, *restrict came = s->came;
    i64 n = o->n;
    APART for (i64 i = 0; i < n; i++) LANES {
        double present = AT(vacant, i) <= 0.0 ? 1.0 : 0.0;
        i64 t = o->team[i];
        double members = (double)(o->team_start[t + 1] - o->team_start[t]), there = AT(team_count, t);
        double covering = 1.0 + C(cover) * (members - there) / most(1.0, there);
        double active = covering * (1.0 + AT(facing, i) * (WORLD(market) * customers[l] - 1.0));
        double by_skill = 1.0 + C(cases_by_skill) * (AT(skill, i) - 1.0);
        AT(rate, i) = least(12.0, present * AT(own_work, i) * AT(load, i) * by_skill * active / C(case_effort));
        AT(u, i) = uniform(mix(keys[l] + who[i]));
        AT(activity, i) = active * present;
    }
    poisson(came, u, rate, n * R, MOST_CASES);
    APART for (i64 j = 0; j < n * R; j++) {
        arrived[j] = came[j];
        workload[j] += came[j];
    }
}

static __attribute__((noinline)) void take_stock(
    const Lanes *restrict o, const double *restrict c, const double *restrict lever, Scratch *restrict s) {
    PEOPLE(vacant); PEOPLE(morale); PEOPLE(mindset); PEOPLE(cynicism); PEOPLE(strain); PEOPLE(freedom); PEOPLE(tenure);
    PEOPLE(skill); PEOPLE(cooperation); PEOPLE(autonomy); PEOPLE(effort); PEOPLE(capacity); PEOPLE(attitude);
    PEOPLE(acted); PEOPLE(display); PEOPLE(entitlement); PEOPLE(standing); PEOPLE(facing); PEOPLE(asked); PEOPLE(approvals_asked);
    const double *restrict efficiency = o->office + O_efficiency * R, *restrict overhead = o->overhead;
    double *restrict need_up = s->need_up, *restrict usual = s->usual, *restrict liked = s->liked;
    double *restrict likely = s->likely, *restrict practice = s->practice, *restrict shown = s->shown;
    double *restrict touchy = s->touchy, *restrict deaf = s->deaf;
    i64 n = o->n;
    APART for (i64 i = 0; i < n; i++) LANES {
        double present = AT(vacant, i) <= 0.0 ? 1.0 : 0.0;
        double felt = AT(mindset, i), spirits = AT(morale, i), bitter = AT(cynicism, i), worn = AT(strain, i);
        double own = AT(freedom, i) + C(empowered_autonomy) * (1.0 - AT(freedom, i)) * LEVER(empowerment);
        double hard = most(C(least_effort), 1.0 + C(morale_effort) * (spirits - 0.5) + C(mindset_effort) * felt * own -
                                                C(cynicism_effort) * bitter - C(strain_effort) * worn);
        double skilled = C(newcomer_skill) + (1.0 - C(newcomer_skill)) * least(1.0, AT(tenure, i) / C(learning_days));
        AT(autonomy, i) = own;
        AT(effort, i) = hard;
        AT(capacity, i) = present * hard * AT(skill, i) * skilled * efficiency[l] * (1.0 - overhead[l]);
        AT(attitude, i) = C(base_manner) + C(cooperation_manner) * (AT(cooperation, i) - 0.5) +
                          C(morale_manner) * (spirits - 0.5) - C(cynicism_manner) * (bitter - C(middling_cynicism)) -
                          C(strain_manner) * worn;
        double gap = most(0.0, LEVER(client_mindset) - felt);
        double eager = least(1.0, felt + C(acting_worth) * gap);
        AT(acted, i) = gap;
        AT(display, i) = eager;
        AT(asked, i) = 0.0;
        AT(approvals_asked, i) = 0.0;
        /* What the ties of a person have in common today. */
        AT(need_up, i) = 1.0 + 1.0 * ((1.0 - own) / (1.0 - C(freedom)) - 1.0);
        AT(usual, i) = cut(C(ordinary_should) + C(entitled_should) * (AT(entitlement, i) - 0.5));
        AT(liked, i) = C(standing_manner) * (AT(standing, i) - 0.5);
        AT(likely, i) = least(1.0, C(friction_rate) * most(0.0, 1.0 + 2.0 * C(targeting) * (0.5 - AT(standing, i))));
        AT(practice, i) = AT(facing, i) * C(facing_practice);
        AT(shown, i) = (1.0 - AT(practice, i)) * eager;
        AT(touchy, i) = 1.0 + C(entitled_offence) * (AT(entitlement, i) - 0.5);
        AT(deaf, i) = most(0.0, 1.0 - 2.0 * C(explanation) * LEVER(open_communication) * (1.0 - AT(entitlement, i)));
    }
}
