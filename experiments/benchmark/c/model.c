/* The laws and phases of the model by hand in C, for R lanes: the yardstick of the benchmark.

   It reads and writes the engine's own arrays and gives the same bits. It keeps no ledger. */
#include "night.h"

static double *numbers(size_t count) {
    return aligned_alloc(64, (count * sizeof(double) + 64 + 63) / 64 * 64);
}

static i64 *indices(size_t count) { return (i64 *)(void *)numbers(count); }

/* Everything that is worked with and not kept; the ties that are not blank at the beginning are found by looking. */
static Scratch *open_scratch(const Lanes *o) {
    TIES(backlog); TIES(size); TIES(waiting); TIES(served); TIES(quality); TIES(gratitude);
    Scratch *s = calloc(1, sizeof *s);
    size_t n = (size_t)o->n, m = (size_t)o->m, larger = (n > m ? n : m) * R + W + BLOCK * R;
    double **of_people[] = {&s->need_up, &s->willing, &s->whole, &s->weighted, &s->usual, &s->liked, &s->likely,
                            &s->practice, &s->shown, &s->touchy, &s->deaf};
    for (size_t k = 0; k < sizeof of_people / sizeof *of_people; k++) *of_people[k] = numbers(n * R);
    s->list = indices(m + 1);
    s->active = indices(m + 1);
    s->hurried = indices(m + 1);
    s->asking = indices(m + 1);
    s->unsure = indices(larger);
    s->touched = malloc(m + 1);
    s->u = numbers(larger);
    s->rate = numbers(larger);
    s->came = numbers(larger);
    s->counted = numbers(larger);
    s->fresh = numbers(larger);
    s->work = numbers(m * R);
    s->pull = numbers(m * R);
    s->clients = numbers(n);
    s->within = numbers(m);
    for (int k = 0; k < 7; k++) s->settled[k] = numbers(BLOCK * R);
    for (i64 i = 0; i < o->n; i++) s->clients[i] = (double)(o->provider_start[i + 1] - o->provider_start[i]);
    for (i64 tie = 0; tie < o->m; tie++) {
        int dirty = 0;
        for (int l = 0; l < R; l++)
            dirty |= AT(backlog, tie) != 0.0 || AT(size, tie) != 1.0 || AT(waiting, tie) != 0.0 || AT(served, tie) != 0.0 ||
                     AT(quality, tie) != 0.0 || AT(gratitude, tie) != 0.0;
        s->touched[tie] = (char)dirty;
        s->within[tie] = o->department[o->client[tie]] == o->department[o->provider[tie]] ? 1.0 : 0.0;
    }
    return s;
}

static void close_scratch(Scratch *s) {
    void *all[] = {s->list, s->active, s->hurried, s->asking, s->unsure, s->touched, s->u, s->rate,
                   s->came, s->counted, s->fresh, s->work, s->pull, s->clients,
                   s->need_up, s->willing, s->whole, s->weighted, s->usual, s->liked, s->likely, s->practice, s->shown,
                   s->touchy, s->deaf, s->within};
    for (size_t k = 0; k < sizeof all / sizeof *all; k++) free(all[k]);
    for (int k = 0; k < 7; k++) free(s->settled[k]);
    free(s);
}

/* Live through the days first, first + 1, ..., last - 1, in the order of sim.day. */
void live(const Lanes *o, i64 from, i64 to) {
    const double *restrict c = o->coefficients;
    Scratch *s = open_scratch(o);
    Day d;
    for (i64 day = from; day < to; day++) {
        const double *lever = o->levers + (size_t)day * LEVERS * R, *world = o->world + (size_t)day * WORLDLY * R;
        begin_day(o, c, lever, day, &d);
        receive_cases(o, c, world, s);
        take_stock(o, c, lever, s);
        look_for_requests(o, s);
        ask(o, c, &d, s);
        split_time(o, c, lever, &d, s);
        serve(o, c, &d, s);
        work_on_cases(o, c);
        gather_help(o, c, s);
        help_teammates(o, c, s);
        thank(o, c, &d, s);
        look_around(o);
        feel(o, c, world);
        believe(o, c, lever, world, &d, s);
        come_and_go(o, c, world, day);
        settle(o, c, lever, &d);
        sum_up(o, s);
        write_down(o, day);
        conclude(o, c, lever, world, day);
    }
    close_scratch(s);
}
