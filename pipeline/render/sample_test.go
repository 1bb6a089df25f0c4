package render

import (
	"strings"

	"mattinale/pipeline/news"
)

// hostile is what a page or a model may write to act on a reader's screen.
const hostile = "<script>alert(1)</script> [qui](javascript:alert(2)) ![x](http://example.org/p.png) \u202egnp.exe\u202c " +
	"\x1b[31mrosso\x1b[0m \u009b2J # titolo `codice` *forte* | a | b | http://example.org www.example.org a@example.org &lt;b&gt;"

func both(italian, english string) news.Texts { return news.Texts{"it": italian, "en": english} }

func told(italian, english string, article string, sentences ...int) news.Point {
	p := news.Point{Text: both(italian, english), Engine: news.EngineOpenAI, Findings: []news.Finding{}}
	for _, n := range sentences {
		p.From = append(p.From, news.Ref{Article: article, Sentence: n})
	}
	return p
}

func own(language, text, article string, sentence int) news.Point {
	return news.Point{
		Text: news.Texts{language: text}, From: []news.Ref{{Article: article, Sentence: sentence}},
		Engine: news.EngineExtract, Findings: []news.Finding{},
	}
}

// list are the stories of a brief in memory.
func list(b news.Brief) news.StoryList {
	all, _ := b.Stories.(news.StoryList)
	return all
}

// sample is a brief of five stories with everything a reader can meet.
func sample() news.Brief {
	return news.Brief{
		Schema: news.Schema, Date: "2026-11-24", Generated: "2026-11-24T06:41:07+01:00", Languages: []string{"it", "en"},
		Stories: news.StoryList{funicular(), ferry(), cheese(), library(), attack()},
		Receipt: news.Receipt{
			Sources: []news.SourceRow{
				{Source: "rassegna", Status: news.SourceOK},
				{Source: "appunti/vuota", Status: news.SourceEmpty, Reason: "no article in it"},
				{Source: "nota\x1b[2J.pdf", Status: news.SourceFailed, Reason: "neither text, HTML nor mail (PDF)"},
			},
			Articles: news.ArticleCount{Read: 7, Summarised: 4, Extracted: 1, Failed: 1, Skipped: 1},
			Points:   news.PointCount{Written: 9, Clean: 5, Repaired: 1, Marked: 2, Dropped: 1},
			Calls:    news.CallCount{Made: 6, Cached: 1, Retried: 1, Rejected: 1, Failed: 1, Kinds: map[string]int{"cut": 1, "overloaded": 2}},
			Tokens:   news.TokenCount{Prompt: 15_230, Reply: 1_184, PromptCached: 9_412},
			Seconds:  142.4, CostUSD: 0.0031, Endpoint: "http://127.0.0.1:8080/v1", Model: "qwen2.5-1.5b-instruct-q4_k_m",
			Encoding: "cl100k_base",
			Problems: []news.Problem{
				{Article: "rassegna/04-malga.eml", Status: "extracted", Reason: "the reply was cut at its limit twice"},
				{Article: "rassegna/07-foto.html", Status: "failed", Reason: "no article in the page"},
				{Article: "rassegna/05-hostile.html", Status: "note", Reason: "decoded as windows-1252"},
			},
		},
	}
}

func funicular() news.Story {
	return news.Story{
		ID: "f", Status: "new", Conflicts: []news.Conflict{},
		Summary: news.Summary{
			Headline: both("La funicolare di Valdora riapre dopo undici anni, ma solo nei fine settimana",
				"Valdora’s funicular reopens after eleven years, but only at weekends"),
			Points: []news.Point{
				told("La funicolare di Valdora torna in servizio sabato 28 novembre, undici anni dopo la frana che ne aveva spezzato la linea.",
					"Valdora’s funicular goes back into service on Saturday 28 November, eleven years after the landslide that broke its line.", "A1", 1, 2),
				told("I lavori sono costati 9,4 milioni di euro, due in più del previsto; li ha pagati per metà la Regione.",
					"The work cost 9.4 million euros, two million more than planned; the region paid half.", "A1", 4),
				told("Fino a marzo le corse saranno soltanto il sabato e la domenica, perché mancano quattro macchinisti.",
					"Until March trains will run only on Saturdays and Sundays, because four drivers are missing.", "A1", 5, 6),
			},
		},
		Articles: []news.StoryArticle{{
			ID: "A1", Title: "Valdora, sabato si risale: torna la funicolare", Source: "rassegna/01-funicolare.txt", Byline: "Ottavia Ferrandi",
			Published: "2026-11-23", Language: "it", Tokens: 412, Chunks: 1, Engine: news.EngineOpenAI, Headings: []int{3},
			Sentences: []string{
				"Sabato 28 novembre, alle 9, la prima vettura lascerà di nuovo la stazione bassa di Valdora.",
				"Erano undici anni che la funicolare non si muoveva: nel novembre del 2015 una frana aveva tagliato la linea in due.",
				"Due milioni in più del previsto",
				"Il conto finale è di 9,4 milioni di euro, due più di quanto dicesse il bando; metà della somma viene dalla Regione.",
				"Per ora si viaggerà soltanto il sabato e la domenica.",
				"«Ci mancano quattro macchinisti», spiega il direttore dell’azienda, Ruggero Tavani, «e il corso finisce a marzo».",
			},
		}},
	}
}

func ferry() news.Story {
	doubtful := told("Il traghetto resterà fermo 45 giorni e la compagnia promette rimborsi entro Natale.",
		"The ferry will be out of service for 54 days and the company promises refunds by Christmas.", "B1", 3, 4)
	doubtful.Findings = []news.Finding{
		{Kind: news.KindNumber, Lang: "en", Words: "54", Reason: "The article has no such figure."},
		{Kind: news.KindParity, Lang: "en", Words: "54 days", Reason: "The Italian text says 45."},
	}
	return news.Story{
		ID: "g", Status: "new",
		Summary: news.Summary{
			Headline: both("Isola Marea senza traghetto fino a gennaio", "Marea island without its ferry until January"),
			Points: []news.Point{
				told("Un guasto al timone ha fermato la nave che collega Isola Marea alla terraferma.",
					"A broken rudder has stopped the ship that links Marea island with the mainland.", "B1", 1),
				doubtful,
			},
		},
		Conflicts: []news.Conflict{{About: "passengers", Claims: []news.Claim{
			{Article: "B1", Sentence: 2, Text: "A bordo c’erano 63 passeggeri."}, {Article: "B2", Sentence: 1, Text: "All 68 passengers were taken off."},
		}}},
		Articles: []news.StoryArticle{
			{
				ID: "B1", Title: "Timone rotto, Isola Marea resta isolata", Source: "rassegna/02-traghetto.txt", URL: "https://example.org/traghetto",
				Published: "2026-11-23T18:20:00+01:00", Language: "it", Tokens: 288, Chunks: 1, Engine: news.EngineOpenAI,
				Sentences: []string{
					"Il traghetto per Isola Marea si è fermato domenica a mezzo miglio dal porto: il timone non rispondeva più.",
					"A bordo c’erano 63 passeggeri.", "La riparazione, in cantiere, richiederà 45 giorni.",
					"La compagnia assicura che i biglietti saranno rimborsati entro Natale.",
				},
			},
			{
				ID: "B2", Title: "Ferry drama off Marea", Source: "rassegna/03-ferry.md", URL: "javascript:alert(1)", Language: "en",
				Engine: news.EngineOpenAI, Sentences: []string{"All 68 passengers were taken off.", "Nobody was hurt."},
			},
		},
	}
}

func cheese() news.Story {
	return news.Story{
		ID: "h", Status: "new",
		Summary: news.Summary{
			Headline: news.Texts{"it": "Malga Cornera, il formaggio che si fa una volta l’anno"},
			Points: []news.Point{
				own("it", "Le 38 forme di Malga Cornera sono scese a valle giovedì, sulle spalle di dodici volontari.", "C1", 1),
				own("it", "Il casaro Ivo Dallagnola, 81 anni, lo fa ancora con il caglio di sua nonna.", "C1", 2),
			},
		},
		Articles: []news.StoryArticle{{
			ID: "C1", Title: "Malga Cornera, il formaggio che si fa una volta l’anno", Byline: "Redazione Montagna", Source: "rassegna/04-malga.eml",
			Published: "2026-11-20", Language: "it", Engine: news.EngineExtract, Sentences: []string{
				"Le 38 forme di Malga Cornera sono scese a valle giovedì, sulle spalle di dodici volontari.",
				"Il casaro Ivo Dallagnola, 81 anni, lo fa ancora con il caglio di sua nonna.",
			},
		}},
	}
}

func library() news.Story {
	return news.Story{
		ID: "i", Status: "updated",
		Summary: news.Summary{
			Headline: both("A Hexley la biblioteca presta anche il silenzio", "In Hexley the library lends out silence too"),
			Points: []news.Point{
				told("La biblioteca di Hexley offre dodici cabine insonorizzate, gratis e per due ore alla volta.",
					"Hexley’s library offers twelve soundproof booths, free and for two hours at a time.", "D1", 1),
				told("Nel primo mese le hanno prenotate 1.940 persone, più della metà studenti.",
					"In the first month 1,940 people booked them, more than half of them students.", "D1", 2),
				own("en", "“I came for the Wi-Fi and stayed for the quiet,” said Priya Nand, 19, who revises there each morning.", "D1", 3),
			},
		},
		Articles: []news.StoryArticle{{
			ID: "D1", Title: "Shh: the Hexley library where you can borrow a silence", Byline: "Colm Traynor", Source: "rassegna/06-library.html",
			Published: "2026-11-22", Language: "en", Engine: news.EngineOpenAI, URL: "https://example.org/hexley", Sentences: []string{
				"The public library of Hexley has opened twelve soundproof booths that anyone may use free of charge for two hours.",
				"In their first month 1,940 people booked one; more than half were students.",
				"“I came for the Wi-Fi and stayed for the quiet,” said Priya Nand, 19, who revises there each morning.",
			},
		}},
	}
}

func attack() news.Story {
	long := strings.Repeat("Donaudampfschifffahrtselektrizitätenhauptbetriebswerk", 4)
	return news.Story{
		ID: "j", Status: "seen",
		Summary: news.Summary{
			Headline: both("Un titolo "+hostile, "A headline "+hostile),
			Points: []news.Point{
				told("Parola lunga: "+long+". "+hostile, "- 1. "+hostile+" \xff\xfe", "E1", 1, 2),
				{Text: both("2) Il direttore ha detto «mai».", "\"><img src=x onerror=alert(1)>"), Engine: news.EngineOpenAI, Findings: []news.Finding{
					{Kind: news.KindQuote, Lang: "it", Words: "mai", Reason: hostile},
				}, From: []news.Ref{{Article: "E1", Sentence: 1}, {Article: "E1", Sentence: 99}, {Article: "?", Sentence: 1}}},
			},
		},
		Articles: []news.StoryArticle{{
			ID: "E1", Title: strings.Repeat("Titolo lunghissimo ", 16), Byline: hostile, Source: "rassegna/05-" + hostile + ".html",
			Published: "ieri\x1b[0m", Language: "it\" onclick=\"x", URL: "https://example.org/\"><script>", Engine: news.EngineOpenAI,
			Sentences: []string{hostile, "| a | b |\n|---|---|\n" + long}, Headings: []int{2},
		}},
	}
}
