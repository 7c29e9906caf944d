# The program. A folder stands before those that it uses.
zolta_libs = libui.a liblesson.a liblang.a libexport.a libio.a libplot.a libcore.a libbase.a
outside_libs = $(CAIRO_LIBS) $(CMARK_LIBS) $(NCURSES_LIBS) $(READLINE_LIBS) $(SLEEF_LIBS) $(LIBINTL)

bin_PROGRAMS += zolta
zolta_SOURCES = src/main.c
zolta_LDADD = $(zolta_libs) $(outside_libs)
# Where things are: installed, and for a program that runs from its build directory.
zolta_CPPFLAGS = $(AM_CPPFLAGS) \
	-DPKGDATADIR='"$(pkgdatadir)"' \
	-DLOCALEDIR='"$(localedir)"' \
	-DZT_BUILDDIR='"$(abs_top_builddir)"' \
	-DZT_SOURCE_LESSONS='"$(abs_top_srcdir)/lessons"' \
	-DZT_SOURCE_DATADIR='"$(abs_top_srcdir)/data"' \
	-DZT_BUILD_LOCALEDIR='"$(abs_top_builddir)/po-locale"'
