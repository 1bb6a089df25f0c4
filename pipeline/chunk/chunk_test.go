package chunk_test

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"mattinale/pipeline/chunk"
	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
)

// words counts a token a field, and one for white space that stands alone, so that cases can be read.
type words struct{}

func (words) Count(text string) int {
	if n := len(strings.Fields(text)); n > 0 || text == "" {
		return n
	}
	return 1
}

func (w words) Between(text string, cuts []int) func(i, j int) int {
	return func(i, j int) int { return w.Count(text[cuts[i]:cuts[j]]) }
}

func (w words) Fit(text string, limit int) int {
	end := 0
	for i := range text + "." {
		if w.Count(text[:i]) <= limit {
			end = i
		}
	}
	return end
}

// spans takes each line of a text as a sentence; one that begins with # is a heading.
func spans(text string) []news.Sentence {
	var out []news.Sentence
	at := 0
	for _, line := range strings.SplitAfter(text, "\n") {
		if trimmed := strings.TrimSpace(line); trimmed != "" {
			start := at + strings.Index(line, trimmed)
			out = append(out, news.Sentence{Start: start, End: start + len(trimmed), Heading: trimmed[0] == '#'})
		}
		at += len(line)
	}
	return out
}

func TestSplit(t *testing.T) {
	for _, c := range []struct {
		name  string
		text  string
		limit int
		want  []string
	}{
		{"empty", "", 5, nil},
		{"white space only", "  \n ", 5, []string{"  \n "}},
		{"one chunk", "a b c\nd e", 5, []string{"a b c\nd e"}},
		{"whole sentences", "a b c\nd e f\ng h", 5, []string{"a b c\n", "d e f\ng h"}},
		{"even size, no crumb", "a b\nc d\ne f\ng h\ni j", 8, []string{"a b\nc d\ne f\n", "g h\ni j"}},
		{"heading goes with its text", "a b c\n# T\nd e f g", 6, []string{"a b c\n", "# T\nd e f g"}},
		{"a list of headings is cut anywhere", "# a b\n# c d\n# e f\n# g h\n# i j\n# k l", 9, []string{"# a b\n# c d\n# e f\n", "# g h\n# i j\n# k l"}},
		{"space around", "\n\na b\n\n\nc d\n\n", 2, []string{"\n\na b\n\n\n", "c d\n\n"}},
		{"long sentence at clauses", "a b c, d e f; g h i j k", 7, []string{"a b c, d e f; ", "g h i j k"}},
		{"long sentence at words", "a b c d e f g", 3, []string{"a b c ", "d e ", "f g"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			chunks, err := chunk.Split(c.text, spans(c.text), c.limit, words{})
			if err != nil {
				t.Fatal(err)
			}
			var got []string
			for _, ch := range chunks {
				got = append(got, c.text[ch.Start:ch.End])
			}
			if diff := cmp.Diff(c.want, got); diff != "" {
				t.Errorf("chunks (-want +got):\n%s", diff)
			}
		})
	}
}

func TestSplitRefuses(t *testing.T) {
	counter := load(t)
	if _, err := chunk.Split("text", nil, 0, counter); err == nil {
		t.Error("a limit of 0 was taken")
	}
	if _, err := chunk.Split("𒀀𒀀", nil, 1, counter); err == nil || !strings.Contains(err.Error(), "𒀀") {
		t.Errorf("a character over the limit: error %v does not name it", err)
	}
}

func load(t testing.TB) *tokens.Counter {
	t.Helper()
	counter, err := tokens.Load(tokens.CL100K)
	if err != nil {
		t.Fatal(err)
	}
	return counter
}

// holds checks what is true of every split.
func holds(text string, sentences []news.Sentence, limit int, chunks []news.Chunk, counter chunk.Counter) error {
	at := 0
	for i, c := range chunks {
		switch {
		case c.Index != i || c.Start != at || c.End <= c.Start:
			return fmt.Errorf("chunk %d is %+v, but should start at %d", i, c, at)
		case c.Tokens != counter.Count(text[c.Start:c.End]):
			return fmt.Errorf("chunk %d says %d tokens, but has %d", i, c.Tokens, counter.Count(text[c.Start:c.End]))
		case c.Tokens > limit:
			return fmt.Errorf("chunk %d has %d tokens, over %d", i, c.Tokens, limit)
		case utf8.ValidString(text) && !utf8.ValidString(text[c.Start:c.End]):
			return fmt.Errorf("chunk %d cuts a character", i)
		}
		at = c.End
	}
	if at != len(text) {
		return fmt.Errorf("the chunks end at %d of %d", at, len(text))
	}
	ends := map[int]bool{}
	for _, c := range chunks {
		ends[c.End] = true
	}
	for i, s := range sentences {
		next := len(text)
		if i+1 < len(sentences) {
			next = sentences[i+1].Start
		}
		from := s.Start
		if i == 0 {
			from = 0
		}
		if counter.Count(text[from:next]) > limit {
			continue
		}
		for at := from + 1; at < next; at++ {
			if ends[at] {
				return fmt.Errorf("sentence %d fits, but is cut at %d: %q", i, at, text[from:next])
			}
		}
	}
	return nil
}

func TestProperties(t *testing.T) {
	counter := load(t)
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.StringOfN(rapid.RuneFrom([]rune("ab cd, ;.\n#è“”1中👩‍👧🏽e\u0301")), 0, 400, -1).Draw(t, "text")
		limit := rapid.IntRange(8, 40).Draw(t, "limit")
		sentences := spans(text)
		chunks, err := chunk.Split(text, sentences, limit, counter)
		if err != nil {
			t.Fatal(err)
		}
		if err := holds(text, sentences, limit, chunks, counter); err != nil {
			t.Fatal(err)
		}
	})
}

// hardCases are texts without sentences that are slow or wrong in other splitters.
func hardCases() map[string]string {
	return map[string]string{
		"no spaces":             strings.Repeat("a", 100_000),
		"base64":                strings.Repeat("QmFzZTY0IGlzIG5vIHRleHQ+/x9", 4000),
		"digits":                strings.Repeat("3141592653589", 8000),
		"one sentence":          strings.Repeat("parole senza fine, ", 5000),
		"one clause":            strings.Repeat("parole senza fine e senza virgole ", 3000),
		"chinese":               strings.Repeat("新闻摘要和引文", 5000),
		"chinese with clauses":  strings.Repeat("新闻摘要，和引文：", 4000),
		"thai":                  strings.Repeat("ข่าวสรุปประจำวัน", 3000),
		"emoji families":        strings.Repeat("👩‍👩‍👧‍👦", 2000),
		"flags":                 strings.Repeat("🇮🇹🇬🇧", 2000),
		"combining marks":       "a" + strings.Repeat("\u0301", 20_000),
		"white space":           strings.Repeat(" \n", 50_000),
		"special tokens":        strings.Repeat("<|endoftext|>", 5000),
		"invalid utf-8":         strings.Repeat("\xff\xfe", 5000),
		"one long of many":      "Breve. " + strings.Repeat("x", 30_000) + "\nBreve.",
		"one long word of many": strings.Repeat("brevi parole ", 300) + strings.Repeat("x7", 9000) + strings.Repeat(" brevi parole", 300),
	}
}

func TestHardCases(t *testing.T) {
	counter := load(t)
	for name, text := range hardCases() {
		t.Run(name, func(t *testing.T) {
			chunks, err := chunk.Split(text, nil, 500, counter)
			if err != nil {
				t.Fatal(err)
			}
			if err := holds(text, nil, 500, chunks, counter); err != nil {
				t.Fatal(err)
			}
			least := (counter.Count(text) + 499) / 500
			if float64(len(chunks)) > 1.06*float64(least)+1 {
				t.Errorf("%d chunks, where %d would hold the tokens", len(chunks), least)
			}
			smallest := slices.MinFunc(chunks, func(a, b news.Chunk) int { return a.Tokens - b.Tokens })
			if mean := counter.Count(text) / len(chunks); smallest.Tokens < mean*8/10 {
				t.Errorf("a chunk of %d tokens, where the mean is %d", smallest.Tokens, mean)
			}
		})
	}
}

// TestNoClusterIsCut cuts texts of clusters of many bytes.
func TestNoClusterIsCut(t *testing.T) {
	counter := load(t)
	for _, cluster := range []string{"👩‍👩‍👧‍👦", "🇮🇹", "e\u0301\u0308", "नि", "👩🏽‍🚀"} {
		text := strings.Repeat(cluster, 3000)
		for _, limit := range []int{30, 100, 500} {
			chunks, err := chunk.Split(text, nil, limit, counter)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range chunks {
				if (c.End-c.Start)%len(cluster) != 0 {
					t.Fatalf("limit %d: a chunk of %q ends with %q", limit, cluster, text[c.Start:c.End][max(0, c.End-c.Start-20):])
				}
			}
		}
	}
}

// tidy checks that no two neighbours among the chunks would make one, and that the last is not smaller than need be: the
// last sentence of the one before it would make it the larger.
func tidy(text string, sentences []news.Sentence, limit int, chunks []news.Chunk, counter chunk.Counter) error {
	for i := 1; i < len(chunks); i++ {
		if n := counter.Count(text[chunks[i-1].Start:chunks[i].End]); n <= limit {
			return fmt.Errorf("chunks %d and %d have %d tokens together, within %d", i-1, i, n, limit)
		}
	}
	if len(chunks) < 2 {
		return nil
	}
	before, last := chunks[len(chunks)-2], chunks[len(chunks)-1]
	at := -1
	for i, s := range sentences {
		if s.Start < before.End {
			at = i
		}
	}
	if at < 1 || sentences[at].Start <= before.Start {
		return nil
	}
	if n := counter.Count(text[sentences[at].Start:]); n < before.Tokens {
		return fmt.Errorf("the last chunk has %d tokens, that before it %d, and one sentence more makes only %d", last.Tokens, before.Tokens, n)
	}
	return nil
}

func TestFewAndEven(t *testing.T) {
	counter := load(t)
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, length := range rapid.SliceOfN(rapid.IntRange(1, 30), 1, 80).Draw(t, "words of each sentence") {
			b.WriteString("Parola")
			for n := range length {
				b.WriteString([]string{" lunga", " e", " virgola,", " 37", " «detta»", " straordinariamente"}[(n*length)%6])
			}
			b.WriteString(".\n")
		}
		text := b.String()
		limit := rapid.IntRange(120, 600).Draw(t, "limit") // no sentence is over it
		sentences := spans(text)
		chunks, err := chunk.Split(text, sentences, limit, counter)
		if err != nil {
			t.Fatal(err)
		}
		if err := holds(text, sentences, limit, chunks, counter); err != nil {
			t.Fatal(err)
		}
		if err := tidy(text, sentences, limit, chunks, counter); err != nil {
			t.Fatal(err)
		}
	})
}

// TestHardCasesHoldAtAnyLimit mixes hard texts, with some of their lines as sentences.
func TestHardCasesHoldAtAnyLimit(t *testing.T) {
	counter := load(t)
	cases := hardCases()
	names := slices.Sorted(maps.Keys(cases))
	rapid.Check(t, func(t *rapid.T) {
		var b strings.Builder
		for _, name := range rapid.SliceOfN(rapid.SampledFrom(names), 1, 4).Draw(t, "cases") {
			text := cases[name]
			from := rapid.IntRange(0, 20).Draw(t, "from")
			b.WriteString(text[from:rapid.IntRange(from, 3000).Draw(t, "to")])
			b.WriteString(rapid.SampledFrom([]string{"", " ", "\n", "\n# Titolo\n"}).Draw(t, "between"))
		}
		text := b.String()
		limit := rapid.IntRange(8, 600).Draw(t, "limit")
		chunks, err := chunk.Split(text, spans(text), limit, counter)
		if err != nil {
			t.Fatal(err)
		}
		if err := holds(text, spans(text), limit, chunks, counter); err != nil {
			t.Fatal(err)
		}
	})
}

// prose is of our own writing; its sentences have from 4 to 40 words.
func prose(sentences int) string {
	parts := []string{
		"La giunta ha approvato il piano.", "I lavori cominciano a marzo e dureranno, secondo il progetto, poco più di due anni.",
		"Per i residenti cambia molto: la strada resta chiusa di notte, il mercato si sposta in piazza e l'autobus passa ogni ora.",
		"Nessuno ha votato contro.", "The mayor said that the money would come from the region, which has not confirmed it yet.",
	}
	var b strings.Builder
	for i := range sentences {
		b.WriteString(parts[(i*7+i/3)%len(parts)])
		b.WriteByte('\n')
	}
	return b.String()
}

// TestFewChunks holds the number of chunks against the least that the tokens alone need.
func TestFewChunks(t *testing.T) {
	counter := load(t)
	text := prose(900)
	chunks, err := chunk.Split(text, spans(text), 500, counter)
	if err != nil {
		t.Fatal(err)
	}
	least := (counter.Count(text) + 499) / 500
	if float64(len(chunks)) > 1.06*float64(least) {
		t.Errorf("%d chunks, over 1.06 × %d", len(chunks), least)
	}
	if last := chunks[len(chunks)-1].Tokens; last < 350 {
		t.Errorf("the last chunk is a crumb of %d tokens", last)
	}
}

func FuzzSplit(f *testing.F) {
	f.Add("Una frase. Un'altra\nfrase, più lunga; e una 👩‍👧 coda", 12)
	f.Add(strings.Repeat("a", 300), 7)
	f.Add("\xff\xfe\n\n", 9)
	counter := load(f)
	f.Fuzz(func(t *testing.T, text string, limit int) {
		if limit < 6 || limit > 2000 || len(text) > 20_000 {
			return
		}
		sentences := spans(text)
		chunks, err := chunk.Split(text, sentences, limit, counter)
		if err != nil {
			t.Fatal(err)
		}
		if err := holds(text, sentences, limit, chunks, counter); err != nil {
			t.Fatal(err)
		}
	})
}
