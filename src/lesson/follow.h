/* What the tutor does when commands are done in its shell. */
#ifndef ZT_LESSON_FOLLOW_H
#define ZT_LESSON_FOLLOW_H

#include "lesson/tutor.h"

ZtFollower zt_tutor_follower(ZtTutor *tutor);
bool zt_tutor_follows(const ZtFollower *follower); /* it is one of these */

#endif
