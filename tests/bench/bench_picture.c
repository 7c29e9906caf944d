/* How long the dearest picture takes: the landscape of the loss, with the path of 5000 epochs. */
#include <config.h>

#include <stdio.h>
#include <stdlib.h>

#include "bench.h"
#include "lang/figures.h"
#include "plot/draw.h"

#define WIDTH  80
#define HEIGHT 24

static double draw(ZtSession *session, ZtCanvas *canvas)
{
    ZtErr err = {0};
    double before = bench_now();
    ZtFigure *figure = zt_plot_figure(session, "landscape", &err);
    if (!figure)
        exit(EXIT_FAILURE);
    zt_draw_figure(figure, ZT_GLYPHS_BRAILLE, canvas);
    zt_figure_free(figure);
    return bench_now() - before;
}

void bench_picture(void)
{
    ZtSession *session = bench_thermometer();
    ZtCanvas *canvas = zt_canvas_new(WIDTH, HEIGHT);
    BenchTimes times = {.count = 0};
    if (!canvas)
        exit(EXIT_FAILURE);
    bench_title("Pictures");
    bench_epochs(session, BENCH_EPOCHS);
    for (int i = 0; i < BENCH_ROUNDS; i++)
        bench_add(&times, draw(session, canvas));
    bench_limit("plot landscape, 80x24", bench_median(&times), 0.050);
    zt_canvas_free(canvas);
    zt_session_free(session);
}
