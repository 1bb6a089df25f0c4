package check

import "strings"

// germanLengths are what German puts behind a number in one word, folded: dreitägig, zweiundzwanzigjährig, with their seconds.
var germanLengths = []struct {
	word    string
	seconds float64
}{{"jahrig", year}, {"monatig", month}, {"wochig", week}, {"tagig", day}, {"stundig", hour}, {"minutig", minute}}

// germanTimes are what makes a multiple of a number in one word: dreimal, vierfach.
var germanTimes = []string{"mal", "fach"}

// germanForm reads a number that is the first part of a word: dreitägige, Zweiundzwanzigjähriger, viermal. It says no more than
// what bears out a number: a word has other parts too.
func (r numberReader) germanForm(i int) (quantity, bool) {
	if r.lang != "de" {
		return quantity{}, false
	}
	fold := r.tokens[i].fold
	for _, l := range germanLengths {
		if head, _, ok := strings.Cut(fold, l.word); ok {
			v, known := germanNumber(head)
			return quantity{to: i + 1, values: []float64{v}, unit: l.seconds, worded: true, loose: true}, known
		}
	}
	for _, ending := range germanTimes {
		if head, ok := strings.CutSuffix(fold, ending); ok {
			v, known := germanNumber(head)
			return quantity{to: i + 1, values: []float64{v}, worded: true, loose: true}, known
		}
	}
	return quantity{}, false
}

func germanNumber(folded string) (float64, bool) {
	if folded == "ein" {
		return 1, true
	}
	return smallNumber(folded, "de")
}

// joinsNumber reports whether a folded German word may have a number as its first part.
func joinsNumber(folded string) bool {
	for _, l := range germanLengths {
		if strings.Contains(folded, l.word) {
			return true
		}
	}
	for _, ending := range germanTimes {
		if strings.HasSuffix(folded, ending) {
			return true
		}
	}
	return false
}
