package check

import "sync"

// reading is a text with all that the rules find in it by itself. It does not change, and may be used by several goroutines.
type reading struct {
	text, lang string
	tokens     []token
	moments    []moment
	quantities []quantity
	sightings  []sighting

	heldOnce    sync.Once
	heldFigures []quantity // see held

	indexed    sync.Once
	folded     map[string]token // words by how they are folded; one with a capital where none is due before others
	consonants map[string]token // words with a capital by their consonants
}

func newReading(text, lang string) *reading {
	r := &reading{text: text, lang: lang, tokens: tokenize(text, lang)}
	r.find()
	return r
}

// find finds what is in the tokens, in the room of what was found before.
func (r *reading) find() {
	r.moments = appendMoments(r.moments[:0], r.tokens, r.lang)
	r.quantities = appendQuantities(r.quantities[:0], r.tokens, r.lang)
	r.sightings = atlas().sightings(r.sightings[:0], r.tokens, r.lang)
}

// word returns the word that a text has in some case.
func (r *reading) word(folded string) (token, bool) {
	r.indexed.Do(r.index)
	w, ok := r.folded[folded]
	return w, ok
}

// name returns the word with a capital that has some consonants.
func (r *reading) name(consonants string) (token, bool) {
	r.indexed.Do(r.index)
	w, ok := r.consonants[consonants]
	return w, ok
}

func (r *reading) index() {
	r.folded, r.consonants = make(map[string]token, len(r.tokens)), map[string]token{}
	for _, w := range r.tokens {
		if w.class != word {
			continue
		}
		if old, ok := r.folded[w.fold]; !ok || w.upper && (!old.upper || !w.first) {
			r.folded[w.fold] = w
		}
		if w.upper {
			r.consonants[consonants(w.lexeme)] = w
		}
	}
}
