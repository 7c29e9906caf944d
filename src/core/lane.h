/* The small operations as expressions, shared by one lane and by the loops over vectors.
 *
 * NaN: min, max and relu hand it on; sign and step make it 0, as PyTorch does. */
#ifndef ZT_CORE_LANE_H
#define ZT_CORE_LANE_H

#define ZT_LANE_RELU(a)   ((a) > 0 || (a) != (a) ? (a) : 0)
#define ZT_LANE_SIGN(a)   (((a) > 0) - ((a) < 0))
#define ZT_LANE_STEP(a)   ((a) > 0)
#define ZT_LANE_MIN(a, b) ((a) < (b) || (a) != (a) ? (a) : (b))
#define ZT_LANE_MAX(a, b) ((a) > (b) || (a) != (a) ? (a) : (b))

/* Above this softplus is its own argument, as in PyTorch. */
#define ZT_SOFTPLUS_LINEAR 20

#endif
