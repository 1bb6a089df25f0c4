package check

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"
)

// lexeme is what can be said of a word, a figure or a mark by how it is written, whatever text of its language it stands in. It
// never changes, and is shared by all texts.
type lexeme struct {
	text       string // as it stands
	fold       string // in lower case, without accents
	lower      string // in lower case
	hash       uint32 // of text
	class      class
	upper      bool   // it begins with a capital
	caps       bool   // two letters or more, all capitals
	functional bool   // it says nothing about a text's matter: see functional
	content    bool   // it says something
	nameable   bool   // it could name somebody or something
	numeral    bool   // value is that of a number word: see smallNumber
	opens      opens  // which rules can begin with it
	degree     degree // what it says of a number near it
	functions  uint8  // languages that have it as a function word: see functionWords

	// What fewer ask is behind what all do: a processor reads the first 64 bytes together.
	place                *place // what the gazetteer has of it, nil for most
	value                float64
	unit, scale, metric  float64 // of time in seconds, of numbers, of a measure in metric units: 0 for other words
	ordinal              float64 // see ordinalNumber, 0 for other words
	stem, skeleton, root string  // of fold, of words
}

// place is what the gazetteer has of a word.
type place struct {
	concepts []int    // that it names by itself
	seconds  []string // what follows it in names of several words
}

// opens says which rules can begin with a token. Where it is wrong it says too much: the rule looks, and finds nothing.
type opens uint8

const (
	aMoment   opens = 1 << iota // a date or a time
	aQuantity                   // a number
	aDay                        // what the almanac reads besides: yesterday, the year before, a bare day
	anItem                      // the next item of a list, or the list's end
)

func (l *lexeme) can(begin opens) bool { return l.opens&begin != 0 }

// newLexeme describes a token of a text in a language.
func newLexeme(text string, hash uint32, c class, lang string) *lexeme {
	l := &lexeme{hash: hash, class: c, text: text, lower: text, fold: text}
	if c == word {
		l.lower = lower(text)
		l.fold = fold(l.lower)
		if l.fold == "" { // accents or format characters alone
			l.class = mark
		}
	}
	if l.class == digits {
		l.opens = aMoment | aQuantity | aDay
	}
	if joins(l) || separates(l) || closesList(l) {
		l.opens |= anItem
	}
	if l.class == word {
		l.describe(lang)
	}
	return l
}

// describe adds what there is to say of a word.
func (l *lexeme) describe(lang string) {
	r, size := utf8.DecodeRuneInString(l.text)
	l.upper = unicode.IsUpper(r) || unicode.IsTitle(r)
	l.caps = l.upper && size < len(l.text) && len(l.text) <= longestWord && strings.ToUpper(l.text) == l.text
	l.functions = functionWords()[l.lower]
	l.functional = functional(l.functions, lang)
	l.content = len(l.fold) >= 2 && !l.functional
	l.stem, l.skeleton = stem(l.fold, lang), skeleton(l.fold)
	l.root = rootOf(l.skeleton)
	l.value, l.numeral = smallNumber(l.fold, lang)
	l.ordinal, _ = ordinalNumber(l.fold, lang)
	l.place = atlas().place(l, lang)
	if l.numeral {
		l.opens |= aMoment | aQuantity | aDay
	}
	if l.ordinal > 0 || roman(l) > 0 || strings.Contains(l.fold, "enn") || strings.Contains(l.fold, "centesc") || strings.Contains(l.fold, "erjahre") ||
		lang == "de" && joinsNumber(l.fold) {
		l.opens |= aQuantity
	}
	l.nameable = l.upper && l.content && !atlas().generics[l.fold] && roman(l) == 0 && !l.numeral
	if words := ruleWords(); words[l.fold] || words[l.lower] {
		l.describeRules(lang)
	}
}

// describeRules adds what there is to say of a word that stands in the tables of a rule.
func (l *lexeme) describeRules(lang string) {
	l.unit, l.scale, l.metric, l.degree = timeUnits()[l.fold], scaleOf(l.fold, lang), metricFactors[l.fold], degreeOf(l)
	if lang == "de" && l.fold == "an" { // a year in French
		l.unit = 0
	}
	_, relative := relativeDays[l.fold]
	_, feast := feasts[l.fold]
	_, implied := impliedWords()[l.fold]
	calendar, numbers := calendars()[lang], numeralTables()[lang]
	named := calendar.months[l.fold] > 0 || calendar.weekdays[l.fold] > 0
	if named || middays[l.fold] > 0 || firstDay(l) || l.is("half", "quarter", "halb", "viertel") {
		l.opens |= aMoment
	}
	if implied || halves(l) || numbers.one.has(l.fold) || numbers.hundred.has(l.fold) || spanWords[l.fold] > 0 || standsAlone.has(l.fold) ||
		elidedTens[l.fold] > 0 || roundOrdinals[l.fold] > 0 {
		l.opens |= aQuantity
	}
	if relative || feast || firstDay(l) || l.unit == year || yearBefore.has(l.fold) {
		l.opens |= aDay
	}
	l.nameable = l.nameable && !named
}

// ruleWords are the words of the tables that describeRules asks, so that most words need only one look-up.
var ruleWords = sync.OnceValue(func() map[string]bool {
	out := make(map[string]bool, 1<<10)
	list := func(words string) {
		for _, w := range strings.Fields(words) {
			out[w] = true
		}
	}
	for _, u := range unitWords {
		list(u.words)
	}
	for _, l := range []*wordList{aboutWords, aboveWords, belowWords, changeWords, standsAlone, firsts, halfWords} {
		list(l.list)
	}
	for _, l := range numeralLists {
		list(l.ones)
		list(l.hundred)
	}
	for _, c := range calendars() {
		addKeys(out, c.months)
		addKeys(out, c.weekdays)
	}
	list("quarter halb viertel")
	list(yearBefore.list)
	addKeys(out, scales)
	addKeys(out, metricFactors)
	addKeys(out, relativeDays)
	addKeys(out, feasts)
	addKeys(out, impliedWords())
	addKeys(out, middays)
	addKeys(out, spanWords)
	addKeys(out, elidedTens)
	addKeys(out, roundOrdinals)
	return out
})

func addKeys[V any](to map[string]bool, from map[string]V) {
	for w := range from {
		to[w] = true
	}
}

// is reports whether the token is one of the given words or marks, in lower case.
func (l *lexeme) is(words ...string) bool {
	for _, w := range words {
		if l.lower == w {
			return true
		}
	}
	return false
}
