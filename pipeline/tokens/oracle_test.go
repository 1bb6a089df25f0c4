package tokens

import (
	"math/rand/v2"
	"os"
	"strings"
	"testing"
	"unicode"

	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"
)

func TestMain(m *testing.M) {
	tiktoken.SetBpeLoader(loader.NewOfflineLoader())
	os.Exit(m.Run())
}

// pair is an encoding of ours and the oracle for it.
type pair struct {
	ours   *Counter
	oracle *tiktoken.Tiktoken
}

func pairOf(t testing.TB, encoding string) pair {
	t.Helper()
	ours, err := Load(encoding)
	if err != nil {
		t.Fatal(err)
	}
	oracle, err := tiktoken.GetEncoding(encoding)
	if err != nil {
		t.Fatal(err)
	}
	return pair{ours, oracle}
}

func (p pair) compare(t *testing.T, text string) {
	t.Helper()
	got, want := p.ours.Count(text), len(p.oracle.EncodeOrdinary(text))
	if got != want {
		t.Errorf("%s: %d tokens, tiktoken-go has %d, in %.200q", p.ours.Encoding(), got, want, text)
	}
}

// hardTexts are texts that a pre-tokenizer or a merger may get wrong.
func hardTexts() []string {
	texts := []string{
		"", " ", "  ", "\n", "\r\n", " \n ", "a", "à", "\t\t", "a  b", "a \n\n b", "a\n \n", "end   ", "end \n", "end\u00a0\u00a0", "\u2028\u2029x",
		"Il Consiglio dei ministri ha approvato ieri sera il decreto: 1.200 milioni, il 3,5% in più.",
		"It's we'll I'M THEY'RE he'd you've 'Sblood ' s 's 't'r're'v've'l'll 'LLama",
		"'ſ it'ſ 'ſt don'ſ 'K", "l'ha dell’ha c'è L'OMS",
		"HTMLParser helloWorld iPhone McDonald ABCdef ABC DEF XMLHttpRequest ǅabc Ǆ",
		"e\u0301a \u0301 \u0301a \u0301A A\u0301 AB\u0301C \u0301AB !\u0301 !!\u0301a  \u0301 1\u0301 \n\u0301\n",
		"中文字符和English混合，以及标点。日本語のテキスト、カタカナ。한국어 텍스트입니다.", "中A 中a A中 a中A中 A中B aʰA ʰAA",
		"ثلاثة كتب बिल्ली ไทยไม่มีช่องว่าง ελληνικά ПРИВЕТ привет",
		"👨‍👩‍👧‍👦👩🏽‍🚀🇮🇹🇬🇧🏴󠁧󠁢󠁥󠁮󠁧󠁿❤️‍🔥 👍🏿!", "<|endoftext|><|fim_prefix|> <|endofprompt|>", "<|endoftext|",
		"1234567890 12 345 6 ½ ² ٣٤٥٦ Ⅷ 1,234.5", "!!!\n\n???/// //\n/a ./\r\n/", "a/b/c\n/d !/\n/ /",
		"\xff\xfe", "a\x80b", "\xe2\x82", "ok \xf0\x9f\x98 no", "\xed\xa0\x80", "\xc0\xaf", "\xff\n\xff", "'\xff", "\ufffd", "\x00\x01\x7f",
		"\u0085x \u200b\u200bx \ufeffx \u3000\u3000x", "https://www.example.org/a/b?c=d&e=f#g", "SGVsbG8gd29ybGQhIFRoaXMgaXMgYmFzZTY0Lg==",
	}
	for _, unit := range []string{"a", " ", "\n", "ab", "=", "-", "0", "A", "é", "中", "😀", "\u0301", "aB", "/", "\xff", "xyz", "a\u0301", "ha"} {
		for _, n := range []int{15, 16, 17, 47, 48, 49, 129, 700} {
			texts = append(texts, strings.Repeat(unit, n/len(unit)+1))
		}
	}
	return texts
}

func TestCountEqualsTiktoken(t *testing.T) {
	for _, encoding := range Names() {
		p := pairOf(t, encoding)
		for _, text := range hardTexts() {
			p.compare(t, text)
			p.compare(t, "x"+text+"x")
			p.compare(t, " "+text+" ")
		}
	}
}

// TestCountEqualsReference holds what tiktoken-go might get wrong against OpenAI's own tiktoken 0.14.0 in Python, which
// endpoints count with. Its expressions fold the long s (U+017F) and the Kelvin sign with ASCII, and take white space at the
// end of a text as one piece; but no token of either vocabulary would come of that, and no count differs.
func TestCountEqualsReference(t *testing.T) {
	counters := map[string]*Counter{CL100K: pairOf(t, CL100K).ours, O200K: pairOf(t, O200K).ours}
	for _, c := range []struct {
		text          string
		cl100k, o200k int
	}{
		{"it'\u017f '\u017ft don'\u017f \u212a '\u212a", 17, 14},
		{"a \n\n   ", 3, 3},
		{" \n ", 2, 2},
		{"end   ", 2, 2},
		{"end\u00a0\u00a0", 2, 2},
		{"x\u0085 \u2028\u3000", 6, 5},
		{"\u001c\u001d \u001f", 4, 4},
		{"IT'S we'LL L'OMS dell\u2019ha c'\u00e8", 15, 12},
		{"\u0130stanbul \u0131 \u01c5abc", 8, 8},
		{"e\u0301A\u0301B 1\u0301 \u0301", 10, 10},
		{"\u0663\u0664\u0665\u2167\u00bd 1234567", 13, 10},
		{"<|endoftext|><|fim_prefix|>", 13, 12},
		{"!!!\n\n/a ./\r\n/", 5, 6},
		{"\U0001f468\u200d\U0001f469\u200d\U0001f467\U0001f1ee\U0001f1f9", 19, 12},
		{"\u65b0\u95fb\u6458\u8981\u548c\u5f15\u6587\u3002", 10, 6},
		{strings.Repeat("a", 1000), 125, 125},
		{strings.Repeat(" ", 300) + "x", 4, 4},
	} {
		for encoding, want := range map[string]int{CL100K: c.cl100k, O200K: c.o200k} {
			if got := counters[encoding].Count(c.text); got != want {
				t.Errorf("%s: %d tokens, tiktoken has %d, in %.100q", encoding, got, want, c.text)
			}
		}
	}
}

// TestCountEachCharacter puts every character in each place of a pattern, so that no class of a character can be wrong.
func TestCountEachCharacter(t *testing.T) {
	for _, encoding := range []string{CL100K, O200K} {
		p := pairOf(t, encoding)
		for r := rune(0); r <= unicode.MaxRune; r++ {
			if r > 0x33480 && r < 0xE0000 || r > 0xE0200 { // unassigned or for private use
				r += 251
			}
			c := string(r)
			p.compare(t, c+"a "+c+"A"+c+c+" '"+c+"1"+c+"\n"+c+" "+c+"!"+c)
			if t.Failed() {
				t.Fatalf("at %U", r)
			}
		}
	}
}

func TestCountRandomText(t *testing.T) {
	rounds := 3000
	if testing.Short() {
		rounds = 300
	}
	for _, encoding := range []string{CL100K, O200K} {
		p := pairOf(t, encoding)
		random := rand.New(rand.NewPCG(1, 2))
		for range rounds {
			p.compare(t, randomText(random))
		}
	}
}

// randomText strings together pieces of several alphabets, as random characters alone rarely make words.
func randomText(random *rand.Rand) string {
	alphabets := []string{
		"abcdefghijklmnopqrstuvwxyz", "eeeaaoinrtls   ", "ABCDEFGHIJ", "àèéìòùÀÈ", "0123456789", " \t\n\r\u00a0\u2003", "'’\"«»—–…", ".,;:!?/-()[]{}",
		"的一是不了人我在有他", "あいうえおカキクケコ", "αβγδΑΒΓ", "абвгАБВ", "अआकखगािी", "😀👍👨\u200d👩🏽🇮🇹", "\u0301\u0308\u0327\ufe0f", "ſKİıßǅ", "'sStTmMdDrRvVlLeE", "½²٣Ⅷ",
	}
	var b strings.Builder
	for range random.IntN(60) {
		alphabet := []rune(alphabets[random.IntN(len(alphabets))])
		for range 1 + random.IntN(8) {
			b.WriteRune(alphabet[random.IntN(len(alphabet))])
		}
		if random.IntN(40) == 0 {
			b.WriteByte(byte(128 + random.IntN(128)))
		}
	}
	return b.String()
}

func FuzzCount(f *testing.F) {
	for _, text := range hardTexts() {
		f.Add(text)
	}
	pairs := []pair{pairOf(f, CL100K), pairOf(f, O200K)}
	f.Fuzz(func(t *testing.T, text string) {
		if len(text) > 20_000 { // the oracle is quadratic
			return
		}
		for _, p := range pairs {
			p.compare(t, text)
		}
	})
}
