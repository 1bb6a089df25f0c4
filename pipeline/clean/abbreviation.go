package clean

import (
	"strings"
	"sync"
)

// abbreviation says how a word with a full stop goes on.
type abbreviation uint8

const (
	notAbbreviated abbreviation = iota
	beforeName                  // a title or a "for example": never ends a sentence
	beforeNumber                // art. 5, No. 10: ends one unless a number follows
	weak                        // ends one only when the next word clearly starts one
	atEnd                       // ecc., etc.: ends one before any capital
)

// abbreviations are, by language, the words that are written with a full stop within a sentence. Words are in lower
// case; one that begins with "^" only counts when it is written with a capital, because in small letters it is a word.
var abbreviations = map[string]func() map[string]abbreviation{
	"it": abbreviationTable(
		`dott dr prof proff sig sigg sigra on sen avv ing arch geom rag cav mons card gen col ten magg serg amm rev spett egr gent
		cfr cf vs v es ss sgg dottssa profssa ragg dep sost brig mar maresc cap com ^min pm gip`,
		`art artt n nn nr num pag pagg p pp vol voll cap fig figg tab tav par sez lett tel fax ca circ c all sub ^no ^nos lib ed
		gen feb mar apr mag giu lug ago set sett ott nov dic h`,
		`pres dir min comm segr sec prov loc fraz ed trad agg mod proc cit op srl spa inc ltd corp co bros jr sr st tot max
		lun mart mer gio ven sab dom km kg mq ndr ndt red`,
		`ecc etc al`),
	"en": abbreviationTable(
		`mr mrs ms messrs dr prof sen rep gov gen lt col sgt capt cmdr adm maj pvt rev hon pres supt det insp cpl cf vs eg ie viz ^fr ^sr
		^atty ^amb ^brig ^gens ^sens ^reps ^drs`,
		`^no ^nos fig figs vol vols pp p ch sec ^art para ^jan ^feb ^mar ^apr ^jun ^jul ^aug ^sep ^sept ^oct ^nov ^dec approx
		^tel ^ext ^ver`,
		`st ft mt ste inc ltd corp co cos bros jr sr dept univ assn gov ave blvd rd est ed eds trans ^mon ^tue ^tues ^wed ^thu
		^thurs ^fri ^sat ^sun ^ariz ^ark ^calif ^colo ^conn ^del ^fla ^ill ^ind ^kan ^mass ^mich ^minn ^miss ^mo ^mont ^neb
		^nev ^okla ^ore ^pa ^tenn ^tex ^va ^wash ^wis ^wyo ^ky ^la ^md ^ga ^ala v lb lbs oz hrs mins secs al intl natl`,
		`etc`),
	"fr": abbreviationTable(`mm mme mmes mlle mlles dr drs me mgr prof cf p.ex ste ex av`, `art p pp vol n no nos fig chap env janv févr avr juil
		sept oct nov déc tél apr`, `st bd boul fbg rte pl éd cie sté adj hab min max coll trad dép`, `etc`),
	"de": abbreviationTable(`hr fr dr prof bzw ca evtl ggf inkl vgl sog bspw insb dipl ing hl frhr geb gest lt bzgl einschl zzgl exkl insg rd vors
		stv verh verw ehem allg ugs abk med phil jur rer nat pol ca zw`, `nr nrn abs art bd kap abb jan feb mär apr jun jul aug sept okt nov dez tel zi ziff anm ^mo ^di ^mi ^do ^sa ^so`,
		`st str mio mrd min max co std jh jhd tsd mill stk`, `usw etc usf`),
	"es": abbreviationTable(`sr sra srta sres sras srtas dr dra dres dña lic ing prof profa gral cap ud uds vd d dd arq pbro mons cf ilmo ilma excmo excma
		vid ej tte cnel sgto cdte alc dtor dtora rvdo ^ee ^ff ^jj ^cd ^cc ^rr`, `pág págs pag núm núms num art arts vol no fig tel aprox km cap ^ene ^feb ^abr ^ago
		^sept ^oct ^nov ^dic`, `sto sta av avda pza ctra cía ltda depto edo ^uu ^aa ^oo ^hh`, `etc`),
	"pt": abbreviationTable(`sr sra srs sras srta dr dra drs dras prof profa profs eng engº exmo exma exmos exmas ilmo ilma dom d cf gal gen cel cap ten sgt sgto maj
		alm dep ver des min cons pres assoc ^pe mons rev arq adv`, `pág págs núm num art arts vol no fig tel aprox séc sécs km inc ^jan ^fev ^mar ^abr ^jun ^jul ^ago ^set ^out ^nov ^dez`,
		`st sto sta av cia ltda lda depto pç trav`, `etc`),
	"nl": abbreviationTable(`dhr mevr mr mrs dr drs ir ing prof bijv bv ca jl`, `nr nrs blz art pag tel`, `st min max`, `enz etc`),
}

func abbreviationTable(name, number, end, list string) func() map[string]abbreviation {
	return sync.OnceValue(func() map[string]abbreviation {
		table := make(map[string]abbreviation)
		for _, set := range []struct {
			words string
			kind  abbreviation
		}{{end, weak}, {list, atEnd}, {number, beforeNumber}, {name, beforeName}} {
			for _, w := range strings.Fields(set.words) {
				table[w] = set.kind
			}
		}
		return table
	})
}

// rules are what the boundaries of sentences need to know of a language.
type rules struct {
	language string
	tables   []map[string]abbreviation
	starters []map[string]bool
}

// moreStarters begin sentences, beside the function words.
var moreStarters = wordTable(`nonostante malgrado grazie eppure insomma ecco forse alcuni alcune molti molte tanti ognuno entrambi
	resta restano però sempre subito domenica lunedì martedì mercoledì giovedì venerdì sabato
	several many some one another officials police instead finally earlier later last next despite among perhaps maybe
	police people nearly almost
	selon mais aujourd hier demain pourtant malgré néanmoins trotz allerdings inzwischen zudem außerdem jedoch
	sin embargo además aunque entonces porém contudo ainda`)

// rulesFor returns the rules of a BCP 47 language; where it is not known, those of Italian and English together.
func rulesFor(language string) rules {
	base, _, _ := strings.Cut(strings.ToLower(language), "-")
	r := rules{language: base}
	known := []string{base}
	if abbreviations[base] == nil {
		known = []string{"en", "it"}
	}
	for _, l := range known {
		r.tables = append(r.tables, abbreviations[l]())
		r.starters = append(r.starters, functionWords[l]())
	}
	r.starters = append(r.starters, moreStarters())
	return r
}

// abbreviation looks up a word as it is written, without its full stop.
func (r rules) abbreviation(word string) abbreviation {
	lower := strings.ToLower(word)
	for _, table := range r.tables {
		if kind := table[lower]; kind != notAbbreviated {
			if len(r.tables) > 1 && (lower == "on" || lower == "art" || lower == "no") { // words of the other language
				continue
			}
			return kind
		}
		if kind := table["^"+lower]; kind != notAbbreviated && lower != word {
			return kind
		}
	}
	return notAbbreviated
}

// starts reports whether s clearly begins a sentence: its first word is a function word with a capital.
func (r rules) starts(s string) bool {
	word := strings.ToLower(leadingLetters(s))
	for _, table := range r.starters {
		if table[word] {
			return true
		}
	}
	return false
}
