# The data sets that `load NAME` finds.
datasetdir = $(pkgdatadir)/data
dist_dataset_DATA = \
	data/anscombe.csv \
	data/digits.csv \
	data/iris.csv \
	data/penguins.csv \
	data/tea.csv \
	data/thermometer.csv
EXTRA_DIST += data/README.md
