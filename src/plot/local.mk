noinst_LIBRARIES += libplot.a
libplot_a_SOURCES = \
	src/plot/axes.c \
	src/plot/axes.h \
	src/plot/canvas.c \
	src/plot/canvas.h \
	src/plot/draw.c \
	src/plot/draw.h \
	src/plot/field.c \
	src/plot/field.h \
	src/plot/figure.c \
	src/plot/figure.h \
	src/plot/glyphs.c \
	src/plot/glyphs.h \
	src/plot/legend.c \
	src/plot/legend.h \
	src/plot/raster.c \
	src/plot/raster.h \
	src/plot/relief.c \
	src/plot/relief.h \
	src/plot/surface.c \
	src/plot/surface.h \
	src/plot/ticks.c \
	src/plot/ticks.h
