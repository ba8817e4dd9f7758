/* Evening: what people feel, who leaves, and who comes. */
#pragma once
#include "own_work.h"

static __attribute__((noinline)) void look_around(const Lanes *restrict o) {
    PEOPLE(vacant); PEOPLE(mood); PEOPLE(morale); PEOPLE(cynicism); PEOPLE(cooperation); PEOPLE(mindset);
    PEOPLE(boss_present); PEOPLE(boss_mood); PEOPLE(boss_mindset);
    TEAMS(count); TEAMS(mood); TEAMS(morale); TEAMS(cynicism); TEAMS(cooperation); TEAMS(mindset);
    const i64 *restrict start = o->team_start, *restrict members = o->team_members, *restrict boss = o->boss;
    for (i64 t = 0; t < o->team_count; t++) {
        double sums[6][R];
        memset(sums, 0, sizeof sums);
        for (i64 place = start[t]; place < start[t + 1]; place++) {
            i64 i = members[place];
            LANES {
                double present = AT(vacant, i) <= 0.0 ? 1.0 : 0.0;
                sums[0][l] += present;
                sums[1][l] += present * AT(mood, i);
                sums[2][l] += present * AT(morale, i);
                sums[3][l] += present * AT(cynicism, i);
                sums[4][l] += present * AT(cooperation, i);
                sums[5][l] += present * AT(mindset, i);
            }
        }
        LANES {
            AT(team_count, t) = sums[0][l];
            AT(team_mood, t) = sums[1][l];
            AT(team_morale, t) = sums[2][l];
            AT(team_cynicism, t) = sums[3][l];
            AT(team_cooperation, t) = sums[4][l];
            AT(team_mindset, t) = sums[5][l];
        }
    }
    APART for (i64 i = 0; i < o->n; i++) {
        i64 above = boss[i] > 0 ? boss[i] : 0;
        LANES {
            double there = (boss[i] >= 0) & (AT(vacant, above) <= 0.0) ? 1.0 : 0.0;
            AT(boss_present, i) = there;
            AT(boss_mood, i) = there * AT(mood, above);
            AT(boss_mindset, i) = there * AT(mindset, above);
        }
    }
}

/* Mood and morale, and cooperation; a vacant chair feels nothing. */
static __attribute__((noinline)) void feel(const Lanes *restrict o, const double *restrict c, const double *restrict world) {
    PEOPLE(vacant); PEOPLE(mood); PEOPLE(morale); PEOPLE(boss_mood); PEOPLE(boss_present); PEOPLE(shortfall); PEOPLE(slighted);
    PEOPLE(excess); PEOPLE(blocked); PEOPLE(help_given); PEOPLE(thanks); PEOPLE(autonomy); PEOPLE(strain); PEOPLE(morale_set);
    PEOPLE(cooperation); PEOPLE(cooperation_set); PEOPLE(help_received); PEOPLE(cynicism); PEOPLE(animosity_met);
    PEOPLE(peer_warmth);
    TEAMS(count); TEAMS(mood); TEAMS(cooperation);
    const u64 *restrict keys = o->keys + PURPOSE_mood * R, *restrict who = o->person_address;
    const u64 *restrict of_teams = o->keys + PURPOSE_team_mood * R;
    const u64 *restrict shared = o->team_address;
    const i64 *restrict team = o->team;
    APART for (i64 i = 0; i < o->n; i++) LANES {
        double now = AT(mood, i), spirits = AT(morale, i), largest = C(largest_move), heads = AT(team_count, team[i]);
        double boss = C(boss_mood_weight) * AT(boss_present, i);
        double around = (AT(team_mood, team[i]) + boss * AT(boss_mood, i)) / most(heads + boss, 1e-9);
        double x = moved(now, C(mood_return) * (spirits - now));
        x = moved(x, C(mood_contagion) * (around - now));
        x = moved(x, -least(largest, C(hurt) * AT(shortfall, i)));
        x = moved(x, -C(rudeness) * AT(slighted, i));
        x = moved(x, least(largest, C(joy) * AT(excess, i)));
        x = moved(x, -C(hindrance) * AT(blocked, i));
        x = moved(x, C(helper_lift) * AT(help_given, i));
        x = moved(x, C(thanks_lift) * AT(thanks, i));
        x = moved(x, C(autonomy_mood) * (AT(autonomy, i) - 0.5));
        double warm = AT(peer_warmth, i);
        x = moved(x, C(warmth_mood) * (warm > 0.0 ? warm - C(affinity_peers) : 0.0));
        x = moved(x, C(ordinary_mood));
        x = moved(x, -C(strain_mood) * AT(strain, i));
        x = moved(x, -C(cynical_mood) * (AT(cynicism, i) - C(middling_cynicism)));
        x = moved(x, -C(disliked_mood) * AT(animosity_met, i));
        x = moved(x, -C(fear_mood) * WORLD(fear));
        x = moved(x, C(team_mood_spread) * bell(mix(of_teams[l] + shared[team[i]])));
        x = moved(x, C(mood_spread) * bell(mix(keys[l] + who[i])));
        double settled = moved(moved(spirits, C(morale_learning) * (x - spirits)),
                               C(morale_return) * (AT(morale_set, i) - spirits));
        double k0 = AT(cooperation, i), norm = (AT(team_cooperation, team[i]) + 0.0 * 0.0) / most(heads + 0.0, 1e-9);
        double good = (C(reciprocity) * AT(excess, i) + C(help_returned) * AT(help_received, i)) * (1.0 - k0);
        double k = moved(k0, C(cooperation_return) * (AT(cooperation_set, i) - k0));
        k = moved(k, good);
        k = moved(k, -(C(retaliation) * least(1.0, AT(shortfall, i)) * k0));
        k = moved(k, C(thanks_cooperation) * AT(thanks, i) * (1.0 - k0));
        k = moved(k, -(C(cynical_withdrawal) * AT(cynicism, i) * k0));
        k = moved(k, C(team_norm) * (norm - k0));
        int away = AT(vacant, i) > 0.0;
        AT(mood, i) = away ? now : x;
        AT(morale, i) = away ? spirits : settled;
        AT(cooperation, i) = away ? k0 : k;
    }
}

/* Mindset and cynicism, expectations, strain, ideas. */
static __attribute__((noinline)) void believe(
    const Lanes *restrict o, const double *restrict c, const double *restrict lever, const double *restrict world,
    const Day *restrict d, const Scratch *restrict s) {
    PEOPLE(vacant); PEOPLE(cynicism); PEOPLE(mindset); PEOPLE(boss_mindset); PEOPLE(boss_present); PEOPLE(thanks); PEOPLE(breach);
    PEOPLE(cynicism_set); PEOPLE(should); PEOPLE(excess); PEOPLE(left_work); PEOPLE(capacity); PEOPLE(blocked); PEOPLE(shortfall);
    PEOPLE(slighted); PEOPLE(autonomy); PEOPLE(strain); PEOPLE(acted); PEOPLE(morale); PEOPLE(mood); PEOPLE(slack); PEOPLE(ideas);
    PEOPLE(interrupted);
    TEAMS(count); TEAMS(mindset); TEAMS(cynicism);
    const double *restrict trust = o->office + O_trust * R, *restrict usual = s->usual;
    const i64 *restrict team = o->team;
    const u64 *restrict heard = o->keys + PURPOSE_cynicism * R, *restrict who = o->person_address;
    APART for (i64 i = 0; i < o->n; i++) LANES {
        double bitter = AT(cynicism, i), felt = AT(mindset, i), heads = most(AT(team_count, team[i]), 1e-9);
        double campaign = LEVER(client_mindset) * d->reach[l];
        double beyond = most(0.0, trust[l] - C(base_trust));
        double resisting = C(resistance) * bitter * most(0.0, 1.0 - C(trusted_adoption) * beyond);
        double change = C(adoption) * campaign * most(0.0, 1.0 - resisting) * (1.0 - felt) -
                        (C(disillusion) * bitter + C(forgetting) * (1.0 - campaign)) * felt +
                        C(team_learning) * (AT(team_mindset, team[i]) / heads - felt) +
                        C(boss_example) * campaign * AT(boss_present, i) * (AT(boss_mindset, i) - felt) +
                        C(thanks_learning) * campaign * AT(thanks, i) * (1.0 - felt);
        double eager = cut(felt + change);
        double grown = C(breach_growth) * AT(breach, i) * (1.0 - C(trust_buffer) * trust[l]) * (1.0 - bitter);
        double y = moved(bitter, grown);
        y = moved(y, C(fading) * (AT(cynicism_set, i) - C(trust_cynicism) * (trust[l] - C(base_trust)) - bitter));
        y = moved(y, C(spreading) * (AT(team_cynicism, team[i]) / heads - bitter));
        y = moved(y, C(hearsay) * bell(mix(heard[l] + who[i])));
        double agreed = LEVER(service_agreements), due = AT(should, i), own = AT(usual, i);
        double moves = C(promise_pull) * most(0.0, own + d->heard[l] * (C(promised_should) - own) - due) +
                       C(upgrade) * AT(excess, i) - (C(sobering) + C(agreement_pull) * agreed) * (due - own);
        double tired = AT(strain, i), left = AT(left_work, i);
        double load = left / (left + C(overload_half) * AT(capacity, i) + 1e-9);
        double work = C(overload_strain) * load + C(hindrance_strain) * AT(blocked, i) +
                      C(interruption_strain) * AT(interrupted, i);
        double burden = work * (1.0 - C(control) * AT(autonomy, i)) +
                        C(hurt_strain) * least(1.0, AT(shortfall, i) + AT(slighted, i)) + C(fear_strain) * WORLD(fear);
        double wears = least(1.0, burden + C(acting_strain) * AT(acted, i) * d->mean_scope[l]) * (1.0 - tired);
        double rests = C(recovery) * (1.0 + C(resilience) * (AT(morale, i) - 0.5)) * tired;
        double had = C(idea_rate) * most(0.0, 1.0 + C(mood_ideas) * (AT(mood, i) - 0.5)) * (1.0 + C(mindset_ideas) * eager) *
                     (1.0 + C(empowerment_ideas) * LEVER(empowerment)) * (1.0 + C(slack_ideas) * AT(slack, i)) *
                     (1.0 - C(hindrance_ideas) * AT(blocked, i));
        int away = AT(vacant, i) > 0.0;
        AT(mindset, i) = away ? felt : eager;
        AT(cynicism, i) = away ? bitter : y;
        AT(should, i) = away ? due : cut(due + moves);
        AT(strain, i) = away ? tired : cut(tired + (wears - rests));
        AT(ideas, i) = away ? 0.0 : had;
    }
}
