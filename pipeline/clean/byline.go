package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// bylinePrefixes begin a line that names who wrote the article. The longest that fits is taken.
var bylinePrefixes = []string{
	"a cura di ", "testo di ", "testi di ", "articolo di ", "scritto da ", "servizio di ", "intervista di ", "di ",
	"dal nostro inviato ", "dalla nostra inviata ", "dal nostro corrispondente ", "dalla nostra corrispondente ",
	"written by ", "story by ", "words by ", "reporting by ", "report by ", "reported by ", "posted by ", "published by ",
	"from our correspondent ", "by ", "autore ", "autrice ", "autori ", "author ", "authors ", "firma ",
	"propos recueillis par ", "par ", "ein artikel von ", "ein kommentar von ", "von ", "escrito por ", "por ", "texto ",
}

// particles stand in names in small letters.
var particles = wordTable(`de di da del della dello dei degli delle dal dalla dalle dai van von der den zu la le lo li du des
	bin ibn al el ben abu y dos das do e i ten ter af av`)

// agencies sign in place of a person.
var agencies = wordTable(`ansa adnkronos agi askanews lapresse italpress reuters afp ap efe dpa bloomberg xinhua tass redazione
	radiocor nova agenzia agenzie agency agencies newsroom staff writer editorial board team web online la the associated press
	desk red news service`)

// signers are the agencies that make a signature by themselves; the other words of agencies only go with them.
var signers = wordTable(`ansa adnkronos agi askanews lapresse italpress reuters afp efe dpa bloomberg xinhua tass redazione radiocor
	agenzie agencies newsroom staff associated`)

// joints join two names.
var joints = strings.NewReplacer(" e ", ", ", " ed ", ", ", " and ", ", ", " & ", ", ", " et ", ", ", " und ", ", ", " y ", ", ", ", and ", ", ")

// maxByline is the longest byline in bytes.
const maxByline = 160

// parseByline reads a line such as "di Nome Cognome", "By Name Surname and Other Name | Reuters" or "Redazione ANSA" and
// returns the names. A bare name is left to bareName, as it may be anything.
func parseByline(s string) (string, bool) {
	if len(s) > maxByline {
		return "", false
	}
	if _, start, end := findDate(s, ""); end > 0 {
		before, after := trimByline(s[:start]), trimByline(s[end:])
		if s = before; s == "" {
			s = after
		} else if !allIn(after, dateWords) {
			return "", false
		}
		s = strings.TrimSpace(trimDateWords(s))
	}
	s = trimByline(s)
	if isAgency(s) {
		return s, true
	}
	lower := lower(strings.Replace(s, ":", "", 1))
	for _, prefix := range bylinePrefixes {
		if !strings.HasPrefix(lower, prefix) {
			continue
		}
		rest := strings.Replace(s, ":", "", 1)
		if len(rest) != len(lower) {
			return "", false
		}
		return signedNames(rest[len(prefix):])
	}
	return "", false
}

// signedNames reads the names after "di" or "by": one name at least, then at most a few words of who they are.
func signedNames(s string) (string, bool) {
	s, _, _ = strings.Cut(s, " | ")
	s = trimByline(s)
	var names []string
	parts := strings.Split(joints.Replace(s), ", ")
	for i, part := range parts {
		part = trimByline(part)
		if isName(part) || isAgency(part) {
			names = append(names, part)
			continue
		}
		if i == 0 || countWords(strings.Join(parts[i:], " ")) > 6 {
			return "", false
		}
		break
	}
	if len(names) == len(parts) {
		return s, true
	}
	return strings.Join(names, ", "), len(names) > 0
}

// trimByline takes off what surrounds a name in a line: dashes, bars, brackets, full stops.
func trimByline(s string) string {
	s = strings.Trim(s, " \t|-–—•·,;:/()[]*_©")
	if strings.Count(s, ".") == 1 && strings.HasSuffix(s, ".") {
		s = strings.TrimRight(s, ". ")
	}
	return s
}

// trimDateWords takes the words that go with a date off the end of s.
func trimDateWords(s string) string {
	for {
		t := tokenize(s)
		if len(t) == 0 || len(t[len(t)-1].text) < 2 || !dateWords.has(t[len(t)-1].text) || particles.has(t[len(t)-1].text) && len(t) < 3 {
			return s
		}
		s = strings.TrimRight(s[:t[len(t)-1].start], " \t|-–—•·,;:/(")
	}
}

// isName reports whether s is two to five words of a person's name: capitalised, or an initial, or a particle.
func isName(s string) bool {
	fields := strings.Fields(s)
	if len(fields) < 2 || len(fields) > 6 || len(s) > 60 {
		return false
	}
	capitals := 0
	for i, f := range fields {
		if particles.has(f) && i > 0 && i < len(fields)-1 {
			continue
		}
		if !isNameWord(f) {
			return false
		}
		capitals++
	}
	return capitals >= 2 && capitals <= 4 && functionWordOf(lower(fields[0])) == 0
}

// isNameWord reports whether f is one word of a name: D'Alema, O’Neill, Jean-Luc, J., ROSSI.
func isNameWord(f string) bool {
	if len(f) == 2 && f[1] == '.' {
		return unicode.IsUpper(rune(f[0]))
	}
	if f == "" || !unicode.IsUpper(firstRune(f)) {
		return false
	}
	for _, r := range f {
		if !unicode.IsLetter(r) && !strings.ContainsRune("'’-.", r) {
			return false
		}
	}
	return strings.Count(f, ".") <= 2 && (utf8.RuneCountInString(f) > 1 || strings.HasSuffix(f, "."))
}

// bareName reports whether s is a person's name and nothing else, as a signature is at the head or the end of an article.
func bareName(s string) (string, bool) {
	s = trimByline(s)
	names := strings.Split(joints.Replace(s), ", ")
	for _, name := range names {
		if !isName(name) || furnitureWord(name) {
			return "", false
		}
	}
	return s, len(names) <= 3
}

// isAgency reports whether s is the mark of a news agency or an editorial office.
func isAgency(s string) bool {
	found, count := false, 0
	for w := range words(s) {
		w = lower(w)
		if count++; count > 4 || !agencies.has(w) {
			return false
		}
		found = found || signers.has(w)
	}
	return found
}

func allIn(s string, words table) bool {
	for _, t := range tokenize(s) {
		if t.number < 0 && !words.has(t.text) {
			return false
		}
	}
	return true
}

func firstRune(s string) rune {
	r, _ := utf8.DecodeRuneInString(s)
	return r
}
