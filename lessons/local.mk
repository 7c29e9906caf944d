# The lessons, by language.
lessonsendir = $(pkgdatadir)/lessons/en
dist_lessonsen_DATA = \
	lessons/en/00-how-to-write-a-lesson.md \
	lessons/en/01-the-thermometer.md \
	lessons/en/02-the-model.md \
	lessons/en/03-the-loss.md \
	lessons/en/04-the-gradient.md \
	lessons/en/05-the-training-loop.md \
	lessons/en/06-normalising.md \
	lessons/en/07-the-result.md \
	lessons/en/08-automatic-differentiation.md \
	lessons/en/09-from-here-to-pytorch.md
lessonsfrdir = $(pkgdatadir)/lessons/fr
dist_lessonsfr_DATA = \
	lessons/fr/00-ecrire-une-lecon.md \
	lessons/fr/01-le-thermometre.md \
	lessons/fr/02-le-modele.md \
	lessons/fr/03-la-perte.md \
	lessons/fr/04-le-gradient.md \
	lessons/fr/05-la-boucle-d-apprentissage.md \
	lessons/fr/06-normaliser.md \
	lessons/fr/07-le-resultat.md \
	lessons/fr/08-la-derivation-automatique.md \
	lessons/fr/09-de-zolta-a-pytorch.md
EXTRA_DIST += lessons/README.md
