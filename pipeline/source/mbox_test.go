package source

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"runtime"
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// from begins a message.
const from = "From a@example.org Tue Nov 24 07:00:00 2026\n"

func split(t *testing.T, in io.Reader, limit int) (messages []string, cut []bool) {
	t.Helper()
	s := newSplitter(bufio.NewReaderSize(in, bufferSize), limit)
	for {
		message, short, err := s.next()
		if err == io.EOF {
			return messages, cut
		}
		if err != nil {
			t.Fatal(err)
		}
		messages, cut = append(messages, string(message)), append(cut, short)
	}
}

func TestSplitter(t *testing.T) {
	tests := map[string]struct {
		box  string
		want []string
	}{
		"two":                  {from + "A: 1\n\nuno\n\n" + from + "A: 2\n\ndue\n\n", []string{"A: 1\n\nuno\n", "A: 2\n\ndue\n"}},
		"CRLF":                 {"From - Tue Nov 24 07:00:00 2026\r\nA: 1\r\n\r\nuno\r\n\r\nFrom - Tue Nov 24 07:00:00 2026\r\nA: 2\r\n\r\ndue\r\n", []string{"A: 1\r\n\r\nuno\r\n", "A: 2\r\n\r\ndue\r\n"}},
		"no line end":          {from + "A: 1\n\nuno", []string{"A: 1\n\nuno"}},
		"garbage first":        {"qualcosa\nche non c'entra\n\n" + from + "A: 1\n\nuno\n", []string{"A: 1\n\nuno\n"}},
		"garbage, no blank":    {"qualcosa\n" + from + "A: 1\n\nuno\n\n" + from + "A: 2\n\ndue\n", []string{"A: 2\n\ndue\n"}},
		"escaped once":         {from + "A: 1\n\n>From qui in poi\n", []string{"A: 1\n\nFrom qui in poi\n"}},
		"escaped twice":        {from + "A: 1\n\n>>From qui\n> From là\n", []string{"A: 1\n\n>From qui\n> From là\n"}},
		"no blank before":      {from + "A: 1\n\nuno\n" + from + "due\n", []string{"A: 1\n\nuno\n" + from + "due\n"}},
		"prose after blank":    {from + "A: 1\n\nuno\n\nFrom here on all is well.\n\nfine\n", []string{"A: 1\n\nuno\n\nFrom here on all is well.\n\nfine\n"}},
		"prose with a time":    {from + "A: 1\n\nuno\n\nFrom 07:00 on Tuesday trains ran, in 2026 as before.\n", []string{"A: 1\n\nuno\n\nFrom 07:00 on Tuesday trains ran, in 2026 as before.\n"}},
		"no date, a head":      {from + "A: 1\n\nuno\n\nFrom a@example.org\nReceived: x\n\ndue\n", []string{"A: 1\n\nuno\n", "Received: x\n\ndue\n"}},
		"Takeout":              {"From 1849301@xxx Tue Nov 24 06:45:00 +0000 2026\nX-GM-THRID: 1\n\nuno\n", []string{"X-GM-THRID: 1\n\nuno\n"}},
		"UUCP":                 {"From a@b\n>From c Tue Nov 24 07:00 2026 remote from d\nTo: x\n\nuno\n", []string{"From c Tue Nov 24 07:00 2026 remote from d\nTo: x\n\nuno\n"}},
		"Content-Length lies":  {from + "Content-Length: 9999\n\nuno\n\n" + from + "Content-Length: 1\n\ndue\n", []string{"Content-Length: 9999\n\nuno\n", "Content-Length: 1\n\ndue\n"}},
		"blank lines inside":   {from + "A: 1\n\n\n\nuno\n\n\n", []string{"A: 1\n\n\n\nuno\n\n"}},
		"empty message":        {from + "\n" + from + "A: 2\n\ndue\n", []string{"\n", "A: 2\n\ndue\n"}},
		"only a line":          {from, []string{""}},
		"nothing":              {"", nil},
		"a text, no mailbox":   {"uno\n\ndue\n", nil},
		"longest line, cut up": {from + "A: 1\n\n" + strings.Repeat("x", 3*bufferSize) + "\n", []string{"A: 1\n\n" + strings.Repeat("x", 3*bufferSize) + "\n"}},
		// A piece of a long line that begins with "From " is the beginning of no line.
		"From in a long line": {from + "A: 1\n\n" + strings.Repeat("x", bufferSize) + from + "B: 2\n", []string{"A: 1\n\n" + strings.Repeat("x", bufferSize) + from + "B: 2\n"}},
	}
	for name, tt := range tests {
		t.Run(name, func(t *testing.T) {
			got, _ := split(t, strings.NewReader(tt.box), 1<<20)
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestSplitterCutsLongMessages(t *testing.T) {
	box := from + "A: 1\n\n" + strings.Repeat("riga\n", 100) + "\n" + from + "A: 2\n\ndue\n"
	got, cut := split(t, strings.NewReader(box), 20)
	if want := []string{"A: 1\n\nriga\nriga\nriga"[:20], "A: 2\n\ndue\n"}; !slices.Equal(got, want) || !slices.Equal(cut, []bool{true, false}) {
		t.Errorf("got %q, cut %v", got, cut)
	}
}

// repeated gives a message over and over, up to a number of bytes.
type repeated struct {
	message string
	at      int
	left    int64
}

func (r *repeated) Read(p []byte) (int, error) {
	if r.left <= 0 {
		return 0, io.EOF
	}
	n := copy(p, r.message[r.at:])
	r.at = (r.at + n) % len(r.message)
	r.left -= int64(n)
	return n, nil
}

// TestMailboxIsStreamed reads 96 MB of messages, and holds the memory in use to a few of them.
func TestMailboxIsStreamed(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 96 MB")
	}
	message := from + "From: a@example.org\nSubject: x\n\n" + strings.Repeat(strings.Repeat("parola ", 10)+"\n", 20_000) + "\n"
	in := &repeated{message: message, left: 96 << 20}
	count := 0
	var most uint64
	for doc, err := range Read(t.Context(), "-", Options{Stdin: in}) {
		if err != nil {
			t.Fatal(err)
		}
		if count++; doc.Source != fmt.Sprintf("-: message %d", count) || doc.Cut || doc.MediaType != mail {
			t.Fatalf("document %d: %q, %s, cut %v", count, doc.Source, doc.MediaType, doc.Cut)
		}
		var memory runtime.MemStats
		runtime.ReadMemStats(&memory)
		most = max(most, memory.HeapAlloc)
	}
	if count < 60 || most > 64<<20 {
		t.Errorf("%d messages, %d MB in use", count, most>>20)
	}
}

func TestMailboxes(t *testing.T) {
	t.Chdir(t.TempDir())
	one := "From: a@example.org\nDate: Tue, 24 Nov 2026 07:00:00 +0100\n\nuno\n"
	two := "From: b@example.org\nDate: Wed, 25 Nov 2026 07:00:00 +0100\n\ndue\n"
	box := from + one + "\n" + from + two
	write(t, ".", map[string]string{
		"d/a.mbox": box, "d/b.MBX": from + one, "d/c": box, "d/App.mbox/mbox": from + two, "d/vuota.mbox": "",
		"d/strana.mbox": "nessun messaggio\n", "posta": box, "posta.txt": box, "una.eml": from + one,
		"testo.txt": "From 07:00:00 2026 in poi\nil treno passa\n", "x.emlx": fmt.Sprintf("%d   \n%s<?xml version=\"1.0\"?><plist>", len(one), one),
	})
	first := func(path string) item { return item{path + ": message 1", mail, one, false} }
	for arg, want := range map[string][]item{
		"d": {
			first("d/a.mbox"), {"d/a.mbox: message 2", mail, two, false}, {"d/App.mbox/mbox: message 1", mail, two, false},
			first("d/b.MBX"), {"d/strana.mbox", "", "", true},
		},
		"posta":     {first("posta"), {"posta: message 2", mail, two, false}},
		"posta.txt": {first("posta.txt"), {"posta.txt: message 2", mail, two, false}},
		"una.eml":   {{"una.eml", mail, from + one, false}},
		"testo.txt": {{"testo.txt", plain, "From 07:00:00 2026 in poi\nil treno passa\n", false}},
		"x.emlx":    {{"x.emlx", mail, one, false}},
	} {
		if diff := cmp.Diff(want, items(t, Read(t.Context(), arg, Options{}))); diff != "" {
			t.Errorf("%s: %s", arg, diff)
		}
	}
}

func TestMaildir(t *testing.T) {
	t.Chdir(t.TempDir())
	letter := "From: a@example.org\nSubject: x\n\ntesto\n"
	write(t, ".", map[string]string{
		"Mail/cur/1700000000.M1P2.host:2,S": letter, "Mail/cur/1700000001.M1P2.host:2,ST": letter,
		"Mail/cur/1700000003.M1P2.host:2,DS": letter, "Mail/new/1700000002.M1P2.host": letter, "Mail/tmp/1700000004.M1P2.host": letter,
		"Mail/new/1700000005.M1.host.part": letter, "Mail/new/.nascosto": letter, "Mail/note.txt": "nota", "Mail/subscriptions": "no",
		"Mail/Lavoro/cur/1700000006.M1.host": letter, "Mail/Lavoro/new/1700000007.M1.host": letter,
		"altro/cur/1700000000": letter, "altro/tmp/a.txt": "a",
	})
	for arg, want := range map[string][]item{
		"Mail": {
			{"Mail/cur/1700000000.M1P2.host:2,S", mail, letter, false},
			{"Mail/Lavoro/cur/1700000006.M1.host", mail, letter, false},
			{"Mail/Lavoro/new/1700000007.M1.host", mail, letter, false},
			{"Mail/new/1700000002.M1P2.host", mail, letter, false},
			{"Mail/note.txt", plain, "nota", false},
		},
		"Mail/new": {{"Mail/new/1700000002.M1P2.host", mail, letter, false}},
		"altro":    {{"altro/tmp/a.txt", plain, "a", false}},
	} {
		if diff := cmp.Diff(want, items(t, Read(t.Context(), arg, Options{}))); diff != "" {
			t.Errorf("%s: %s", arg, diff)
		}
	}
}

func FuzzSplitter(f *testing.F) {
	f.Add([]byte(from+"A: 1\n\nuno\n\n"+from+"A: 2\n\n>From due\n"), 100)
	f.Add([]byte("From a\r\nTo: b\r\n\r\n\r\nFrom - Tue Nov 24 07:00:00 2026\r\n"), 3)
	f.Fuzz(func(t *testing.T, box []byte, limit int) {
		if limit < 1 || limit > 1<<16 {
			return
		}
		messages, cut := split(t, bytes.NewReader(box), limit)
		total := 0
		for i, m := range messages {
			total += len(m)
			if len(m) > limit {
				t.Errorf("message %d has %d bytes, the limit is %d", i, len(m), limit)
			}
			if cut[i] && len(m) < limit-len("\r\n") {
				t.Errorf("message %d was cut at %d bytes, the limit is %d", i, len(m), limit)
			}
		}
		if total > len(box) {
			t.Errorf("%d bytes of messages in %d bytes", total, len(box))
		}
		again, _ := split(t, bySeven{bytes.NewReader(box)}, limit)
		if !slices.Equal(messages, again) {
			t.Errorf("read in small pieces: %q, want %q", again, messages)
		}
	})
}

// bySeven gives at most seven bytes at a time.
type bySeven struct{ from io.Reader }

func (h bySeven) Read(p []byte) (int, error) { return h.from.Read(p[:min(len(p), 7)]) }

func TestMailboxStops(t *testing.T) {
	box := strings.Repeat(from+"From: a@example.org\n\ntesto\n\n", 3)
	count := 0
	for _, err := range Read(t.Context(), "-", Options{Stdin: strings.NewReader(box)}) {
		if err != nil {
			t.Fatal(err)
		}
		count++
		break
	}
	if count != 1 {
		t.Errorf("%d messages after the caller stopped", count)
	}

	ctx, cancel := context.WithCancel(t.Context())
	defer cancel()
	var last error
	for _, err := range Read(ctx, "-", Options{Stdin: io.MultiReader(strings.NewReader(box), endless{})}) {
		last = err
		cancel()
	}
	if !errors.Is(last, context.Canceled) {
		t.Errorf("last error %v", last)
	}
}

func TestMailboxThatBreaks(t *testing.T) {
	var got []string
	in := io.MultiReader(strings.NewReader(from+"From: a@example.org\n\nuno\n\n"+from+"From: b@example.org\n\nmet"), failure{})
	for doc, err := range Read(t.Context(), "-", Options{Stdin: in}) {
		if err != nil {
			got = append(got, err.Error())
			continue
		}
		got = append(got, doc.Source)
	}
	if want := []string{"-: message 1", "reading standard input: cable pulled"}; !slices.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}
