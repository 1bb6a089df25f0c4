package main

import (
	"math/rand/v2"
	"regexp"
	"strconv"
	"strings"
)

// fact is a sentence of news in both languages with room for two names, {A} and {B}, and a number, {n}, and a headline that
// goes with it. The articles have the Italian one; the fake endpoint finds it there and answers with both, so that what it
// says is borne out by the article, as a good model's reply is, and the program has nothing to repair.
type fact struct{ it, en, headIT, headEN string }

var facts = []fact{
	{"Il Comune di {A} ha stanziato {n} milioni di euro per rifare il ponte di {B}.", "The municipality of {A} has set aside {n} million euros to rebuild the bridge at {B}.",
		"{A} rifà il ponte", "{A} rebuilds its bridge"},
	{"L'azienda {A} assumerà {n} operai nello stabilimento di {B} entro l'estate.", "The company {A} will hire {n} workers at its plant in {B} by the summer.",
		"L'azienda {A} assume operai", "The company {A} hires workers"},
	{"A {A} la biblioteca resterà aperta fino a tarda sera per {n} settimane.", "In {A} the library will stay open until late in the evening for {n} weeks.",
		"Biblioteca aperta fino a tardi a {A}", "Library open until late in {A}"},
	{"I volontari di {A} hanno piantato {n} alberi lungo il fiume {B}.", "The volunteers of {A} have planted {n} trees along the river {B}.",
		"Nuovi alberi lungo il fiume {B}", "New trees along the river {B}"},
	{"Il museo di {A} ha accolto {n} visitatori nella nuova mostra di fotografia.", "The museum of {A} has welcomed {n} visitors to its new exhibition of photography.",
		"Il museo di {A} accoglie visitatori", "The museum of {A} welcomes visitors"},
	{"La cooperativa {A} ha raccolto {n} tonnellate di olive nelle colline di {B}.", "The cooperative {A} has harvested {n} tonnes of olives in the hills of {B}.",
		"Raccolte le olive nelle colline di {B}", "Olives harvested in the hills of {B}"},
	{"Nella scuola di {A} i lavori sul tetto dureranno {n} giorni.", "At the school of {A} the work on the roof will last {n} days.",
		"Lavori sul tetto della scuola di {A}", "Work on the roof of the school of {A}"},
	{"Il treno per {A} partirà ogni {n} minuti dalla stazione di {B}.", "The train to {A} will leave every {n} minutes from the station of {B}.",
		"Più treni per {A}", "More trains to {A}"},
}

// factPatterns find each fact in a text of its language.
var factPatterns = [2][]*regexp.Regexp{patternsOf(func(f fact) string { return f.it }), patternsOf(func(f fact) string { return f.en })}

func patternsOf(text func(fact) string) []*regexp.Regexp {
	slots := strings.NewReplacer(`\{A\}`, `(?P<A>\p{Lu}\p{Ll}+)`, `\{B\}`, `(?P<B>\p{Lu}\p{Ll}+)`, `\{n\}`, `(?P<n>[0-9]+)`)
	var all []*regexp.Regexp
	for _, f := range facts {
		// Quotation marks may have been made typographic on the way.
		pattern := strings.ReplaceAll(slots.Replace(regexp.QuoteMeta(text(f))), "'", "['’]")
		all = append(all, regexp.MustCompile(pattern))
	}
	return all
}

// told is a fact with its names and number.
type told struct{ it, en, headIT, headEN string }

// tell fills in a fact.
func (f fact) tell(a, b, n string) told {
	fill := strings.NewReplacer("{A}", a, "{B}", b, "{n}", n)
	return told{fill.Replace(f.it), fill.Replace(f.en), fill.Replace(f.headIT), fill.Replace(f.headEN)}
}

// factsIn are the facts that a text tells in either language, those of one kind together.
func factsIn(text string) []told {
	var all []told
	for _, patterns := range factPatterns {
		for i, pattern := range patterns {
			for _, m := range pattern.FindAllStringSubmatch(text, -1) {
				slot := func(name string) string {
					if at := pattern.SubexpIndex(name); at > 0 {
						return m[at]
					}
					return ""
				}
				all = append(all, facts[i].tell(slot("A"), slot("B"), slot("n")))
			}
		}
	}
	return all
}

// newFact is a fact with names and a number of its own.
func (p *press) newFact(kind int) told {
	return facts[kind%len(facts)].tell(p.name(), p.name(), strconv.Itoa(3+p.random.IntN(900)))
}

// name is one of many made-up names, some much more often than others, as in a newspaper.
func (p *press) name() string { return nameOf(p.names.Uint64()) }

// nameOf is the name of a number, pronounceable and the same each time.
func nameOf(n uint64) string {
	onsets := []string{"b", "br", "c", "d", "f", "g", "gr", "l", "m", "n", "p", "pr", "r", "s", "st", "t", "tr", "v", "z"}
	vowels := []string{"a", "e", "i", "o", "u"}
	codas := []string{"", "", "", "n", "r", "l", "s"}
	random := rand.New(rand.NewPCG(n, 7))
	var b strings.Builder
	for i := range 2 + random.IntN(3) {
		onset := onsets[random.IntN(len(onsets))]
		if i == 0 {
			onset = strings.ToUpper(onset[:1]) + onset[1:]
		}
		b.WriteString(onset + vowels[random.IntN(len(vowels))] + codas[random.IntN(len(codas))])
	}
	return strings.TrimRight(b.String(), "nrls") + vowels[random.IntN(len(vowels))]
}
