package server

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// pair is a key of a GGUF header with a value of type string, uint32, or []string.
type pair struct {
	key   string
	value any
}

// ggufBytes is a model file with one tensor and these pairs.
func ggufBytes(tensors uint64, pairs ...pair) []byte {
	var b bytes.Buffer
	text := func(s string) {
		binary.Write(&b, binary.LittleEndian, uint64(len(s)))
		b.WriteString(s)
	}
	b.WriteString("GGUF")
	binary.Write(&b, binary.LittleEndian, uint32(3))
	binary.Write(&b, binary.LittleEndian, tensors)
	binary.Write(&b, binary.LittleEndian, uint64(len(pairs)))
	for _, p := range pairs {
		text(p.key)
		switch v := p.value.(type) {
		case string:
			binary.Write(&b, binary.LittleEndian, uint32(typeString))
			text(v)
		case uint32:
			binary.Write(&b, binary.LittleEndian, uint32(4))
			binary.Write(&b, binary.LittleEndian, v)
		case []string:
			binary.Write(&b, binary.LittleEndian, uint32(typeArray))
			binary.Write(&b, binary.LittleEndian, uint32(typeString))
			binary.Write(&b, binary.LittleEndian, uint64(len(v)))
			for _, s := range v {
				text(s)
			}
		case []uint32:
			binary.Write(&b, binary.LittleEndian, uint32(typeArray))
			binary.Write(&b, binary.LittleEndian, uint32(4))
			binary.Write(&b, binary.LittleEndian, uint64(len(v)))
			binary.Write(&b, binary.LittleEndian, v)
		}
	}
	return b.Bytes()
}

func smallModel() []byte {
	return ggufBytes(1,
		pair{"general.architecture", "toy"}, pair{"general.name", "Toy 1B Instruct GGUF"}, pair{"general.file_type", uint32(15)},
		pair{"toy.context_length", uint32(2048)})
}

// withModel makes folders in which the small model is installed.
func withModel(t *testing.T) Dirs {
	t.Helper()
	dir := t.TempDir()
	t.Cleanup(func() { // before t's own removal, which gives up when a process that is on its way out still writes
		within(t, "nothing writes to the folder of the model", func() bool { return os.RemoveAll(filepath.Join(dir, "model")) == nil })
	})
	dirs := Dirs{Data: dir, State: dir}
	path := filepath.Join(dir, "toy.gguf")
	if err := os.WriteFile(path, smallModel(), 0o600); err != nil {
		t.Fatal(err)
	}
	m, err := Manifest{Version: 1, Path: path, Own: true, Kind: KindLlama, Installed: time.Unix(0, 0).UTC()}.look()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.MkdirAll(dirs.data(""), dirMode); err != nil {
		t.Fatal(err)
	}
	if err := writeJSON(dirs.manifest(), m, 0o600); err != nil {
		t.Fatal(err)
	}
	return dirs
}
