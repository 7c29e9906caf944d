dist_man1_MANS = doc/zolta.1
dist_doc_DATA = doc/NEWS.md doc/README.fr.md
EXTRA_DIST += doc/ARCHITECTURE.md doc/HACKING.md
