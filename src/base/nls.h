/* Marks a text for translation where it stands; it is translated where it is shown. */
#ifndef ZT_BASE_NLS_H
#define ZT_BASE_NLS_H

#define N_(text) text

#endif
