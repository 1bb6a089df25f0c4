// Package extract summarises an article without a model: its own sentences go in, the few that tell most of it come out,
// in the article's order and words, each with itself as evidence. Nothing is rewritten or translated.
//
// Sentences are ranked by TextRank (Mihalcea and Tarau, 2004) over TF-IDF cosine similarity, with their place in the
// article and the words of the title as prior; what reads badly out of context counts less; and each next choice is held
// against those made, by Maximal Marginal Relevance (Carbonell and Goldstein, 1998). The time is linear in the article.
package extract

import (
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// maxPoint is the most characters of a point. Longer ones are texts without sentence ends; they are cut at a clause and
// end with an ellipsis.
const maxPoint = 800

// Summarize chooses at most n sentences of a. Every text is in the article's language alone ("und" when it has none),
// every point cites the sentence it is. The headline is the article's title, or else a central sentence, shortened. An article with fewer than n sentences gives those it has, one without a proper sentence its longest line,
// an empty one no point.
func Summarize(a news.Article, n int) news.Summary {
	language := a.Language
	if language == "" {
		language = "und"
	}
	order := ranked(a, language, min(max(n, mostCentral), maxRanked))
	summary := news.Summary{Headline: news.Texts{}, Points: []news.Point{}}
	if title := collapse(a.Title); title != "" {
		summary.Headline[language] = shorten(title, maxTitle)
	} else if len(order) > 0 {
		// Of the most central sentences the one that comes first: reports begin with what happened.
		first := slices.Min(order[:min(len(order), mostCentral)])
		summary.Headline[language] = headline(collapse(a.SentenceText(first + 1)))
	}
	chosen := order[:max(0, min(n, len(order)))]
	slices.Sort(chosen)
	for _, i := range chosen {
		summary.Points = append(summary.Points, news.Point{
			Text:     news.Texts{language: shorten(collapse(a.SentenceText(i+1)), maxPoint)},
			From:     []news.Ref{{Article: a.ID, Sentence: i + 1}},
			Engine:   news.EngineExtract,
			Findings: []news.Finding{},
		})
	}
	return summary
}

const (
	maxRanked   = 64 // sentences that are put in an order at most; no summary asks for more
	mostCentral = 3  // of which one makes the headline
)

// ranked gives the indexes of at most n sentences worth telling, the one that comes first in importance first.
func ranked(a news.Article, language string, n int) []int {
	sentences := read(a, language)
	proper := slices.ContainsFunc(sentences, sentence.proper)
	if !proper {
		return longest(sentences)
	}
	vectors, title := vectors(sentences, a.Title, language)
	scores := scores(sentences, vectors, title)
	return choose(vectors, scores, n)
}

// longest gives the index of the longest sentence or heading, the only thing to show of a text that has no sentence.
func longest(sentences []sentence) []int {
	best := -1
	for i, s := range sentences {
		if s.columns > 0 && (best < 0 || s.columns > sentences[best].columns) {
			best = i
		}
	}
	if best < 0 {
		return nil
	}
	return []int{best}
}

// The weights of what speaks for a sentence besides its likeness to the others. They were chosen, round values in the
// middle of a plateau, on the labelled seed articles of cmd/eval: how many of the sentences chosen are among those that a
// reader's own summary rests on, and how many of that summary's points they cover.
const (
	placeDecay  = 0.1 // reports begin with what matters: the n-th sentence has 1/(1+0.1·n)
	titleWeight = 0.8 // of its likeness to the title
	opensWeight = 0.1 // of being the first of its paragraph
	priorWeight = 0.6 // of these three together, the rank in the graph being 1
)

// scores rates each sentence from 0 up, 0 for what is never shown.
func scores(sentences []sentence, vectors []vector, title vector) []float64 {
	prior := make([]float64, len(sentences))
	place := 0.0
	for i, s := range sentences {
		if !s.proper() {
			continue
		}
		prior[i] = 1/(1+placeDecay*place) + titleWeight*vectors[i].dot(title)
		if s.opens {
			prior[i] += opensWeight
		}
		place++
	}
	rank := textRank(vectors, prior)
	top := slices.Max(rank)
	scores := make([]float64, len(sentences))
	for i, s := range sentences {
		if s.proper() {
			scores[i] = s.quality * (rank[i]/top + priorWeight*min(prior[i], 1))
		}
	}
	return scores
}

// collapse puts a text on one line, each run of white space as one space.
func collapse(s string) string { return strings.Join(strings.Fields(s), " ") }
