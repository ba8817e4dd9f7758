/* Evening: people leave and newcomers come; their ties end and begin anew. All of it is rare, so nothing here is in a hurry. */
#pragma once
#include "evening.h"

static double trait(u64 seed, u64 purpose, i64 day, u64 who, double mean, double deviation) {
    return cut(mean + deviation * bell(mix(key(seed, purpose, day) + who)));
}

#define DRAW(row, about) AT(row, i) = trait(seed, PURPOSE_##row, day, who, C(about), C(about##_spread))

/* Draw who comes to a chair, and let them begin. */
static void succeed(const Lanes *o, const double *c, i64 day, i64 i, int l) {
    PEOPLE(skill); PEOPLE(skill_mean); PEOPLE(entitlement); PEOPLE(standing); PEOPLE(freedom); PEOPLE(morale_set);
    PEOPLE(cynicism_set); PEOPLE(cooperation_set); PEOPLE(mood); PEOPLE(morale); PEOPLE(cooperation); PEOPLE(cynicism);
    PEOPLE(mindset); PEOPLE(strain); PEOPLE(tenure); PEOPLE(should);
    TEAMS(count); TEAMS(morale); TEAMS(cooperation);
    u64 seed = o->seeds[l], who = o->person_address[i];
    double chance = bell(mix(key(seed, PURPOSE_skill, day) + who));
    AT(skill, i) = least(2.0, most(0.3, AT(skill_mean, i) * (1.0 + C(skill_spread) * chance)));
    DRAW(entitlement, entitlement);
    DRAW(standing, standing);
    DRAW(freedom, freedom);
    DRAW(morale_set, morale);
    DRAW(cynicism_set, cynicism);
    DRAW(cooperation_set, cooperation);
    i64 t = o->team[i];
    double heads = AT(team_count, t), set = AT(morale_set, i), own = AT(cooperation_set, i);
    double around = heads > 0.0 ? AT(team_morale, t) / heads : set;
    double norm = heads > 0.0 ? AT(team_cooperation, t) / heads : own;
    double hopeful = cut(around + (set - C(morale)) + C(honeymoon));
    double cooperates = own + C(culture_learning) * (norm - own), cynical = C(newcomer_cynicism) * AT(cynicism_set, i);
    AT(mood, i) = moved(AT(mood, i), hopeful - AT(mood, i));
    AT(morale, i) = moved(AT(morale, i), hopeful - AT(morale, i));
    AT(cooperation, i) = moved(AT(cooperation, i), cooperates - AT(cooperation, i));
    AT(cynicism, i) = moved(AT(cynicism, i), cynical - AT(cynicism, i));
    AT(mindset, i) = 0.0;
    AT(strain, i) = 0.0;
    AT(tenure, i) = 0.0;
    AT(should, i) = cut(C(ordinary_should) + C(entitled_should) * (AT(entitlement, i) - 0.5));
}

/* End a tie; once, where both people leave. */
static void part(const Lanes *o, const double *c, i64 day, i64 tie, int l) {
    TIES(affinity); TIES(animosity); TIES(camaraderie); TIES(will); TIES(since_offence); TIES(backlog); TIES(waiting);
    double mean = o->kind[tie] == KIND_peer ? C(affinity_peers) : C(affinity_others);
    double warm = AT(camaraderie, tie);
    u64 seed = o->seeds[l], both = o->person_address[o->client[tie]] + o->person_address[o->provider[tie]];
    double shared = bell(mix(key(seed, PURPOSE_mutual_affinity, day) + both));
    double own = bell(mix(key(seed, PURPOSE_affinity, day) + o->tie_address[tie]));
    AT(affinity, tie) = cut(mean + C(affinity_spread) * (C(mutual_affinity) * shared + (1.0 - C(mutual_affinity)) * own));
    AT(animosity, tie) = 0.0;
    AT(camaraderie, tie) = moved(warm, C(new_warmth) * AT(affinity, tie) - warm);
    AT(will, tie) = C(ordinary_should);
    AT(since_offence, tie) = -1.0; /* the evening adds a day */
    AT(backlog, tie) = 0.0;
    AT(waiting, tie) = 0.0;
}

static __attribute__((noinline)) void come_and_go(
    const Lanes *restrict o, const double *restrict c, const double *restrict world, i64 day) {
    PEOPLE(vacant); PEOPLE(tenure); PEOPLE(morale); PEOPLE(cynicism); PEOPLE(animosity_met); PEOPLE(quit); PEOPLE(laid_off);
    PEOPLE(left); PEOPLE(hired);
    const u64 *restrict keys = o->keys + PURPOSE_staffing * R, *restrict who = o->person_address;
    double gone = 0.0;
    APART for (i64 i = 0; i < o->n; i++) LANES {
        u64 drawn = mix(keys[l] + who[i]);
        double away = AT(vacant, i) > 0.0 ? 1.0 : 0.0, remaining = AT(vacant, i) - WORLD(hiring);
        double days = AT(tenure, i) + (1.0 - away), jobs = WORLD(jobs);
        double hazard = jobs * C(quit_rate) *
                        most(C(least_quit),
                             1.0 + C(morale_quit) * jobs * (0.5 - AT(morale, i)) +
                                 C(cynicism_quit) * (AT(cynicism, i) - C(middling_cynicism)) +
                                 C(disliked_quit) * AT(animosity_met, i) +
                                 C(newness_quit) * (C(settling) / (C(settling) + days) - 1.0 / 3.0));
        double fired = first(drawn) < WORLD(layoffs) ? 1.0 - away : 0.0;
        double quits = second(drawn) < hazard ? (1.0 - away) * (1.0 - fired) : 0.0;
        double waits = most(1.0, C(vacancy) * (0.5 + third(drawn)));
        AT(tenure, i) = days;
        AT(quit, i) = quits;
        AT(laid_off, i) = fired;
        AT(left, i) = quits + fired;
        AT(hired, i) = remaining <= 0.0 ? away : 0.0;
        AT(vacant, i) = away * most(0.0, remaining) + (quits + fired) * waits;
    }
    for (i64 j = 0; j < o->n * R; j++) gone = most(gone, left[j]);
    if (gone <= 0.0) return;
    for (i64 i = 0; i < o->n; i++)
        for (int l = 0; l < R; l++)
            if (AT(left, i) > 0.0) {
                succeed(o, c, day, i, l);
                for (i64 tie = o->client_start[i]; tie < o->client_start[i + 1]; tie++) part(o, c, day, tie, l);
                for (i64 k = o->provider_start[i]; k < o->provider_start[i + 1]; k++) {
                    i64 tie = o->by_provider[k], other = o->client[tie];
                    if (AT(left, other) <= 0.0) part(o, c, day, tie, l);
                }
            }
}
