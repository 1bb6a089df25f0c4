package render

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
	"github.com/mattn/go-runewidth"
	"pgregory.net/rapid"

	"mattinale/pipeline/llm"
	"mattinale/pipeline/news"
)

func TestWrite(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "briefs")
	want := []string{"brief.md", "brief.json", "brief.html"}
	for i, name := range want {
		want[i] = filepath.Join(dir, "2026-11-24", name)
	}
	for _, b := range []news.Brief{bare(), sample()} { // the second takes the place of the first
		paths, err := Write(dir, b)
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(want, paths); diff != "" {
			t.Error(diff)
		}
		var page bytes.Buffer
		if err := HTML(&page, b); err != nil {
			t.Fatal(err)
		}
		got, err := os.ReadFile(paths[2])
		if err != nil || !bytes.Equal(got, page.Bytes()) {
			t.Errorf("%d bytes on disk, %d rendered, error %v", len(got), page.Len(), err)
		}
	}
	if names := inside(t, filepath.Dir(want[0])); !slices.Equal(names, []string{"brief.html", "brief.json", "brief.md"}) {
		t.Errorf("left behind: %v", names)
	}
}

// What runs that were killed left goes, in the folders of all dates; what is not certainly that stays.
func TestWriteSweeps(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "[briefs]") // brackets mean something in patterns
	b := bare()
	b.Generated = "2026-11-24T06:00:00+01:00"
	written, err := time.Parse(time.RFC3339, b.Generated)
	if err != nil {
		t.Fatal(err)
	}
	tests := []struct {
		path string
		age  time.Duration
		gone bool
	}{
		{"2026-11-23/.brief.html4037200794235010051", 24 * time.Hour, true},
		{"2026-11-24/.brief.json4037200794235010051", 2 * time.Hour, true},
		{"2026-11-24/.brief.md4037200794235010051", time.Minute, false}, // may be in use
		{"2026-11-23/.brief.html.bak", 24 * time.Hour, false},
		{"2026-11-23/.brief.txt4037200794235010051", 24 * time.Hour, false},
		{"mine/.brief.html4037200794235010051", 24 * time.Hour, false},
	}
	for _, tt := range tests {
		path, at := filepath.Join(dir, filepath.FromSlash(tt.path)), written.Add(-tt.age)
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, nil, 0o644); err != nil {
			t.Fatal(err)
		}
		if err := os.Chtimes(path, at, at); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := Write(dir, b); err != nil {
		t.Fatal(err)
	}
	for _, tt := range tests {
		if _, err := os.Stat(filepath.Join(dir, filepath.FromSlash(tt.path))); (err != nil) != tt.gone {
			t.Errorf("%s: %v, want gone: %v", tt.path, err, tt.gone)
		}
	}
}

func inside(t *testing.T, dir string) (names []string) {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

func TestWriteAllOrNothing(t *testing.T) {
	dir := t.TempDir()
	if _, err := Write(dir, bare()); err != nil {
		t.Fatal(err)
	}
	folder := filepath.Join(dir, "2026-11-24")
	before, err := os.ReadFile(filepath.Join(folder, "brief.md"))
	if err != nil {
		t.Fatal(err)
	}
	page := filepath.Join(folder, "brief.html")
	if err := os.Remove(page); err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(filepath.Join(page, "in the way"), 0o755); err != nil {
		t.Fatal(err)
	}
	paths, err := Write(dir, sample())
	if err == nil || paths != nil || !strings.Contains(err.Error(), page) {
		t.Errorf("paths %v, error %v", paths, err)
	}
	after, err := os.ReadFile(filepath.Join(folder, "brief.md"))
	if err != nil || !bytes.Equal(before, after) {
		t.Errorf("brief.md was replaced, or is gone: %v", err)
	}
	if names := inside(t, folder); len(names) != 3 {
		t.Errorf("left behind: %v", names)
	}
}

func TestWriteRefuses(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	tests := map[string]struct{ dir, date string }{
		"no date":            {t.TempDir(), ""},
		"a path for a date":  {t.TempDir(), "../../2026-11-24"},
		"no such day":        {t.TempDir(), "2026-02-30"},
		"a file as a folder": {file, "2026-11-24"},
	}
	for name, tt := range tests {
		b := bare()
		b.Date = tt.date
		if paths, err := Write(tt.dir, b); err == nil || paths != nil {
			t.Errorf("%s: paths %v, error %v", name, paths, err)
		}
		if info, err := os.Stat(tt.dir); err == nil && info.IsDir() && len(inside(t, tt.dir)) > 0 {
			t.Errorf("%s: something was written", name)
		}
	}
}

func TestWriteKeepsPermissions(t *testing.T) {
	dir := t.TempDir()
	paths, err := Write(dir, bare())
	if err != nil {
		t.Fatal(err)
	}
	if err := os.Chmod(paths[0], 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Write(dir, sample()); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(paths[0]); err != nil || info.Mode().Perm() != fs.FileMode(0o600) {
		t.Errorf("mode %v, error %v", info.Mode(), err)
	}
}

func TestJSONHasNoNull(t *testing.T) {
	b := bare()
	b.Stories = news.StoryList{{Summary: news.Summary{Points: []news.Point{{}}}, Conflicts: []news.Conflict{{}}, Articles: []news.StoryArticle{{}}}}
	var out bytes.Buffer
	if err := JSON(&out, b); err != nil {
		t.Fatal(err)
	}
	if strings.Contains(out.String(), "null") || strings.Contains(out.String(), "problems") {
		t.Errorf("%s", out.String())
	}
	if list(b)[0].Points[0].From != nil {
		t.Error("the brief given was changed")
	}
}

func TestJSONRoundTrip(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		b := sample()
		words := rapid.String().Draw(t, "words")
		list(b)[0].Headline["it"], list(b)[1].Articles[0].Source, b.Receipt.Model = words, words+"\u009b\u202e\U000e0041", "\x7f"+words
		list(b)[4].Points[0].Text["en"] = words // is no UTF-8 in the sample, which JSON cannot hold
		var out bytes.Buffer
		if err := JSON(&out, b); err != nil {
			t.Fatal(err)
		}
		var told news.StoryList
		got := news.Brief{Stories: &told}
		if err := json.Unmarshal(out.Bytes(), &got); err != nil {
			t.Fatal(err)
		}
		got.Stories = told
		if diff := cmp.Diff(b, got, cmpopts.EquateEmpty()); diff != "" {
			t.Error(diff)
		}
	})
}

func TestTextKeepsToItsWidth(t *testing.T) {
	for _, width := range []int{-1, 0, 1, 20, 33, 80, 200} {
		limit := 80
		if width > 0 {
			limit = min(80, max(20, width))
		}
		var out bytes.Buffer
		for _, s := range list(sample()) {
			s.Points = append(s.Points, news.Point{Text: news.Texts{"ja": strings.Repeat("予算案", 30), "it": "è " + strings.Repeat("👨‍👩‍👧", 40)}})
			if err := Text(&out, s.Articles[0], s.Summary, TextOptions{Width: width}); err != nil {
				t.Fatal(err)
			}
		}
		for text := range strings.Lines(out.String()) {
			text = strings.TrimSuffix(text, "\n")
			if columns := runewidth.StringWidth(text); columns > limit || strings.TrimRight(text, " ") != text {
				t.Errorf("width %d: %d columns: %q", width, columns, text)
			}
		}
	}
}

func TestLabels(t *testing.T) {
	tests := map[string]struct {
		languages []string
		want      string
	}{
		"both":         {[]string{"it", "en"}, "24 novembre 2026 · 24 November 2026"},
		"other order":  {[]string{"en", "it"}, "24 November 2026 · 24 novembre 2026"},
		"one":          {[]string{"it"}, "24 novembre 2026"},
		"with regions": {[]string{"en-GB", "it-CH"}, "24 November 2026 · 24 novembre 2026"},
		"neither":      {[]string{"fr", "de"}, "24 November 2026"},
		"none":         {nil, "24 November 2026"},
	}
	for name, tt := range tests {
		if got := newVoice(tt.languages).day("2026-11-24", false).String(); got != tt.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestWords(t *testing.T) {
	v := newVoice([]string{"it", "en"})
	tests := map[string]struct {
		got  label
		want string
	}{
		"time of day":      {v.day("2026-03-01T06:05:00+01:00", false), "1 marzo 2026, 06:05 · 1 March 2026, 06:05"},
		"weekday":          {v.day("2026-11-29", true), "domenica 29 novembre 2026 · Sunday 29 November 2026"},
		"no date":          {v.day("ieri\x1b[1m sera", false), "ieri[1m sera"},
		"one":              {v.count(1, storyNouns), "1 storia · 1 story"},
		"none":             {v.count(0, storyNouns), "0 storie · 0 stories"},
		"thousands":        {v.count(1234567, storyNouns), "1\u202f234\u202f567 storie · 1\u202f234\u202f567 stories"},
		"negative":         {plain(grouped(-123456)), "-123\u202f456"},
		"four digits":      {plain(grouped(2026)), "2026"},
		"short time":       {v.duration(0.04), "0,0 s · 0.0 s"},
		"seconds":          {v.duration(59.4), "59 s"},
		"minutes":          {v.duration(59.6), "1 min 00 s"},
		"hours":            {v.duration(7325), "122 min 05 s"},
		"language":         {v.language("de-AT"), "tedesco · German"},
		"no language":      {v.language("und"), "lingua sconosciuta · language unknown"},
		"unknown language": {v.language("xh"), "xh"},
	}
	for name, tt := range tests {
		if got := tt.got.String(); got != tt.want {
			t.Errorf("%s: %q, want %q", name, got, tt.want)
		}
	}
}

func TestWarnings(t *testing.T) {
	v := newVoice([]string{"en"})
	fine := bare()
	fine.Stories = news.StoryList{funicular()}
	fine.Receipt.Articles = news.ArticleCount{Read: 2, Summarised: 1, Skipped: 1}
	if got := v.warnings(fine); got != nil {
		t.Errorf("a whole brief warns of %v", got)
	}
	for name, tt := range map[string]struct {
		brief news.Brief
		want  string
	}{
		"sample": {sample(), "1 article failed, 1 source could not be read, 1 source without articles, 1 article in the source’s own words, 2 points to check"},
	} {
		if got := v.joined(v.warnings(tt.brief), ", ").String(); got != tt.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func TestMarked(t *testing.T) {
	find := func(lang, words string) news.Finding { return news.Finding{Lang: lang, Words: words} }
	tests := map[string]struct {
		findings []news.Finding
		want     string
	}{
		"once":             {[]news.Finding{find("en", "54")}, "for |54| days and 54 nights"},
		"twice":            {[]news.Finding{find("en", "54"), find("en", "54")}, "for |54| days and |54| nights"},
		"inside a mark":    {[]news.Finding{find("en", "54 days"), find("en", "days")}, "for |54 days| and 54 nights"},
		"other language":   {[]news.Finding{find("it", "54")}, "for 54 days and 54 nights"},
		"not there":        {[]news.Finding{find("en", "12")}, "for 54 days and 54 nights"},
		"no words":         {[]news.Finding{find("en", "")}, "for 54 days and 54 nights"},
		"all of it":        {[]news.Finding{find("en", "for 54 days and 54 nights")}, "for 54 days and 54 nights"},
		"at the beginning": {[]news.Finding{find("en", "for")}, "|for| 54 days and 54 nights"},
	}
	for name, tt := range tests {
		got := ""
		for _, s := range marked("for 54 days and 54 nights", "en", tt.findings) {
			if s.Marked {
				got += "|" + s.Text + "|"
			} else {
				got += s.Text
			}
		}
		if got != tt.want {
			t.Errorf("%s: %q", name, got)
		}
	}
}

func BenchmarkWriteForms(b *testing.B) {
	brief := sample()
	all := list(brief)
	for range 3 {
		all = append(all, all...)
	}
	brief.Stories = all
	for b.Loop() {
		var out bytes.Buffer
		for _, err := range []error{HTML(&out, brief), Markdown(&out, brief), JSON(&out, brief)} {
			if err != nil {
				b.Fatal(err)
			}
		}
	}
}

// TestKindsAreNamed has an Italian name for every kind of failure that a receipt can count.
func TestKindsAreNamed(t *testing.T) {
	for _, kind := range llm.Kinds() {
		if kindNames[string(kind)] == "" && kind != llm.NotAsked && kind != llm.Offline { // no request is made for these
			t.Errorf("%q has no name", kind)
		}
	}
}
