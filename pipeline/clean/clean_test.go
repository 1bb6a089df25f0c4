package clean_test

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/clean"
	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
	"mattinale/seeds"
)

// label is what a person found in a seed; the evaluation has more of it.
type label struct {
	Article  string   `json:"article"`
	Title    string   `json:"title"`
	Language string   `json:"language"`
	Junk     []string `json:"junk"`
	Body     []string `json:"body"`
}

func labels(t *testing.T) map[string]label {
	t.Helper()
	f, err := os.Open("../../cmd/eval/testdata/labels.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	all := map[string]label{}
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l label
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		all["seeds/"+l.Article] = l
	}
	return all
}

func oneLine(s string) string { return strings.Join(strings.Fields(s), " ") }

// TestSeeds holds the cleaned seeds against what a person found in them: nothing of a body may be lost, and
// nothing of the page around it may stay.
func TestSeeds(t *testing.T) {
	all := labels(t)
	n := 0
	for doc, err := range source.Files(context.Background(), seeds.Articles(), "seeds", source.Options{}) {
		if err != nil {
			t.Fatal(err)
		}
		n++
		l, ok := all[doc.Source]
		if !ok {
			t.Errorf("%s has no label", doc.Source)
			continue
		}
		a, err := clean.Article(doc)
		if err != nil {
			t.Errorf("%s: %v", doc.Source, err)
			continue
		}
		if oneLine(a.Title) != oneLine(l.Title) || a.Language != l.Language {
			t.Errorf("%s: title %q, language %s; want %q, %s", doc.Source, a.Title, a.Language, l.Title, l.Language)
		}
		text := oneLine(a.Text)
		for _, body := range l.Body {
			if !strings.Contains(text, oneLine(body)) {
				t.Errorf("%s: lost %q", doc.Source, body)
			}
		}
		for _, j := range l.Junk {
			if strings.Contains(text, oneLine(j)) {
				t.Errorf("%s: kept %q", doc.Source, j)
			}
		}
		if err := whole(a); err != nil {
			t.Errorf("%s: %v", doc.Source, err)
		}
	}
	if n != len(all) {
		t.Errorf("%d seeds, but %d labels", n, len(all))
	}
}

// whole checks that the sentences of an article cover its text in order.
func whole(a news.Article) error {
	if !utf8.ValidString(a.Text) {
		return errors.New("the text is not UTF-8")
	}
	if a.Text != news.Printable(a.Text) {
		return errors.New("the text has control characters")
	}
	at := 0
	for _, s := range a.Sentences {
		if s.Start < at || s.End <= s.Start || s.End > len(a.Text) {
			return errors.New("sentences overlap or are empty")
		}
		if strings.TrimFunc(a.Text[at:s.Start], unicode.IsSpace) != "" {
			return errors.New("text between sentences: " + a.Text[at:s.Start])
		}
		at = s.End
	}
	if strings.TrimSpace(a.Text[at:]) != "" {
		return errors.New("text after the last sentence: " + a.Text[at:])
	}
	return nil
}

const body = "Il Comune di Vernazza ha riaperto il ponte dopo sei mesi di lavori, costati due milioni di euro. " +
	"I residenti chiedono un semaforo all’incrocio con la strada provinciale, dove passano molti camion.\n\n" +
	"La sindaca ha promesso una risposta entro Natale. Intanto il mercato del venerdì torna sul lungofiume, come prima dei lavori."

const english = "The town has opened the bridge again after six months of work that cost two million euros.\n\n" +
	"The mayor has promised an answer on the traffic light by Christmas, and the market is back on the river bank."

// menu is what stands around articles on a page that is copied whole.
const menu = "Primo piano\nCronaca locale\nEconomia e lavoro\nSport invernali\nLibri della settimana\nMeteo di domani\n" +
	"Strage di ulivi nella piana, due denunciati\nIl treno dei fiori torna a maggio\nRicette di stagione\n\n"

func TestArticle(t *testing.T) {
	for _, c := range []struct {
		name, mediaType, text          string
		title, byline, published, lang string
		want                           string // body if empty
		without                        []string
	}{
		{name: "plain with title and byline", mediaType: "text/plain", text: "Il ponte di Vernazza riapre\n\n" + body + "\n\nCarla Bossi\n",
			title: "Il ponte di Vernazza riapre", byline: "Carla Bossi", lang: "it", without: []string{"Carla Bossi"}},
		{name: "interface words", mediaType: "text/plain", text: "Vai al contenuto\n\nIl ponte di Vernazza riapre\n\n" + body + "\n\n×\n\nIscriviti alla newsletter",
			title: "Il ponte di Vernazza riapre", lang: "it", without: []string{"Vai al contenuto", "×", "newsletter"}},
		{name: "page", mediaType: "text/html", text: `<html lang="it"><head><title>Il ponte riapre | Il Foglio</title><meta name="author" content="Carla Bossi">
<meta property="article:published_time" content="2026-11-24T07:00:00+01:00"></head><body><nav><a href="/">Home</a></nav><article><h1>Il ponte riapre</h1><p>` +
			strings.ReplaceAll(body, "\n\n", "</p><p>") + `</p></article><div class="newsletter-box">Iscriviti alla nostra lettera</div></body></html>`,
			title: "Il ponte riapre", byline: "Carla Bossi", published: "2026-11-24T07:00:00+01:00", lang: "it",
			without: []string{"Iscriviti", "Home"}},
		{name: "markdown", mediaType: "text/markdown", text: "---\ntitle: Il ponte riapre\nauthor: Carla Bossi\ndate: 2026-11-24\n---\n\n" + body,
			title: "Il ponte riapre", byline: "Carla Bossi", published: "2026-11-24", lang: "it"},
		{name: "mail", mediaType: "message/rfc822", text: "From: =?utf-8?q?Carla_Bossi?= <c@example.org>\r\nSubject: Fwd: Il ponte riapre\r\n" +
			"Date: Tue, 24 Nov 2026 07:00:00 +0100\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n" + body + "\r\n",
			title: "Il ponte riapre", byline: "Carla Bossi", published: "2026-11-24T07:00:00+01:00", lang: "it"},
		{name: "page pasted whole", mediaType: "text/plain", text: menu + "Il ponte di Vernazza riapre\n\nL’inaugurazione del ponte (Foto: Carla Bossi)\n\n" +
			body + "\n\nCarla Bossi\n\n" + menu + "La testata è registrata presso il tribunale di una città lontana e non risponde dei siti altrui.\n\n" +
			"3 responses to “Il ponte di Vernazza riapre”\n\nanna77 says:\n\nEra ora, il ponte serviva.\n\nluigi says:\n\nIl semaforo no.",
			title: "Il ponte di Vernazza riapre", byline: "Carla Bossi", lang: "it", without: []string{"testata", "Era ora", "Foto"}},
		{name: "pasted page with a box under the text", mediaType: "text/plain", text: menu + "Il ponte di Vernazza riapre\n\n24 novembre 2026 alle 10:15 in Cronaca, Viabilità\n\n" +
			body + "\n\nTi è piaciuto? Iscriviti ai nostri canali e seguici su Facebook e Instagram.\n\nHai una notizia? Scrivi a redazione@gazzetta.example o su WhatsApp…\n\n" + menu,
			title: "Il ponte di Vernazza riapre", published: "2026-11-24", lang: "it", without: []string{"Iscriviti", "Scrivi a", "Viabilità"}},
		{name: "beginnings of other articles under it", mediaType: "text/html", text: `<html lang="it"><body><main><article><h1>Il ponte riapre</h1><p>` +
			strings.ReplaceAll(body, "\n\n", "</p><p>") + `</p></article><article><h3>Potrebbe piacerti</h3>` +
			strings.Repeat(`<article><p>La neve è arrivata presto quest’anno sulle montagne della valle, e le strade sono state chiuse per la …</p></article>`, 3) +
			`</article></main></body></html>`, title: "Il ponte riapre", lang: "it", without: []string{"La neve"}},
		{name: "frame named as a box", mediaType: "text/html", text: `<html lang="it"><body><div class="content-with-sidebar"><form><h1>Il ponte riapre</h1><p>` +
			strings.ReplaceAll(body, "\n\n", "</p><p>") + `</p></form></div><div class="sidebar"><p>` + strings.Repeat("Altre notizie dal mondo in poche parole. ", 3) +
			`</p></div></body></html>`, title: "Il ponte riapre", lang: "it", without: []string{"Altre notizie"}},
		{name: "letter with its own byline", mediaType: "message/rfc822", text: "From: Lettera dal ponte <c@example.org>\r\nSubject: Il ponte riapre\r\n" +
			"Content-Type: text/plain; charset=utf-8\r\n\r\nLETTERA DAL PONTE\r\n\r\nBuongiorno, e buona lettura!\r\n\r\nIl ponte riapre\r\n\r\ndi Carla Bossi\r\n\r\n" + body + "\r\n",
			title: "Il ponte riapre", byline: "Carla Bossi", lang: "it", without: []string{"Buongiorno"}},
		{name: "wire", mediaType: "text/plain", text: body + "\n\n(Agenzia Litorale). red-em 20261123T1042\n", published: "2026-11-23", lang: "it"},
		{name: "dateline", mediaType: "text/plain", text: "The Bridge Is Open Again\n\nVERNAZZA, Italy (Nov. 23, 2026) -- " + english,
			title: "The Bridge Is Open Again", published: "2026-11-23", lang: "en", want: "VERNAZZA, Italy (Nov. 23, 2026) -- " + english},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := clean.Article(news.Document{MediaType: c.mediaType, Bytes: []byte(c.text)})
			if err != nil {
				t.Fatal(err)
			}
			if c.want == "" {
				c.want = body
			}
			got := []string{a.Title, a.Byline, a.Published, a.Language}
			if diff := cmp.Diff([]string{c.title, c.byline, c.published, c.lang}, got); diff != "" {
				t.Errorf("title, byline, date, language (-want +got):\n%s", diff)
			}
			if text := oneLine(a.Text); text != oneLine(c.want) {
				t.Errorf("text:\n%s\nwant:\n%s", text, oneLine(c.want))
			}
			for _, junk := range c.without {
				if strings.Contains(a.Text, junk) {
					t.Errorf("%q is in the text", junk)
				}
			}
		})
	}
}

func TestNoArticle(t *testing.T) {
	for _, c := range []struct {
		name, mediaType, text string
		want                  error
	}{
		{"empty", "text/plain", "", clean.ErrEmpty},
		{"white space", "text/plain", " \n\t\n", clean.ErrEmpty},
		{"binary", "text/plain", "\x00\x01\x02\x03PNG\x00\x00\xff\xfe\x00\x07", clean.ErrBinary},
		{"interface words only", "text/plain", "Skip to main content\n\n×\n\nIscriviti alla newsletter", clean.ErrNoArticle},
		{"list numbers only", "text/plain", strings.Repeat("1. ", 50), clean.ErrNoArticle},
		{"index of links", "text/html", "<html><body><nav><a href=a>Uno</a><a href=b>Due</a></nav></body></html>", clean.ErrNoArticle},
		{"index of articles", "text/html", "<html><body><main>" + strings.Repeat(`<div><h3><a href="/a">Il ponte di Vernazza riapre ai camion</a></h3><p>Il Comune ha finito i lavori prima del previsto, e la strada è libera da lunedì mattina.</p></div>`, 6) + "</main></body></html>", clean.ErrNoArticle},
		{"consent page", "text/html", "<html><body><h1>Prima di continuare</h1><p>Noi e i nostri partner utilizziamo cookie e dati per fornire i servizi e misurare gli annunci, con il tuo consenso.</p><p>Se scegli di rifiutare, non useremo i cookie per queste finalità aggiuntive.</p><button>Accetta tutto</button></body></html>", clean.ErrNoArticle},
	} {
		t.Run(c.name, func(t *testing.T) {
			a, err := clean.Article(news.Document{MediaType: c.mediaType, Bytes: []byte(c.text)})
			if !errors.Is(err, c.want) {
				t.Errorf("error %v, want %v; article %q", err, c.want, a.Text)
			}
		})
	}
}

func TestSentences(t *testing.T) {
	for _, want := range [][]string{
		{"Il dott. Rossi è arrivato.", "Poi è partito."},
		{"Secondo l'art. 5 della legge n. 3 si può.", "Il resto no."},
		{"Sono le 18.30.", "Il treno parte."},
		{"Costa 1.200,5 euro.", "È troppo."},
		{"G. W. Bush era presidente.", "Poi venne Obama."},
		{"«Basta!», ha detto la sindaca.", "Nessuno ha risposto."},
		{"“Non lo so.”", "Così ha risposto."},
		{"Mr. Smith met Dr. Jones at 6 p.m. in St. Ives.", "They talked."},
		{"The U.S. economy grew by 3.5 per cent.", "Prices fell."},
		{"Ha vinto… ma non basta.", "Servono altri voti."},
		{"È nata la Adria S.p.A. e ha cento soci.", "Il capitale è di un milione."},
		{"Perché?", "Non si sa."},
	} {
		text := strings.Join(want, " ")
		var got []string
		for _, s := range clean.Sentences(text, "it") {
			got = append(got, text[s.Start:s.End])
		}
		if diff := cmp.Diff(want, got); diff != "" {
			t.Errorf("sentences (-want +got):\n%s", diff)
		}
	}
}

func FuzzArticle(f *testing.F) {
	for _, mediaType := range []string{"text/plain", "text/html", "text/markdown", "message/rfc822"} {
		f.Add([]byte("Titolo\n\n"+body), mediaType)
		f.Add([]byte("<p>Uno</p><p>"+body), mediaType)
		f.Add([]byte("From: a\nSubject: b\n\n"+body), mediaType)
		f.Add([]byte("1. 1. "), mediaType)
	}
	f.Fuzz(func(t *testing.T, b []byte, mediaType string) {
		if len(b) > 20_000 {
			return
		}
		a, err := clean.Article(news.Document{MediaType: mediaType, Bytes: b})
		if err != nil {
			return
		}
		if err := whole(a); err != nil {
			t.Fatal(err)
		}
	})
}

// TestConcurrent cleans the seeds at the same time as others do: the lists and the Markdown parser are shared. It is for
// the race detector.
func TestConcurrent(t *testing.T) {
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for doc, err := range source.Files(context.Background(), seeds.Articles(), "seeds", source.Options{}) {
				if err != nil {
					t.Error(err)
				} else if _, err := clean.Article(doc); err != nil {
					t.Errorf("%s: %v", doc.Source, err)
				}
			}
		})
	}
	wg.Wait()
}

func BenchmarkArticle(b *testing.B) {
	for _, mediaType := range []string{"text/plain", "text/html"} {
		b.Run(mediaType, func(b *testing.B) {
			doc := news.Document{MediaType: mediaType, Bytes: []byte("Il ponte\n\n" + strings.Repeat("<p>"+body+"</p>\n\n", 8))}
			b.SetBytes(int64(len(doc.Bytes)))
			for b.Loop() {
				if _, err := clean.Article(doc); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkSeeds reads the seed articles of each media type one after the other, and a long text made of them: no paragraph
// comes twice, as it does in BenchmarkArticle.
func BenchmarkSeeds(b *testing.B) {
	docs := map[string][]news.Document{}
	for doc, err := range source.Files(context.Background(), seeds.Articles(), "seeds", source.Options{}) {
		if err != nil {
			b.Fatal(err)
		}
		docs[doc.MediaType] = append(docs[doc.MediaType], doc)
	}
	var long []byte
	for _, doc := range docs["text/plain"] {
		long = append(append(long, doc.Bytes...), '\n', '\n')
	}
	docs["one of 60 KB"] = []news.Document{{MediaType: "text/plain", Bytes: long}}
	for _, name := range slices.Sorted(maps.Keys(docs)) {
		b.Run(name, func(b *testing.B) {
			size := 0
			for _, doc := range docs[name] {
				size += len(doc.Bytes)
			}
			b.SetBytes(int64(size))
			b.ReportAllocs()
			for b.Loop() {
				for _, doc := range docs[name] {
					if _, err := clean.Article(doc); err != nil {
						b.Fatal(err)
					}
				}
			}
		})
	}
}

// TestCommentsUnderTheirCount has a thread that is longer than the article and in elements that do not say what they are.
func TestCommentsUnderTheirCount(t *testing.T) {
	article := "Il ponte sul Tidone riapre domani alle sei, con quattro giorni di anticipo sul programma. I camion sopra le venti tonnellate passeranno solo di notte, almeno fino a quando i nuovi giunti non avranno superato il primo inverno. La Provincia li controllerà ogni mese."
	comment := "<div><b>anna77</b> <span>3 ore fa</span><p>Secondo me il problema vero è un altro, e nessuno ne parla mai: le tasse in questo paese sono le più alte da dieci anni. Numero %d.</p><a>Rispondi</a></div>"
	var page strings.Builder
	page.WriteString("<html lang=it><head><title>Il ponte riapre</title></head><body><div><h1>Il ponte riapre</h1><div><p>" + article + "</p></div><div><h3>12 commenti</h3>")
	for i := range 12 {
		fmt.Fprintf(&page, comment, i)
	}
	page.WriteString("</div></div></body></html>")
	a, err := clean.Article(news.Document{MediaType: "text/html", Bytes: []byte(page.String())})
	if err != nil || a.Text != article {
		t.Errorf("error %v, article:\n%s", err, a.Text)
	}
}
