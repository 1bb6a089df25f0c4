package check

import (
	"strings"
	"sync"
)

// numeralList names the number words of one language, folded. What a language writes as one word (quarantadue,
// zweihundert) is taken apart by its own function.
type numeralList struct {
	ones     string // 1, which by itself is an article and no number
	low      string // 0 and 2 to 19, in order
	tens     string // 20, 30 … 90, in order
	hundred  string // words for 100
	joins    string // words that stand between the parts
	ordinals string // stems of 3rd to 10th, in order; a stem takes up to two more letters
	compound compound
}

var numeralLists = map[string]numeralList{
	"it": {"un uno una", "zero due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici quindici sedici diciassette diciotto diciannove",
		"venti trenta quaranta cinquanta sessanta settanta ottanta novanta", "cento", "e",
		"terz quart quint sest settim ottav nono,nona,noni decim", italianCompound},
	"en": {"a an one", "zero two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen",
		"twenty thirty forty fifty sixty seventy eighty ninety", "hundred", "and",
		"third,thirds fourth,fourths fifth,fifths sixth,sixths seventh,sevenths eighth,eighths ninth,ninths tenth,tenths", nil},
	"fr": {"un une", "zero deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize dix-sept dix-huit dix-neuf",
		"vingt,vingts trente quarante cinquante soixante septante octante,huitante nonante", "cent cents", "et",
		"troisiem,tiers quatriem,quart cinquiem sixiem septiem huitiem neuviem dixiem", nil},
	"de": {"ein eine einen einer einem eins", "null zwei drei vier funf sechs sieben acht neun zehn elf zwolf dreizehn vierzehn funfzehn sechzehn siebzehn achtzehn neunzehn",
		"zwanzig dreissig vierzig funfzig sechzig siebzig achtzig neunzig", "hundert", "und",
		"dritt,drittel viert,viertel funft,funftel sechst siebt acht,achte,achtel neunt zehnt,zehntel", germanCompound},
	"es": {"un uno una", "cero dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince dieciseis diecisiete dieciocho diecinueve",
		"veinte treinta cuarenta cincuenta sesenta setenta ochenta noventa", "cien ciento cientos", "y",
		"tercer,tercio cuart quint sext septim octav noven decim", spanishCompound},
	"pt": {"um uma", "zero dois,duas tres quatro cinco seis sete oito nove dez onze doze treze catorze,quatorze quinze dezesseis,dezasseis dezessete,dezassete dezoito dezenove,dezanove",
		"vinte trinta quarenta cinquenta sessenta setenta oitenta noventa", "cem cento", "e",
		"terceir,terco quart quint sext setim oitav nono,nona decim", portugueseCompound},
}

// numerals are the number words of one language by word.
type numerals struct {
	small    map[string]float64 // 0 and 2 to 90
	one      *wordList
	hundred  *wordList
	join     *wordList
	ordinal  map[string]float64 // stems of 3rd to 10th
	compound compound
}

var numeralTables = sync.OnceValue(func() map[string]numerals {
	out := map[string]numerals{}
	for lang, l := range numeralLists {
		n := numerals{small: map[string]float64{}, one: set(l.ones), hundred: set(l.hundred), join: set(l.joins),
			ordinal: map[string]float64{}, compound: l.compound}
		for i, words := range strings.Fields(l.low) {
			v := float64(i)
			if i > 0 {
				v++
			}
			nameAs(n.small, words, v)
		}
		for i, words := range strings.Fields(l.tens) {
			nameAs(n.small, words, float64(20+10*i))
		}
		for i, words := range strings.Fields(l.ordinals) {
			nameAs(n.ordinal, words, float64(3+i))
		}
		out[lang] = n
	}
	return out
})

// nameAs gives a value to words that are joined by commas.
func nameAs(m map[string]float64, words string, v float64) {
	for _, w := range strings.Split(words, ",") {
		m[w] = v
	}
}

// scales are the words and signs that multiply what stands before them, by 10 to the given power.
var scales = map[string]int{
	"mila": 3, "mille": 3, "mil": 3, "thousand": 3, "tausend": 3, "k": 3, "tsd": 3, "migliaio": 3, "millier": 3, "milliers": 3,
	"millar": 3, "millares": 3, "milhar": 3, "milhares": 3,
	"milione": 6, "milioni": 6, "mln": 6, "million": 6, "millions": 6, "mio": 6, "millionen": 6, "millon": 6, "millones": 6, "milhao": 6, "milhoes": 6, "mn": 6,
	"miliardo": 9, "miliardi": 9, "mld": 9, "billion": 9, "billions": 9, "bn": 9, "milliard": 9, "milliards": 9, "mrd": 9,
	"milliarde": 9, "milliarden": 9, "bilhao": 9, "bilhoes": 9,
	"bilione": 12, "bilioni": 12, "trillion": 12, "trillions": 12, "tn": 12, "billionen": 12, "billon": 12, "billones": 12, "biliao": 12, "bilioes": 12, "trilhao": 12, "trilhoes": 12,
}

// scaleOf returns the factor of a scale word, 0 when it is none. A billion is 10⁹ in English and 10¹² in French and German.
func scaleOf(folded, lang string) float64 {
	power, ok := scales[folded]
	if !ok {
		return 0
	}
	if (lang == "fr" || lang == "de") && strings.HasPrefix(folded, "billion") {
		power = 12
	}
	scale := 1.0
	for range power {
		scale *= 10
	}
	return scale
}

// smallNumber returns the value of one number word under a thousand, or of one that is written together.
func smallNumber(folded, lang string) (float64, bool) {
	n := numeralTables()[lang]
	if v, ok := n.small[folded]; ok {
		return v, true
	}
	if n.compound != nil && len(folded) > 5 {
		return n.compound(folded, n.small)
	}
	return 0, false
}

// aged reads what Italian says of age and length in one word: ultrasessantenne, ventiquattrenni, decennale, ottuagenario is left out.
func aged(folded string) (float64, bool) {
	base, _ := strings.CutPrefix(folded, "ultra")
	for _, ending := range []string{"ennali", "ennale", "enne", "enni"} {
		b, ok := strings.CutSuffix(base, ending)
		if !ok || len(b) < 3 {
			continue
		}
		for _, vowel := range []string{"", "i", "a", "e", "o"} {
			if v, ok := smallNumber(b+vowel, "it"); ok && v > 4 {
				return v, true
			}
		}
		if v := map[string]float64{"dec": 10, "vent": 20, "trent": 30, "quinqu": 5, "tri": 3, "bi": 2}[b]; v > 0 {
			return v, true
		}
	}
	return 0, false
}

// elidedTens are the tens before an apostrophe: sessant'anni.
var elidedTens = map[string]float64{"vent": 20, "trent": 30, "quarant": 40, "cinquant": 50, "sessant": 60, "settant": 70, "ottant": 80, "novant": 90, "cent": 100}

// centuryAdjectives are the beginnings of what Italian calls things by the century: ottocentesco.
var centuryAdjectives = map[string]float64{"duecentesc": 1200, "trecentesc": 1300, "quattrocentesc": 1400, "cinquecentesc": 1500, "seicentesc": 1600,
	"settecentesc": 1700, "ottocentesc": 1800, "novecentesc": 1900}

// ordinalNumber returns 3 to 10 for the third to the tenth, and what the ending says for those above.
func ordinalNumber(folded, lang string) (float64, bool) {
	n := numeralTables()[lang]
	for cut := 0; cut <= 2 && cut < len(folded)-2; cut++ {
		if v, ok := n.ordinal[folded[:len(folded)-cut]]; ok {
			return v, true
		}
		if lang == "en" && cut > 0 {
			break
		}
	}
	return highOrdinal(folded, lang)
}

// roundOrdinals are the ordinals of 100 and 1000. The plurals are left out: centesimi are cents.
var roundOrdinals = map[string]float64{"centesimo": 100, "centesima": 100, "millesimo": 1000, "millesima": 1000, "hundredth": 100, "thousandth": 1000, "centieme": 100, "millieme": 1000,
	"hundertste": 100, "hundertsten": 100, "tausendste": 1000, "tausendsten": 1000}

// highOrdinal knows undicesimo, ventitreesimo, eleventh, twentieth, zwanzigste, quinzième.
func highOrdinal(folded, lang string) (float64, bool) {
	if v, ok := roundOrdinals[folded]; ok {
		return v, true
	}
	switch lang {
	case "it":
		if base, ok := cutEnding(folded, "esimo", "esima", "esimi", "esime"); ok {
			return restoreVowel(base, lang, "", "i", "e", "o", "a", "a", "ci")
		}
	case "en":
		if base, ok := cutEnding(folded, "tieth"); ok {
			return restoreVowel(base, lang, "ty")
		}
		if base, ok := cutEnding(folded, "th"); ok {
			return restoreVowel(base, lang, "", "ve")
		}
	case "fr":
		if base, ok := cutEnding(folded, "ieme", "iemes"); ok {
			return restoreVowel(base, lang, "", "e")
		}
	case "de":
		if base, ok := cutEnding(folded, "ste", "sten", "ster", "stes", "te", "ten", "ter", "tes"); ok {
			return restoreVowel(base, lang, "")
		}
	case "es", "pt":
		if base, ok := cutEnding(folded, "simo", "sima", "simos", "simas"); ok {
			v := iberianOrdinals[base]
			return v, v > 0
		}
	}
	return 0, false
}

// iberianOrdinals are the ordinals of the tens in Spanish and Portuguese, without "simo".
var iberianOrdinals = map[string]float64{"vige": 20, "trige": 30, "cuadrage": 40, "quadrage": 40, "quincuage": 50, "quinquage": 50, "sexage": 60,
	"septuage": 70, "octoge": 80, "nonage": 90}

func cutEnding(s string, endings ...string) (string, bool) {
	for _, e := range endings {
		if base, ok := strings.CutSuffix(s, e); ok && len(base) > 2 {
			return base, true
		}
	}
	return s, false
}

func restoreVowel(base, lang string, endings ...string) (float64, bool) {
	for _, e := range endings {
		if v, ok := smallNumber(base+e, lang); ok && v > 10 {
			return v, true
		}
	}
	return 0, false
}
