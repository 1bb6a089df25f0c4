package tokens

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"strings"
	"testing"
	"testing/iotest"

	loader "github.com/pkoukk/tiktoken-go-loader"
)

func emptyVocabulary() *vocabulary {
	return &vocabulary{keys: make([]key, 1000), ranks: make([]uint32, 1000), long: map[string]uint32{}}
}

// singles is a file with the tokens of one byte.
func singles() string {
	var b strings.Builder
	for i := range 256 {
		fmt.Fprintf(&b, "%s %d\n", base64.StdEncoding.EncodeToString([]byte{byte(i)}), i)
	}
	return b.String()
}

func TestReadVocabularyEqualsLoader(t *testing.T) {
	for _, encoding := range []string{CL100K, O200K} {
		want, err := loader.NewOfflineLoader().LoadTiktokenBpe(encoding + ".tiktoken")
		if err != nil {
			t.Fatal(err)
		}
		v, err := readVocabulary(encoding)
		if err != nil {
			t.Fatal(err)
		}
		for token, rank := range want {
			padded := "x" + token + "x"
			if got := v.rank(padded, 1, 1+len(token)); got != uint32(rank) {
				t.Fatalf("%s: rank %d of %q, the loader has %d", encoding, got, token, rank)
			}
		}
		free := 0
		for _, k := range v.keys {
			if k == (key{}) {
				free++
			}
		}
		if n := len(v.keys) - free + len(v.long); n != len(want) {
			t.Errorf("%s: %d tokens, the loader has %d", encoding, n, len(want))
		}
	}
}

func TestReadForms(t *testing.T) {
	long := strings.Repeat("abc", 40)
	for name, file := range map[string]string{
		"whole":                  singles() + base64.StdEncoding.EncodeToString([]byte(long)) + " 256\n",
		"no line end at the end": singles() + base64.StdEncoding.EncodeToString([]byte(long)) + " 256",
	} {
		v := emptyVocabulary()
		if err := v.read(iotest.OneByteReader(strings.NewReader(file))); err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if r := v.rank(long, 0, len(long)); r != 256 {
			t.Errorf("%s: rank %d of the last token", name, r)
		}
		if r := v.rank("é", 1, 2); r != 0xA9 {
			t.Errorf("%s: rank %d of a byte", name, r)
		}
	}
}

func TestReadRefusesForms(t *testing.T) {
	for name, file := range map[string]string{
		"empty":          "",
		"bytes missing":  "IQ== 0\n",
		"no rank":        singles() + "IQ==\n",
		"no number":      singles() + "IQ== x\n",
		"no token":       singles() + " 5\n",
		"not Base64":     singles() + "I?== 5\n",
		"a line of 1 MB": singles() + strings.Repeat("IQIQ", 1<<18) + " 5\n",
	} {
		if err := emptyVocabulary().read(bytes.NewReader([]byte(file))); err == nil {
			t.Errorf("%s: read without an error", name)
		}
	}
}
