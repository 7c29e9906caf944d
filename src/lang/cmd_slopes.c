/* The rows of the commands that check what training does: slopes by differences, the exact
 * minimum. */
#include <config.h>

#include "base/nls.h"
#include "lang/handlers.h"

const ZtCommand zt_slope_commands[] = {
    {
        .name = "nudge",
        .form = ZT_ARGS_FORMULA,
        .complete = ZT_COMPLETE_PARAMETER,
        .usage = "nudge NAME [DELTA]",
        .brief = N_("move one parameter a little, and see what the loss does"),
        .help = N_(
            "The derivative of the loss by a parameter says how much the loss changes per unit the "
            "parameter is moved. nudge tries that out: the loss at NAME, at NAME + DELTA and at "
            "NAME - DELTA, and the slopes that follow from it. Forward is the difference to one "
            "side, divided by DELTA; central that between both sides, divided by 2 * DELTA. Below "
            "stands the derivative, and how far off each slope is, and why.\n"
            "\n"
            "DELTA is a number or an expression; at first it is a thousandth of the parameter's "
            "size. All of this is computed in double precision, with the session's numbers: with "
            "the seven digits of single precision two losses so near to each other would differ "
            "in their rounding only. A very small DELTA shows that double has its limits, too. The "
            "session stays as it is."),
        .example = "load thermometer\n"
                   "nudge w\n"
                   "nudge w 1e-9\n"
                   "nudge w -lr * grad(w)\n",
        .run = zt_do_nudge,
    },
    {
        .name = "gradcheck",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "gradcheck",
        .brief = N_("compare every derivative with a slope by difference"),
        .help = N_(
            "For each parameter the derivative of the loss, and beside it the central difference: "
            "the slope found by moving the parameter a little to both sides (see nudge). Several "
            "distances are tried, and that one is taken where rounding and curvature disturb "
            "least; all of it in double precision. At the end a verdict says whether the two "
            "agree, and if not, what the likely reason is. Of many parameters the worst are "
            "shown.\n"
            "\n"
            "Large data takes its time: the loss is computed ten times for each parameter. Ctrl-C "
            "stops it; the session stays as it is."),
        .example = "load thermometer\n"
                   "gradcheck\n",
        .run = zt_do_gradcheck,
    },
    {
        .name = "solve",
        .form = ZT_ARGS_WORDS,
        .complete = ZT_COMPLETE_NONE,
        .usage = "solve",
        .brief = N_("the exact minimum, and how far training still is from it"),
        .help = N_(
            "Some models need no training: where each parameter is only multiplied by something "
            "that depends on the data, and the loss is a parabola such as mse, the smallest loss "
            "and its parameters can be computed at once. solve shows them beside the present ones, "
            "and how much of the loss gradient descent still has to go. (This is the method of "
            "least squares, by QR decomposition, in double precision.)\n"
            "\n"
            "If the data does not determine all parameters, solve says which of them cannot be "
            "told apart.\n"
            "\n"
            "solve only shows: the session stays as it is. To go on from there, set the "
            "parameters: set w 0.536772"),
        .example = "load thermometer\n"
                   "train 100\n"
                   "solve\n",
        .run = zt_do_solve,
    },
    {0},
};
