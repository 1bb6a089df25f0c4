package clean

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Figures that the splitter must reach on the labelled sentences, in per cent of the boundaries: found where there is one, and put only
// where there is one.
const (
	leastRecall    = 97
	leastPrecision = 97
	fewestLabelled = 60 // sentences of a language
)

// TestLabelledSentences splits paragraphs of sentences of our own writing, with the abbreviations, ordinals and quotation marks of their
// languages; a line of the files is a sentence, a blank line ends a paragraph.
func TestLabelledSentences(t *testing.T) {
	files, err := filepath.Glob("testdata/sentences/*.txt")
	if err != nil || len(files) < 4 {
		t.Fatalf("%d files of sentences: %v", len(files), err)
	}
	for _, file := range files {
		lang := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(lang, func(t *testing.T) {
			data, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			var right, put, there int
			text := strings.TrimSpace(string(data))
			if lang == "fr" { // as it is printed: spaces that do not break
				text += "\n\n" + strings.NewReplacer("« ", "«\u00a0", " »", "\u202f»", " !", "\u202f!", " ?", "\u202f?", " :", "\u00a0:", " ;", "\u202f;").Replace(text)
			}
			for paragraph := range strings.SplitSeq(text, "\n\n") {
				want := strings.Split(paragraph, "\n")
				text := strings.Join(want, " ")
				there += len(want)
				ends := map[int]bool{}
				at := 0
				for _, s := range want {
					at += len(s)
					ends[at] = true
					at++
				}
				for _, s := range Sentences(text, lang) {
					put++
					if ends[s.End] {
						right++
						delete(ends, s.End)
						continue
					}
					t.Logf("cut after %q", text[s.Start:s.End])
				}
				at = 0
				for _, s := range want {
					at += len(s)
					if ends[at] {
						t.Logf("not cut after %q", s)
					}
					at++
				}
			}
			t.Logf("%s: %d sentences, recall %.1f %%, precision %.1f %%", lang, there, 100*float64(right)/float64(there), 100*float64(right)/float64(put))
			if there < fewestLabelled || 100*right < leastRecall*there || 100*right < leastPrecision*put {
				t.Errorf("%d of %d boundaries found, %d put", right, there, put)
			}
		})
	}
}
