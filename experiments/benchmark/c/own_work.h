/* Working hours: own cases, help among teammates, and thanks. */
#pragma once
#include "service.h"

static __attribute__((noinline)) void work_on_cases(const Lanes *restrict o, const double *restrict c) {
    PEOPLE(workload); PEOPLE(outstanding); PEOPLE(capacity); PEOPLE(reserve); PEOPLE(request_time); PEOPLE(blocked);
    PEOPLE(own_time); PEOPLE(slack); PEOPLE(finished); PEOPLE(lost); PEOPLE(left_work); PEOPLE(received);
    PEOPLE(received_quality); PEOPLE(workmanship); PEOPLE(morale); PEOPLE(mindset); PEOPLE(autonomy); PEOPLE(strain); PEOPLE(interrupted);
    const u64 *restrict keys = o->keys + PURPOSE_own_work * R, *restrict who = o->person_address;
    APART for (i64 i = 0; i < o->n; i++) LANES {
        u64 drawn = mix(keys[l] + who[i]);
        double cases = AT(workload, i), effort = C(case_effort), held_up = least(cases, C(holds_up) * AT(outstanding, i));
        double time = AT(capacity, i) - AT(reserve, i) - AT(request_time, i);
        time = most(0.0, time - C(resumption) * AT(interrupted, i));
        double own = least(time, (cases - held_up) * effort);
        double done = least(cases, whole(own / effort, first(drawn)));
        double given_up = whole(C(impatience) * (cases - done), second(drawn)), left = cases - done - given_up;
        double got = AT(received, i), built_on = got > 0.0 ? AT(received_quality, i) / got : 0.5;
        AT(blocked, i) = held_up / most(cases, 1.0);
        AT(own_time, i) = own;
        AT(slack, i) = most(0.0, time - own);
        AT(finished, i) = done;
        AT(lost, i) = given_up;
        AT(workload, i) = left;
        AT(left_work, i) = most(0.0, left - held_up) * effort;
        AT(workmanship, i) = cut(C(workmanship_base) + C(workmanship_morale) * (AT(morale, i) - 0.5) +
                                 C(workmanship_mindset) * AT(mindset, i) * AT(autonomy, i) -
                                 C(workmanship_strain) * AT(strain, i) + C(workmanship_service) * (built_on - 0.5));
    }
}

static __attribute__((noinline)) void gather_help(const Lanes *restrict o, const double *restrict c, Scratch *restrict s) {
    PEOPLE(left_work); PEOPLE(reserve); PEOPLE(slack);
    TEAMS(needed); TEAMS(offered);
    const i64 *restrict start = o->team_start, *restrict members = o->team_members;
    double *restrict offers = s->whole, *restrict needs = s->weighted, *restrict willing = s->willing;
    APART for (i64 i = 0; i < o->n; i++) LANES {
        double need = most(0.0, AT(left_work, i) - C(overload_days));
        AT(needs, i) = need;
        AT(offers, i) = (need <= 0.0 ? 1.0 : 0.0) * (AT(reserve, i) + C(help_share) * AT(willing, i) * AT(slack, i));
    }
    for (i64 t = 0; t < o->team_count; t++) {
        double offered[R], needed[R];
        LANES offered[l] = needed[l] = 0.0;
        for (i64 place = start[t]; place < start[t + 1]; place++) LANES {
            needed[l] += AT(needs, members[place]);
            offered[l] += AT(offers, members[place]);
        }
        LANES {
            AT(team_needed, t) = needed[l];
            AT(team_offered, t) = offered[l];
        }
    }
}

static __attribute__((noinline)) void help_teammates(const Lanes *restrict o, const double *restrict c, Scratch *restrict s) {
    PEOPLE(workload); PEOPLE(finished); PEOPLE(help_given); PEOPLE(help_received); PEOPLE(slack); PEOPLE(reserve);
    PEOPLE(left_work); PEOPLE(output); PEOPLE(revenue); PEOPLE(workmanship); PEOPLE(facing);
    TEAMS(needed); TEAMS(offered);
    const u64 *restrict keys = o->keys + PURPOSE_help * R, *restrict who = o->person_address;
    const i64 *restrict team = o->team;
    double *restrict offers = s->whole, *restrict needs = s->weighted;
    APART for (i64 i = 0; i < o->n; i++) LANES {
        double offered = AT(team_offered, team[i]), needed = AT(team_needed, team[i]), used = least(offered, needed);
        double given = AT(offers, i) * used / most(offered, 1e-12), came = AT(needs, i) * used / most(needed, 1e-12);
        double effort = C(case_effort), drawn = uniform(mix(keys[l] + who[i]));
        double helped = least(AT(workload, i), whole(came / effort, drawn)), done = AT(finished, i) + helped;
        AT(help_given, i) = given;
        AT(help_received, i) = came;
        AT(slack, i) = most(0.0, AT(slack, i) + AT(reserve, i) - given);
        AT(finished, i) = done;
        AT(workload, i) -= helped;
        AT(left_work, i) = most(0.0, AT(left_work, i) - helped * effort);
        AT(output, i) = done * effort * AT(workmanship, i);
        AT(revenue, i) = AT(output, i) * AT(facing, i);
    }
}

static __attribute__((noinline)) void thank(
    const Lanes *restrict o, const double *restrict c, const Day *restrict d, Scratch *restrict s) {
    PEOPLE(given); PEOPLE(given_quality); PEOPLE(gratitude_met); PEOPLE(help_given); PEOPLE(thanks);
    TIES(served); TIES(quality); TIES(gratitude);
    const i64 *restrict provider = o->provider, *restrict active = s->active;
    size_t size = sizeof(double) * (size_t)o->n * R;
    memset(given, 0, size);
    memset(given_quality, 0, size);
    memset(gratitude_met, 0, size);
    for (i64 k = 0; k < s->actives; k++) {
        i64 tie = active[k], p = provider[tie];
        LANES {
            AT(given, p) += AT(served, tie);
            AT(given_quality, p) += AT(served, tie) * AT(quality, tie);
            AT(gratitude_met, p) += AT(gratitude, tie);
        }
    }
    APART for (i64 i = 0; i < o->n; i++) LANES {
        double good = AT(given_quality, i) + AT(help_given, i) / C(request_effort);
        double felt = d->share_seen[l] * (good + C(grateful_thanks) * AT(gratitude_met, i));
        AT(thanks, i) = felt / (felt + C(thanks_half));
    }
}
