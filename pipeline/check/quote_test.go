package check

import (
	"slices"
	"testing"

	"mattinale/pipeline/news"
)

var interview = article("it",
	"Il sindaco di Varzi, Aldo Bruzzone, ha chiuso il ponte lunedì. «Restituiremo alla città le sue mattine, senza togliere al porto nemmeno un vagone», ha detto.",
	"La presidente del comitato, Nives Ferluga, non ci crede: «Ci hanno detto: “Vi abituerete”. Ma al fischio di un treno alle tre non ci si abitua».",
	"Il film «La riva» uscirà in primavera. Lo ha girato Marta Rossini, che vive a Pavia.")

func TestQuotes(t *testing.T) {
	catch(t, NewSource(interview), []caught{
		{"the source's words", news.Texts{"it": "Bruzzone promette: «Restituiremo alla città le sue mattine».", "en": "Bruzzone promises: “We will give the city its mornings back.”"}, nil},
		{"other marks and capitals", news.Texts{"it": "\"Alla città le sue mattine\", promette Bruzzone.", "en": "‘Its mornings to the city’, Bruzzone promises."}, nil},
		{"an ellipsis", news.Texts{"it": "Bruzzone: «Restituiremo alla città […] nemmeno un vagone».", "en": "Bruzzone: “We will give the city […] not even a wagon.”"}, nil},
		{"brackets", news.Texts{"it": "Ferluga: «Al fischio di un treno [di notte] alle tre non ci si abitua».", "en": "Ferluga: “You do not get used to a train's whistle [at night] at three.”"}, nil},
		{"over two sentences", news.Texts{"it": "Ferluga: «Vi abituerete. Ma al fischio di un treno alle tre non ci si abitua».", "en": "Ferluga: “You will get used to it. But you do not, to a whistle at three.”"}, nil},
		{"a title", news.Texts{"it": "Il film «La riva» di Marta Rossini esce in primavera.", "en": "Marta Rossini's film “La riva” is out in spring."}, nil},
		{"a title translated", news.Texts{"it": "Il film «La riva» di Marta Rossini esce in primavera.", "en": "Marta Rossini's film “The Shore” is out in spring."}, nil},
		{"a word altered", news.Texts{"it": "Bruzzone promette: «Restituiremo alla città le sue notti».", "en": "Bruzzone promises to give the city its mornings back."},
			[]string{"quote it: Restituiremo alla città le sue notti"}},
		{"a word left out", news.Texts{"it": "Ferluga: «Al fischio di un treno non ci si abitua».", "en": "Ferluga says that nobody gets used to a train's whistle."},
			[]string{"quote it: Al fischio di un treno non ci si abitua"}},
		{"invented", news.Texts{"it": "Marta Rossini, che vive a Pavia: «Girare il film è stato bellissimo».", "en": "Marta Rossini, who lives in Pavia: “Making the film was wonderful.”"},
			[]string{"quote it: Girare il film è stato bellissimo", "quote en: Making the film was wonderful."}},
		{"too long for what was said", news.Texts{"it": "Il film «La riva» di Marta Rossini esce in primavera.", "en": "Marta Rossini says “the film will be out in the spring because we have worked for it night and day for years and nobody has paid us for any of it so far as I know, and now we want the world to see it”."},
			[]string{"quote en: the film will be out in the spring because we have worked for it night and day for years and nobody has paid us for any of it so far as I know, and now we want the world to see it"}},
	})
}

// TestSpeaker wants a translated quotation to be of the one who is named.
func TestSpeaker(t *testing.T) {
	a := article("it",
		"Carla Bossi guida il consorzio da sei anni. «I numeri tengono e il debito scende», assicura.",
		"La rete è lunga ottanta chilometri. I lavori sono fermi dal mese di marzo. Le pompe sono state comprate e mai montate. Il Comune ha scritto due lettere. Nessuno ha risposto. La Regione aspetta.",
		"Ugo Tarlati, che ha scavato i pozzi, è di altro avviso.")
	s := NewSource(a)
	for speaker, want := range map[string]int{"Bossi": 0, "Tarlati": 1} {
		translated := news.Texts{"it": speaker + " parla dei numeri e del debito.", "en": "“The figures hold and the debt is falling,” says " + speaker + "."}
		own := news.Texts{"it": speaker + ": «I numeri tengono e il debito scende».", "en": speaker + " speaks of the figures and the debt."}
		for _, text := range []news.Texts{translated, own} {
			n := 0
			for _, f := range s.Check(news.Point{Text: text, From: everything(s)}, both) {
				if f.Kind == news.KindQuote {
					n++
				}
			}
			if n != want {
				t.Errorf("%v: %d findings, want %d", text, n, want)
			}
		}
	}
}

func TestUnquote(t *testing.T) {
	text := "Rossini dice «abbiamo vinto» e «siamo stanchi»."
	found := []news.Finding{{Kind: news.KindQuote, Lang: "it", Words: "siamo stanchi"}, {Kind: news.KindQuote, Lang: "en", Words: "abbiamo vinto"}}
	if got, want := Unquote(text, found, "it"), "Rossini dice «abbiamo vinto» e siamo stanchi."; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

// TestCitedSentences holds figures, dates and names against the sentences that a point cites.
func TestCitedSentences(t *testing.T) {
	s := NewSource(article("it",
		"Il Comune di Varzi ha chiuso il ponte.", "Lo useranno 340 pendolari.", "Servono lavori per un anno.", "La strada è stretta.", "Un bus passa ogni ora.",
		"Il progetto risale al 1998.", "Lo firmò l'ingegnera Teresa Lodigiani.", "Costerà 86 milioni di euro."))
	for _, c := range []struct {
		name string
		text news.Texts
		from []int
		want []string
	}{
		{"cited", news.Texts{"it": "Il progetto di Teresa Lodigiani costerà 86 milioni.", "en": "Teresa Lodigiani's project will cost 86 million."}, []int{7, 8}, nil},
		{"a figure from elsewhere", news.Texts{"it": "Il ponte chiuso costerà 86 milioni.", "en": "The closed bridge will cost 86 million."}, []int{1}, []string{"number it: 86 milioni", "number en: 86 million"}},
		{"a year from elsewhere", news.Texts{"it": "Il ponte è stato chiuso nel 1998.", "en": "The bridge was closed in 1998."}, []int{1}, []string{"date it: 1998", "date en: 1998"}},
		{"a name from elsewhere", news.Texts{"it": "Teresa Lodigiani ha chiuso il ponte.", "en": "Teresa Lodigiani has closed the bridge."}, []int{1}, []string{"name it: Teresa Lodigiani", "name en: Teresa Lodigiani"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := news.Point{Text: c.text}
			for _, n := range c.from {
				p.From = append(p.From, news.Ref{Sentence: n})
			}
			found := s.Check(p, both)
			if got := objections(found); !slices.Equal(got, c.want) {
				t.Errorf("findings %v, want %v", got, c.want)
			}
			for _, f := range found {
				if f.Reason != elsewhere {
					t.Errorf("reason %q", f.Reason)
				}
			}
		})
	}
}

// TestQuotationMarks reads the quotation marks of six languages.
func TestQuotationMarks(t *testing.T) {
	for _, c := range []struct{ lang, text, want string }{
		{"de", "»Wir warten«, sagte sie. Er schwieg.", "Wir warten"},
		{"de", "„Wir warten“, sagte sie. Er schwieg.", "Wir warten"},
		{"de", "«Wir warten», sagte sie. Er schwieg.", "Wir warten"},
		{"de", "Er sprach von ‚Verrat‘ und ging.", "Verrat"},
		{"fr", "« Nous attendons », dit-elle. Il se tut.", "Nous attendons"},
		{"fr", "«\u00a0Nous attendons\u202f», dit-elle. Il se tut.", "Nous attendons"},
		{"es", "«¿Quién pagará?», preguntó. Nadie habló.", "¿Quién pagará?"},
		{"pt", "“Ninguém aguenta”, disse. Saiu.", "Ninguém aguenta"},
		{"it", "«Aspettiamo», disse. Lui tacque.", "Aspettiamo"},
		{"en", "“We wait,” she said. He was silent.", "We wait,"},
	} {
		r := newReading(c.text, c.lang)
		found := quotations(r.tokens)
		got := ""
		if len(found) == 1 {
			got = statement{reading: r}.words(found[0].from, found[0].to)
		}
		if got != c.want {
			t.Errorf("%s: %q, want %q", c.text, got, c.want)
		}
	}
}

// TestTranslatedQuotation holds a quotation of a translation against an article in a third language: by its place, its length and its speaker.
func TestTranslatedQuotation(t *testing.T) {
	s := NewSource(article("de",
		"Der Hafen bleibt bis Freitag geschlossen, sagte Senator Jörn Pfefferkorn.",
		"»Wer jetzt nicht investiert, verliert«, so Pfefferkorn.",
		"Die Kräne kommen aus China.", "Sie kosten 40 Millionen Euro.", "Der Umbau dauert vier Jahre.", "Die Gewerkschaft Verdi ist dagegen."))
	for _, c := range []struct {
		name, text string
		from       int
		want       int
	}{
		{"fits", "Chi non investe adesso perde", 2, 0},
		{"too long", "Chi non investe adesso nel porto perde tutto quello che la città ha costruito in cento anni", 2, 1},
		{"far away", "Chi non investe adesso perde", 6, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := news.Point{Text: news.Texts{"it": "«" + c.text + "», dice Jörn Pfefferkorn."}, From: []news.Ref{{Sentence: c.from}}}
			n := 0
			for _, f := range s.Check(p, []string{"it"}) {
				if f.Kind == news.KindQuote {
					n++
				}
			}
			if n != c.want {
				t.Errorf("%d findings, want %d", n, c.want)
			}
		})
	}
}
