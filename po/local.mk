# Catalogues where a program that runs from its build directory looks for them. Makevars and
# friends are for po/Makefile, which gettext provides and which installs them.
EXTRA_DIST += po/fr.po
if USE_NLS
build_catalogues = po-locale/fr/LC_MESSAGES/zolta.mo
noinst_DATA = $(build_catalogues)
CLEANFILES += $(build_catalogues)
endif

po-locale/fr/LC_MESSAGES/zolta.mo: po/fr.po
	$(AM_V_GEN)$(MKDIR_P) $(@D) && $(MSGFMT) -o $@ $(top_srcdir)/po/fr.po
