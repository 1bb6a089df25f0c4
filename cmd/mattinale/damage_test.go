package main

import (
	"bytes"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"mattinale/pipeline/llm/llmtest"
)

// damages are what disks and power cuts make of a file.
var damages = []func(raw, other []byte) []byte{
	func(raw, _ []byte) []byte { raw[len(raw)-9] ^= 4; return raw },                           // a bit of the value
	func(raw, _ []byte) []byte { raw[20] ^= 1; return raw },                                   // a bit of the header
	func(raw, _ []byte) []byte { return raw[:len(raw)/2] },                                    // half of it
	func(raw, _ []byte) []byte { return raw[:30] },                                            // the start of the header
	func([]byte, []byte) []byte { return nil },                                                // an empty file
	func(raw, _ []byte) []byte { return make([]byte, len(raw)) },                              // zeros
	func(_, other []byte) []byte { return other },                                             // another entry
	func(raw, _ []byte) []byte { return append(raw, "\n{}"...) },                              // more than there was
	func(raw, _ []byte) []byte { return bytes.ReplaceAll(raw, []byte("/1 "), []byte("/9 ")) }, // of another format
}

// TestDamagedEntries damages twenty entries, one more badly than the other: verify names each, a run says so of each and asks again
// for these alone, and then all is well.
func TestDamagedEntries(t *testing.T) {
	p := newProgram(t, t.TempDir(), 24, llmtest.Options{})
	asked := 0
	p.exits(exitOK, "brief", "--top", "24", "articles")
	if n := p.made(&asked); n != 24 {
		t.Fatalf("%d calls for 24 articles", n)
	}
	entries := p.entries()
	paths := slices.Sorted(maps.Keys(entries))
	other := bytes.Clone(entries[paths[23]])
	damaged := paths[:20]
	for i, path := range damaged {
		if i == 19 { // a folder in its place
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
			if err := os.Mkdir(path, 0o700); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if err := os.WriteFile(path, damages[i%len(damages)](bytes.Clone(entries[path]), other), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	verify := p.exits(exitMissing, "cache", "verify")
	again := p.exits(exitOK, "brief", "--top", "24", "articles")
	for _, path := range damaged {
		name := filepath.Base(path)
		if !strings.Contains(verify.out+verify.err, name) {
			t.Errorf("verify does not name %s", name)
		}
		if n := says(again.err, name); n != 1 {
			t.Errorf("the run speaks of %s %d times", name, n)
		}
	}
	if n := p.made(&asked); n != 20 {
		t.Errorf("%d calls for 20 damaged entries", n)
	}
	p.exits(exitOK, "cache", "verify")
	p.exits(exitOK, "brief", "--top", "24", "articles")
	if n := p.made(&asked); n != 0 {
		t.Errorf("%d calls after all was written again", n)
	}
}
