package clean

import "sync"

// functionWords are the commonest words without a subject, by language. They tell languages apart, begin sentences, and
// say nothing about what a text is about.
var functionWords = map[string]table{
	"it": wordTable(`il lo la i gli le un uno una l di a da in con su per tra fra del dello della dei degli delle dell al allo alla
		ai agli alle all dal dallo dalla dai dagli dalle dall nel nello nella nei negli nelle nell sul sullo sulla sui sugli sulle
		sull e ed o od ma però che chi cui quale quali non né si ci vi ne mi ti è sono era erano fu furono sarà essere stato stata
		stati state ha hanno ho abbiamo aveva avevano avere questo questa questi queste quello quella quelli quelle quel come
		quando dove perché se anche ancora già più meno molto poco solo dopo prima durante mentre dunque quindi poi così
		tutto tutti tutta tutte ogni altro altri altra altre loro suo sua suoi sue lui lei noi voi io può possono deve
		secondo contro senza verso fino oltre oggi ieri domani adesso ora infatti inoltre infine intanto tuttavia invece
		c cosa dove due tre nessuno qui proprio fa fatto viene stesso stessa`),
	"en": wordTable(`the a an of to in on at by for with from as and or but nor so if then than that which who whom whose what when
		where why how is are was were be been being am do does did have has had having will would can could shall should may
		might must not no it its he him his she her hers they them their theirs we us our ours you your yours i me my mine
		this these those there here all any both each few more most other some such only own same very just also too into over
		under after before between during about against up down out off again further once because while until through
		however although though meanwhile yet still since according now today yesterday tomorrow said says`),
	"fr": wordTable(`le la les un une des du de d l à au aux en dans par pour sur avec sans sous chez et ou mais donc or ni car que
		qui quoi dont où ce cet cette ces son sa ses leur leurs notre nos votre vos mon ma mes il elle ils elles on nous vous
		je tu se s ne n pas plus est sont était étaient être été a ont avait avoir aussi comme si tout tous toute toutes
		après avant depuis pendant alors ainsi cependant selon même très entre c qu`),
	"de": wordTable(`der die das den dem des ein eine einen einem einer eines und oder aber denn sondern nicht kein keine ist sind
		war waren sein gewesen hat haben hatte hatten wird werden wurde wurden kann können muss müssen soll sollen will
		ich du er sie es wir ihr mich ihn ihm ihnen uns euch mein dein seine ihre unser in im an am auf aus bei mit nach von vom
		zu zum zur für über unter durch gegen ohne um wie als wenn dass weil ob auch noch schon nur sehr mehr so dann doch
		diese dieser dieses jetzt heute gestern laut seit vor nach zwischen`),
	"es": wordTable(`el la los las un una unos unas de del a al en con por para sin sobre entre y e o u pero sino que quien quienes
		cual cuyo donde cuando como porque si no ni se su sus le les lo me te nos mi mis es son era eran fue fueron ser sido
		está están ha han había haber más menos muy también ya hasta desde este esta estos estas ese esa eso aquel aquella
		todo todos toda todas otro otros otra otras después antes durante según hoy ayer mañana`),
	"pt": wordTable(`o a os as um uma uns umas de do da dos das em no na nos nas ao à aos às por pelo pela pelos pelas com para sem
		sobre entre e ou mas que quem qual cujo onde quando como porque se não nem seu sua seus suas lhe me te nos é são era
		eram foi foram ser sido está estão tem têm tinha mais menos muito também já até desde este esta estes estas esse essa
		isso aquele aquela todo todos toda todas outro outros outra outras depois antes durante segundo hoje ontem amanhã`),
	"nl": wordTable(`de het een en of maar want van in op aan met voor door bij naar uit over onder tussen is zijn was waren wordt
		worden werd heeft hebben had niet geen ook nog al dan dat die dit deze wie wat waar wanneer hoe als om te er hij zij ze
		wij we ik je u hun haar hem ons`),
	"ca": wordTable(`el la els les un una uns unes de del dels a al als en amb per sense sobre entre i o però que qui quin quan on com
		perquè si no ni es seu seva seus seves és són era eren va van ha han havia més també ja fins des aquest aquesta això tot
		tots tota totes després abans segons avui ahir`),
	"gl": wordTable(`o a os as un unha uns unhas de do da dos das en no na nos nas ao á aos ás polo pola polos polas con para sen sobre entre e ou
		pero que quen cal onde cando como porque se non nin seu súa seus súas lle me te nos é son era eran foi foron ser sido está están ten
		teñen había máis menos moi tamén xa ata desde este esta isto ese esa iso todo todos toda todas outro outra outros outras despois antes
		durante segundo hoxe onte mañá`),
	"ro": wordTable(`și si în de la cu pe din pentru care este sunt era au fost nu mai o un unei unui ca că să se al ale lui ei prin
		după dar sau această acest dintre între către fără`),
	"pl": wordTable(`i w we z ze na do od po przy przez dla o u nie jest są był była było być że się to ten ta te jak ale lub oraz
		który która które co czy tak też już po tym jego jej ich`),
}

// languages are the languages of functionWords in the order in which they are tried.
var languages = []string{"it", "en", "fr", "de", "es", "pt", "nl", "ca", "ro", "pl", "gl"}

// stoplist has the function words of all languages.
type stoplist struct {
	languages map[string]uint16 // by word the set of its languages, a bit each in the order of languages
	lengths   [256]uint32       // by first byte of words the set of their lengths, a bit each
}

var stopwords = sync.OnceValue(func() *stoplist {
	all := &stoplist{languages: make(map[string]uint16, 1024)}
	for i, language := range languages {
		for w := range functionWords[language]() {
			all.languages[w] |= 1 << i
			all.lengths[w[0]] |= 1 << len(w)
		}
	}
	return all
})

// functionWordOf returns the set of languages of which a word in lower case is a function word. Most words of a text are
// none, and their first letter and length tell so of many.
func functionWordOf[Word string | []byte](lower Word) uint16 {
	list := stopwords()
	if len(lower) == 0 || list.lengths[lower[0]]>>len(lower)&1 == 0 {
		return 0
	}
	return list.languages[string(lower)]
}
