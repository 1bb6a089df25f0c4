package render

import (
	"cmp"
	"fmt"
	"maps"
	"slices"
	"strings"

	"mattinale/pipeline/news"
)

// row is one line of the receipt: what it is about, and what is to be said.
type row struct{ Name, Value label }

// record is one line of a list in the receipt: a source or an article, what became of it, and why.
type record struct {
	Status label
	Name   string
	Reason string
	Bad    bool
}

// receipt is a news.Receipt as a reader sees it.
type receipt struct {
	Rows     []row
	Sources  []record
	Problems []record
}

var (
	articleNouns = [4]string{"articolo", "articoli", "article", "articles"}
	storyNouns   = [4]string{"storia", "storie", "story", "stories"}
	sourceNouns  = [4]string{"fonte", "fonti", "source", "sources"}
)

func (v voice) newReceipt(b news.Brief) receipt {
	r := b.Receipt
	listed := func(labels ...label) label { return v.joined(labels, ", ") }
	out := receipt{Rows: []row{
		{v.say("Articoli", "Articles"), listed(
			v.count(r.Articles.Read, [4]string{"letto", "letti", "read", "read"}),
			v.count(r.Articles.Summarised, [4]string{"riassunto", "riassunti", "summarised", "summarised"}),
			v.count(r.Articles.Extracted, [4]string{"estratto", "estratti", "extracted", "extracted"}),
			v.count(r.Articles.Failed, [4]string{"non riuscito", "non riusciti", "failed", "failed"}),
			v.count(r.Articles.Skipped, [4]string{"tralasciato", "tralasciati", "skipped", "skipped"}),
		)},
		{v.say("Frasi del modello", "Model’s points"), listed(
			v.count(r.Points.Written, [4]string{"scritta", "scritte", "written", "written"}),
			v.count(r.Points.Clean, [4]string{"senza obiezioni", "senza obiezioni", "without a finding", "without a finding"}),
			v.count(r.Points.Repaired, [4]string{"riparata", "riparate", "repaired", "repaired"}),
			v.count(r.Points.Marked, [4]string{"segnalata", "segnalate", "marked", "marked"}),
			v.count(r.Points.Replaced, [4]string{"sostituita da una della fonte", "sostituite da altre della fonte", "replaced by the source’s", "replaced by the source’s"}),
			v.count(r.Points.Dropped, [4]string{"tralasciata", "tralasciate", "left out", "left out"}),
		)},
		{v.say("Chiamate", "Calls"), listed(
			v.count(r.Calls.Made, [4]string{"fatta", "fatte", "made", "made"}),
			v.count(r.Calls.Cached, [4]string{"dalla cache", "dalla cache", "from the cache", "from the cache"}),
			v.count(r.Calls.Retried, [4]string{"ripetuta", "ripetute", "retried", "retried"}),
			v.count(r.Calls.Rejected, [4]string{"risposta scartata", "risposte scartate", "reply rejected", "replies rejected"}),
			v.count(r.Calls.Failed, [4]string{"fallita", "fallite", "failed", "failed"}),
		)},
		{v.say("Token", "Tokens"), listed(
			v.say(grouped(r.Tokens.Prompt)+" di richiesta", grouped(r.Tokens.Prompt)+" prompt"),
			v.say(grouped(r.Tokens.PromptCached)+" di questi già noti al server", grouped(r.Tokens.PromptCached)+" of them cached by the server"),
			v.say(grouped(r.Tokens.Reply)+" di risposta", grouped(r.Tokens.Reply)+" reply"),
		)},
		{v.say("Tempo", "Time"), v.duration(r.Seconds)},
	}}
	if len(r.Calls.Kinds) > 0 {
		out.Rows = slices.Insert(out.Rows, 3, row{v.say("Errori delle chiamate", "Failed requests"), v.kinds(r.Calls.Kinds)})
	}
	if r.Points.Written == 0 { // no model wrote any
		out.Rows = slices.Delete(out.Rows, 1, 2)
	}
	if r.CostUSD > 0 {
		out.Rows = append(out.Rows, row{v.say("Costo", "Cost"), plain(fmt.Sprintf("US$ %.4f", r.CostUSD))})
	}
	out.Rows = append(out.Rows, v.machinery(b)...)
	for _, s := range r.Sources {
		out.Sources = append(out.Sources, record{v.sourceStatus(s.Status), line(s.Source), line(s.Reason), s.Status != news.SourceOK})
	}
	for _, p := range r.Problems {
		out.Problems = append(out.Problems, record{v.problemStatus(p.Status), line(p.Article), line(p.Reason), p.Status == "failed"})
	}
	return out
}

// kindNames are the kinds of failures in Italian.
var kindNames = map[string]string{
	"unreachable": "irraggiungibile", "timeout": "tempo scaduto", "rate limited": "troppe richieste", "overloaded": "sovraccarico",
	"denied": "accesso negato", "not found": "non trovato", "too long": "testo troppo lungo", "invalid": "richiesta non valida",
	"empty": "risposta vuota", "cut": "risposta troncata", "looping": "risposta che si ripete", "filtered": "risposta filtrata",
	"garbled": "risposta illeggibile", "wrong language": "lingua sbagliata", "prompt cut": "richiesta troncata dal server",
}

// kinds lists what went wrong with requests, the most frequent first.
func (v voice) kinds(counts map[string]int) label {
	names := slices.SortedFunc(maps.Keys(counts), func(a, b string) int {
		return cmp.Or(counts[b]-counts[a], strings.Compare(a, b))
	})
	var all []label
	for _, name := range names {
		all = append(all, v.say(fmt.Sprintf("%d × %s", counts[name], cmp.Or(kindNames[name], line(name))), fmt.Sprintf("%d × %s", counts[name], line(name))))
	}
	return v.joined(all, ", ")
}

// machinery says what made the brief, and when.
func (v voice) machinery(b news.Brief) []row {
	var rows []row
	none := v.say("nessuno: le frasi sono della fonte", "none: sentences are the source’s own")
	for _, entry := range []struct {
		name  label
		value string
		none  label
	}{
		{v.say("Modello", "Model"), b.Receipt.Model, none},
		{v.say("Servizio", "Endpoint"), b.Receipt.Endpoint, nil},
		{v.say("Token contati in", "Tokens counted in"), b.Receipt.Encoding, nil},
	} {
		value := plain(line(entry.value))
		if line(entry.value) == "" {
			value = entry.none
		}
		if value != nil {
			rows = append(rows, row{entry.name, value})
		}
	}
	if b.Generated != "" {
		rows = append(rows, row{v.say("Preparato", "Prepared"), v.day(b.Generated, false)})
	}
	return rows
}

func (v voice) sourceStatus(status string) label {
	switch status {
	case news.SourceOK:
		return v.say("letta", "read")
	case news.SourceFailed:
		return v.say("non letta", "failed")
	case news.SourceEmpty:
		return v.say("vuota", "empty")
	}
	return plain(line(status))
}

func (v voice) problemStatus(status string) label {
	switch status {
	case "extracted":
		return v.say("estratto", "extracted")
	case "failed":
		return v.say("non riuscito", "failed")
	case "skipped":
		return v.say("tralasciato", "skipped")
	case "note":
		return v.say("nota", "note")
	}
	return plain(line(status))
}

// warnings say in a few words what is missing or second best in the brief; none when nothing is.
func (v voice) warnings(b news.Brief) []label {
	var all []label
	add := func(n int, nouns [4]string) {
		if n > 0 {
			all = append(all, v.count(n, nouns))
		}
	}
	failed, empty := 0, 0
	for _, s := range b.Receipt.Sources {
		switch s.Status {
		case news.SourceFailed:
			failed++
		case news.SourceEmpty:
			empty++
		}
	}
	add(b.Receipt.Articles.Failed, suffixed(articleNouns, " non riuscito", " non riusciti", " failed"))
	add(failed, suffixed(sourceNouns, " non letta", " non lette", " could not be read"))
	add(empty, suffixed(sourceNouns, " senza articoli", " senza articoli", " without articles"))
	add(b.Receipt.Articles.Extracted, suffixed(articleNouns, " con le parole della fonte", " con le parole della fonte",
		" in the source’s own words"))
	add(b.Receipt.Points.Marked, [4]string{"punto da verificare", "punti da verificare", "point to check", "points to check"})
	return all
}

// suffixed says more of what is counted.
func suffixed(nouns [4]string, one, many, english string) [4]string {
	return [4]string{nouns[0] + one, nouns[1] + many, nouns[2] + english, nouns[3] + english}
}

// joined puts several labels into one, language by language.
func (v voice) joined(labels []label, separator string) label {
	texts := make([][]string, 2)
	for _, l := range labels {
		for i := range texts {
			texts[i] = append(texts[i], in(l, []string{"it", "en"}[i]))
		}
	}
	return v.say(strings.Join(texts[0], separator), strings.Join(texts[1], separator))
}

// in returns a label in one language, or in the only one it has; an empty label is "".
func in(l label, language string) string {
	if len(l) == 0 {
		return ""
	}
	for _, s := range l {
		if s.Lang == language {
			return s.Text
		}
	}
	return l[0].Text
}
