package check

// vocabulary is the words of a text, each once, in whatever case it stands there.
type vocabulary struct {
	at    map[string]int32 // places in words, by the folded word
	words []known
	added [lastAdded]struct { // last, by the hash of how they are written: most words of a text come again
		*lexeme
		at int32
	}

	// by what they begin with, put in order when first asked for: few texts need all of them
	folds, stems, skeletons, roots index
}

// known is a word of a vocabulary.
type known struct {
	*lexeme      // as it is first written
	lower   bool // it stands in lower case too
}

// newVocabulary makes room for the words of a text of so many bytes.
func newVocabulary(size int) *vocabulary {
	n := min(size/9, mostRoom)
	return &vocabulary{at: make(map[string]int32, n), words: make([]known, 0, n)}
}

// mostRoom is for how many words room is made at once.
const mostRoom = 1 << 12

// lastAdded is how many words are found again without asking the map.
const lastAdded = 256

// add takes a word in, and says whether it is new, or new in lower case.
func (v *vocabulary) add(l *lexeme) (at int32, fresh bool) {
	last := &v.added[l.hash/2%lastAdded]
	if last.lexeme == l {
		return last.at, false
	}
	at, fresh = v.addAnew(l)
	last.lexeme, last.at = l, at
	return at, fresh
}

func (v *vocabulary) addAnew(l *lexeme) (at int32, fresh bool) {
	at, there := v.at[l.fold]
	if !there {
		at = int32(len(v.words))
		v.at[l.fold] = at
		v.words = append(v.words, known{lexeme: l, lower: !l.upper})
		return at, true
	}
	w := &v.words[at]
	if w.lower || l.upper {
		return at, false
	}
	w.lower = true
	return at, true
}

// has reports whether a folded word is there.
func (v *vocabulary) has(folded string) bool {
	_, ok := v.at[folded]
	return ok
}

// small reports whether a folded word is there in lower case.
func (v *vocabulary) small(folded string) bool {
	at, ok := v.at[folded]
	return ok && v.words[at].lower
}

// plural reports whether a folded word is there with an s, or without the one that it ends in.
func (v *vocabulary) plural(folded string) bool {
	if n := len(folded) - 1; n >= 0 && folded[n] == 's' && v.has(folded[:n]) {
		return true
	}
	var room [longestWord + 1]byte
	_, ok := v.at[string(append(append(room[:0], folded...), 's'))]
	return ok
}

func (v *vocabulary) withFold(beginning string) []entry {
	return v.folds.beginning(beginning, v.words, func(l *lexeme) string { return l.fold })
}

func (v *vocabulary) withStem(beginning string) []entry {
	return v.stems.beginning(beginning, v.words, func(l *lexeme) string { return l.stem })
}

func (v *vocabulary) withSkeleton(beginning string) []entry {
	return v.skeletons.beginning(beginning, v.words, func(l *lexeme) string { return l.skeleton })
}

func (v *vocabulary) withRoot(beginning string) []entry {
	return v.roots.beginning(beginning, v.words, func(l *lexeme) string { return l.root })
}
