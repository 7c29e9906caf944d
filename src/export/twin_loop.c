/* The script's functions: the loss, the training loop, the report, and what is said when a
 * training diverges. */
#include <config.h>

#include <string.h>

#include "base/nls.h"
#include "core/curvature.h"
#include "export/literal.h"
#include "export/twin_parts.h"

/* --- model and loss --- */

bool zt_twin_formula(ZtTwin *twin, const ZtFormula *formula, const char *indent, ZtBuf *before,
                     ZtBuf *expression)
{
    ZtSpelling spelling = {
        .language = ZT_PYTHON,
        .session = twin->session,
        .column = twin->used,
        .param = twin->param,
        .indent = indent,
    };
    return zt_expression(&spelling, formula, before, expression);
}

/* The mean of the rows' losses: the words have PyTorch's own forms. */
static bool add_measure(ZtTwin *twin, ZtBuf *before, ZtBuf *mean)
{
    const char *loss = twin->terms.loss;
    if (strcmp(loss, "mse") == 0)
        zt_buf_puts(mean, "((p - y) ** 2).mean()");
    else if (strcmp(loss, "mae") == 0)
        zt_buf_puts(mean, "torch.abs(p - y).mean()");
    else if (strcmp(loss, "huber") == 0)
        zt_buf_puts(mean, "torch.nn.functional.huber_loss(p.expand(len(y)), y)");
    else {
        ZtErr ignored;
        ZtFormula *formula = zt_formula_parse(loss, strlen(loss), ZT_FORMULA_MODEL, NULL, &ignored);
        zt_buf_putc(mean, '(');
        bool fine = formula && zt_twin_formula(twin, formula, "    ", before, mean);
        zt_buf_puts(mean, ").mean()");
        zt_formula_free(formula);
        return fine;
    }
    return true;
}

bool zt_twin_measure(ZtTwin *twin)
{
    ZtBuf before = {0}, mean = {0};
    bool fine = add_measure(twin, &before, &mean);
    zt_buf_puts(twin->out, "def measure(p):\n");
    zt_buf_printf(twin->out, "%s    return %s\n\n\n", zt_buf_text(&before), zt_buf_text(&mean));
    fine = fine && !before.failed && !mean.failed;
    zt_buf_free(&before);
    zt_buf_free(&mean);
    return fine;
}

/* def predict(a, b): the model as a function of its parameters. */
static bool add_predict(ZtTwin *twin)
{
    ZtBuf before = {0}, p = {0}, names = {0};
    bool fine = zt_twin_formula(twin, twin->session->model, "    ", &before, &p);
    for (size_t i = 0; i < twin->session->count; i++)
        zt_buf_printf(&names, "%s%s", i > 0 ? ", " : "", twin->param[i]);
    zt_twin_list(twin, "def predict(", &names, "):");
    zt_buf_printf(twin->out, "%s    return %s\n\n\n", zt_buf_text(&before), zt_buf_text(&p));
    fine = fine && !before.failed && !p.failed;
    zt_buf_free(&before);
    zt_buf_free(&p);
    return fine;
}

/* --- the report --- */

static void add_report(ZtTwin *twin)
{
    ZtBuf *out = twin->out;
    zt_buf_puts(out, "def number(value):\n"
                     "    value = value.item() + 0.0");
    zt_twin_aside(twin, N_("never -0"));
    zt_buf_puts(out, "    plain = value == 0 or 1e-3 <= abs(value) < 1e8\n"
                     "    return f\"{value:.4f}\" if plain else f\"{value:.4e}\"\n\n\n"
                     "def show(loss, parameters, gradient):\n");
    zt_twin_comment(twin, "    ",
                    N_("Loss and gradient are those before the update, parameters "
                       "those after it."));
    zt_buf_puts(
        out, "    loss = loss.item() + 0.0\n"
             "    plain = 1e-4 <= abs(loss) < 1e10\n"
             "    print(f\"Epoch {epoch}, Loss {loss:.6f}\" if plain else "
             "f\"Epoch {epoch}, Loss {loss:.6e}\")\n"
             "    if report == \"full\":\n"
             "        values = [number(value) for value in parameters.values()]\n"
             "        slopes = [number(slope) for slope in gradient]\n"
             "        widths = [max(len(a), len(b)) for a, b in zip(values, slopes)]\n"
             "        for head, texts in (\"    Params: \", values), (\"    Grad:   \", slopes):\n"
             "            columns = zip(parameters, texts, widths)\n"
             "            print(head + \", \".join(f\"{name} = {text:>{width}}\" "
             "for name, text, width in columns))\n\n\n");
}

/* --- divergence --- */

/* A sentence with {1} and {2} in it as what goes between the quotes of an f-string. */
static void add_sentence(ZtTwin *twin, const char *sentence, const char *one, const char *two)
{
    ZtBuf quoted = {0};
    zt_python_string(&quoted, sentence);
    zt_buf_puts(twin->out, "print(f");
    const char *at = zt_buf_text(&quoted);
    for (size_t i = 0; i < quoted.len; i++) {
        bool last = i + 3 == quoted.len && strcmp(at + i, "\\n\"") == 0; /* print ends the line */
        bool argument = at[i] == '{' && (at[i + 1] == '1' || at[i + 1] == '2') && at[i + 2] == '}';
        if (argument) {
            zt_buf_printf(twin->out, "{%s}", at[i + 1] == '1' ? one : two);
            i += 2;
        } else if (last) {
            i++;
        } else {
            zt_buf_putc(twin->out, at[i]);
        }
    }
    zt_buf_puts(twin->out, ")\n");
    twin->out->failed |= quoted.failed;
    zt_buf_free(&quoted);
}

/* The loss's second derivatives: known for the tutorial's model, else autograd's. */
static void add_curvature(ZtTwin *twin)
{
    ZtBuf *out = twin->out;
    if (twin->by_hand) {
        const char *x = twin->input;
        zt_buf_printf(out, "    rows = torch.stack([%s, torch.ones_like(%s)]).double()\n", x, x);
        zt_buf_puts(out, "    curvature = 2 * rows @ rows.T / len(y)\n");
        return;
    }
    ZtBuf start = {0};
    bool single = twin->session->settings.precision == ZT_SINGLE;
    for (size_t i = 0; i < twin->session->count; i++) {
        zt_buf_puts(&start, i > 0 ? ", " : "");
        zt_python_number(&start, twin->session->start[i], single, true);
    }
    zt_twin_list(twin, "    start = tuple(torch.tensor(value) for value in [", &start, "])");
    zt_buf_puts(out,
                "    rows = torch.autograd.functional.hessian("
                "lambda *values: measure(predict(*values)), start)\n"
                "    curvature = torch.tensor([[float(value) for value in row] for row in rows])\n"
                "    if not torch.isfinite(curvature).all():\n"
                "        return math.inf\n");
}

static bool add_divergence(ZtTwin *twin)
{
    ZtBuf *out = twin->out;
    const ZtDivergenceWords *words = twin->words;
    ZtErr ignored;
    ZtCurvature *curvature = zt_curvature_new(twin->session, true, &ignored);
    bool exact = curvature && zt_curvature_spectrum(curvature).exact;
    zt_curvature_free(curvature);
    zt_buf_puts(out, "def stable_rate():\n");
    zt_twin_comment(twin, "    ",
                    N_("A step longer than 2 / (largest curvature of the loss) lands farther from "
                       "the minimum."));
    add_curvature(twin);
    zt_buf_puts(out, "    rate = 2 / torch.linalg.eigvalsh(curvature)[-1].item()\n");
    zt_buf_puts(out, "    text = f\"{rate * (1 - 1e-6):.16e}\"");
    zt_twin_aside(twin, N_("three digits, rounded down"));
    zt_buf_puts(out, "    return float(text[:text.index(\".\") + 3] + text[text.index(\"e\"):])\n"
                     "\n\ndef tell_divergence():\n    ");
    add_sentence(twin, words->since, "since", "");
    zt_buf_puts(out, "    rate = stable_rate()\n"
                     "    if 0 < rate <= lr:\n        ");
    add_sentence(twin, words->too_large, "lr", "");
    zt_buf_puts(out, "        ");
    add_sentence(twin, exact ? words->exact : words->estimate, "lr", "rate:.3g");
    zt_buf_puts(out, "    else:\n        ");
    add_sentence(twin, words->other, "lr", "");
    zt_buf_puts(out, "\n\n");
    return !out->failed;
}

/* --- the loop --- */

static bool add_update_by_hand(ZtTwin *twin)
{
    ZtBuf *out = twin->out, before = {0}, p = {0};
    const char *w = twin->param[twin->weight], *b = twin->param[twin->bias];
    bool fine = zt_twin_formula(twin, twin->session->model, "        ", &before, &p);
    zt_buf_printf(out, "%s        p = %s\n", zt_buf_text(&before), zt_buf_text(&p));
    zt_buf_puts(out, "        loss = ((p - y) ** 2).mean()\n\n");
    zt_twin_comment(twin, "        ",
                    N_("The gradient by hand: how the loss changes with each "
                       "prediction,"));
    zt_twin_comment(twin, "        ",
                    N_("times how the prediction changes with the parameter, "
                       "summed over the rows."));
    zt_buf_puts(out, "        slope = 2 * (p - y) / len(y)\n");
    zt_buf_printf(out, "        %s = (slope * %s).sum()\n", twin->slope[0], twin->input);
    zt_buf_printf(out, "        %s = slope.sum()\n\n", twin->slope[1]);
    zt_buf_printf(out, "        %s = %s - lr * %s\n", w, w, twin->slope[0]);
    zt_buf_printf(out, "        %s = %s - lr * %s\n\n", b, b, twin->slope[1]);
    zt_buf_free(&before);
    zt_buf_free(&p);
    return fine;
}

static void add_update_by_autograd(ZtTwin *twin)
{
    zt_buf_puts(twin->out, "        loss = measure(predict(*parameters.values()))\n"
                           "        loss.backward()");
    zt_twin_aside(twin, N_("autograd finds the gradient"));
    zt_buf_puts(twin->out, "        gradient = [parameter.grad for parameter in "
                           "parameters.values()]\n"
                           "        with torch.no_grad():\n"
                           "            for parameter in parameters.values():\n"
                           "                parameter -= lr * parameter.grad\n"
                           "                parameter.grad = None\n\n");
}

/* What show() gets by hand: {"w": w, "b": b}, [grad_w, grad_b], in the session's order. */
static void add_hand_values(ZtTwin *twin)
{
    ZtBuf *out = twin->out;
    bool turned = twin->weight > twin->bias;
    for (size_t i = 0; i < 2; i++) {
        zt_buf_puts(out, i == 0 ? "{" : ", ");
        zt_twin_parameter(twin, out, i);
    }
    zt_buf_printf(out, "}, [%s, %s]", twin->slope[turned], twin->slope[!turned]);
}

static bool add_train(ZtTwin *twin)
{
    ZtBuf *out = twin->out;
    bool fine = true;
    zt_buf_puts(out, "def train(epochs):\n");
    zt_twin_comment(twin, "    ",
                    N_("Prediction, loss, gradient, update; the first and the last "
                       "epoch are always shown."));
    zt_buf_puts(out, "    global epoch");
    zt_buf_puts(out, twin->diverged ? ", since" : "");
    for (size_t i = 0; twin->by_hand && i < 2; i++)
        zt_buf_printf(out, ", %s", twin->param[i]);
    zt_buf_puts(out, "\n"
                     "    shown, first, last = epoch, epoch + 1, epoch + epochs\n"
                     "    while epoch < last:\n"
                     "        epoch += 1\n");
    if (twin->by_hand)
        fine = add_update_by_hand(twin);
    else
        add_update_by_autograd(twin);
    zt_buf_puts(out, "        finite = math.isfinite(loss.item())\n"
                     "        wanted = epoch in (first, last, *milestones) or not finite\n"
                     "        if wanted and report != \"quiet\":\n"
                     "            if epoch > shown + 1:\n"
                     "                print(\"...\")\n"
                     "            shown = epoch\n"
                     "            show(loss, ");
    if (twin->by_hand)
        add_hand_values(twin);
    else
        zt_buf_puts(out, "parameters, gradient");
    zt_buf_puts(out, ")\n");
    if (twin->diverged)
        zt_buf_puts(out, "        since = None if finite else since or epoch\n");
    zt_buf_puts(out, "        if not finite:\n            ");
    if (twin->diverged)
        zt_buf_puts(out, "tell_divergence()\n");
    else
        add_sentence(twin, twin->words->since, "epoch", "");
    zt_buf_puts(out, "            break\n\n\n");
    return fine;
}

bool zt_twin_functions(ZtTwin *twin)
{
    zt_buf_puts(twin->out, "\n");
    if (twin->steps)
        zt_buf_puts(twin->out, "def step(value):\n    return torch.relu(torch.sign(value))\n\n\n");
    bool fine = twin->by_hand || (add_predict(twin) && zt_twin_measure(twin));
    add_report(twin);
    fine = fine && (!twin->diverged || add_divergence(twin)) && add_train(twin);
    return fine && !twin->out->failed;
}
