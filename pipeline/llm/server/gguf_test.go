package server

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestReadGGUF(t *testing.T) {
	chat := []pair{{"general.architecture", "llama"}, {"general.type", "model"}}
	cases := []struct {
		name    string
		data    []byte
		alias   string
		context int
		fails   string
	}{
		{"whole", smallModel(), "toy-1b-instruct-q4_k_m", 2048, ""},
		{"the vocabulary first", ggufBytes(1,
			pair{"tokenizer.ggml.tokens", []string{"a", strings.Repeat("b", 9000), ""}}, pair{"tokenizer.ggml.token_type", []uint32{1, 2}},
			pair{"tokenizer.chat_template", strings.Repeat("{", 20000)}, pair{"llama.context_length", uint32(4096)},
			pair{"general.name", "Late"}, pair{"general.architecture", "llama"}), "late", 4096, ""},
		{"no name: that of the file", ggufBytes(1, chat...), "some-model", 0, ""},
		{"the name has the kind in it", ggufBytes(1, append(chat, pair{"general.name", "X Q4_K_M"}, pair{"general.file_type", uint32(15)})...),
			"x-q4_k_m", 0, ""},
		{"escape codes and spaces", ggufBytes(1, append(chat, pair{"general.name", "\x1b[31m Modèle\u202e v1.5 "}, pair{"general.file_type", uint32(7)})...),
			"31m-mod-le-v1.5-q8_0", 0, ""},
		{"context of another architecture", ggufBytes(1, append(chat, pair{"clip.context_length", uint32(77)})...), "some-model", 0, ""},
		{"no GGUF", []byte("PK\x03\x04 something else"), "", 0, "no GGUF file"},
		{"empty", nil, "", 0, "no GGUF file"},
		{"big-endian", append([]byte("GGUF\x00\x00\x00\x03"), make([]byte, 16)...), "", 0, "version"},
		{"cut", smallModel()[:100], "", 0, "damaged"},
		{"an unknown type of value", append(ggufBytes(1, chat[0])[:24], []byte("\x01\x00\x00\x00\x00\x00\x00\x00k\x63\x00\x00\x00")...), "", 0, "damaged"},
		{"no weights", ggufBytes(0, chat...), "", 0, "no weights"},
		{"an adapter", ggufBytes(1, pair{"general.type", "adapter"}), "", 0, "no whole model"},
		{"the second of two files", ggufBytes(1, append(chat, pair{"split.no", uint32(1)})...), "", 0, "part 2 of several"},
		{"an embedding model", ggufBytes(1, pair{"general.architecture", "nomic-bert"}), "", 0, "does not write text"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "Some Model.gguf")
			if err := os.WriteFile(path, c.data, 0o600); err != nil {
				t.Fatal(err)
			}
			g, err := readGGUF(path)
			if c.fails != "" {
				if err == nil || !strings.Contains(err.Error(), c.fails) || !strings.Contains(err.Error(), path) {
					t.Errorf("error: %v, want %q and the path", err, c.fails)
				}
				return
			}
			if err != nil || g.alias() != c.alias || g.Context != c.context {
				t.Errorf("got %q, %d tokens, %v; want %q, %d", g.alias(), g.Context, err, c.alias, c.context)
			}
		})
	}
}

func TestReadGGUFOfAFolder(t *testing.T) {
	if _, err := readGGUF(t.TempDir()); err == nil {
		t.Error("a folder was read")
	}
}

func FuzzParseGGUF(f *testing.F) {
	f.Add(smallModel())
	f.Add(ggufBytes(3, pair{"a", []string{"x", "y"}}, pair{"split.no", uint32(9)}))
	f.Fuzz(func(t *testing.T, data []byte) {
		g, err := parseGGUF(bytes.NewReader(data))
		if err == nil && g.Context < 0 {
			t.Errorf("context %d", g.Context)
		}
		for _, r := range g.alias() {
			if r < '-' || r > 'z' {
				t.Errorf("alias %q", g.alias())
			}
		}
	})
}
