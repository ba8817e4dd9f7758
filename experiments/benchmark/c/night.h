/* Night: ties settle, what the day looked like is written down, and the organization draws its conclusions. */
#pragma once
#include "staffing.h"

static __attribute__((noinline)) void settle(
    const Lanes *restrict o, const double *restrict c, const double *restrict lever, const Day *restrict d) {
    PEOPLE(vacant); PEOPLE(display); PEOPLE(help_received);
    TIES(animosity); TIES(camaraderie); TIES(since_offence); TIES(affinity); TIES(served); TIES(quality);
    const i64 *restrict client = o->client, *restrict provider = o->provider, *restrict kind = o->kind;
    APART for (i64 tie = 0; tie < o->m; tie++) {
        i64 i = client[tie], p = provider[tie], of = kind[tie];
        double peer = of == KIND_peer ? 1.0 : 0.0;
        LANES {
            double asleep = AT(vacant, i) + AT(vacant, p);
            double grudge = AT(animosity, tie), warm = AT(camaraderie, tie), days = AT(since_offence, tie) + 1.0;
            double building = LEVER(team_building);
            double speed = C(forgiveness) * most(0.0, 1.0 + C(warm_forgiveness) * (warm - C(forgiving_warmth)));
            double rate = least(1.0, speed * least(1.0, days) / most(1.0, days));
            double scope = d->scope[of][l];
            double dealt = least(1.0, scope * (peer * AT(display, i) + C(accounting) * LEVER(service_agreements)));
            double answered = AT(served, tie) > 0.0 ? 1.0 : 0.0;
            double x = moved(warm, answered * (C(contact_warmth) * (AT(quality, tie) - 0.5) * (1.0 - warm)));
            x = moved(x, C(affinity_pull) * (AT(affinity, tie) - warm));
            x = moved(x, -C(grudge_chill) * grudge * warm);
            x = moved(x, peer * C(help_warmth) * AT(help_received, i) * (1.0 - warm));
            x = moved(x, peer * C(building_warmth) * building * (1.0 - warm));
            x = moved(x, -(C(crowding) * dealt * (1.0 - C(building_shield) * building) * warm));
            AT(animosity, tie) = asleep > 0.0 ? grudge : moved(grudge, -(rate * grudge * (1.0 - grudge)));
            AT(camaraderie, tie) = asleep > 0.0 ? warm : x;
            AT(since_offence, tie) = days;
        }
    }
}

/* Sum up what each client feels, in the order of the ties. */
static __attribute__((noinline)) void sum_up(const Lanes *restrict o, const Scratch *restrict s) {
    PEOPLE(animosity_felt); PEOPLE(animosity_squared); PEOPLE(animosity_within); PEOPLE(negative_ties);
    PEOPLE(camaraderie_felt); PEOPLE(peer_camaraderie); PEOPLE(peer_warmth);
    TIES(animosity); TIES(camaraderie);
    const i64 *restrict start = o->client_start, *restrict kind = o->kind;
    const double *restrict within = s->within;
    for (i64 i = 0; i < o->n; i++) {
        double sums[6][R], peers = 0.0;
        memset(sums, 0, sizeof sums);
        for (i64 tie = start[i]; tie < start[i + 1]; tie++) {
            double peer = kind[tie] == KIND_peer ? 1.0 : 0.0;
            peers += peer;
            LANES {
                double grudge = AT(animosity, tie), warm = AT(camaraderie, tie);
                sums[0][l] += grudge;
                sums[1][l] += grudge * grudge;
                sums[2][l] += within[tie] * grudge;
                sums[3][l] += grudge > warm ? 1.0 : 0.0;
                sums[4][l] += warm;
                sums[5][l] += peer * warm;
            }
        }
        LANES {
            AT(animosity_felt, i) = sums[0][l];
            AT(animosity_squared, i) = sums[1][l];
            AT(animosity_within, i) = sums[2][l];
            AT(negative_ties, i) = sums[3][l];
            AT(camaraderie_felt, i) = sums[4][l];
            AT(peer_camaraderie, i) = sums[5][l];
            AT(peer_warmth, i) = sums[5][l] / most(peers, 1.0);
        }
    }
}

#define SHEET 7 /* rows that are summed at once: as many as registers hold */

/* Sum rows of people by department, in the order of the people. What is summed over those present is multiplied by 0 or 1. */
static __attribute__((noinline)) void write_down(const Lanes *restrict o, i64 day) {
    PEOPLE(vacant);
    double *restrict tally = o->tally + (size_t)day * TALLIED * (size_t)o->department_count * R;
    const i64 *restrict department = o->department;
    i64 n = o->n;
    memset(tally, 0, sizeof(double) * TALLIED * (size_t)o->department_count * R);
    for (int from = 0; from < TALLIED; from += SHEET) {
        const double *row[SHEET];
        int rows = TALLIED - from < SHEET ? TALLIED - from : SHEET;
        for (int k = 0; k < SHEET; k++)
            row[k] = o->people + (size_t)TALLIED_SOURCES[from + (k < rows ? k : 0)] * (size_t)n * R;
        for (i64 i = 0; i < n;) {
            i64 at = department[i];
            double sums[SHEET][R];
            for (int k = 0; k < SHEET; k++) LANES sums[k][l] = k < rows ? AT(tally, (from + k) * o->department_count + at) : 0.0;
            if (from == 0) { /* the first row counts who is present */
                for (; i < n && department[i] == at; i++) LANES {
                    double present = AT(vacant, i) <= 0.0 ? 1.0 : 0.0;
                    sums[0][l] += present;
                    for (int k = 1; k < SHEET; k++) sums[k][l] += present * AT(row[k], i);
                }
            } else if (from < TALLIED_PRESENT) { /* then rows of those present and rows of everybody */
                for (; i < n && department[i] == at; i++) LANES {
                    double present = AT(vacant, i) <= 0.0 ? 1.0 : 0.0;
                    for (int k = 0; k < SHEET; k++)
                        sums[k][l] += from + k < TALLIED_PRESENT ? present * AT(row[k], i) : AT(row[k], i);
                }
            } else {
                for (; i < n && department[i] == at; i++) LANES for (int k = 0; k < SHEET; k++) sums[k][l] += AT(row[k], i);
            }
            for (int k = 0; k < rows; k++) LANES AT(tally, (from + k) * o->department_count + at) = sums[k][l];
        }
    }
}

static __attribute__((noinline)) void conclude(
    const Lanes *restrict o, const double *restrict c, const double *restrict lever, const double *restrict world, i64 day) {
    PEOPLE(facing); PEOPLE(finished); PEOPLE(workmanship); PEOPLE(workload); PEOPLE(lost);
    double *restrict tally = o->tally + (size_t)day * TALLIED * (size_t)o->department_count * R;
    double *restrict office = o->office, *restrict kept = o->office_days + (size_t)day * OFFICE * R;
    double done[R], quality[R], waiting[R], given_up[R], heads[R], breach[R], had[R], gone[R];
    i64 departments = o->department_count;
    LANES done[l] = quality[l] = waiting[l] = given_up[l] = heads[l] = breach[l] = had[l] = gone[l] = 0.0;
    for (i64 at = 0; at < departments; at++) LANES {
        heads[l] += AT(tally, Y_present * departments + at);
        breach[l] += AT(tally, Y_breach * departments + at);
        had[l] += AT(tally, Y_ideas * departments + at);
        gone[l] += AT(tally, Y_laid_off * departments + at);
    }
    for (i64 i = 0; i < o->n; i++) LANES {
        double face = AT(facing, i);
        done[l] += face * AT(finished, i);
        quality[l] += face * AT(finished, i) * AT(workmanship, i);
        waiting[l] += face * AT(workload, i);
        given_up[l] += face * AT(lost, i);
    }
    for (int l = 0; l < R; l++) {
        double *efficiency = &AT(office, O_efficiency), *trust = &AT(office, O_trust);
        double *satisfaction = &AT(office, O_satisfaction), *customers = &AT(office, O_customers);
        double most_heads = most(heads[l], 1.0);
        double realised = least(1.0, C(improvement) * LEVER(process_improvement) * (had[l] / most_heads));
        *efficiency += realised * (1.0 + C(potential) - *efficiency) - C(erosion) * (*efficiency - 1.0);
        double trusted = C(base_trust) + C(openness_trust) * LEVER(open_communication) -
                         C(breach_trust) * (breach[l] / most_heads) - C(layoff_trust) * (gone[l] / (most_heads + gone[l]));
        *trust = cut(*trust + C(trust_learning) * (trusted - *trust));
        if (done[l] + given_up[l] > 0.0) {
            double per = most(done[l], 1e-9), speed = C(speed_half) / (C(speed_half) + waiting[l] / per);
            double got = (C(quality_weight) * (quality[l] / per) + (1.0 - C(quality_weight)) * speed) *
                         (1.0 - C(lost_weight) * (given_up[l] / (done[l] + given_up[l])));
            *satisfaction += C(satisfaction_learning) * (got - *satisfaction);
            *satisfaction = cut(*satisfaction + C(fashion) * bell(mix(o->keys[PURPOSE_customers * R + l])));
        }
        double goal = 1.0 + C(loyalty) * (*satisfaction - C(benchmark)) - C(hard_times) * WORLD(fear) * (1.0 - *satisfaction);
        *customers = most(0.0, *customers + C(base_learning) * (goal - *customers));
        for (int row = 0; row < OFFICE; row++) AT(kept, row) = AT(office, row);
    }
}
