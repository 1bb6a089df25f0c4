package check

import (
	"strings"

	"mattinale/pipeline/news"
)

// borrowed are words that English and German have from Italian, Spanish or Latin, and end like them. Folded.
var borrowed = set(`meta versa area areas opera idea radio video studio piano euro photo data media era formula panorama drama arena villa casino cargo zero solo auto kilo taxi
	micro pizza pasta espresso cappuccino latte mafia propaganda agenda quota extra visa gala saga sofa soda cinema camera corona influenza malaria banana gorilla
	plasma stigma schema sigma criteria bacteria phobia mania nostalgia utopia aroma karma diploma trauma coma comma aura sauna tuna fauna flora lava larva nova
	terra ultra mega alpha beta gamma delta omega polo judo tango bravo maestro soprano alto contralto tenor tempo ratio audio logo memo demo promo condo disco ego
	echo hero tornado volcano motto ghetto fiasco gusto stucco fresco risotto gelato pesto prosciutto salami ravioli spaghetti gnocchi broccoli zucchini pepperoni
	mozzarella ricotta parmigiano lasagna pancetta graffiti confetti paparazzi literati alibi kiwi safari mini bikini semi tsunami vigilante embargo veto lido loggia
	piazza palazzo campo basilica madonna signora signor donna mamma nonna anemia chimera pneumonia insomnia regatta vendetta cantata sonata toccata ballerina prima
	diva aria viola tuba orchestra gondola pergola cupola cicada inferno incognito manifesto libretto concerto virtuoso impresario portfolio scenario patio folio
	cameo stereo rodeo mosquito potato tomato buffalo domino limbo jumbo turbo bingo cello halo silo metro retro macro info alga nebula antenna arena encyclopedia
	hernia leukemia dementia militia amnesia hysteria dyslexia academia insignia magnolia petunia camomilla vanilla china mantra panda koala puma hyena cobra zebra
	samba favela bossa guano poncho coca cacao quinoa jojoba iguana llama alpaca capoeira caipirinha saudade azulejo junta rancho sierra sombrero torero
	aficionado armadillo avocado barracuda cabana cafeteria chinchilla cilantro corrida guerrilla hacienda incommunicado jaguarundi lasso loco mariachi mesa mojito mulatto
	paprika piranha pimento presidio vaquero yerba zapateado tapioca guarani kayapo mulata machismo caudillo peronista
	saliva retina cornea vagina uvula tibia sepsi asthma eczema edema dogma enigma magma paella sangria tortilla guerrilla armada plaza siesta fiesta marijuana tequila
	macho gringo desperado amigo bolero flamenco chorizo taco burrito nacho pueblo barrio carabinieri carabiniere consiglio comune carnevale palio tombola lotto bimbo
	bambino bambini padre giro tifosi azzurri scudetto catenaccio libero calcio dolce vita limoncello prosecco grappa salvo cargo gogo casa loro via persona sigma
	papa dada para agio ammo intro outro combo typo hippo rhino kimono casinos banjo pinto peso credo fado lingo jingo fandango mango indigo vertigo largo forego
	undergo cargo ergo also into onto unto upto who two too zoo ago idea sea tea plea pea flea guinea area yoga toga alumni cacti fungi nuclei radii loci foci stimuli
	yeti rabbi chili deli multi anti bonsai samurai emoji manga ninja sushi wasabi origami haiku buffa seria opera terme`)

// leftovers reports single words of the article's language that stayed untranslated: words in lower case of the article that
// end as English words do not. Only Italian, Spanish and Portuguese can be told from English and German by that; the other
// way round an English word is an Italian one too often.
func (s *Source) leftovers(t statement) []news.Finding {
	northern := t.lang == "en" || t.lang == "de"
	southern := s.lang == "it" || s.lang == "es" || s.lang == "pt"
	if !northern || !southern {
		return nil
	}
	quoted := t.quoted()
	var out []news.Finding
	for i := 0; i < len(t.tokens); i++ {
		from := i
		for i < len(t.tokens) && !quoted[i] && s.untranslated(t.tokens[i]) {
			i++
		}
		if i > from {
			out = append(out, t.finding(news.KindLanguage, from, i, "left in %s", languageName(s.lang)))
		}
	}
	return out
}

const shortestLeftover = 4

func (s *Source) untranslated(w token) bool {
	return w.class == word && w.text == w.lower && len(w.fold) >= shortestLeftover &&
		strings.ContainsAny(w.fold[len(w.fold)-1:], "aio") && s.names.small(w.fold) && w.functions == 0 && !borrowed.has(w.fold)
}
