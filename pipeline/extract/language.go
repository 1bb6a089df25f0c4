package extract

import (
	"strings"
	"sync"

	"github.com/blevesearch/snowballstem"
	"github.com/blevesearch/snowballstem/english"
	"github.com/blevesearch/snowballstem/french"
	"github.com/blevesearch/snowballstem/german"
	"github.com/blevesearch/snowballstem/italian"
	"github.com/blevesearch/snowballstem/portuguese"
	"github.com/blevesearch/snowballstem/spanish"
)

// language is what ranking knows of a language. The zero value will do for any: frequent words then count little only
// because many sentences have them.
type language struct {
	stems    *stemmer        // nil when there is none
	stops    map[string]bool // words that say nothing of what a sentence is about
	anaphors map[string]bool // first words that lean on the sentence before
}

// languages by their BCP 47 base. A list is taken apart when an article in its language is first ranked.
var languages = map[string]func() language{
	"it": lazily(italian.Stem, `a ad ai agli al alla alle allo anche ancora avere aveva avevano c che chi ci ciò co col
		come con contro cui d da dagli dai dal dalla dalle dallo degli dei del della delle dello di dopo dove e ecco ed era
		erano essere fa fra fu furono già gli ha hanno ho i il in invece io l la le lei lo loro lui ma me meno mentre mi
		molto ne negli nei nel nella nelle nello no noi non nostro o ogni oggi oltre ora più per perché perciò però poi
		prima proprio può quale quali quando quanto quasi quel quella quelle quelli quello quest questa queste questi
		questo qui s sarà se sempre senza si sia siamo sono sta stata state stati stato su sua sue sugli sui sul sulla
		sulle sullo suo suoi tra tutta tutte tutti tutto un una uno v verso vi è`,
		`allora altrimenti analogamente anche ciò comunque così costui dunque ebbene ecco egli ella entrambe entrambi
		essa esse essi esso infatti infine inoltre insomma invece lei loro lui ma né nondimeno oppure peraltro perciò
		pertanto perché però poi quella quelle quelli quello questa queste questi questo quindi sicché tale tali
		tuttavia viceversa`),
	"en": lazily(english.Stem, `a about after again all also am an and any are as at be because been before being but by
		can could did do does down for from had has have he her here hers him his how i if in into is it its just like
		may me might more most much must my no nor not now of off on one only or other our out over own s said same says
		she should so some such t than that the their them then there these they this those through to too under until up
		us very was we were what when where which while who whom whose why will with would you your`,
		`accordingly additionally also although and anyway besides both but consequently conversely else finally
		furthermore hence he her hers however i indeed instead it its likewise meanwhile moreover nevertheless nonetheless
		or otherwise she similarly so still such that their then therefore these they this those thus we yet`),
	"fr": lazily(french.Stem, `a ai ainsi après au aussi autre aux avait avant avec avoir c car ce cela ces cet cette ceux
		chez comme d dans de depuis des deux du déjà elle elles en encore entre est et eu eux fait il ils j je l la le les
		leur leurs lui m ma mais me mes moins même n ne nos notre nous on ont ou où par pas pendant peut plus pour qu
		quand que quel quelle qui s sa sans se selon sera ses si son sont sous sur t ta tous tout toute toutes très un une
		vers vos votre vous y à été être était étaient`,
		`ainsi aussi c car ce ceci cela celle celles celui cependant certes ces cet cette ceux donc effectivement elle
		elles enfin ensuite et il ils lui mais néanmoins or ou outre pourtant puis sinon toutefois`),
	"de": lazily(german.Stem, `aber alle allem allen aller alles als also am an auch auf aus bei beim bis bis da damit dann
		das dass dem den denn der des die dies diese diesem diesen dieser dieses doch dort du durch ein eine einem einen
		einer eines er es etwa für gegen gewesen hab haben hat hatte hatten hier ich ihm ihn ihr ihre ihren im in ist ja
		jede jeder jetzt kann kein keine können man mehr mit muss nach nicht noch nun nur ob oder ohne schon sehr sein
		seine seinen seit sich sie sind so soll sollen sowie über um und uns unter vom von vor war waren was weil weiter
		wenn wer werden wie wieder will wir wird worden wurde wurden zu zum zur zwar zwischen`,
		`aber allerdings also auch außerdem dabei dadurch daher damit danach dann darum dazu denn dennoch deshalb
		deswegen dies diese dieser dieses doch er es folglich hingegen ihr jedoch sie so somit sonst trotzdem und
		vielmehr zudem`),
	"es": lazily(spanish.Stem, `a al algo ante antes así aunque aún cada como con contra cual cuando de del desde después
		donde dos durante e el ella ellas ellos en entre era eran es esa ese eso esta estaba estas este esto estos está
		están fue fueron ha hace hacia han hasta hay la las le les lo los me mi mientras muy más ni no nos o otra otro
		para pero poco por porque que quien quienes se sea según ser si sin sobre son su sus sí también tan tanto te tiene
		todo todos tras tu un una uno unos y ya yo`,
		`además ahora así aquel aquella aun aunque dicha dicho ella ellas ello ellos entonces esa esas ese eso esos
		esta estas este esto estos finalmente lo luego mas pero pues también tampoco y él`),
	"pt": lazily(portuguese.Stem, `a ainda ao aos apenas após as até com como contra cada da das de depois desde do dos
		durante e ela elas ele eles em entre era eram essa esse esta estava estão este está eu foi foram há isso isto já
		lhe mais mas me mesmo muito na nas nem no nos não nós o onde os ou para pela pelas pelo pelos por porque quando
		que quem se sem ser será seu seus sobre sua suas são só também tem tinha todo todos três um uma umas uns à às é`,
		`ademais além aliás aquela aquele assim contudo e ela elas ele eles então entretanto essa essas esse esses
		esta estas este estes finalmente isso isto logo mas nisso ou pois porém portanto também todavia`),
}

func lazily(stem func(*snowballstem.Env) bool, stops, anaphors string) func() language {
	return sync.OnceValue(func() language { return language{&stemmer{stem: stem}, words(stops), words(anaphors)} })
}

// languageOf is what is known of a language, the zero value when nothing is.
func languageOf(base string) language {
	if known, ok := languages[base]; ok {
		return known()
	}
	return language{}
}

func words(list string) map[string]bool {
	set := map[string]bool{}
	for _, word := range strings.Fields(list) {
		set[word] = true
	}
	return set
}
