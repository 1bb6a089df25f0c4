package extract

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
)

// article lays out blocks of sentences; a sentence that begins with "# " is a heading.
func article(language, title string, blocks ...[]string) news.Article {
	a := news.Article{ID: "id", Title: title, Language: language}
	for block, sentences := range blocks {
		if block > 0 {
			a.Text += "\n\n"
		}
		for i, s := range sentences {
			s, heading := strings.CutPrefix(s, "# ")
			if i > 0 {
				a.Text += " "
			}
			start := len(a.Text)
			a.Text += s
			a.Sentences = append(a.Sentences, news.Sentence{Start: start, End: len(a.Text), Block: block, Heading: heading})
		}
	}
	return a
}

func chosen(s news.Summary) []int {
	var numbers []int
	for _, p := range s.Points {
		numbers = append(numbers, p.From[0].Sentence)
	}
	return numbers
}

var bridge = article("it", "Chiude il ponte di ferro di Valmarina",
	[]string{
		"Il ponte di ferro di Valmarina chiude da lunedì 30 novembre per lavori che dureranno 14 mesi.",
		"Lo ha annunciato la Provincia, che spenderà 6,2 milioni di euro per rifare i piloni del ponte.",
		"Una brutta notizia?",
	},
	[]string{"# I lavori sul ponte di ferro di Valmarina dal 30 novembre"},
	[]string{
		"Ma non è tutto, perché i lavori al ponte di Valmarina potrebbero durare anche 20 mesi, dicono.",
		"Il ponte di ferro di Valmarina chiude da lunedì 30 novembre per lavori che dureranno 14 mesi.",
		"“Aspettavamo questi lavori da 30 anni”, ride un pescatore seduto sulla riva.",
		"“Il ponte di Valmarina è vecchio di 120 anni e i lavori erano attesi.”",
		"Gli autobus verso Valmarina passeranno dal guado di Orsara, con 25 minuti in più per ogni corsa.",
	},
)

func TestSummarize(t *testing.T) {
	got := Summarize(bridge, 3)
	if diff := cmp.Diff([]int{1, 2, 9}, chosen(got)); diff != "" {
		t.Error(diff)
	}
	want := news.Point{
		Text:     news.Texts{"it": "Il ponte di ferro di Valmarina chiude da lunedì 30 novembre per lavori che dureranno 14 mesi."},
		From:     []news.Ref{{Article: "id", Sentence: 1}},
		Engine:   news.EngineExtract,
		Findings: []news.Finding{},
	}
	if diff := cmp.Diff(want, got.Points[0]); diff != "" {
		t.Error(diff)
	}
	if diff := cmp.Diff(news.Texts{"it": "Chiude il ponte di ferro di Valmarina"}, got.Headline); diff != "" {
		t.Error(diff)
	}
}

func TestNeverSaysTheSameTwice(t *testing.T) {
	numbers := chosen(Summarize(bridge, 99))
	if slices.Contains(numbers, 1) == slices.Contains(numbers, 6) {
		t.Errorf("the first sentence and its repetition: %v", numbers)
	}
	if slices.Contains(numbers, 4) {
		t.Errorf("a heading was taken for a sentence: %v", numbers)
	}
}

func TestHowManyPoints(t *testing.T) {
	one := article("en", "", []string{"The harbour reopened on Friday after 11 days of storms."})
	for n, want := range map[int]int{-1: 0, 0: 0, 1: 1, 2: 1, 6: 1} {
		if got := Summarize(one, n); len(got.Points) != want || got.Points == nil {
			t.Errorf("%d asked for: %d points", n, len(got.Points))
		}
	}
}

func TestArticlesWithoutSentences(t *testing.T) {
	tests := map[string]struct {
		article  news.Article
		points   []int
		headline string
	}{
		"nothing":        {article("it", ""), nil, ""},
		"title only":     {article("it", " Un \n titolo "), nil, "Un titolo"},
		"no letters":     {article("it", "", []string{"×"}, []string{"* * *"}), nil, ""},
		"headings only":  {article("it", "", []string{"# Uno"}, []string{"# Un titolo più lungo"}), []int{2}, "Un titolo più lungo"},
		"lines only":     {article("it", "", []string{"Copia link"}, []string{"Orari di apertura"}), []int{2}, "Orari di apertura"},
		"the same again": {article("it", "", []string{"No, no.", "No, no.", "No, no."}), []int{1}, "No, no"},
		"stop words only": {
			article("it", "", []string{"Ma non era più qui da noi."}, []string{"E poi chi è che lo ha?"}), []int{1, 2}, "Ma non era più qui da noi",
		},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got := Summarize(tt.article, 3)
			if diff := cmp.Diff(tt.points, chosen(got)); diff != "" {
				t.Error(diff)
			}
			if got.Headline["it"] != tt.headline {
				t.Errorf("headline %q", got.Headline["it"])
			}
		})
	}
}

func TestLanguageIsTheArticles(t *testing.T) {
	for language, want := range map[string]string{"en": "en", "": "und", "und": "und", "ja": "ja"} {
		got := Summarize(article(language, "A title", []string{"The harbour reopened on Friday after 11 days of storms."}), 1)
		if len(got.Headline) != 1 || got.Headline[want] == "" || len(got.Points[0].Text) != 1 || got.Points[0].Text[want] == "" {
			t.Errorf("%q: %v", language, got)
		}
	}
}

// TestRanksLower holds a sentence that reads badly out of context against one that says as much and does not.
func TestRanksLower(t *testing.T) {
	tests := map[string]struct{ language, worse, better string }{
		"question":            {"it", "Il molo nuovo di Orsara costerà davvero 4 milioni di euro?", "Il molo nuovo di Orsara costerà proprio 4 milioni di euro."},
		"anaphor":             {"it", "Inoltre il molo nuovo di Orsara costerà 4 milioni di euro.", "Intero, il molo nuovo di Orsara costerà 4 milioni di euro."},
		"anaphor in English":  {"en", "However, the new pier at Orsara will cost 4 million euros.", "Finished, the new pier at Orsara will cost 4 million euros."},
		"anaphor in German":   {"de", "Außerdem kostet der neue Kai von Orsara 4 Millionen Euro.", "Insgesamt kostet der neue Kai von Orsara 4 Millionen Euro."},
		"fragment":            {"it", "Il molo nuovo di Orsara costerà 4 milioni di euro", "Il molo nuovo di Orsara costerà 4 milioni di euro."},
		"short":               {"it", "Il molo costerà 4 milioni.", "Il molo nuovo di Orsara costerà 4 milioni di euro."},
		"quotation alone":     {"it", "«Il molo nuovo di Orsara costerà 4 milioni di euro.»", "Il molo nuovo di Orsara costerà, «sì», 4 milioni di euro."},
		"quotation left open": {"it", "Dice: «Il molo nuovo di Orsara costerà 4 milioni di euro.", "Dice: il molo nuovo di Orsara costerà 4 milioni di euro."},
		"begins in the middle": {
			"it", "e il molo nuovo di Orsara costerà 4 milioni di euro.", "Il molo nuovo di Orsara costerà 4 milioni di euro.",
		},
	}
	other := "Le barche da pesca di Orsara sono rientrate sabato con 30 quintali di alici."
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			a := article(tt.language, "", []string{tt.worse}, []string{other}, []string{tt.better})
			if strings.HasPrefix(name, "quotation left") {
				a = article(tt.language, "", []string{other}, []string{tt.better}, []string{tt.worse})
			}
			got := Summarize(a, 1).Points[0].Text[tt.language]
			if got == tt.worse {
				t.Errorf("chose %q", got)
			}
		})
	}
}

func TestTitleDrawsItsSentence(t *testing.T) {
	sentences := []string{
		"La giunta regionale si è riunita lunedì con 12 assessori presenti.",
		"Il turismo nelle valli è cresciuto del 3 per cento in un anno.",
		"La diga di Montelago sarà svuotata a marzo per 40 giorni.",
	}
	with := Summarize(article("it", "Montelago, si svuota la diga", sentences), 1)
	if diff := cmp.Diff([]int{3}, chosen(with)); diff != "" {
		t.Error(diff)
	}
}

func TestScriptsWithoutSpaces(t *testing.T) {
	a := article("ja", "", []string{
		"市議会は来年度の予算案を賛成多数で可決した。", "天気は晴れ。", "予算案には新しい図書館の建設費十二億円が含まれている。",
	})
	if diff := cmp.Diff([]int{1, 3}, chosen(Summarize(a, 2))); diff != "" {
		t.Error(diff)
	}
}

func TestHeadlineFromASentence(t *testing.T) {
	tests := map[string]struct{ sentence, want string }{
		"full stop":     {"Il porto riapre venerdì.", "Il porto riapre venerdì"},
		"agency":        {"(Agenzia Tale) – ROMA, 24 NOV – Il porto riapre venerdì.", "Il porto riapre venerdì"},
		"dateline":      {"PORT ELLEN — The harbour reopens on Friday.", "The harbour reopens on Friday"},
		"two dashes":    {"DULUTH, Minn. (Nov. 22) -- The harbour reopens on Friday.", "The harbour reopens on Friday"},
		"dash in text":  {"Il porto – quello vecchio – riapre venerdì.", "Il porto – quello vecchio – riapre venerdì"},
		"ellipsis ends": {"Il porto riapre…", "Il porto riapre…"},
		"at a clause": {
			"Il porto di Orsara riapre venerdì dopo undici giorni di burrasca, mentre i traghetti per le isole restano fermi fino a martedì.",
			"Il porto di Orsara riapre venerdì dopo undici giorni di burrasca…",
		},
		"at a word": {
			"Il porto di Orsara riapre venerdì dopo undici giorni di burrasca e i traghetti per le isole restano fermi fino a nuovo avviso.",
			"Il porto di Orsara riapre venerdì dopo undici giorni di burrasca e i traghetti per le isole restano fermi fino a nuovo…",
		},
		"no space": {strings.Repeat("ab", 80), strings.Repeat("ab", 59) + "a…"},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			if got := headline(tt.sentence); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestHugeSentenceIsCut(t *testing.T) {
	a := article("it", strings.Repeat("titolo ", 100), []string{strings.Repeat("senza una fine, ", 5000)})
	got := Summarize(a, 3)
	text, title := got.Points[0].Text["it"], got.Headline["it"]
	if utf8.RuneCountInString(text) > maxPoint || !strings.HasSuffix(text, "fine…") {
		t.Errorf("%d characters: …%s", utf8.RuneCountInString(text), text[len(text)-20:])
	}
	if utf8.RuneCountInString(title) > maxTitle {
		t.Errorf("title of %d characters", utf8.RuneCountInString(title))
	}
}

func FuzzSummarize(f *testing.F) {
	f.Add("it", "Titolo", "Il porto riapre. Ma quando? «Mai».\n# Un titolo\nCosì \xff\xfe.", 3)
	f.Add("ja", "", "予算案。予算案には図書館。", 2)
	f.Add("xx", "x", strings.Repeat("\"a. ", 50), 70)
	f.Fuzz(func(t *testing.T, language, title, text string, n int) {
		var blocks [][]string
		for line := range strings.SplitSeq(text, "\n") {
			blocks = append(blocks, strings.SplitAfter(line, ". "))
		}
		a := article(language, title, blocks...)
		got := Summarize(a, n)
		if len(got.Points) > max(n, 0) {
			t.Errorf("%d points for %d", len(got.Points), n)
		}
		last := 0
		for _, p := range got.Points {
			from := p.From[0].Sentence
			if from <= last {
				t.Errorf("sentence %d after %d", from, last)
			}
			last = from
			for _, words := range p.Text {
				if !strings.HasPrefix(collapse(a.SentenceText(from)), strings.TrimSuffix(words, "…")) || words == "" {
					t.Errorf("sentence %d is %q, the point says %q", from, a.SentenceText(from), words)
				}
			}
		}
	})
}

// report writes an article of about size bytes with the word frequencies of a language (Zipf).
func report(size int) news.Article {
	r := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(r, 1.05, 4, 20000)
	var blocks [][]string
	for written := 0; written < size; {
		var block []string
		for range 4 {
			words := make([]string, 0, 24)
			for range 12 + r.IntN(16) {
				word := fmt.Sprintf("%sazione", strings.Map(func(d rune) rune { return d - '0' + 'g' }, fmt.Sprint(zipf.Uint64())))
				words = append(words, word)
			}
			sentence := "Il " + strings.Join(words, " ") + "."
			block, written = append(block, sentence), written+len(sentence)
		}
		blocks = append(blocks, block)
	}
	return article("it", "Un titolo", blocks...)
}

func BenchmarkSummarize(b *testing.B) {
	for _, kilobytes := range []int{3, 60, 1000} {
		a := report(kilobytes << 10)
		b.Run(fmt.Sprintf("%dKB", kilobytes), func(b *testing.B) {
			b.SetBytes(int64(len(a.Text)))
			b.ReportAllocs()
			for b.Loop() {
				Summarize(a, 3)
			}
		})
	}
}

// TestGermanQuotations closes „so“, »so« and «so», so that what follows is not taken for a part of them.
func TestGermanQuotations(t *testing.T) {
	for _, tt := range []struct {
		text string
		want int
	}{
		{"„Wer jetzt nicht investiert, verliert“, sagte er.", 0}, {"»Wir warten«, sagte sie.", 0}, {"«Wir warten», sagte sie.", 0}, {"„Wir warten.", 1},
	} {
		if got := germanQuotes(tt.text, 0); got != tt.want {
			t.Errorf("%s leaves %d open", tt.text, got)
		}
	}
	for text, want := range map[string]bool{"Das teilte die Bahn mit.": true, "Das Gericht sprach ihn frei.": false, "Das neue Museum öffnet.": false, "Dies gilt ab Mai.": true} {
		if pointsBack(text) != want {
			t.Errorf("%s points back: %v", text, !want)
		}
	}
}
