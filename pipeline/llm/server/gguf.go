package server

import (
	"bufio"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// gguf is what the header of a model file says of it. The format is described in ggml's docs/gguf.md.
type gguf struct {
	Name         string // general.name
	Architecture string // general.architecture
	Type         string // general.type: "model", "adapter", "mmproj"…; empty in older files
	Quant        string // general.file_type as llama.cpp spells it, as in "q4_k_m"; empty when unknown
	Licence      string // general.license
	Context      int    // tokens it was trained for, 0 when it does not say
	Split        int    // split.no: which file of several this is, from 0
	tensors      uint64
}

// Bounds of what a header may hold, far above any real one: a vocabulary has some 300,000 strings.
const (
	maxPairs   = 1 << 16
	maxKeyLen  = 1 << 16 // of the format itself
	maxText    = 1 << 12 // of a value that is kept; longer ones are passed over
	maxElement = 1 << 32 // bytes of one value
)

var errHeader = errors.New("its header is damaged")

// readGGUF reads the header of the file at path.
func readGGUF(path string) (gguf, error) {
	f, err := os.Open(path)
	if err != nil {
		return gguf{}, err
	}
	defer f.Close()
	if info, err := f.Stat(); err == nil && !info.Mode().IsRegular() {
		return gguf{}, fmt.Errorf("%s is no file", path)
	}
	g, err := parseGGUF(f)
	if err != nil {
		return gguf{}, fmt.Errorf("%s: %w", path, err)
	}
	if g.Name == "" {
		g.Name = strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
	}
	return g, g.usable(path)
}

// usable says why a file that is GGUF is no model to chat with.
func (g gguf) usable(path string) error {
	switch {
	case g.Type != "" && g.Type != "model":
		return fmt.Errorf("%s is no whole model, but of the type %q", path, g.Type)
	case g.tensors == 0:
		return fmt.Errorf("%s has no weights in it", path)
	case g.Split > 0:
		return fmt.Errorf("%s is part %d of several: name the first", path, g.Split+1)
	case strings.Contains(g.Architecture, "bert") || g.Architecture == "clip" || g.Architecture == "whisper":
		return fmt.Errorf("%s holds a model of the kind %q, which does not write text", path, g.Architecture)
	}
	return nil
}

// alias is the name the model goes by at the endpoint and in cache keys: it follows from the file's own words, so that
// the same model has the same name wherever it lies.
func (g gguf) alias() string {
	name := strings.TrimSuffix(slug(g.Name), "-gguf")
	if g.Quant != "" && !strings.Contains(name, g.Quant) {
		name += "-" + g.Quant
	}
	return strings.Trim(name, "-")
}

// slug keeps lower-case letters, digits, dots and underscores, with dashes between them.
func slug(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r != '.' && r != '_'
	}), "-")
}

func parseGGUF(r io.Reader) (gguf, error) {
	h := &header{r: bufio.NewReaderSize(r, 1<<16)}
	var magic [4]byte
	h.bytes(magic[:])
	if h.err != nil || string(magic[:]) != "GGUF" {
		return gguf{}, errors.New("it is no GGUF file")
	}
	if version := h.u32(); h.err == nil && (version < 2 || version > 0xffff) {
		return gguf{}, fmt.Errorf("its GGUF version, %d, is not supported", version)
	}
	g := gguf{tensors: h.u64()}
	pairs := h.u64()
	if h.err == nil && pairs > maxPairs {
		h.err = errHeader
	}
	contexts := map[string]int{}
	for i := uint64(0); i < pairs && h.err == nil; i++ {
		g.take(h.text(maxKeyLen), h, contexts)
	}
	if h.err != nil {
		return gguf{}, errHeader
	}
	g.Context = contexts[g.Architecture+".context_length"]
	return g, nil
}

// take reads one value and keeps what matters.
func (g *gguf) take(key string, h *header, contexts map[string]int) {
	text, number := h.value(h.u32(), 0)
	switch key {
	case "general.name":
		g.Name = text
	case "general.architecture":
		g.Architecture = text
	case "general.type":
		g.Type = text
	case "general.license":
		g.Licence = text
	case "general.file_type":
		g.Quant = quants[number]
	case "split.no":
		g.Split = int(number & 0xffff)
	}
	if strings.HasSuffix(key, ".context_length") && number < 1<<31 {
		contexts[key] = int(number)
	}
}

// quants are the names of llama.cpp's enum llama_ftype.
var quants = map[uint64]string{
	0: "f32", 1: "f16", 2: "q4_0", 3: "q4_1", 7: "q8_0", 8: "q5_0", 9: "q5_1", 10: "q2_k", 11: "q3_k_s", 12: "q3_k_m",
	13: "q3_k_l", 14: "q4_k_s", 15: "q4_k_m", 16: "q5_k_s", 17: "q5_k_m", 18: "q6_k", 19: "iq2_xxs", 20: "iq2_xs",
	21: "q2_k_s", 22: "iq3_xs", 23: "iq3_xxs", 24: "iq1_s", 25: "iq4_nl", 26: "iq3_s", 27: "iq3_m", 28: "iq2_s",
	29: "iq2_m", 30: "iq4_xs", 31: "iq1_m", 32: "bf16", 36: "tq1_0", 37: "tq2_0", 38: "mxfp4",
}

// header reads the little-endian values of a GGUF header; after the first error it gives zeroes.
type header struct {
	r   *bufio.Reader
	err error
}

func (h *header) bytes(p []byte) {
	if h.err == nil {
		_, h.err = io.ReadFull(h.r, p)
	}
}

func (h *header) u32() uint32 {
	var b [4]byte
	h.bytes(b[:])
	return binary.LittleEndian.Uint32(b[:])
}

func (h *header) u64() uint64 {
	var b [8]byte
	h.bytes(b[:])
	return binary.LittleEndian.Uint64(b[:])
}

func (h *header) skip(n uint64) {
	if h.err != nil {
		return
	}
	if n > maxElement {
		h.err = errHeader
		return
	}
	_, h.err = io.CopyN(io.Discard, h.r, int64(n))
}

// text reads a string, or passes over one longer than most.
func (h *header) text(most uint64) string {
	n := h.u64()
	if n > most {
		h.skip(n)
		return ""
	}
	b := make([]byte, n)
	h.bytes(b)
	if h.err != nil {
		return ""
	}
	return strings.ToValidUTF8(string(b), "")
}

// widths are the sizes of the format's fixed value types, in bytes.
var widths = map[uint32]uint64{0: 1, 1: 1, 2: 2, 3: 2, 4: 4, 5: 4, 6: 4, 7: 1, 10: 8, 11: 8, 12: 8}

const (
	typeString = 8
	typeArray  = 9
	maxDepth   = 4 // arrays in arrays
)

// value reads one value: its text or its whole number; of an array, neither.
func (h *header) value(kind uint32, depth int) (string, uint64) {
	width, fixed := widths[kind]
	switch {
	case kind == typeString:
		return h.text(maxText), 0
	case kind == typeArray && depth < maxDepth:
		h.array(depth)
	case fixed:
		var b [8]byte
		h.bytes(b[:width])
		return "", binary.LittleEndian.Uint64(b[:])
	case h.err == nil:
		h.err = errHeader
	}
	return "", 0
}

func (h *header) array(depth int) {
	kind, n := h.u32(), h.u64()
	if width, fixed := widths[kind]; fixed && n <= maxElement {
		h.skip(n * width)
		return
	}
	for i := uint64(0); i < n && h.err == nil; i++ {
		h.value(kind, depth+1)
	}
}
