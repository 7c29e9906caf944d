/* The rows of the commands that only look. */
#include <config.h>

#include "base/nls.h"
#include "lang/look.h"

const ZtCommand zt_look_commands[] = {
    {
        .name = "plot",
        .form = ZT_ARGS_WORDS,
        .redirects = true,
        .complete = ZT_COMPLETE_PLOT,
        .choices = "fit data loss residuals landscape gradient params compare",
        .usage = "plot [fit|data|loss|residuals|gradient|params|landscape|compare ...] [> FILE]",
        .brief = N_("draw the fit, the data, the training, the loss landscape"),
        .help =
            N_("plot fit, or plot alone, shows the points and the model's line in the units of "
               "the data as it was read, whatever normalize did. With several inputs it shows "
               "the prediction against the target; a perfect model has all points on the "
               "diagonal.\n"
               "\n"
               "plot data shows the points alone (the first input, if there are several). plot "
               "loss shows the loss of each epoch kept in the history, on a logarithmic axis "
               "where it spans two powers of ten. plot residuals shows prediction minus "
               "target, p - y, for each row: what the model leaves unexplained. plot gradient "
               "and plot params show each component of the gradient and each parameter, epoch "
               "by epoch. plot compare shows the losses of all marked runs and the present one, "
               "plot compare NAME ... those of up to 5 runs (see compare).\n"
               "\n"
               "plot landscape shows the loss over two parameters as a map: shades and contour "
               "lines, the path of the training, where it began and is now, and the lowest "
               "point. plot landscape w b chooses the two of more, the others stay at their "
               "present values. The range follows from the path and the lowest point; plot "
               "landscape w=0..6 b=-20..5 gives it.\n"
               "\n"
               "> FILE writes the picture to a file, 80 columns wide. In scripts and with "
               "--plain a sentence under the picture says what it shows. Axes have the names "
               "that label gave them; set glyphs and set color change the looks."),
        .example = "load thermometer\n"
                   "plot data\n"
                   "normalize 0.1\n"
                   "set lr 1e-2\n"
                   "set report quiet\n"
                   "train 5000\n"
                   "plot\n"
                   "plot loss\n"
                   "plot residuals\n"
                   "plot gradient\n"
                   "plot params\n"
                   "plot landscape\n"
                   "plot landscape w=0..8 b=-25..5\n",
        .looks = true,
        .run = zt_run_plot,
    },
    {
        .name = "print",
        .form = ZT_ARGS_FORMULA,
        .complete = ZT_COMPLETE_FORMULA,
        .usage = "print EXPRESSION, ...",
        .brief = N_("compute expressions and print their values"),
        .help = N_("The values stand on one line with blanks between them, each with 6 significant "
                   "digits or as many as set digits says; set digits exact shows the shortest text "
                   "that is exactly the number. A comparison prints true or false. An expression "
                   "with one value per row prints up to 12 of them, of more the first three and "
                   "the last.\n"
                   "\n"
                   "help expressions tells what can be computed. loss, p and grad(w) are at the "
                   "present parameters; last(loss) is what the last epoch printed."),
        .example = "load thermometer\n"
                   "print 0.01 * 35.7 + 0.15\n"
                   "print loss, grad(w), grad(b)\n"
                   "print mean(celsius), zolta[1], loss < 1000\n"
                   "print p - y\n",
        .looks = true,
        .run = zt_run_print,
    },
    {
        .name = "help",
        .alias = "?",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_COMMAND,
        .usage = "help [NAME]",
        .brief = N_("explain commands, settings, functions and topics"),
        .help = N_("help alone lists the commands and topics. NAME is a command, a setting, a "
                   "function or a topic."),
        .example = "help\n"
                   "help train\n"
                   "help formulas\n"
                   "help lr\n",
        .looks = true,
        .run = zt_run_help,
    },
    {0},
};
