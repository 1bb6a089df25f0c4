package check

import (
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// parity reports what the languages of one point say differently: figures, dates and denials. What a check has already
// objected to in a text is not said again. Headlines may choose differently.
func (s *Source) parity(all []statement, found []news.Finding) []news.Finding {
	if len(all) < 2 || all[0].headline {
		return nil
	}
	said := map[string]bool{}
	for _, f := range found {
		said[f.Lang+f.Words] = true
	}
	var out []news.Finding
	for i, a := range all {
		for j, b := range all {
			if i == j || a.text == "" || b.text == "" || a.foreign || b.foreign {
				continue
			}
			out = append(out, s.lacks(a, b, said)...)
			if i < j {
				out = append(out, s.denials(a, b)...)
			}
		}
	}
	return out
}

// lacks reports what a says and b does not.
func (s *Source) lacks(a, b statement, found map[string]bool) []news.Finding {
	var figures figures
	figures.read(b.quantities)
	figures.readClocks(b.moments)
	figures.finish()
	almanac := newAlmanac(s.published)
	almanac.read(b.reading)
	almanac.finish()
	var out []news.Finding
	report := func(from, to int, reason string) {
		f := a.finding(news.KindParity, from, to, "%s", reason)
		if !found[f.Lang+f.Words] {
			out = append(out, f)
		}
	}
	for _, q := range a.held() {
		if !figures.bearsOut(q) && !figures.derived(q) && !(q.worded && q.values[0] < 10) && !figures.bearsOut(quantity{values: q.values}) {
			report(q.from, a.past(q), "the text in "+languageName(b.lang)+" does not say this figure")
		}
	}
	for i, m := range a.moments {
		if m.weekday > 0 && a.dated(i) && !b.weekday() {
			continue // Friday 13 November, and November 13
		}
		if almanac.objection(m) != "" && (m.clock == 0 || !figures.hasClock(m.clock-1)) && (m.year == 0 || !figures.hasYear(m.year)) {
			report(m.from, m.to, "the text in "+languageName(b.lang)+" does not say this date")
		}
	}
	return out
}

// dated reports whether the day of the month follows a weekday, moment i.
func (t statement) dated(i int) bool {
	return i+1 < len(t.moments) && t.moments[i+1].day > 0 && t.moments[i+1].from <= t.moments[i].to+2
}

// weekday reports whether a text names one.
func (t statement) weekday() bool {
	return slices.ContainsFunc(t.moments, func(m moment) bool { return m.weekday > 0 })
}

// deniers are the words that turn a sentence round, and softeners those that can say the same without them, as beginnings of
// words.
var deniers = map[string]*wordList{
	"it": set(`non né nessuno nessuna nessun niente nulla mai senza neppure neanche nemmeno`),
	"en": set(`not no never none nobody nothing without neither nor cannot t`),
}

var softeners = map[string]string{
	"it": ` manc falli rifiut neg priv contr solo soltanto appena evit imped smett perd perso esclu esclud vuot fuori prima finché tranne difficil imposs ferm blocc ` +
		`sospes rinv rimand salta saltat sprovv assen respin bocci annull vieta divie ignor dis in im ir il s ancora ormai più dubbi gratis ultim meno escl poch ne gett libero libera rinunc cess via oltre altr `,
	"en": ` lack fail miss refus den reject without unless only until before less free stop prevent avoid un in im ir il dis gone lose lost loses end keep kept kill off out ` +
		`against unable few little hardly barely longer ban forbid exclud empty absent oppos doubt quit drop cancel delay postpon turn cut instead rather other except than short away nor ignor forgot `,
}

// denials reports a denial that one text has and the other has in no form at all. Translations say the same with and without
// a "not" too often for more: a text with any word that can stand for one is let pass.
func (s *Source) denials(a, b statement) []news.Finding {
	x, y := a.denies(), b.denies()
	switch {
	case x >= 0 && y < 0 && !b.softens():
		return []news.Finding{a.finding(news.KindParity, x, x+1, "the text in %s does not deny this", languageName(b.lang))}
	case y >= 0 && x < 0 && !a.softens():
		return []news.Finding{b.finding(news.KindParity, y, y+1, "the text in %s does not deny this", languageName(a.lang))}
	}
	return nil
}

// denies returns the first token that denies, -1 when none does or the language is not known.
func (t statement) denies() int {
	for i, w := range t.tokens {
		noun := w.is("no") && (i+1 == len(t.tokens) || t.tokens[i+1].class != word) // eleven voted no
		if deniers[t.lang].has(w.lower) && !noun {
			return i
		}
	}
	return -1
}

func (t statement) softens() bool {
	list, ok := softeners[t.lang]
	if !ok {
		return true
	}
	for _, w := range t.tokens {
		if w.is("no") { // no in a quotation, or a vote
			return true
		}
		for cut := 2; cut <= len(w.fold); cut++ {
			if w.class == word && strings.Contains(list, " "+w.fold[:cut]+" ") {
				return true
			}
		}
	}
	return false
}
