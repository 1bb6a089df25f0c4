package pipeline_test

import (
	"context"
	"fmt"
	"io"
	"io/fs"
	"math/rand/v2"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"testing/fstest"
	"time"

	"mattinale/cache"
	"mattinale/pipeline"
	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/llm/openai"
	"mattinale/pipeline/llm/retry"
	"mattinale/pipeline/llm/tripwire"
	"mattinale/pipeline/memo"
	"mattinale/pipeline/news"
)

// bad marks the text of a reply that must not be shown or kept.
const bad = "fandonia"

// inSpanish is a reply of the right shape in the wrong language for one of its keys.
func inSpanish(text string) llmtest.Reply {
	es := `"La ` + bad + ` de la ciudad es muy grande y no tiene ninguna relación con los hechos que han sido contados ayer."`
	point := `{"italiano":` + es + `,"english":` + es + `}`
	_ = text
	return llmtest.Text(`{"points":[` + point + `,` + point + `,` + point + `],"headline":{"italiano":"` + bad + `","english":"` + bad + `"}}`)
}

// faults are the ways in which a call goes wrong, by name.
var faults = map[string]func(good string) llmtest.Reply{
	"400":              func(string) llmtest.Reply { return llmtest.Error(400, "", "bad request") },
	"404":              func(string) llmtest.Reply { return llmtest.HTML(404) },
	"429":              func(string) llmtest.Reply { return llmtest.Error(429, "rate_limit_exceeded", "slow down") },
	"429 with seconds": func(string) llmtest.Reply { return llmtest.Later(429, "1") },
	"429 with a date": func(string) llmtest.Reply {
		return llmtest.Later(429, time.Now().UTC().Add(time.Second).Format(http.TimeFormat))
	},
	"500":               func(string) llmtest.Reply { return llmtest.OllamaError(500, "runner died") },
	"502 of a proxy":    func(string) llmtest.Reply { return llmtest.HTML(502) },
	"503 loading":       func(string) llmtest.Reply { return llmtest.Loading() },
	"200 with an error": func(string) llmtest.Reply { return llmtest.Error(200, "", "out of memory: "+bad) },
	"200 with a page":   func(string) llmtest.Reply { return llmtest.HTML(200) },
	"hang":              func(string) llmtest.Reply { return llmtest.Hang() },
	"reset":             func(string) llmtest.Reply { return llmtest.Reset() },
	"half an answer":    func(good string) llmtest.Reply { return llmtest.Half(good) },
	"a stream without end": func(string) llmtest.Reply {
		return llmtest.Raw(200, "text/event-stream", `data: {"choices":[{"delta":{"content":"`+bad+`"}}]}`+"\n\n")
	},
	"empty":               func(string) llmtest.Reply { return llmtest.Text("") },
	"cut":                 func(good string) llmtest.Reply { return llmtest.Cut(good[:len(good)/2]) },
	"cut, and whole JSON": func(string) llmtest.Reply { return llmtest.Reply{Text: inSpanish("").Text, Finish: "length"} },
	"content filter":      func(string) llmtest.Reply { return llmtest.Filtered() },
	"refusal":             func(string) llmtest.Reply { return llmtest.Refusal("I can't help with " + bad) },
	"no JSON":             func(string) llmtest.Reply { return llmtest.Text("Ecco il riassunto: " + bad) },
	"another shape":       func(string) llmtest.Reply { return llmtest.Text(`{"summary":"` + bad + `"}`) },
	"an open block":       func(string) llmtest.Reply { return llmtest.OpenThink(bad) },
	"reasoning only":      func(string) llmtest.Reply { return llmtest.Reply{Reasoning: bad} },
	"wrong language":      inSpanish,
	"a loop":              func(string) llmtest.Reply { return llmtest.Text(strings.Repeat("the ", 300)) },
	"a loop in JSON": func(string) llmtest.Reply {
		return llmtest.Text(`{"points":[{"italiano":"` + strings.Repeat(bad+" e ", 60) + `"}]}`)
	},
	"no finish reason":   func(good string) llmtest.Reply { return llmtest.Reply{Text: good, NoFinish: true} },
	"no choices":         func(string) llmtest.Reply { return llmtest.Reply{NoChoices: true} },
	"garbage":            func(string) llmtest.Reply { return llmtest.Raw(200, "application/json", "\x00\x01{"+bad) },
	"reasoning in front": func(good string) llmtest.Reply { return llmtest.Think("hm, "+bad, good) },           // no fault, if read well
	"reasoning beside":   func(good string) llmtest.Reply { return llmtest.Reply{Text: good, Reasoning: bad} }, // nor this
}

// faulty is an endpoint that goes wrong at a share of the calls, each time in another way, until it is mended.
type faulty struct {
	mu     sync.Mutex
	random *rand.Rand
	share  float64
	names  []string
	met    map[string]int
}

func (f *faulty) reply(r llmtest.Request) llmtest.Reply {
	good := llmtest.Summarizer()(r)
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.random.Float64() >= f.share {
		return good
	}
	name := f.names[f.random.IntN(len(f.names))]
	f.met[name]++
	return faults[name](good.Text)
}

// hangsFor is the time-out where an endpoint may hang.
const hangsFor = 150 * time.Millisecond

// stack is the completers as a run of the program has them.
type stack struct {
	config pipeline.Config
	calls  *retry.Completer
	wire   *tripwire.Completer
	server *llmtest.Server
}

func newStack(t testing.TB, s *llmtest.Server, store *cache.Store, options retry.Options, timeout time.Duration) stack {
	t.Helper()
	client := openai.New(s.Endpoint(), openai.Options{Timeout: timeout})
	t.Cleanup(client.Close)
	counter := counter(t)
	options.MaxRetryAfter = 2 * time.Millisecond
	options.Sleep = func(ctx context.Context, _ time.Duration) error { return ctx.Err() }
	options.DownFor = 2 * time.Millisecond
	calls := retry.New(client, options)
	wire := tripwire.New(calls, tripwire.Options{Count: counter.Count, Context: s.Endpoint().Context})
	return stack{calls: calls, wire: wire, server: s, config: pipeline.Config{
		Languages: []string{"it", "en"}, Points: 3, Counter: counter, Prompts: loadPrompts(t),
		Model: memo.New(wire, store, memo.Options{Attempts: options.Retries}), Endpoint: s.Endpoint(), Concurrency: options.Concurrency,
		Now: time.Now,
	}}
}

// TestFaults is 105 articles and an endpoint that goes wrong at 45 % of the calls in every way there is: every article is in the
// brief, nothing bad is, what is extracted is said, and once the endpoint is well a rerun asks only for what was not good.
func TestFaults(t *testing.T) {
	seeds := 8
	if testing.Short() {
		seeds = 2
	}
	var names []string
	for name := range faults {
		names = append(names, name)
	}
	met := map[string]int{}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			f := &faulty{random: rand.New(rand.NewPCG(7, uint64(seed))), share: 0.45, names: names, met: map[string]int{}}
			s := llmtest.New(t, llmtest.Options{Context: 8192, Slots: 8, Reply: f.reply})
			store, err := cache.Open(t.TempDir())
			if err != nil {
				t.Fatal(err)
			}
			st := newStack(t, s, store, retry.Options{Retries: 3, Concurrency: 8}, hangsFor)
			st.config.Seeds = articles(105, 8)
			b, err := pipeline.Run(t.Context(), st.config)
			if err != nil {
				t.Fatal(err)
			}
			sums(t, b)
			good := wellTold(t, b, 105)
			for _, p := range b.Receipt.Problems {
				if strings.Contains(p.Reason, "replies were cut: it was asked for fewer") {
					good-- // told, and tried again
				}
			}
			first := len(s.Requests())

			f.mu.Lock()
			f.share = 0
			f.mu.Unlock()
			st = newStack(t, s, store, retry.Options{Retries: 3, Concurrency: 8}, time.Minute)
			st.config.Seeds = articles(105, 8)
			if b, err = pipeline.Run(t.Context(), st.config); err != nil {
				t.Fatal(err)
			}
			wellTold(t, b, 105)
			if pipeline.Missing(b) != nil {
				t.Errorf("after the endpoint recovered: %v", pipeline.Missing(b))
			}
			if again := len(s.Requests()) - first; again != 105-good {
				t.Errorf("%d calls for %d articles that were not good", again, 105-good)
				for _, r := range s.Requests()[first:] {
					user := r.Messages[len(r.Messages)-1].Content
					t.Logf("asked, seed %s: %.60q", r.Field("seed"), user[max(0, strings.Index(user, "Title")):])
				}
			}
			keptClean(t, store)
			for name, n := range f.met {
				met[name] += n
			}
			t.Logf("%d of 105 summarised at first, %d requests, %v", good, first, b.Receipt.Articles)
		})
	}
	for name := range faults {
		if met[name] == 0 && !testing.Short() {
			t.Errorf("the fault %q was never met", name)
		}
	}
}

// keptClean checks that nothing bad is on disk.
func keptClean(t *testing.T, store *cache.Store) {
	t.Helper()
	_ = fs.WalkDir(os.DirFS(store.Dir()), ".", func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		entry, err := os.ReadFile(filepath.Join(store.Dir(), path))
		if err != nil || strings.Contains(string(entry), bad) {
			t.Errorf("%s: %v\n%s", path, err, entry)
		}
		return nil
	})
}

// wellTold checks that every article is in a brief, and that nothing bad is, and returns how many are summarised.
func wellTold(t *testing.T, b news.Brief, articles int) (good int) {
	t.Helper()
	if b.Stories.Len() != articles {
		t.Errorf("%d stories of %d articles", b.Stories.Len(), articles)
	}
	extracted := 0
	for _, s := range list(b) {
		if strings.Contains(fmt.Sprint(s.Summary), bad) || strings.Contains(fmt.Sprint(s.Summary), "the the") {
			t.Errorf("%s is told with a bad reply: %v", s.Articles[0].Source, s.Summary)
		}
		if len(s.Points) == 0 {
			t.Errorf("%s has no points", s.Articles[0].Source)
		}
		if s.Articles[0].Engine == news.EngineExtract {
			extracted++
			continue
		}
		good++
	}
	if (extracted > 0) != (pipeline.Missing(b) != nil) || extracted != b.Receipt.Articles.Extracted {
		t.Errorf("%d articles extracted, and the receipt says %+v, missing %v", extracted, b.Receipt.Articles, pipeline.Missing(b))
	}
	return good
}

// TestSilentTruncation is an endpoint that cuts prompts over its context and says nothing of it, to the context or to half of it, and
// does not say what it holds: every cut prompt is noticed, and every article is summarised whole in the end.
func TestSilentTruncation(t *testing.T) {
	counter := counter(t)
	for _, share := range []int{1, 2} {
		for name, count := range map[string]func(string) int{
			"as we do": counter.Count, "bytes": nil, "more": func(s string) int { return counter.Count(s) * 115 / 100 }, "less": func(s string) int { return counter.Count(s) * 80 / 100 },
		} {
			t.Run(fmt.Sprintf("%s to a %d", name, share), func(t *testing.T) {
				holds := 2048
				if name == "bytes" || name == "less" { // so that there is something to cut
					holds = 1536
				}
				var mu sync.Mutex
				cut := map[string]bool{} // what the model was made to say by a prompt that was cut
				s := llmtest.New(t, llmtest.Options{Context: holds, TruncateTo: holds / share, Bare: true, Tokens: count, Reply: func(r llmtest.Request) llmtest.Reply {
					reply := llmtest.Summarizer()(r)
					if r.Truncated {
						mu.Lock()
						defer mu.Unlock()
						cut[fmt.Sprint(len(cut))] = true
						reply.Text = strings.ReplaceAll(reply.Text, `"italiano":"`, `"italiano":"La `+bad+` `)
					}
					return reply
				}})
				store, err := cache.Open(t.TempDir())
				if err != nil {
					t.Fatal(err)
				}
				st := newStack(t, s, store, retry.Options{Retries: 3, Concurrency: 4}, time.Minute)
				st.config.Endpoint.Context = 0
				st.wire = tripwire.New(st.calls, tripwire.Options{Count: counter.Count})
				st.config.Model = memo.New(st.wire, store, memo.Options{Attempts: 3})
				learnt := 0.0
				st.config.Learn = func(ratio float64) { learnt = ratio }
				st.config.Seeds = articles(4, 30)
				for i, n := range []int{60, 110, 130, 240, 600} {
					for name, file := range articles(2, n) {
						st.config.Seeds.(fstest.MapFS)[fmt.Sprint(i+1, name)] = file
					}
				}
				b, err := pipeline.Run(t.Context(), st.config)
				if err != nil {
					t.Fatal(err)
				}
				wellTold(t, b, 14)
				if b.Receipt.Articles.Summarised != 14 {
					t.Errorf("receipt %+v, %v", b.Receipt.Articles, b.Receipt.Problems)
				}
				keptClean(t, store)
				asked := len(s.Requests())
				next := newStack(t, s, store, retry.Options{Retries: 3, Concurrency: 4}, time.Minute)
				next.config.Endpoint.Context, next.config.Learnt, next.config.Seeds = st.wire.Context(), learnt, st.config.Seeds
				noted := map[string]bool{} // told in less than was asked for, and tried again
				for _, p := range b.Receipt.Problems {
					noted[p.Article] = true
				}
				b, err = pipeline.Run(t.Context(), next.config)
				if err != nil {
					t.Fatal(err)
				}
				may := 0
				for _, story := range list(b) {
					if a := story.Articles[0]; noted[a.Source] {
						may += a.Chunks + 1 // and the one that chooses among them
					}
				}
				if again := len(s.Requests()) - asked; again > may {
					t.Errorf("the next run, which knows what was learnt, asked %d times; %d calls are about articles of which something was left", again, may)
				}
				wellTold(t, b, 14)
				if len(cut) == 0 || st.wire.Refused() == 0 { // a reply that was cut too is asked for again before it is looked at
					t.Errorf("%d prompts were cut, %d replies refused; context found: %d", len(cut), st.wire.Refused(), st.wire.Context())
				}
			})
		}
	}
}

// TestReadyBy is an endpoint ten times too slow: the brief is there in time, its beginning summarised and the rest extracted; what is
// on disk is told too, wherever it stands.
func TestReadyBy(t *testing.T) {
	var slow sync.Mutex
	s := llmtest.New(t, llmtest.Options{Context: 8192, Slots: 2, Gate: func(ctx context.Context, _ llmtest.Request) {
		if !slow.TryLock() { // it is slow for the second run
			select {
			case <-ctx.Done():
			case <-time.After(300 * time.Millisecond):
			}
			return
		}
		slow.Unlock()
	}})
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	run := func(files fstest.MapFS, ready time.Duration) (news.Brief, time.Duration) {
		st := newStack(t, s, store, retry.Options{Retries: 3, Concurrency: 2}, time.Minute)
		client := openai.New(s.Endpoint(), openai.Options{})
		t.Cleanup(client.Close)
		st.config.Model = memo.New(retry.New(client, retry.Options{Retries: 3, Concurrency: 2}), store, memo.Options{Attempts: 3})
		st.config.Seeds = files
		began := time.Now()
		if ready > 0 {
			st.config.ReadyBy = began.Add(ready)
		}
		b, err := pipeline.Run(t.Context(), st.config)
		if err != nil {
			t.Fatal(err)
		}
		sums(t, b)
		return b, time.Since(began)
	}
	last := articles(60, 8)
	for i := range 58 {
		delete(last, fmt.Sprintf("%02d.txt", i))
	}
	run(last, 0) // the last two are on disk
	slow.Lock()
	b, took := run(articles(60, 8), 3*time.Second)
	if took > 5*time.Second {
		t.Errorf("ready after %v", took)
	}
	var engines strings.Builder
	for _, story := range list(b) {
		engines.WriteString(story.Articles[0].Engine[:1])
	}
	if b.Stories.Len() != 60 || !strings.HasPrefix(engines.String(), "ooo") || !strings.HasSuffix(engines.String(), "eeeoo") {
		t.Errorf("engines of the stories: %s", engines.String())
	}
	if !strings.Contains(fmt.Sprint(pipeline.Missing(b)), "has to be ready by") {
		t.Errorf("missing: %v", pipeline.Missing(b))
	}
}

// TestReadyByWhileReading is standard input that never ends: what was read before it is told, in time, and it is said.
func TestReadyByWhileReading(t *testing.T) {
	cfg, _ := config(t, nil, llmtest.Options{Context: 8192})
	file := filepath.Join(t.TempDir(), "one.txt")
	if err := os.WriteFile(file, articles(1, 8)["00.txt"].Data, 0o600); err != nil {
		t.Fatal(err)
	}
	in, out := io.Pipe()
	defer out.Close()
	cfg.Sources, cfg.Stdin, cfg.Now = []news.Source{{Address: file}, {Address: "-"}}, in, time.Now
	cfg.ReadyBy = time.Now().Add(2 * time.Second)
	b, err := pipeline.Run(t.Context(), cfg)
	if err != nil || b.Stories.Len() != 1 || !time.Now().Before(cfg.ReadyBy.Add(2*time.Second)) {
		t.Fatalf("%d stories at %v: %v", b.Stories.Len(), time.Now(), err)
	}
	if last := b.Receipt.Sources[1]; last.Status != news.SourceFailed || !strings.Contains(last.Reason, "has to be ready by") {
		t.Errorf("standard input: %+v", last)
	}
}

// TestNothingAskedAgain is an endpoint that counts many more tokens than we do: the next run, which knows that, keeps to the chunks
// that are on disk.
func TestNothingAskedAgain(t *testing.T) {
	counter := counter(t)
	s := llmtest.New(t, llmtest.Options{Context: 8192, Tokens: func(text string) int { return counter.Count(text) * 3 / 2 }})
	store, err := cache.Open(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	learnt, before := 0.0, 0
	for range 2 {
		st := newStack(t, s, store, retry.Options{Retries: 3, Concurrency: 4}, time.Minute)
		st.config.Seeds, st.config.Learnt = articles(3, 120), learnt
		st.config.Learn = func(ratio float64) { learnt = max(learnt, ratio) }
		if _, err := pipeline.Run(t.Context(), st.config); err != nil {
			t.Fatal(err)
		}
		if before > 0 && len(s.Requests()) != before {
			t.Errorf("%d calls again", len(s.Requests())-before)
		}
		before = len(s.Requests())
	}
	if learnt < 1.3 {
		t.Errorf("learnt %g", learnt)
	}
}
