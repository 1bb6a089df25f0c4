package check

import (
	"slices"

	"mattinale/pipeline/news"
)

// numbers reports figures that the article does not have. Those of dates and times are left to dates. When the number words
// of the article's language are not known here, only figures in digits are held against it.
func (s *Source) numbers(t statement, c *cited) []news.Finding {
	var out []news.Finding
	for _, q := range t.held() {
		switch {
		case q.worded && numeralTables()[s.lang].small == nil:
		case t.tokens[q.from].caps && s.names.vocabulary.has(t.tokens[q.from].fold):
		case s.figures.bearsOut(q):
			if c != nil && c.facts().figures.contradicts(q) {
				out = append(out, t.finding(news.KindNumber, q.from, t.past(q), "the article says %s", map[int]string{1: "less than this", -1: "more than this"}[q.limit]))
				continue
			}
			if other := s.figures.otherMoney(q); q.currency != "" && other != "" {
				out = append(out, t.finding(news.KindNumber, q.from, t.past(q), "the article has this sum in %s", other))
				continue
			}
			if c != nil && s.onlyElsewhere(q, c) {
				out = append(out, t.finding(news.KindNumber, q.from, t.past(q), elsewhere))
			}
		case s.derives(q, c), s.mayBeWords(q):
		case q.percent && s.figures.bearsOut(quantity{values: q.values}):
			out = append(out, t.finding(news.KindNumber, q.from, t.past(q), "the article has the figure, but not as a percentage"))
		default:
			out = append(out, t.finding(news.KindNumber, q.from, t.past(q), "this figure is not in the article"))
		}
	}
	return out
}

// derives reports whether a quantity follows from what the cited sentences say, or the article where none are cited.
func (s *Source) derives(q quantity, c *cited) bool {
	if c == nil {
		return s.figures.derived(q)
	}
	return c.facts().figures.derived(q) || q.unit == year && s.figures.since(q.values[0])
}

// onlyElsewhere reports whether a figure of the article stands in no sentence that is cited, nor in the title. Small numbers in
// letters count what is told, decades and rounded figures have no sentence of their own.
func (s *Source) onlyElsewhere(q quantity, c *cited) bool {
	if (q.worded || q.bare && !q.percent) && q.values[0] <= 10 || q.era > 0 || c.facts().figures.bearsOut(q) || c.facts().figures.derived(q) || s.title.figures.bearsOut(q) {
		return false
	}
	return slices.ContainsFunc(q.values, func(v float64) bool { return near(s.figures.values, v, 1e-9) })
}

// held returns the quantities of a text that can be held against something: not those of dates, not implied ones, not
// "the two" and other ways of pointing back.
func (t *reading) held() []quantity {
	t.heldOnce.Do(func() { t.heldFigures = t.hold() })
	return t.heldFigures
}

func (t *reading) hold() []quantity {
	dated := make([]bool, len(t.tokens))
	for _, m := range t.moments {
		for i := m.from; i < m.to; i++ {
			dated[i] = true
		}
	}
	var out []quantity
	for _, q := range scaled(t.quantities) {
		if q.loose || dated[q.from] || q.worded && (q.values[0] <= 1 && !q.fraction || t.pointsBack(q)) {
			continue
		}
		out = append(out, q)
	}
	return out
}

// past returns the token after a quantity and its sign of per cent.
func (t statement) past(q quantity) int {
	if q.to < len(t.tokens) && t.tokens[q.to].text == "%" {
		return q.to + 1
	}
	return q.to
}

// pointsBack reports whether a small number in letters only takes up what was said: the two, i tre, gli altri due. The
// reader has counted; no sentence of the article need say the number.
func (t *reading) pointsBack(q quantity) bool {
	if q.values[0] > 4 || q.values[0] < 2 || q.from == 0 || q.unit > 0 {
		return false
	}
	return t.tokens[q.from-1].is("the", "these", "those", "all", "other", "i", "gli", "le", "altri", "altre", "questi", "queste", "tutti", "tutte", "les", "ces", "die", "diese",
		"los", "las", "estos", "os", "as")
}

// scaled lets a figure without a scale take that of its neighbours: 12.3 million of its 21.4.
func scaled(qs []quantity) []quantity {
	var scales []float64
	for _, q := range qs {
		if !q.bare && !q.loose && q.values[0] >= 1000 {
			scales = append(scales, scaleWithin(q.values[0]))
		}
	}
	if len(scales) == 0 {
		return qs
	}
	out := slices.Clone(qs)
	for i, q := range out {
		for _, s := range scales {
			if q.bare {
				out[i].values = append(slices.Clone(out[i].values), q.values[0]*s)
			}
		}
	}
	return out
}
