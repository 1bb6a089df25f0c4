package pipeline_test

import (
	"encoding/json"
	"strings"
	"testing"
	"testing/fstest"

	"mattinale/pipeline"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/news"
)

const bridge = `Il ponte di Varzi riapre lunedì

Il ponte di Varzi riapre lunedì dopo sei mesi di lavori, costati 3 milioni di euro.

Il Comune ha rifatto i piloni e la strada provinciale.

I residenti chiedono un semaforo all’incrocio con la stazione.
`

// told makes a reply of points in Italian and English.
func told(pairs ...[2]string) llmtest.Reply {
	type texts map[string]string
	reply := map[string]any{"headline": texts{"italiano": "Riapre il ponte di Varzi", "english": "The Varzi bridge reopens"}}
	var points []texts
	for _, p := range pairs {
		points = append(points, texts{"italiano": p[0], "english": p[1]})
	}
	reply["points"] = points
	b, _ := json.Marshal(reply) // strings always marshal
	return llmtest.Text(string(b))
}

// again makes a reply of texts to be said again: the first point's, in Italian and English.
func again(pair [2]string) llmtest.Reply {
	b, _ := json.Marshal(map[string]string{"italiano 1": pair[0], "english 2": pair[1]}) // strings always marshal
	return llmtest.Text(string(b))
}

var (
	clean1 = [2]string{"Il Comune ha rifatto i piloni e la strada.", "The council has rebuilt the piers and the road."}
	clean2 = [2]string{"I residenti chiedono un semaforo vicino alla stazione.", "Residents want a traffic light near the station."}
	wrong  = [2]string{"Il ponte di Varzi riapre dopo lavori per 8 milioni.", "The Varzi bridge reopens after works for 8 million."}
	right  = [2]string{"Il ponte di Varzi riapre dopo lavori per 3 milioni.", "The Varzi bridge reopens after works for 3 million."}
	worse  = [2]string{"Il ponte di Varzi riapre dopo lavori per 9 milioni, dice Brambati.", "The Varzi bridge reopens after works for 9 million, says Brambati."}
)

func TestRepair(t *testing.T) {
	for _, c := range []struct {
		name   string
		repair llmtest.Reply
		want   news.PointCount
		first  string // the first point in Italian
		engine string // its
	}{
		{"mended", again(right), news.PointCount{Written: 3, Clean: 2, Repaired: 1}, right[0], news.EngineOpenAI},
		{"as bad", again(wrong), news.PointCount{Written: 3, Clean: 2, Replaced: 1}, "Il ponte di Varzi riapre lunedì dopo sei mesi di lavori, costati 3 milioni di euro.", news.EngineExtract},
		{"worse", again(worse), news.PointCount{Written: 3, Clean: 2, Replaced: 1}, "Il ponte di Varzi riapre lunedì dopo sei mesi di lavori, costati 3 milioni di euro.", news.EngineExtract},
		{"no answer", llmtest.Text("Mi dispiace."), news.PointCount{Written: 3, Clean: 2, Replaced: 1}, "Il ponte di Varzi riapre lunedì dopo sei mesi di lavori, costati 3 milioni di euro.", news.EngineExtract},
	} {
		t.Run(c.name, func(t *testing.T) {
			cfg, s := config(t, fstest.MapFS{"a.txt": {Data: []byte(bridge)}}, llmtest.Options{Context: 8192, Reply: func(r llmtest.Request) llmtest.Reply {
				if strings.Contains(r.Prompt(), "each in one short sentence that says the same") {
					if !strings.Contains(r.Prompt(), "must not say: “8 milioni”") || !strings.Contains(r.Prompt(), "3 milioni di euro") || !strings.Contains(r.Prompt(), "“Monday”, “3 million”") {
						t.Errorf("the prompt names neither what is wrong nor what is right:\n%s", r.Prompt())
					}
					return c.repair
				}
				return told(wrong, clean1, clean2)
			}})
			b, err := pipeline.Run(t.Context(), cfg)
			if err != nil {
				t.Fatal(err)
			}
			sums(t, b)
			first := list(b)[0].Points[0]
			if b.Receipt.Points != c.want || first.Text["it"] != c.first || first.Engine != c.engine || len(first.Findings) > 0 {
				t.Errorf("points %+v, first %+v", b.Receipt.Points, first)
			}
			if extracted := b.Receipt.Articles.Extracted == 1; extracted != (c.want.Replaced > 0) {
				t.Errorf("articles %+v", b.Receipt.Articles)
			}
			if n := len(s.Requests()); n != 2 {
				t.Errorf("%d calls", n)
			}
		})
	}
}

// TestRepairThatHelpsInPart shows the better point with what is still found against it.
func TestRepairThatHelpsInPart(t *testing.T) {
	cfg, _ := config(t, fstest.MapFS{"a.txt": {Data: []byte(bridge)}}, llmtest.Options{Context: 8192, Reply: func(r llmtest.Request) llmtest.Reply {
		if strings.Contains(r.Prompt(), "each in one short sentence that says the same") {
			return again(wrong)
		}
		return told(worse, clean1)
	}})
	cfg.Points = 2
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if want := (news.PointCount{Written: 2, Clean: 1, Marked: 1}); b.Receipt.Points != want || len(list(b)[0].Points[0].Findings) == 0 {
		t.Errorf("points %+v, first %+v", b.Receipt.Points, list(b)[0].Points[0])
	}
}

// TestReplacedByTheSame counts a point once when the sentence that would replace it has replaced another already, and
// keeps what the model told well.
func TestReplacedByTheSame(t *testing.T) {
	other := [2]string{"Il festival della musica torna in piazza a settembre.", "The music festival returns to the square in September."}
	all := [2]string{
		"Il ponte di Varzi riapre dopo sei mesi di lavori per 8 milioni, il Comune ha rifatto i piloni e i residenti chiedono un semaforo.",
		"The Varzi bridge reopens after six months of works for 8 million, the council has rebuilt the piers and residents want a traffic light.",
	}
	cfg, _ := config(t, fstest.MapFS{"a.txt": {Data: []byte(bridge + "\n" + other[0] + "\n")}}, llmtest.Options{Context: 8192, Reply: func(r llmtest.Request) llmtest.Reply {
		if strings.Contains(r.Prompt(), "each in one short sentence that says the same") {
			return llmtest.Text("Mi dispiace.")
		}
		return told(wrong, other, all)
	}})
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	sums(t, b)
	if want := (news.PointCount{Written: 3, Clean: 1, Replaced: 1, Dropped: 1}); b.Receipt.Points != want {
		t.Errorf("points %+v", b.Receipt.Points)
	}
	if p := list(b)[0].Points; len(p) != 2 || p[0].Engine != news.EngineExtract || p[1].Text["it"] != other[0] {
		t.Errorf("shown %+v", p)
	}
}

// TestDroppedWhenCovered leaves out a broken point whose sentence another one tells of.
func TestDroppedWhenCovered(t *testing.T) {
	broken := [2]string{"Il Comune ha rifatto i piloni e la", "The council has rebuilt the"}
	cfg, _ := config(t, fstest.MapFS{"a.txt": {Data: []byte(bridge)}}, llmtest.Options{Context: 8192, Reply: func(r llmtest.Request) llmtest.Reply {
		if strings.Contains(r.Prompt(), "each in one short sentence that says the same") {
			return again(broken)
		}
		return told(clean1, broken)
	}})
	cfg.Points = 2
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil {
		t.Fatal(err)
	}
	if want := (news.PointCount{Written: 2, Clean: 1, Dropped: 1}); b.Receipt.Points != want || pipeline.Missing(b) != nil {
		t.Errorf("points %+v, missing %v", b.Receipt.Points, pipeline.Missing(b))
	}
}
