package main

import (
	"math/rand/v2"
	"strings"
	"unicode"
	"unicode/utf8"
)

// hardText is a text that a pre-tokenizer or a merger may get wrong, and the class of such texts it stands for.
type hardText struct{ class, text string }

// hardClasses make one text of a class each. All texts are valid UTF-8: Python has no other strings.
var hardClasses = []struct {
	name string
	make func(*rand.Rand) string
}{
	{"any characters", func(r *rand.Rand) string { return repeat(r, 1, 40, anyRune) }},
	{"alphabets in turn", mixedText},
	{"white space at the end", func(r *rand.Rand) string { return word(r) + blanks(r) }},
	{"white space alone", blanks},
	{"white space inside", func(r *rand.Rand) string { return blanks(r) + word(r) + blanks(r) + word(r) }},
	{"contractions, long s, Kelvin", contraction},
	{"combining marks", marked},
	{"text of special tokens", special},
	{"digits of all scripts", func(r *rand.Rand) string { return repeat(r, 1, 12, digit) + word(r) + repeat(r, 1, 6, digit) }},
	{"runs of one string", func(r *rand.Rand) string {
		return word(r) + strings.Repeat(repeat(r, 1, 3, mixedRune), 1+r.IntN(300)) + word(r)
	}},
	{"punctuation and line ends", func(r *rand.Rand) string { return repeat(r, 1, 30, oneOf("!?./\\-=*_#\r\n \t()[]'\"«»…ab")) }},
	{"upper and lower case", func(r *rand.Rand) string { return repeat(r, 1, 20, oneOf("aBcÀéßǅʰªЖжΣσςİıſK中\u0301")) }},
}

// hardTexts makes n texts of each class, the same for the same seed.
func hardTexts(n int, seed uint64) []hardText {
	random := rand.New(rand.NewPCG(seed, 0))
	var all []hardText
	for _, class := range hardClasses {
		for range n {
			all = append(all, hardText{class.name, class.make(random)})
		}
	}
	for _, text := range eachBlank(5) {
		all = append(all, hardText{shortBlanks, text})
	}
	for _, text := range eachCharacter() {
		all = append(all, hardText{everyCharacter, text})
	}
	return all
}

// Classes whose texts are not drawn but listed.
const (
	shortBlanks    = "each end of up to 5 blanks"
	everyCharacter = "each character in each place"
)

// classNames are all classes, in the order of hardTexts.
func classNames() []string {
	var names []string
	for _, class := range hardClasses {
		names = append(names, class.name)
	}
	return append(names, shortBlanks, everyCharacter)
}

// eachBlank is a word with each string of at most so many of the commonest blanks after it, and that string alone.
func eachBlank(most int) []string {
	last, all := []string{""}, []string(nil)
	for range most {
		var next []string
		for _, s := range last {
			for _, c := range " \n\r\t\u00a0" {
				next = append(next, s+string(c))
			}
		}
		for _, s := range next {
			all = append(all, s, "a"+s, "a "+s+"b")
		}
		last = next
	}
	return all
}

// eachCharacter puts every character in each place of a pattern, so that no class of a character can be wrong: those of
// the planes that have any, and one in 251 of the others.
func eachCharacter() []string {
	var all []string
	for c := rune(0); c <= unicode.MaxRune; c++ {
		if c > 0x33480 && c < 0xE0000 || c > 0xE0200 {
			c += 250
		}
		if c > unicode.MaxRune || !utf8.ValidRune(c) {
			continue
		}
		s := string(c)
		all = append(all, s+"a "+s+"A"+s+s+" '"+s+"1"+s+"\n"+s+" "+s+"!"+s)
	}
	return all
}

func repeat(r *rand.Rand, least, most int, one func(*rand.Rand) rune) string {
	var b strings.Builder
	for range least + r.IntN(most-least+1) {
		b.WriteRune(one(r))
	}
	return b.String()
}

func oneOf(alphabet string) func(*rand.Rand) rune {
	runes := []rune(alphabet)
	return func(r *rand.Rand) rune { return runes[r.IntN(len(runes))] }
}

// anyRune is any code point but the surrogates; half of them come from the first plane's beginning, where scripts are.
func anyRune(r *rand.Rand) rune {
	for {
		c := rune(r.IntN(unicode.MaxRune + 1))
		if r.IntN(2) == 0 {
			c = rune(r.IntN(0x3000))
		}
		if utf8.ValidRune(c) {
			return c
		}
	}
}

var alphabets = []string{
	"abcdefghijklmnopqrstuvwxyz", "eeeaaoinrtls   ", "ABCDEFGHIJ", "àèéìòùÀÈ", "0123456789", " \t\n\r\u00a0\u2003", "'’\"«»—–…", ".,;:!?/-()[]{}",
	"的一是不了人我在有他", "あいうえおカキクケコ", "αβγδΑΒΓ", "абвгАБВ", "अआकखगािी", "ثلاثةكتب", "ไทยไม่มี", "😀👍👨\u200d👩🏽🇮🇹", "\u0301\u0308\u0327\ufe0f", "ſKİıßǅ",
	"'sStTmMdDrRvVlLeE", "½²٣Ⅷ", "\u0085\u200b\u2028\u2029\ufeff\u3000", "\x00\x01\x1c\x1d\x1e\x1f\x7f\ue000",
}

func mixedRune(r *rand.Rand) rune { return oneOf(alphabets[r.IntN(len(alphabets))])(r) }

func mixedText(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(30) {
		b.WriteString(repeat(r, 1, 8, oneOf(alphabets[r.IntN(len(alphabets))])))
	}
	return b.String()
}

func word(r *rand.Rand) string { return repeat(r, 0, 6, oneOf(alphabets[r.IntN(4)])) }

func blanks(r *rand.Rand) string {
	return repeat(r, 1, 8, oneOf("  \n\n\r\t\u00a0\u2003\u2028\u0085\u3000\u000b\u000c\u001c\u001f\u200b\u1680\u180e\u205f"))
}

func contraction(r *rand.Rand) string {
	var b strings.Builder
	for range 1 + r.IntN(4) {
		b.WriteString(word(r))
		b.WriteRune(oneOf("''''’ʼ")(r))
		b.WriteString(repeat(r, 1, 3, oneOf("sStTmMdDrReEvVlLſK\u0130\u0131")))
		b.WriteString([]string{"", " ", "x", "\u0301", "\n"}[r.IntN(5)])
	}
	return b.String()
}

func marked(r *rand.Rand) string {
	mark := oneOf("\u0301\u0308\u0327\ufe0f\u20dd\u0903\u093f\u0e31\u200d\u3099")
	return repeat(r, 1, 30, func(r *rand.Rand) rune {
		if r.IntN(3) == 0 {
			return mark(r)
		}
		return oneOf("aAzZ e1!\n' 中か")(r)
	})
}

func special(r *rand.Rand) string {
	names := []string{"<|endoftext|>", "<|fim_prefix|>", "<|fim_middle|>", "<|fim_suffix|>", "<|endofprompt|>", "<|im_start|>", "<|endoftext|", "|>"}
	var b strings.Builder
	for range 1 + r.IntN(4) {
		b.WriteString(word(r) + names[r.IntN(len(names))] + blanks(r))
	}
	return b.String()
}

// digits are the first characters of runs of ten decimal digits, and number characters of other kinds.
var digits = []rune{'0', '0', '0', 0x660, 0x6f0, 0x966, 0x9e6, 0xe50, 0xff10, 0x1d7ce}

func digit(r *rand.Rand) rune {
	if r.IntN(6) == 0 {
		return oneOf("½²Ⅷ①一.,")(r)
	}
	return digits[r.IntN(len(digits))] + rune(r.IntN(10))
}
