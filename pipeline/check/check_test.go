package check

import (
	"encoding/json"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"

	"mattinale/pipeline/news"
)

var both = []string{"it", "en"}

// objections are findings as "kind lang: words".
func objections(found []news.Finding) []string {
	var out []string
	for _, f := range found {
		out = append(out, string(f.Kind)+" "+f.Lang+": "+f.Words)
	}
	return out
}

// evident is a point with its evidence.
func evident(s *Source, text news.Texts) news.Point {
	p := news.Point{Text: text}
	for _, n := range s.Evidence(text, 0, 1<<30) {
		p.From = append(p.From, news.Ref{Sentence: n})
	}
	return p
}

// everything cites all sentences of an article.
func everything(s *Source) []news.Ref {
	var refs []news.Ref
	for n := range s.sentences {
		refs = append(refs, news.Ref{Sentence: n + 1})
	}
	return refs
}

// caught is a text and what of it must be objected to, as "kind lang: words".
type caught struct {
	name string
	text news.Texts
	want []string
}

func catch(t *testing.T, s *Source, cases []caught) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			var langs []string
			for _, l := range append([]string{"it", "en"}, "fr", "de", "es", "pt", "ja", "nl") {
				if _, ok := c.text[l]; ok {
					langs = append(langs, l)
				}
			}
			found := s.Check(news.Point{Text: c.text, From: everything(s)}, langs)
			if diff := cmp.Diff(c.want, objections(found)); diff != "" {
				t.Errorf("%v\nfindings (-want +got):\n%s", c.text, diff)
			}
			for _, f := range found {
				if f.Reason == "" {
					t.Errorf("no reason for %+v", f)
				}
			}
		})
	}
}

// mostAlarms is how many of a hundred faithful points may have a finding.
const mostAlarms = 2

func TestFaithfulLabels(t *testing.T) {
	points, alarms := 0, 0
	for _, l := range seeds(t) {
		s := NewSource(l.article)
		for _, p := range l.Pairs {
			text := news.Texts{"it": p.Italian, "en": p.English}
			points++
			if found := s.Check(evident(s, text), both); len(found) > 0 {
				alarms++
				t.Logf("%s: %+v\n   %v", l.Article, found, text)
			}
		}
	}
	t.Logf("%d of %d faithful points with a finding", alarms, points)
	if alarms*100 > points*mostAlarms {
		t.Errorf("%d of %d faithful points have a finding, want at most %d%%", alarms, points, mostAlarms)
	}
}

// unlike is an article unlike the seeds, with faithful points and headlines: diplomacy, disasters, sport, business, crime.
type unlike struct {
	Lang, Published, Title string
	Text                   []string
	Points, Headlines      []news.Texts
}

func (u unlike) article() news.Article {
	a := article(u.Lang, u.Text...)
	a.Title, a.Published = u.Title, u.Published
	return a
}

func unlikes(t *testing.T) []unlike {
	t.Helper()
	f, err := os.Open("testdata/faithful.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var out []unlike
	for d := json.NewDecoder(f); d.More(); {
		var u unlike
		if err := d.Decode(&u); err != nil {
			t.Fatal(err)
		}
		out = append(out, u)
	}
	return out
}

func TestFaithfulUnlike(t *testing.T) {
	points, alarms := 0, 0
	count := func(u unlike, text news.Texts, found []news.Finding) {
		points++
		if len(found) > 0 {
			alarms++
			t.Logf("%s: %+v\n   %v", u.Title, found, text)
		}
	}
	for _, u := range unlikes(t) {
		s := NewSource(u.article())
		for _, text := range u.Points {
			count(u, text, s.Check(evident(s, text), both))
		}
		for _, text := range u.Headlines {
			count(u, text, s.CheckHeadline(text, both))
		}
	}
	t.Logf("%d of %d faithful points and headlines with a finding", alarms, points)
	if alarms*100 > points*mostAlarms {
		t.Errorf("%d of %d have a finding, want at most %d%%", alarms, points, mostAlarms)
	}
}

// TestOwnSentences holds every sentence of every seed against its own article: nothing in it can be untrue of it.
func TestOwnSentences(t *testing.T) {
	for _, l := range seeds(t) {
		s := NewSource(l.article)
		for i, x := range l.article.Sentences {
			if x.Heading {
				continue
			}
			text := news.Texts{l.Language: l.article.SentenceText(i + 1)}
			for _, f := range s.Check(news.Point{Text: text, From: []news.Ref{{Sentence: i + 1}}}, []string{l.Language}) {
				if f.Kind != news.KindCut { // of a quotation of several sentences, one has no end
					t.Errorf("%s: %+v\n   %v", l.Article, f, text)
				}
			}
		}
	}
}

var ferry = article("it",
	"Il traghetto Aurora collega da ieri Ancona e Spalato in nove ore e mezza. Porta 1.412 passeggeri e 340 auto; è costato 86,5 milioni di euro.",
	"«Abbiamo aspettato tre anni», ha detto Rosalba Quintavalle, presidente della compagnia.")

func TestCheck(t *testing.T) {
	s := NewSource(ferry)
	tests := []struct {
		name  string
		point news.Point
		want  []string
	}{
		{"true", news.Point{Text: news.Texts{"it": "L'Aurora porta 1.412 passeggeri.", "en": "The Aurora carries 1,412 passengers."}, From: []news.Ref{{Sentence: 2}}}, nil},
		{"no evidence", news.Point{Text: news.Texts{"it": "Gli scoiattoli mangiano ghiande.", "en": "Squirrels eat acorns."}}, []string{"evidence it: Gli scoiattoli mangiano ghiande."}},
		{"a language missing", news.Point{Text: news.Texts{"it": "L'Aurora porta 1.412 passeggeri."}, From: []news.Ref{{Sentence: 2}}}, []string{"cut en: "}},
		{"extracted", news.Point{Engine: news.EngineExtract, Text: news.Texts{"it": "«Abbiamo aspettato tre anni"}, From: []news.Ref{{Sentence: 3}}}, nil},
		{"extracted from nowhere", news.Point{Engine: news.EngineExtract, Text: news.Texts{"it": "Boh."}}, []string{"evidence it: Boh."}},
		{"empty", news.Point{}, []string{"cut it: ", "cut en: ", "evidence it: "}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, objections(s.Check(tt.point, both))); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

func TestCheckHeadline(t *testing.T) {
	s := NewSource(ferry)
	tests := []struct {
		name string
		text news.Texts
		want []string
	}{
		{"no end needed", news.Texts{"it": "Traghetto Ancona-Spalato, parte l'Aurora", "en": "Ferry Aurora links Ancona and Split"}, nil},
		{"words in capitals", news.Texts{"it": "Da Ancona a Spalato in nove ore e mezza", "en": "New Ferry Crosses the Adriatic Between Ancona and Split"}, []string{"name en: Adriatic"}},
		{"a figure too many", news.Texts{"it": "L'Aurora porta 1.530 passeggeri", "en": "The Aurora Carries 1,412 Passengers"}, []string{"number it: 1.530"}},
		{"another language", news.Texts{"it": "Il traghetto Aurora parte da Ancona", "en": "Il traghetto Aurora parte da Ancona"}, []string{"language en: Il traghetto Aurora parte da Ancona"}},
		{"about nothing", news.Texts{"it": "Scoiattoli e ghiande", "en": "Squirrels and acorns"}, []string{"evidence it: Scoiattoli e ghiande"}},
		{"cut", news.Texts{"it": "Il traghetto Aurora e la", "en": "The ferry Aurora: "}, []string{"cut it: e la", "cut en: ferry Aurora:"}},
		{"another's name in capitals", news.Texts{"it": "Il traghetto di Brambati", "en": "The Ferry of Brambati Leaves Ancona"}, []string{"name it: Brambati", "name en: Brambati"}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			if diff := cmp.Diff(tt.want, objections(s.CheckHeadline(tt.text, both))); diff != "" {
				t.Errorf("findings (-want +got):\n%s", diff)
			}
		})
	}
}

// TestOtherLanguages says nothing that cannot be known of articles whose words are not.
func TestOtherLanguages(t *testing.T) {
	text := news.Texts{"it": "Lunedì Ivan Petrov ha inaugurato a Kazan una fabbrica con 350 operai in tre reparti.",
		"en": "On Monday Ivan Petrov opened a factory in Kazan with 350 workers in three departments."}
	for lang, a := range map[string]news.Article{
		"ru": article("ru", "В понедельник Иван Петров открыл в Казани завод, где будут работать 350 человек в трёх цехах."),
		"nl": article("nl", "Maandag opende Ivan Petrov in Kazan een fabriek met 350 arbeiders in drie afdelingen."),
	} {
		s := NewSource(a)
		p := evident(s, text)
		if found := s.Check(p, both); found != nil {
			t.Errorf("%s: findings %v", lang, found)
		}
		wrong := news.Texts{"it": strings.Replace(text["it"], "350", "530", 1), "en": strings.Replace(text["en"], "350", "530", 1)}
		if diff := cmp.Diff([]string{"number it: 530", "number en: 530"}, objections(s.Check(news.Point{Text: wrong, From: p.From}, both))); diff != "" {
			t.Errorf("%s: findings (-want +got):\n%s", lang, diff)
		}
	}
}

// TestManyPoints checks a thousand points against a long article, the same twice.
func TestManyPoints(t *testing.T) {
	l := seeds(t)[6]
	s := NewSource(l.article)
	for range 1000 / len(l.Pairs) {
		for _, p := range l.Pairs {
			text := news.Texts{"it": p.Italian, "en": p.English}
			if a, b := s.Evidence(text, 0, len(l.article.Text)), s.Evidence(text, 0, len(l.article.Text)); !slices.Equal(a, b) {
				t.Fatalf("evidence differs from call to call: %v, %v", a, b)
			}
			s.Check(news.Point{Text: text}, both)
		}
	}
}

// TestNothingActsOnTerminal holds the words of findings free of control and direction characters.
func TestNothingActsOnTerminal(t *testing.T) {
	s := NewSource(ferry)
	text := news.Texts{"it": "Il \x1b[31mdottor Bram\u202ebati\u200b parla\x07 di 77 navi.", "en": "\u202eDr Brambati\u2066 speaks of 77 ships.\x00"}
	found := s.Check(news.Point{Text: text}, both)
	if len(found) < 4 {
		t.Errorf("findings: %v", found)
	}
	for _, f := range found {
		if f.Words != news.PrintableLine(f.Words) || strings.ContainsAny(f.Words, "\x1b\u202e\u200b") {
			t.Errorf("words of %+v act on a terminal", f)
		}
	}
}
