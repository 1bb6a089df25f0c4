package check

import (
	"slices"
	"strings"
	"sync"
)

// Function words say which language a text is in, and nothing about what it is about. They are in lower case with their
// accents; words of one letter and elided forms ("dell" of "dell'acqua") are among them.
const (
	italianWords = `il lo la i gli le l un uno una di a da in con su per tra fra del dello della dei degli delle dell al allo alla ai agli
		alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle sull col coi d
		e ed o od ma anche se che chi cui non né più meno molto poco tutto tutti tutta tutte ogni altro altri altra altre stesso stessa stessi
		questo questa questi queste quest quello quella quelli quelle quell quei quegli ciò come dove quando quanto quanti mentre perché
		poiché affinché benché sebbene però quindi dunque infatti inoltre invece oppure ovvero cioè così ancora già ormai solo soltanto
		proprio sempre mai appena circa oltre dopo prima poi ora oggi ieri domani contro verso durante secondo presso entro senza sotto
		sopra dentro fuori è sono era erano sarà saranno sarebbe sarebbero sia siano fu furono stato stata stati state essere ha hanno
		aveva avevano avrà avranno avrebbe avrebbero abbia abbiano avere avuto ho abbiamo può possono potrà potranno potrebbe potrebbero
		deve devono dovrà dovranno dovrebbe dovrebbero vuole vogliono fa fanno fatto va vanno viene vengono si s ci c ce vi ve ne n mi me ti te lui lei
		loro noi voi io suo sua suoi sue nostro nostra mio mia quale quali qualche alcuni alcune nessuno nessuna nessun niente nulla parte
		grazie tramite mediante nonostante tuttavia comunque dovuto là lì qui qua dice detto`

	englishWords = `the a an of to in on at by for with from into onto over under about after before between among through during against
		within without since until till upon across behind beyond near off out up down and or but nor so yet if because although though
		while whereas unless than as that which who whom whose what when where why how this these those there here it its he him his she
		her hers they them their theirs we us our you your i me my is are was were be been being am has have had having do does did done
		doing will would shall should can could may might must not no nor never none nothing nobody neither either both each every all
		any some many much more most few fewer less least other others another such same only also just even still already again once
		ever very too then now today yesterday tomorrow said says say s t re ve ll don doesn didn isn aren wasn weren hasn haven hadn won
		wouldn couldn shouldn cannot according however therefore despite per amid while whether own first last next new`

	frenchWords = `le la les l un une des du de d à au aux en dans sur sous par pour avec sans chez vers entre contre depuis pendant avant
		après dès et ou où mais donc or ni car que qu qui quoi dont quand comme si lorsque puisque parce ce c cet cette ces celui celle ceux
		celles il ils elle elles on nous vous je j tu me m te se s lui leur leurs y son sa ses mon ma mes notre nos votre vos ne n pas plus
		moins jamais rien aucun aucune tout tous toute toutes autre autres même mêmes est sont était étaient sera seront serait été être
		a ont avait avaient aura auront aurait eu avoir fait faire doit doivent peut peuvent va vont très trop aussi encore déjà
		toujours ainsi selon afin cependant toutefois alors puis ici là non oui hier demain lors`

	germanWords = `der die das den dem des ein eine einen einem einer eines und oder aber denn doch sondern nicht kein keine keinen keiner in im
		ins an am auf aus bei beim mit nach von vom vor zu zum zur für durch gegen ohne um über unter zwischen während wegen seit bis ab ist
		sind war waren wird werden wurde wurden worden geworden sein gewesen hat haben hatte hatten habe kann können konnte soll sollen
		muss müssen will wollen darf er sie es ihr ihre ihren ihrem ihrer sein seine seinen seinem seiner wir uns ich mich man sich wer was
		wie wo wann warum wenn weil dass ob als dieser diese dieses diesem diesen jeder jede jedes alle allen alles auch noch nur schon
		sehr mehr so dann da hier dort heute gestern morgen immer wieder bereits etwa zwar sowie beiden damit dazu davon`

	spanishWords = `el la los las lo un una unos unas de del a al en con por para sin sobre entre hasta desde hacia contra según durante tras ante
		y e o u ni pero sino aunque porque pues si que quien quienes cual cuales cuyo cuya donde cuando como cuanto este esta estos estas
		ese esa esos esas aquel aquella esto eso su sus mi mis tu nuestro nuestra se le les lo me te nos él ella ellos ellas yo no ni nunca
		nada nadie ningún ninguna más menos muy mucho muchos mucha muchas poco todo todos toda todas otro otra otros otras mismo misma es
		son era eran será serán sería fue fueron ser sido está están estaba estar ha han había habían haber hay tiene tienen tener hace
		hacer puede pueden debe deben también ya aún así hoy ayer mañana después antes además mientras solo sólo cada`

	portugueseWords = `o a os as um uma uns umas de do da dos das d em no na nos nas num numa ao à aos às por pelo pela pelos pelas para com
		sem sob sobre entre até desde contra segundo durante após ante e ou nem mas porém embora porque pois se que quem qual quais cujo
		cuja onde quando como quanto este esta estes estas esse essa esses essas aquele aquela isto isso seu sua seus suas meu minha nosso
		nossa lhe lhes me te nos ele ela eles elas eu você não nunca nada ninguém nenhum nenhuma mais menos muito muitos muita muitas pouco
		todo todos toda todas outro outra outros outras mesmo mesma é são era eram será serão seria foi foram ser sido está estão estava
		estar há tem têm tinha ter havia haver faz fazer pode podem deve devem também já ainda assim hoje ontem amanhã depois antes além
		enquanto só cada`
)

// spoken are the languages whose function words are known, by BCP 47 tag. The order is that of the bits in functionWords.
var spoken = []string{"it", "en", "fr", "de", "es", "pt"}

// functionWords maps each function word to the languages it belongs to, bit i for spoken[i]. Like every other table of
// this package it never changes; it is put together when it is first needed, so that who checks nothing pays nothing.
var functionWords = sync.OnceValue(func() map[string]uint8 {
	out := map[string]uint8{}
	for i, list := range []string{italianWords, englishWords, frenchWords, germanWords, spanishWords, portugueseWords} {
		for _, w := range strings.Fields(list) {
			out[w] |= 1 << i
		}
	}
	return out
})

// languageBit is the bit of a language in functionWords, 0 for one whose function words are not known.
func languageBit(lang string) uint8 {
	for i, l := range spoken {
		if l == lang {
			return 1 << i
		}
	}
	return 0
}

// functional reports whether a word says nothing about a text's matter: a function word of its language, or of any known
// language when its own is not known.
func functional(functions uint8, lang string) bool {
	bit := languageBit(lang)
	return functions&bit != 0 || bit == 0 && functions != 0
}

// Language returns the language that a text is in, of those whose function words are known: the one that has most of its
// words; of several that have as many, the given one, else the first. Without any such word it is the given one.
func Language(text, otherwise string) string {
	votes := make([]int, len(spoken))
	var room [64]token // of a sentence
	for _, t := range lexiconOf(otherwise).tokenize(room[:0], text[:min(len(text), languageSample)]) {
		if t.class != word || t.upper && !t.first {
			continue
		}
		for l := range spoken {
			if t.functions&(1<<l) != 0 {
				votes[l]++
			}
		}
	}
	most := slices.Max(votes)
	given := slices.Index(spoken, otherwise)
	if most == 0 || given >= 0 && votes[given] == most {
		return otherwise
	}
	return spoken[slices.Index(votes, most)]
}

// languageSample is how much of a text is looked at, in bytes.
const languageSample = 20_000

// wordList is a list of words, separated by white space, that is put together when it is first asked.
type wordList struct {
	list  string
	once  sync.Once
	words map[string]bool
}

func set(list string) *wordList { return &wordList{list: list} }

// has reports whether a word is in a list; there is none in a list that is not there.
func (l *wordList) has(w string) bool {
	if l == nil {
		return false
	}
	l.once.Do(func() {
		l.words = map[string]bool{}
		for _, w := range strings.Fields(l.list) {
			l.words[w] = true
		}
	})
	return l.words[w]
}
