/* Working hours: providers split their time, requests are answered and judged. Only ties with open requests are touched. */
#pragma once
#include "requests.h"

/* What waits for each provider, and how much each is drawn to it. */
static __attribute__((noinline)) void look_at_queues(const Lanes *restrict o, const double *restrict c, Scratch *restrict s) {
    PEOPLE(queue); PEOPLE(queue_work);
    TIES(backlog); TIES(size); TIES(animosity); TIES(camaraderie);
    const i64 *restrict provider = o->provider, *restrict active = s->active;
    double *restrict work = s->work, *restrict pull = s->pull;
    i64 n = o->n, actives = s->actives;
    memset(queue, 0, sizeof(double) * (size_t)n * R);
    memset(queue_work, 0, sizeof(double) * (size_t)n * R);
    APART for (i64 k = 0; k < actives; k++) {
        i64 tie = active[k];
        LANES {
            double inclined = most(
                C(least_inclination), 1.0 - C(avoidance) * AT(animosity, tie) + C(favour) * AT(camaraderie, tie));
            AT(work, k) = AT(backlog, tie) * AT(size, tie) * C(request_effort);
            AT(pull, k) = inclined * (1.0 / (1.0 - C(quick_first) + C(quick_first) * AT(size, tie)));
        }
    }
    for (i64 k = 0; k < actives; k++) {
        i64 tie = active[k], p = provider[tie];
        LANES {
            AT(queue, p) += AT(backlog, tie);
            AT(queue_work, p) += AT(work, k);
        }
    }
}

#define BOUNDLESS 1e6

/* The share that each provider who is short of time answers, in three rounds. */
static __attribute__((noinline)) void find_pace(const Lanes *restrict o, Scratch *restrict s) {
    PEOPLE(queue_work); PEOPLE(request_time); PEOPLE(pace);
    const i64 *restrict provider = o->provider, *restrict active = s->active;
    const double *restrict work = s->work, *restrict pull = s->pull;
    double *restrict all = s->whole, *restrict weighted = s->weighted;
    i64 *restrict hurried = s->hurried, n = o->n, many = 0;
    for (i64 k = 0; k < s->actives; k++) {
        i64 p = provider[active[k]];
        i64 any = 0;
        LANES any |= AT(request_time, p) < AT(queue_work, p);
        hurried[many] = k;
        many += any;
    }
    if (!many) return;
    for (int round = 0; round < 3; round++) {
        memset(all, 0, sizeof(double) * (size_t)n * R);
        memset(weighted, 0, sizeof(double) * (size_t)n * R);
        for (i64 each = 0; each < many; each++) {
            i64 k = hurried[each], p = provider[active[k]];
            LANES {
                double share = AT(pace, p) * AT(pull, k), load = AT(work, k), drawn = load * AT(pull, k);
                AT(all, p) += share >= 1.0 ? load : 0.0;
                AT(weighted, p) += share >= 1.0 ? 0.0 : drawn;
            }
        }
        APART for (i64 i = 0; i < n; i++) LANES {
            double faster = most(AT(pace, i), (AT(request_time, i) - AT(all, i)) / most(AT(weighted, i), 1e-12));
            AT(pace, i) = AT(request_time, i) >= AT(queue_work, i) ? BOUNDLESS : faster;
        }
    }
}

static __attribute__((noinline)) void split_time(
    const Lanes *restrict o, const double *restrict c, const double *restrict lever, const Day *restrict d,
    Scratch *restrict s) {
    PEOPLE(queue_work); PEOPLE(workload); PEOPLE(outstanding); PEOPLE(mindset); PEOPLE(cooperation); PEOPLE(peer_warmth);
    PEOPLE(thanks); PEOPLE(left_work); PEOPLE(capacity); PEOPLE(reserve); PEOPLE(request_time); PEOPLE(pace);
    PEOPLE(interrupted); TEAMS(needed);
    const i64 *restrict team = o->team;
    double *restrict willing = s->willing;
    look_at_queues(o, c, s);
    APART for (i64 i = 0; i < o->n; i++) LANES {
        double cases = AT(workload, i), held_up = least(cases, C(holds_up) * AT(outstanding, i));
        double own = (cases - held_up) * C(case_effort), asked = AT(queue_work, i);
        double before = LEVER(internal_priority);
        double priority = before + C(mindset_priority) * AT(mindset, i) * d->mean_scope[l] * (1.0 - before);
        double beyond = most(0.0, AT(cooperation, i) - C(duty)) / (1.0 - C(duty));
        double wants = least(
            1.0, beyond * 0.5 * (1.0 + AT(peer_warmth, i)) * (1.0 + C(thanked_willingness) * AT(thanks, i)));
        double others = AT(team_needed, team[i]) - most(0.0, AT(left_work, i) - C(overload_days));
        double overloaded = others > 1e-9 ? 1.0 : 0.0;
        double aside = C(help_sacrifice) * wants * AT(capacity, i) * overloaded;
        double time = AT(capacity, i) - aside;
        double first_asked = priority * asked, first_own = (1.0 - priority) * own;
        double share = first_asked / most(first_asked + first_own, 1e-12);
        double given = least(asked, most(share * time, time - own));
        AT(willing, i) = wants;
        AT(reserve, i) = aside;
        AT(request_time, i) = given;
        AT(interrupted, i) = priority * priority * given / C(request_effort) * least(1.0, own / most(time, 1e-9));
        AT(pace, i) = given >= asked ? BOUNDLESS : 0.0;
    }
    find_pace(o, s);
}

static __attribute__((noinline)) void clear_account(const Lanes *restrict o) {
    static const int rows[] = {P_received, P_received_quality, P_waited, P_approvals_received, P_approvals_waited,
                               P_returned, P_shortfall, P_excess, P_breach, P_offences, P_slighted, P_outstanding};
    size_t size = (size_t)o->n * R;
    for (size_t k = 0; k < sizeof rows / sizeof *rows; k++)
        memset(o->people + (size_t)rows[k] * size, 0, sizeof(double) * size);
}

/* Add what came on some ties to their clients' accounts of the day, tie by tie. */
static __attribute__((noinline)) void keep_account(
    const Lanes *restrict o, const double *restrict c, Scratch *restrict s, i64 begin, i64 many) {
    PEOPLE(received); PEOPLE(received_quality); PEOPLE(waited); PEOPLE(approvals_received); PEOPLE(approvals_waited);
    PEOPLE(returned); PEOPLE(shortfall); PEOPLE(excess); PEOPLE(breach); PEOPLE(offences); PEOPLE(slighted); PEOPLE(outstanding);
    TIES(backlog); TIES(served); TIES(gratitude);
    double *restrict const *settled = s->settled;
    const i64 *restrict client = o->client, *restrict kind = o->kind, *restrict active = s->active + begin;
    for (i64 k = 0; k < many; k++) {
        i64 tie = active[k], i = client[tie];
        double upward = kind[tie] == KIND_upward ? 1.0 : 0.0;
        LANES {
            double answered = AT(served, tie), days = AT(settled[1], k);
            double counts = kind[tie] == KIND_upward ? C(boss_counts) : 1.0;
            AT(received, i) += answered;
            AT(received_quality, i) += answered * AT(settled[0], k);
            AT(waited, i) += answered * days;
            AT(approvals_received, i) += upward * answered;
            AT(approvals_waited, i) += upward * answered * days;
            AT(returned, i) += AT(settled[2], k);
            AT(shortfall, i) += counts * AT(settled[3], k);
            AT(excess, i) += counts * AT(gratitude, tie);
            AT(breach, i) += AT(settled[4], k);
            AT(offences, i) += AT(settled[5], k);
            AT(slighted, i) += AT(settled[6], k);
            AT(outstanding, i) += AT(backlog, tie);
        }
    }
}

static __attribute__((noinline)) void meet(
    const Lanes *restrict o, const double *restrict c, const Day *restrict d, Scratch *restrict s, i64 begin, i64 many) {
    PEOPLE(attitude); PEOPLE(pace); PEOPLE(should);
    TIES(backlog); TIES(waiting); TIES(will); TIES(animosity); TIES(camaraderie); TIES(since_offence);
    TIES(served); TIES(quality); TIES(gratitude);
    const u64 *restrict keys = o->keys + PURPOSE_service * R, *restrict rubs = o->keys + PURPOSE_friction * R;
    const u64 *restrict address = o->tie_address;
    const i64 *restrict client = o->client, *restrict provider = o->provider, *restrict kind = o->kind;
    const i64 *restrict active = s->active + begin;
    const double *restrict practice = s->practice, *restrict shown = s->shown, *restrict liked = s->liked;
    const double *restrict usual = s->usual, *restrict likely = s->likely, *restrict touchy = s->touchy;
    const double *restrict deaf = s->deaf, *restrict pull = s->pull + begin * R;
    double *restrict was_quality = s->settled[0], *restrict was_waiting = s->settled[1], *restrict came_back = s->settled[2];
    double *restrict was_short = s->settled[3], *restrict broken = s->settled[4], *restrict noted = s->settled[5];
    double *restrict slight = s->settled[6];
    APART for (i64 k = 0; k < many; k++) {
        i64 tie = active[k], i = client[tie], p = provider[tie], of = kind[tie];
        LANES {
            u64 drawn = mix(keys[l] + address[tie]), slips = mix(rubs[l] + address[tie]);
            double scope = d->scope[of][l], heard = d->heard[l], loud = d->loud[l], own = AT(usual, i);
            double grudge = AT(animosity, tie), warm = AT(camaraderie, tie), days = AT(waiting, tie), will0 = AT(will, tie);
            double open = AT(backlog, tie), patience = C(patience);
            double keen = C(display_manner) * (AT(practice, p) + AT(shown, p) * scope);
            double chance = 3.4641016151377544 * d->spread[l] * (third(drawn) - 0.5);
            double manner = cut(AT(attitude, p) + keen + AT(liked, i) - C(animosity_manner) * grudge + chance);
            double done = least(open, whole(AT(pace, p) * open * AT(pull, k), first(drawn)));
            /* The client's judgement. */
            double answered = done > 0.0 ? 1.0 : 0.0;
            double overdue = days >= patience ? (open > 0.0 ? 1.0 - answered : 0.0) : 0.0;
            double weight = answered + C(neglect) * overdue;
            double came = manner * answered * (1.0 - C(delay_weight) * days / (days + patience));
            double seen = came + C(assimilation) * (will0 - came);
            double due = own + (1.0 - loud * (1.0 - scope)) * (AT(should, i) - own);
            double below = weight * most(0.0, due - C(tolerance) - seen);
            double above = answered * most(0.0, seen - due - C(tolerance));
            double promised = own + heard * scope * (C(promised_should) - own);
            double boss = d->boss[of][l];
            double rubbed = first(slips) < AT(likely, i) ? answered : 0.0;
            double cold = 1.0 - C(warm_buffer) * warm;
            double grown = C(offence) * C(loss_aversion) * below * AT(touchy, i) * AT(deaf, i) * cold * (1.0 - grudge);
            double sour = least(1.0, grudge + grown);
            double slipped = rubbed * C(friction_size) * (1.0 + C(touchiness) * (scope * loud)) * AT(touchy, i) *
                             AT(deaf, i) * cold * (1.0 - sour);
            double sourer = least(1.0, sour + slipped);
            AT(was_short, k) = below;
            AT(broken, k) = weight * boss * (heard * scope * most(0.0, promised - seen - C(accepted_breach)));
            AT(noted, k) = sourer - grudge >= C(notable) ? 1.0 : 0.0;
            AT(slight, k) = sourer - sour;
            AT(animosity, tie) = sourer - sourer * least(1.0, C(healing) * above);
            AT(since_offence, tie) = below + rubbed > 0.0 ? -1.0 : AT(since_offence, tie); /* the evening adds a day */
            AT(will, tie) = will0 + C(will_learning) * weight * (seen - will0);
            AT(quality, tie) = manner * answered;
            AT(gratitude, tie) = above;
            AT(served, tie) = done;
            AT(was_quality, k) = manner;
            AT(was_waiting, k) = days;
            /* What stays open overnight. */
            double left = open - done, back = whole(d->rework[l] * done, second(drawn));
            double withdrawn = whole(C(withdrawal) * left, second(slips)), after = left - withdrawn + back;
            AT(came_back, k) = back;
            AT(backlog, tie) = after;
            AT(waiting, tie) = after > 0.0 ? days * (left - withdrawn) / most(after, 1.0) + 1.0 : 0.0;
        }
    }
}

/* Some ties at a time, so that what is between meeting and accounting stays in the nearest cache. */
static void serve(const Lanes *restrict o, const double *restrict c, const Day *restrict d, Scratch *restrict s) {
    i64 actives = s->actives;
    clear_account(o);
    for (i64 begin = 0; begin < actives; begin += BLOCK) {
        i64 many = actives - begin < BLOCK ? actives - begin : BLOCK;
        meet(o, c, d, s, begin, many);
        keep_account(o, c, s, begin, many);
    }
}
