package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Windows in which the neighbourhood of a stop is looked at, in bytes. They keep the time linear where a text has no
// spaces.
const (
	wordWindow    = 48
	bracketWindow = 240
	solidStops    = "。！？．｡" // stops of scripts that put no space after them
)

// breaks reports whether a sentence that began at start ends at p.
func (r rules) breaks(text string, start, p int) bool {
	left := strings.TrimRightFunc(text[start:p], unicode.IsSpace)
	right := strings.TrimLeftFunc(text[p:], unicode.IsSpace)
	if left == "" || right == "" {
		return false
	}
	if long := left[max(0, len(left)-bracketWindow):]; len(long) == bracketWindow && strings.TrimFunc(long, func(r rune) bool { return strings.ContainsRune(closers+openers+stops+" ", r) }) == "" {
		return false // a run of marks without end: looking through it at each place would take quadratic time
	}
	gap := start+len(left) < len(text)-len(right)
	body := trimClosing(left)
	before := strings.TrimRight(body, stops)
	run := body[len(before):]
	if run == "" {
		return false
	}
	if strings.ContainsRune(solidStops, lastRune(run)) {
		return !strings.ContainsRune("」』）", firstRune(right))
	}
	if gap && strings.ContainsRune(",;:)]}»”’%"+stops, firstRune(right)) && !r.opensGuillemet(right) {
		return false
	}
	next := strings.TrimLeft(right, openers+"–—- \u00a0\u202f")
	if goesOnLower(next) || next == "" {
		return false
	}
	closing := left[len(body):]
	switch {
	case !gap && !r.glued(text, start+len(before), before, next, run, closing):
		return false
	case strings.ContainsAny(run, "!?"):
		return !embedded(left, closing)
	case run != ".":
		return r.afterEllipsis(before, next, closing)
	}
	return r.afterStop(before, next, closing)
}

// far reports whether a language is one of those whose abbreviations are taken to the letter here, without Italian and English, whose rules
// were made before.
func (r rules) far() bool {
	return r.language == "fr" || r.language == "de" || r.language == "es" || r.language == "pt"
}

// opensGuillemet reports whether a text begins with a German quotation: »Wir warten«.
func (r rules) opensGuillemet(s string) bool {
	rest, found := strings.CutPrefix(s, "»")
	return found && r.language == "de" && unicode.IsLetter(firstRune(rest))
}

// trimClosing takes quotation marks, brackets and notes off the end of a sentence, down to its stop.
func trimClosing(s string) string {
	for range 4 {
		trimmed := strings.TrimRight(s, closers+"« \u00a0\u202f")
		if i := strings.LastIndexByte(trimmed[max(0, len(trimmed)-8):], '['); i >= 0 && strings.HasSuffix(s, "]") {
			note := trimmed[max(0, len(trimmed)-8)+i+1:]
			if note != "" && strings.Trim(note, "0123456789 abc") == "" {
				s = trimmed[:len(trimmed)-len(note)-1]
				continue
			}
		}
		return trimmed
	}
	return s
}

// goesOnLower reports whether s begins with a small letter, but not with a name such as iPhone or eBay.
func goesOnLower(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	second, _ := utf8.DecodeRuneInString(s[min(size, len(s)):])
	return unicode.IsLower(first) && !unicode.IsUpper(second)
}

// embedded reports whether a question or exclamation closes a bracket in the middle of a sentence: "he (who else?) Smith".
func embedded(left, closing string) bool {
	i := strings.IndexAny(closing, ")]")
	if i < 0 {
		return false
	}
	opening := "("
	if closing[i] == ']' {
		opening = "["
	}
	window := left[max(0, len(left)-bracketWindow):]
	return strings.LastIndex(window, opening) > 0
}

// afterEllipsis decides about "...", "…" and longer runs. An omission in brackets ends a sentence only where one had ended
// before it.
func (r rules) afterEllipsis(before, next, closing string) bool {
	if strings.ContainsAny(closing, ")]") && (strings.HasSuffix(before, "[") || strings.HasSuffix(before, "(")) {
		outside := strings.TrimRight(before, "[( ")
		return endsSentence(outside) || r.starts(next)
	}
	return hasLetter(before[max(0, len(before)-bracketWindow):])
}

// afterStop decides about a single full stop after before, with next after the space.
func (r rules) afterStop(before, next, closing string) bool {
	word := lastWord(before)
	switch {
	case word == "":
		return true
	case strings.TrimLeft(word, "0123456789.") == "":
		return r.afterNumber(before, word, next)
	case strings.Contains(word, "."):
		return r.afterDotted(word, next)
	case utf8.RuneCountInString(word) == 1 && unicode.IsLetter(firstRune(word)):
		return r.afterLetter(before, word, next)
	}
	if r.language == "de" && len(word) > len("str") && strings.HasSuffix(word, "str") { // Bahnhofstr. 5
		return !isNumeral(next)
	}
	switch r.abbreviation(word) {
	case beforeName:
		return closing != "" && !strings.ContainsAny(closing, ")]")
	case beforeNumber:
		return !isNumeral(next) && r.starts(next)
	case weak:
		return r.starts(next)
	case atEnd:
		return true
	}
	return !consonants(word) || r.starts(next)
}

// afterNumber: "1. The first" is one item; in German "24. November" is an ordinal.
func (r rules) afterNumber(before, word, next string) bool {
	if len(strings.TrimLeft(before, openers+" ")) == len(word) {
		return false
	}
	return r.language != "de" || len(word) > 2 || r.starts(next)
}

// timeWords follow "p.m." within a sentence.
var timeWords = wordTable(`monday tuesday wednesday thursday friday saturday sunday january february march april may june july august
	september october november december est edt et gmt utc bst cet cest pst pdt pt cst cdt ct mst mdt eastern pacific central local
	jan feb mar apr jun jul aug sept oct nov dec`)

// neverLast are abbreviations with inner stops that go before what they are about.
var neverLast = wordTable(`e.g i.e p.es c.d z.b d.h u.a p.ex n.b s.e on.le ill.mo`)

// afterDotted decides about U.S., S.p.A., e.g., p.m., J.K.
func (r rules) afterDotted(word, next string) bool {
	lower := strings.ToLower(word)
	switch {
	case neverLast.has(lower):
		return false
	case lower == "p.m" || lower == "a.m":
		return !timeWords.has(strings.ToLower(leadingLetters(next))) && !unicode.IsDigit(firstRune(next))
	case strings.TrimFunc(lower, unicode.IsLetter) != "" && len(lower) > 8:
		return true // two sentences with no space between them, or a web address
	}
	return r.starts(next)
}

// afterLetter decides about one letter: an initial, "n. 3", "serie A."
func (r rules) afterLetter(before, letter, next string) bool {
	outside := before[:len(before)-len(letter)]
	switch {
	case strings.HasSuffix(outside, "/"): // 80 km/h
		return true
	case strings.Contains("hmlgt", letter) && r.far() && unicode.IsDigit(firstRune(lastWord(strings.TrimRight(outside, " \u00a0\u202f")))) && !isNumeral(next): // durou 3 h.
		return true
	case initial(next) && unicode.IsUpper(firstRune(letter)): // M. A. Asturias, S. A.
		return false
	case r.language == "de" && (letter == "S" && isNumeral(next) || spacedPairs.has(strings.ToLower(lastWord(strings.TrimRight(outside, ". \u00a0\u202f"))+"."+letter))):
		return false
	}
	if kind := r.abbreviation(letter); unicode.IsLower(firstRune(letter)) && kind != notAbbreviated {
		return kind == beforeNumber && !isNumeral(next) && r.starts(next)
	}
	if isNumeral(next) && unicode.IsDigit(firstRune(next)) {
		return unicode.IsUpper(firstRune(letter))
	}
	if particles.has(strings.ToLower(leadingLetters(next))) && (unicode.IsUpper(firstRune(letter)) || r.language != "es" && r.language != "pt") {
		previous := lastWord(strings.TrimRight(outside, " \u00a0"))
		return previous != "" && functionWordOf(strings.ToLower(previous)) == 0 && !strings.HasSuffix(strings.TrimRight(outside, " "), ".")
	}
	return r.starts(next)
}

// initial reports whether s begins with one capital and a stop.
func initial(s string) bool {
	first, size := utf8.DecodeRuneInString(s)
	return unicode.IsUpper(first) && strings.HasPrefix(s[size:], ".")
}

// spacedPairs are the abbreviations of two letters that German writes with a space between, and that go before what they are about.
var spacedPairs = wordTable(`z.b d.h v.a i.d d.r m.e s.o s.u u.u v.chr n.chr i.v`)

// glued reports whether a sentence ends at a stop with no space after it: "fine.Poi", but not "example.Com".
func (r rules) glued(text string, at int, before, next, run, closing string) bool {
	first, size := utf8.DecodeRuneInString(next)
	second, _ := utf8.DecodeRuneInString(next[size:])
	word := lastWord(before)
	if !unicode.IsUpper(first) || word == "" || webLike(text, at) {
		return false
	}
	if !unicode.IsLower(second) && !strings.ContainsRune("'’ ", second) {
		return false
	}
	if closing != "" || run != "." {
		return unicode.IsLetter(lastRune(before))
	}
	if utf8.RuneCountInString(word) < 2 || strings.Contains(word, ".") || domains.has(strings.ToLower(leadingLetters(next))) ||
		r.abbreviation(word) != notAbbreviated {
		return false
	}
	return startsLower(word) && unicode.IsLower(lastRune(word)) || r.starts(next)
}

// domains end web addresses.
var domains = wordTable(`com it org net eu info biz gov edu co uk us fr de es ch io ai app tv me news online js ts py md txt pdf html php
	asp aspx htm`)

// webLike reports whether the run without spaces around a place is a web or mail address.
func webLike(text string, at int) bool {
	left, right := text[max(0, at-wordWindow):at], text[at:min(len(text), at+wordWindow)]
	if i := strings.LastIndexAny(left, " \t\n"); i >= 0 {
		left = left[i+1:]
	}
	if i := strings.IndexAny(right, " \t\n"); i >= 0 {
		right = right[:i]
	}
	around := left + right
	return strings.Contains(around, "://") || strings.Contains(around, "www.") || strings.ContainsAny(around, "@=")
}

// lastWord returns the run of letters, digits and inner full stops that s ends with.
func lastWord(s string) string {
	window := s[max(0, len(s)-wordWindow):]
	i := strings.LastIndexFunc(window, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r) && r != '.' && !unicode.Is(unicode.Mn, r)
	})
	if i >= 0 {
		_, size := utf8.DecodeRuneInString(window[i:])
		window = window[i+size:]
	}
	return strings.TrimLeft(window, ".")
}

func lastRune(s string) rune {
	r, _ := utf8.DecodeLastRuneInString(s)
	return r
}

// isNumeral reports whether s begins with a figure or a Roman numeral.
func isNumeral(s string) bool {
	if unicode.IsDigit(firstRune(s)) {
		return true
	}
	word := leadingLetters(s)
	return word != "" && strings.Trim(word, "IVXLCDM") == "" && word != "I" && word != "C" && word != "D"
}

// consonants reports whether a word is written without a vowel, as abbreviations are: "sgt", "tvb". Capitals are an
// acronym, which may end a sentence.
func consonants(word string) bool {
	return len(word) <= 4 && strings.ToUpper(word) != word && !strings.ContainsAny(strings.ToLower(word), "aeiouyàèéìòùáíóúäöüêâîôû")
}
