package clean

import (
	"errors"
	"strings"
	"testing"

	"mattinale/pipeline/news"
)

// TestWhole reads articles as feeds have them.
func TestWhole(t *testing.T) {
	const (
		bridge = "<p>La giunta di Borgo San Lino ha approvato ieri il piano per il nuovo ponte, che costerà 4,2 milioni di euro.</p>"
		mayor  = "<p>«È un'opera attesa da vent'anni», ha detto la sindaca Lucia Marchi. Il vecchio ponte sarà demolito a settembre.</p>"
		shops  = "<p>I commercianti temono un calo delle vendite: nel 2021 un cantiere simile costò il 15 per cento degli incassi.</p>"
	)
	for name, tt := range map[string]struct {
		html        string
		first, last string
		blocks      int
	}{
		"paragraphs":          {bridge + mayor + shops, "La giunta", "degli incassi.", 3},
		"one paragraph":       {bridge, "La giunta", "milioni di euro.", 1},
		"a picture first":     {"<figure><img src=x><figcaption>Il ponte, foto d'archivio</figcaption></figure>" + bridge + mayor, "La giunta", "a settembre.", 2},
		"a heading":           {bridge + "<h2>Chi protesta</h2>" + shops, "La giunta", "degli incassi.", 3},
		"its title again":     {"<h1>Nuovo ponte sul canale</h1>" + bridge + mayor, "La giunta", "a settembre.", 2},
		"breaks":              {"La giunta ha approvato il piano per il nuovo ponte.<br><br>I lavori cominceranno in primavera.", "La giunta", "in primavera.", 2},
		"bare text":           {"La giunta ha approvato il piano per il nuovo ponte. I lavori cominceranno in primavera.", "La giunta", "in primavera.", 1},
		"WordPress":           {bridge + shops + "<p>L'articolo <a href=x>Nuovo ponte sul canale</a> proviene da <a href=y>La Gazzetta</a>.</p>", "La giunta", "degli incassi.", 2},
		"WordPress, English":  {bridge + shops + "<p>The post <a href=x>Nuovo ponte</a> appeared first on <a href=y>La Gazzetta</a>.</p>", "La giunta", "degli incassi.", 2},
		"WordPress, Spanish":  {bridge + shops + "<p>La entrada Nuovo ponte se publicó primero en La Gazzetta.</p>", "La giunta", "degli incassi.", 2},
		"Medium":              {bridge + shops + "<hr><p><a href=x>Nuovo ponte</a> was originally published in <a href=y>La Gazzetta</a> on Medium, where people are continuing the conversation by highlighting and responding to this story.</p>", "La giunta", "degli incassi.", 2},
		"a podcast's host":    {bridge + shops + "<p>Hosted on Acast. See <a href=x>acast.com/privacy</a> for more information.</p>", "La giunta", "degli incassi.", 2},
		"about Medium":        {bridge + "<p>The story was originally published in a local paper, then on Medium, where it found ten thousand readers.</p>", "La giunta", "readers.", 2},
		"an article of law":   {"<p>L'articolo 12 della legge, che proviene da un decreto del 1998, vieta il passaggio dei camion sul ponte, ha detto il prefetto. " + strings.Repeat("Lo vieta da anni a tutti i camion che passano di qui. ", 8) + "</p>", "L'articolo 12", "di qui.", 1},
		"links after the end": {bridge + shops + "<p>Leggi anche:</p><ul><li><a href=a>Altro articolo di oggi</a></li><li><a href=b>Ancora un altro</a></li></ul>", "La giunta", "degli incassi.", 2},
		"a script":            {bridge + "<script>alert(1)</script><style>p{}</style>" + shops, "La giunta", "degli incassi.", 2},
	} {
		doc := news.Document{
			MediaType: "text/html; charset=utf-8", Bytes: []byte(tt.html), Entry: true, Whole: true, Title: "Nuovo ponte sul canale", Byline: "di Anna Verdi",
			Published: "2026-11-24T10:00:00+01:00", Language: "it", Topic: "Città", Notes: []string{"una nota"},
		}
		a, err := Article(doc)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if blocks := strings.Count(a.Text, "\n\n") + 1; !strings.HasPrefix(a.Text, tt.first) || !strings.HasSuffix(a.Text, tt.last) || blocks != tt.blocks {
			t.Errorf("%s: %d blocks:\n%s", name, blocks, a.Text)
		}
		if a.Title != doc.Title || a.Byline != "Anna Verdi" || a.Published != doc.Published || a.Language != "it" || a.Topic != "Città" || a.Notes[0] != "una nota" {
			t.Errorf("%s: %+v", name, a)
		}
	}
	if _, err := Article(news.Document{MediaType: "text/html", Bytes: []byte("<p><img src=x></p>"), Whole: true, Title: "x"}); !errors.Is(err, ErrNoArticle) && !errors.Is(err, ErrEmpty) {
		t.Errorf("a picture alone: %v", err)
	}
}

// TestNobodysName has names that programs give to authors who have none, and one that only begins like them.
func TestNobodysName(t *testing.T) {
	for byline, want := range map[string]string{"Unknown": "", "admin": "", "Amministratore": "", "No Reply": "", "Anonymous Bosch": "Anonymous Bosch", "Anna Verdi": "Anna Verdi"} {
		a, err := Article(news.Document{MediaType: "text/html", Bytes: []byte("<p>La giunta ha approvato il piano per il nuovo ponte.</p>"), Whole: true, Title: "Ponte", Byline: byline})
		if err != nil || a.Byline != want {
			t.Errorf("%s: byline %q, want %q, %v", byline, a.Byline, want, err)
		}
	}
}

// TestSourceFillsIn has a page that tells nothing of itself, and one that tells all: what its feed says counts where the page is silent.
func TestSourceFillsIn(t *testing.T) {
	body := "<body><article><p>" + strings.Repeat("La giunta ha approvato il piano per il nuovo ponte sul canale. ", 9) + "</p></article></body>"
	says := news.Document{Title: "Dal feed", Byline: "Anna Verdi", Published: "2026-11-24T10:00:00+01:00", Entry: true, MediaType: "text/html"}
	silent, telling := says, says
	silent.Bytes = []byte("<html>" + body + "</html>")
	telling.Bytes = []byte(`<html lang="it"><head><meta property="og:title" content="Dalla pagina"><meta name="author" content="Bruno Neri">` +
		`<meta property="article:published_time" content="2026-11-23"></head>` + body + "</html>")
	for want, doc := range map[string]news.Document{"Dal feed Anna Verdi 2026-11-24T10:00:00+01:00": silent, "Dalla pagina Bruno Neri 2026-11-23": telling} {
		a, err := Article(doc)
		if got := a.Title + " " + a.Byline + " " + a.Published; err != nil || got != want {
			t.Errorf("%q, want %q: %v", got, want, err)
		}
	}
}
