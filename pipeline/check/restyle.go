package check

import "strings"

// Restyle returns a text with its figures written as its language writes them: 1,850 in English where the article's 1850 stands as
// 1.850, 8.9 million for 8,9 million. A figure that could be meant as it stands is left.
func (s *Source) Restyle(text, lang string) string {
	group, point := ".", ","
	switch lang {
	case "en":
		group, point = point, group
	case "it", "es", "pt", "de", "fr":
	default:
		return text
	}
	t := s.read(text, lang)
	dated := make([]bool, len(t.tokens))
	for _, m := range t.moments {
		for i := m.from; i < m.to; i++ {
			dated[i] = true
		}
	}
	for i := len(t.quantities) - 1; i >= 0; i-- {
		w := t.tokens[t.quantities[i].from]
		if w.class == digits && !dated[t.quantities[i].from] {
			text = text[:w.start] + s.restyled(w.text, lang, group, point) + text[w.end:]
		}
	}
	return text
}

func (s *Source) restyled(figureText, lang, group, point string) string {
	groups, points := strings.Count(figureText, group), strings.Count(figureText, point)
	if groups+points == 0 || strings.Contains(figureText, ":") {
		return figureText
	}
	swapped := strings.NewReplacer(group, point, point, group).Replace(figureText)
	switch {
	case groups > 0 && points > 0: // the last separator is the decimal one
		if strings.LastIndex(figureText, group) > strings.LastIndex(figureText, point) {
			return swapped
		}
	case points > 1: // groups of three, in the other languages' way
		return swapped
	case groups == 1 && !thousands(figureText): // a decimal, in the other languages' way
		return swapped
	case points == 1 && thousands(figureText):
		own, other := figure(figureText, lang), figure(swapped, lang)
		if len(own) > 0 && len(other) > 0 && !near(s.figures.values, own[0], 1e-9) && near(s.figures.values, other[0], 1e-9) {
			return swapped
		}
	}
	return figureText
}
