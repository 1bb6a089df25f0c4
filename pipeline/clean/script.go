package clean

import "unicode"

// Letters that tell languages which share a script, as only some of them have them. Cyrillic: Russian has ы, э and ё, Ukrainian і, ї,
// є and ґ, Belarusian ў beside і and ы, Serbian and Macedonian ј, љ, њ; Bulgarian has none of these, and ъ in every other sentence. Kana are
// Japanese, whatever Chinese characters stand beside them; پ, چ, ژ and گ are Persian.
const (
	russianLetters    = "ыэёЫЭЁ"
	ukrainianLetters  = "іїєґІЇЄҐ"
	belarusianLetters = "ўЎ"
	serbianLetters    = "јљњћђџЈЉЊЋЂЏ"
	macedonianLetters = "ѓќѕЃЌЅ"
	bulgarianLetters  = "ъЪ"
	persianLetters    = "پچژگ"
)

// byLetters returns the language of a text in a script whose languages are told by single letters, "" for any other text.
func byLetters(text string) string {
	letters, cyrillic, arabic, kana, han := 0, 0, 0, 0, 0
	seen := map[string]int{}
	for _, r := range text {
		if !unicode.IsLetter(r) {
			continue
		}
		letters++
		switch {
		case r < 0x0400:
			continue
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic++
			note(seen, r, russianLetters, ukrainianLetters, belarusianLetters, serbianLetters, macedonianLetters, bulgarianLetters)
		case unicode.Is(unicode.Arabic, r):
			arabic++
			note(seen, r, persianLetters)
		case unicode.In(r, unicode.Hiragana, unicode.Katakana):
			kana++
		case unicode.Is(unicode.Han, r):
			han++
		}
	}
	switch {
	case 2*cyrillic > letters:
		return cyrillicLanguage(seen)
	case 2*arabic > letters && seen[persianLetters]*100 > arabic:
		return "fa"
	case 2*(kana+han) > letters && kana*20 > han:
		return "ja"
	case 2*(kana+han) > letters:
		return "zh"
	}
	return ""
}

func note(seen map[string]int, r rune, lists ...string) {
	for _, list := range lists {
		for _, l := range list {
			if l == r {
				seen[list]++
			}
		}
	}
}

// cyrillicLanguage is "" where the letters do not tell.
func cyrillicLanguage(seen map[string]int) string {
	switch {
	case seen[belarusianLetters] > 0 && seen[ukrainianLetters] > 0:
		return "be"
	case seen[ukrainianLetters] > seen[russianLetters]:
		return "uk"
	case seen[russianLetters] > seen[serbianLetters]:
		return "ru"
	case seen[macedonianLetters] > 0:
		return "mk"
	case seen[serbianLetters] > 0:
		return "sr"
	case seen[bulgarianLetters] > 1:
		return "bg"
	}
	return ""
}
