package check

import "strings"

// compound reads a number that is written as one folded word; small are the language's words for 2 to 90.
type compound func(w string, small map[string]float64) (float64, bool)

// italianCompound reads number words written together: cinquantadue, centocinquantamila, dodicimilasettecento.
func italianCompound(w string, small map[string]float64) (float64, bool) {
	if !strings.Contains(w, "nt") && !strings.Contains(w, "mil") { // venti, cento, mille: any of them has one
		return 0, false
	}
	if i := strings.Index(w, "mila"); i > 0 {
		head, ok := italianHundreds(w[:i], small)
		if !ok {
			return 0, false
		}
		return addRest(head*1000, w[i+len("mila"):], small, italianHundreds)
	}
	if rest, ok := strings.CutPrefix(w, "mille"); ok {
		return addRest(1000, rest, small, italianHundreds)
	}
	return italianHundreds(w, small)
}

// addRest adds what stands after a multiplier, if anything does.
func addRest(v float64, rest string, small map[string]float64, parse compound) (float64, bool) {
	if rest == "" {
		return v, true
	}
	r, ok := parse(rest, small)
	return v + r, ok
}

func italianHundreds(w string, small map[string]float64) (float64, bool) {
	i := strings.Index(w, "cent")
	if i < 0 {
		return italianTens(w, small)
	}
	head := 1.0
	if i > 0 {
		v, ok := small[w[:i]]
		if !ok || v < 2 || v > 9 {
			return 0, false
		}
		head = v
	}
	rest := w[i+len("cent"):]
	if tail, ok := strings.CutPrefix(rest, "o"); ok && !strings.HasPrefix(rest, "otta") && rest != "otto" {
		rest = tail
	}
	return addRest(head*100, rest, small, italianTens)
}

// italianTens knows that tens lose their vowel before uno and otto.
func italianTens(w string, small map[string]float64) (float64, bool) {
	if v, ok := small[w]; ok {
		return v, true
	}
	for cut := len(w) - 1; cut >= 4; cut-- {
		unit, ok := small[w[cut:]]
		switch {
		case w[cut:] == "uno" || w[cut:] == "un":
			unit, ok = 1, true
		case !ok || unit < 2 || unit > 9:
			continue
		}
		if tens, known := italianTen(w[:cut], unit, small); known && ok {
			return tens + unit, true
		}
	}
	return 0, false
}

func italianTen(w string, unit float64, small map[string]float64) (float64, bool) {
	if unit == 1 || unit == 8 {
		if w == "vent" {
			w = "venti"
		} else {
			w += "a"
		}
	}
	v, ok := small[w]
	return v, ok && v >= 20
}

// germanCompound reads zweiundvierzig, dreihundert, zweitausendfünfhundert, and viereinhalb.
func germanCompound(w string, small map[string]float64) (float64, bool) {
	if whole, ok := strings.CutSuffix(w, "einhalb"); ok {
		if whole == "ein" {
			return 1.5, true
		}
		v, ok := germanHundreds(whole, small)
		return v + 0.5, ok
	}
	if w == "anderthalb" {
		return 1.5, true
	}
	if i := strings.Index(w, "tausend"); i >= 0 {
		head, ok := 1.0, true
		if i > 0 {
			head, ok = germanHundreds(w[:i], small)
		}
		if !ok {
			return 0, false
		}
		return addRest(head*1000, strings.TrimPrefix(w[i+len("tausend"):], "und"), small, germanHundreds)
	}
	return germanHundreds(w, small)
}

func germanHundreds(w string, small map[string]float64) (float64, bool) {
	i := strings.Index(w, "hundert")
	if i < 0 {
		return germanTens(w, small)
	}
	head, ok := 1.0, true
	if i > 0 && w[:i] != "ein" {
		head, ok = germanTens(w[:i], small)
	}
	if !ok {
		return 0, false
	}
	return addRest(head*100, strings.TrimPrefix(w[i+len("hundert"):], "und"), small, germanTens)
}

func germanTens(w string, small map[string]float64) (float64, bool) {
	if v, ok := small[w]; ok {
		return v, true
	}
	unit, tens, found := strings.Cut(w, "und")
	t, ok := small[tens]
	if !found || !ok || t < 20 {
		return 0, false
	}
	if unit == "ein" {
		return t + 1, true
	}
	u, ok := small[unit]
	return t + u, ok && u >= 2 && u <= 9
}

// spanishCompound reads veintidós and quinientos.
func spanishCompound(w string, small map[string]float64) (float64, bool) {
	if unit, ok := strings.CutPrefix(w, "veinti"); ok {
		if unit == "un" || unit == "uno" || unit == "una" {
			return 21, true
		}
		v, ok := small[unit]
		return 20 + v, ok && v >= 2 && v <= 9
	}
	head, ok := cutEnding(w, "cientos", "cientas")
	switch {
	case w == "quinientos" || w == "quinientas":
		return 500, true
	case w == "setecientos" || w == "setecientas":
		return 700, true
	case w == "novecientos" || w == "novecientas":
		return 900, true
	case !ok:
		return 0, false
	}
	v, ok := small[head]
	return v * 100, ok
}

// portugueseHundreds are the hundreds from 200, without their ending.
var portugueseHundreds = map[string]float64{"duz": 200, "trez": 300, "quatroc": 400, "quinh": 500, "seisc": 600, "setec": 700, "oitoc": 800, "novec": 900}

// portugueseCompound reads duzentos and quinhentas.
func portugueseCompound(w string, _ map[string]float64) (float64, bool) {
	head, ok := cutEnding(w, "entos", "entas")
	v := portugueseHundreds[head]
	return v, ok && v > 0
}
