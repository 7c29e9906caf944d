/* The way of a training over two parameters, as far as the history knows it. */
#ifndef ZT_LANG_TRAIL_H
#define ZT_LANG_TRAIL_H

#include "core/session.h"

typedef struct ZtTrail {
    double *x, *y;   /* count finite points, oldest first */
    double *loss;    /* that of each; of the last one, and where epochs were not kept, about */
    uint64_t *epoch; /* after which it was reached; 0: the start */
    size_t count;
    bool begins;       /* the first point is the parameters' start */
    size_t broken;     /* points left out because they are not finite */
    double *at;        /* all parameters where the picture is taken: at present or, if that is not
                          finite, at the last epoch that was, or at the start */
    uint64_t at_epoch; /* the epoch of these */
    bool present;      /* they are the present ones */
} ZtTrail;

/* True if the first epoch of the history began at the parameters' start. */
bool zt_trail_begins(const ZtSession *session);

/* Of the parameters number x and y. False with err when memory runs out. */
bool zt_trail_read(ZtTrail *trail, const ZtSession *session, size_t x, size_t y, ZtErr *err);
void zt_trail_free(ZtTrail *trail);

#endif
