/* The thermometer against the tutorial's loop in PyTorch and NumPy: a Python process that runs it
 * once for each line it is sent. */
#include <config.h>

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "bench.h"

#define ROUNDS 5

typedef struct Python {
    pid_t process;
    FILE *to, *from;
} Python;

static bool start(Python *python, const char *interpreter)
{
    int to[2], from[2];
    if (pipe(to) != 0 || pipe(from) != 0)
        return false;
    python->process = fork();
    if (python->process == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        close(to[1]);
        close(from[0]);
        execl(interpreter, interpreter, ZT_TESTS_DIR "/bench/torch_bench.py", (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    python->to = fdopen(to[1], "w");
    python->from = fdopen(from[0], "r");
    return python->process > 0 && python->to && python->from;
}

/* Runs the loop with that library; negative if it cannot. */
static double run(Python *python, const char *library, double *loss)
{
    char line[128];
    double seconds;
    fprintf(python->to, "%s\n", library);
    fflush(python->to);
    if (!fgets(line, sizeof line, python->from) || sscanf(line, "%lf %lf", &seconds, loss) != 2)
        return -1;
    return seconds;
}

static void compare(Python *python, ZtSession *s, const char *library, const char *name)
{
    BenchTimes ours = {0}, theirs = {0};
    double loss = 0, ratio;
    if (run(python, library, &loss) < 0) { /* the first one is slower */
        bench_note(name, "not installed");
        return;
    }
    for (int round = 0; round < ROUNDS; round++) {
        bench_add(&ours, bench_epochs(s, BENCH_EPOCHS));
        bench_add(&theirs, run(python, library, &loss));
    }
    ratio = bench_median(&theirs) / bench_median(&ours);
    bench_note(name, "%.1f ms, loss %.9g; %.0f times as long as zolta", bench_median(&theirs) * 1e3,
               loss, ratio);
}

void bench_python(const char *interpreter)
{
    Python python = {0};
    bench_title("5000 epochs on the thermometer in Python (one thread)");
    signal(SIGPIPE, SIG_IGN);
    if (!start(&python, interpreter)) {
        bench_note("left out", "%s cannot be run", interpreter);
        return;
    }
    ZtSession *s = bench_thermometer();
    double seconds = bench_epochs(s, BENCH_EPOCHS);
    bench_note("zolta", "%.1f us, loss %.9g", seconds * 1e6, s->last_loss);
    compare(&python, s, "torch", "PyTorch (600 to 1200 are usual)");
    compare(&python, s, "numpy", "NumPy");
    fclose(python.to);
    fclose(python.from);
    waitpid(python.process, NULL, 0);
    zt_session_free(s);
}
