package clean

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// stopLead marks the first bytes of the characters in stops.
var stopLead = func() (lead [256]bool) {
	for _, r := range stops {
		lead[string(r)[0]] = true
	}
	return lead
}()

// Limits within which a stop is plain, in bytes: well below maxClosing.
const (
	maxPlainClosers = 12
	maxPlainSpace   = 8
)

// plainStops appends to places what candidates(text) would say, as far as it matters, where every stop of the text is a
// plain one; else it returns false. It takes no segmenter, and nearly all stops of news are plain.
//
// A sentence ends only after a stop and what closes after it (see breaks), and where it ends within white space does not
// matter. After a plain stop there is one such place, so that it need only be told whether candidates has it: always, by
// extraCandidates.
func plainStops(text string, places []int) ([]int, bool) {
	for i := 0; i < len(text); {
		if !stopLead[text[i]] {
			i++
			continue
		}
		r, size := utf8.DecodeRuneInString(text[i:])
		if !strings.ContainsRune(stops, r) {
			i += size
			continue
		}
		place, next, ok := plainStop(text, i)
		if !ok {
			return places, false
		}
		if next < len(text) {
			places = append(places, place)
		}
		i = next
	}
	return places, true
}

// plainStop looks at the run of stops at i: whether Latin stops only, then closing marks, then white space, each of them
// short or missing, lead to a character that begins something. It returns the place before the white space and that after.
func plainStop(text string, i int) (place, next int, ok bool) {
	begin := i
	for i < len(text) {
		r, size := decode(text, i)
		if !strings.ContainsRune(stops, r) {
			break
		}
		if !strings.ContainsRune(".!?…", r) {
			return 0, 0, false
		}
		i += size
	}
	if i-begin > maxPlainClosers {
		return 0, 0, false
	}
	stopEnd := i
	for i < len(text) {
		r, size := decode(text, i)
		if !strings.ContainsRune(plainClosers, r) {
			break
		}
		i += size
	}
	place = i
	for i < len(text) && (text[i] == ' ' || text[i] == '\n' || text[i] == '\t' || text[i] == '\r') {
		i++
	}
	if i == len(text) {
		return place, i, true
	}
	if place-stopEnd > maxPlainClosers || i-place > maxPlainSpace {
		return 0, 0, false
	}
	r, size := decode(text, i)
	switch {
	case r == '[' || unicode.IsSpace(r):
		return 0, 0, false
	case r == '«' || strings.ContainsRune(closers, r): // opens a quotation, if it is set off on its left only
		after, _ := decode(text, i+size)
		return place, i, i > place && (unicode.IsLetter(after) || unicode.IsDigit(after)) && letterBefore(text, begin)
	}
	return place, i, place == stopEnd || letterBefore(text, begin)
}

// plainClosers are the closing marks that Unicode Standard Annex 29 has in its class Close, which it leaves with the stop
// before them.
const plainClosers = "\"'”’»›“‘)]}"

// letterBefore reports whether a letter stands shortly before a place, so that candidates does not part what follows as
// solid.
func letterBefore(text string, i int) bool {
	for back := 1; back <= min(i, maxSolid/8); back++ {
		if c := text[i-back] | 0x20; 'a' <= c && c <= 'z' {
			return true
		}
	}
	return false
}

// decode returns the character at a place and its length, fast for ASCII.
func decode(text string, i int) (rune, int) {
	if i < len(text) && text[i] < utf8.RuneSelf {
		return rune(text[i]), 1
	}
	return utf8.DecodeRuneInString(text[min(i, len(text)):])
}
