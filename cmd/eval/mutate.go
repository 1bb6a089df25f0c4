package main

import (
	"fmt"
	"math/rand/v2"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"mattinale/pipeline/news"
)

// mutation is a faithful point with one thing made wrong.
type mutation struct {
	kind  string      // what was made wrong
	want  []news.Kind // one of these must be found
	texts news.Texts
	apart bool // reported without a threshold: nobody claims to see it
}

// mutator makes one thing of a faithful point wrong. It knows nothing of how the checks read a text.
type mutator struct {
	r       *rand.Rand
	article news.Article
	every   bool // each figure, person and place of a point is changed in turn, not only the first of each
}

// mutate returns all that can be made wrong with a point.
func (m mutator) mutate(point news.Texts) []mutation {
	var out []mutation
	add := func(kind string, texts news.Texts, want ...news.Kind) {
		if texts != nil {
			out = append(out, mutation{kind: kind, want: append(want, news.KindParity), texts: texts})
		}
	}
	number := m.number(point, 0)
	add("number", number, news.KindNumber, news.KindDate)
	add("magnitude", m.magnitude(point), news.KindNumber)
	add("percent", m.percent(point), news.KindNumber)
	add("day", m.day(point), news.KindDate)
	add("month", m.listed(point, months), news.KindDate)
	add("year", m.year(point), news.KindDate)
	add("weekday", m.listed(point, weekdays), news.KindDate)
	add("time", m.clock(point), news.KindDate)
	person := m.person(point, 0)
	add("person", person, news.KindName)
	add("place", m.swap(point, places, placesInstead), news.KindName)
	if m.every {
		m.others(point, add)
	}
	add("organisation", m.organisation(point), news.KindName)
	add("quotation altered", m.alteredQuote(point), news.KindQuote)
	add("quotation invented", m.inventedQuote(point), news.KindQuote)
	for _, lang := range languages {
		other := languages[1-slices.Index(languages, lang)]
		add("language swapped", with(point, lang, point[other]), news.KindLanguage)
		add("language mixed", m.mixed(point, lang, other), news.KindLanguage, news.KindCut, news.KindQuote) // it may cut a quotation in two
		add("broken off", m.broken(point, lang), news.KindCut)
		for _, changed := range []news.Texts{number, person} {
			if changed != nil {
				add("one side changed", with(point, lang, changed[lang]), news.KindNumber, news.KindDate, news.KindName)
			}
		}
	}
	for kind, texts := range map[string]news.Texts{"(a name of the article put in another's place)": m.ownName(point), "(a denial turned round)": m.turned(point)} {
		if texts != nil {
			out = append(out, mutation{kind: kind, texts: texts, apart: true})
		}
	}
	return out
}

// mostOthers is how many figures, persons and places of one point are changed at most.
const mostOthers = 12

// others changes the figures, persons and places after the first of each.
func (m mutator) others(point news.Texts, add func(string, news.Texts, ...news.Kind)) {
	for n := 1; n < mostOthers; n++ {
		add("number", m.number(point, n), news.KindNumber, news.KindDate)
		add("person", m.person(point, n), news.KindName)
	}
	seen := 0
	for _, p := range places {
		if hasWord(point["it"], p[0]) && hasWord(point["en"], p[1]) {
			if seen++; seen > 1 {
				add("place", m.swap(point, []bilingual{p}, placesInstead), news.KindName)
			}
		}
	}
}

func with(point news.Texts, lang, text string) news.Texts {
	out := news.Texts{}
	for l, t := range point {
		out[l] = t
	}
	out[lang] = text
	return out
}

// both changes a text in each language, nil unless each of them changed.
func both(point news.Texts, change func(lang, text string) string) news.Texts {
	out := news.Texts{}
	for _, lang := range languages {
		if out[lang] = change(lang, point[lang]); out[lang] == point[lang] {
			return nil
		}
	}
	return out
}

var figure = regexp.MustCompile(`\d+(?:[.,:]\d+)*`)

// number changes the n-th figure that is the same in both languages, from 0, digit by digit, to one that the article does not have.
func (m mutator) number(point news.Texts, n int) news.Texts {
	for _, it := range figure.FindAllString(point["it"], -1) {
		digits := onlyDigits(it)
		en := ""
		for _, f := range figure.FindAllString(point["en"], -1) {
			if onlyDigits(f) == digits {
				en = f
			}
		}
		if en == "" || len(digits) < 2 || strings.Contains(it, ":") {
			continue
		}
		if n--; n >= 0 {
			continue
		}
		at, by := 0, 0
		for range 50 {
			at, by = m.r.IntN(2), 1+m.r.IntN(8)
			if changed := shifted(it, at, by); changed[0] != '0' && !strings.Contains(onlyDigits(m.article.Text), onlyDigits(changed)[:2]) || len(digits) > 2 {
				break
			}
		}
		return both(point, func(lang, text string) string {
			return strings.Replace(text, map[string]string{"it": it, "en": en}[lang], shifted(map[string]string{"it": it, "en": en}[lang], at, by), 1)
		})
	}
	return nil
}

func onlyDigits(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsDigit(r) {
			return r
		}
		return -1
	}, s)
}

// shifted adds to the n-th digit of a figure, so that it is another one and not 0.
func shifted(s string, n, by int) string {
	b := []byte(s)
	for i := range b {
		if b[i] < '0' || b[i] > '9' {
			continue
		}
		if n == 0 {
			d := (int(b[i]-'0') + by) % 10
			if d == 0 {
				d = (int(b[i]-'0')+by+1)%10 + 1
			}
			if byte('0'+d) == b[i] {
				d = d%9 + 1
			}
			b[i] = byte('0' + d)
			break
		}
		n--
	}
	return string(b)
}

var scaleWords = strings.NewReplacer("milioni", "miliardi", "milione", "miliardo", "miliardi", "milioni", "miliardo", "milione", "mila ", " milioni ",
	"million", "billion", "billion", "million", "thousand", "million", "m over", "bn over", "m more", "bn more")

func (m mutator) magnitude(point news.Texts) news.Texts {
	return both(point, func(_, text string) string { return scaleWords.Replace(text) })
}

var percentPattern = regexp.MustCompile(`\d+((?:[.,]\d+)?(?:%| per cento| per cent| percent))`)

func (m mutator) percent(point news.Texts) news.Texts {
	value := strconv.Itoa(m.r.IntN(9) + 61)
	for strings.Contains(m.article.Text, value) {
		value = strconv.Itoa(m.r.IntN(30) + 61)
	}
	return both(point, func(_, text string) string { return replaceFirst(percentPattern, text, value+"$1") })
}

func replaceFirst(p *regexp.Regexp, text, with string) string {
	at := p.FindStringSubmatchIndex(text)
	if at == nil {
		return text
	}
	return text[:at[0]] + string(p.ExpandString(nil, with, text, at)) + text[at[1]:]
}

var (
	months = map[string][]string{"it": strings.Fields("gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre"),
		"en": strings.Fields("January February March April May June July August September October November December"),
		"fr": strings.Fields("janvier février mars avril mai juin juillet août septembre octobre novembre décembre"),
		"de": strings.Fields("Januar Februar März April Mai Juni Juli August September Oktober November Dezember"),
		"es": strings.Fields("enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre"),
		"pt": strings.Fields("janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro")}
	weekdays = map[string][]string{"it": strings.Fields("lunedì martedì mercoledì giovedì venerdì sabato domenica"),
		"en": strings.Fields("Monday Tuesday Wednesday Thursday Friday Saturday Sunday"),
		"fr": strings.Fields("lundi mardi mercredi jeudi vendredi samedi dimanche"),
		"de": strings.Fields("Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag"),
		"es": strings.Fields("lunes martes miércoles jueves viernes sábado domingo"),
		"pt": strings.Fields("segunda-feira terça-feira quarta-feira quinta-feira sexta-feira sábado domingo")}
	dayPattern = map[string]*regexp.Regexp{"it": regexp.MustCompile(`\b(\d{1,2})(?:º|°)? (` + strings.Join(months["it"], "|") + `)\b`),
		"en": regexp.MustCompile(`\b(\d{1,2}) (` + strings.Join(months["en"], "|") + `)\b|\b(` + strings.Join(months["en"], "|") + `) (\d{1,2})\b`)}
	yearPattern  = regexp.MustCompile(`\b(1[89]|20)\d\d\b`)
	clockPattern = regexp.MustCompile(`\b(\d{1,2})[.:](\d\d)\b`)
)

// day moves the day of a date by a few days that the article does not name.
func (m mutator) day(point news.Texts) news.Texts {
	shift := 2 + m.r.IntN(5)
	return both(point, func(lang, text string) string {
		at := dayPattern[lang].FindStringSubmatchIndex(text)
		if at == nil {
			return text
		}
		from, to := at[2], at[3]
		if from < 0 {
			from, to = at[8], at[9]
		}
		day, _ := strconv.Atoi(text[from:to]) // digits
		return text[:from] + strconv.Itoa((day+shift-1)%28+1) + text[to:]
	})
}

// listed puts another word of a list for one of a point, and none that the article has.
func (m mutator) listed(point news.Texts, list map[string][]string) news.Texts {
	shift := 1 + m.r.IntN(5)
	for i, it := range list["it"] {
		en := list["en"][i]
		if !hasWord(point["it"], it) || !hasWord(point["en"], en) {
			continue
		}
		to := (i + shift) % len(list["it"])
		if m.says(list, to) {
			to = (to + 1) % len(list["it"])
		}
		if to == i || m.says(list, to) {
			continue
		}
		return both(point, func(lang, text string) string { return replaceWord(text, list[lang][i], list[lang][to]) })
	}
	return nil
}

// says reports whether the article has the n-th word of a list, in any language.
func (m mutator) says(list map[string][]string, n int) bool {
	text := strings.ToLower(m.article.Title + " " + m.article.Text)
	for _, words := range list {
		if hasWord(text, strings.ToLower(words[n])) {
			return true
		}
	}
	return false
}

// wordPatterns are those made so far: the same few hundred words are looked for again and again.
var wordPatterns = map[string]*regexp.Regexp{}

func wordPatternOf(w string) *regexp.Regexp {
	p, ok := wordPatterns[w]
	if !ok {
		p = regexp.MustCompile(`(^|[^\pL\pN])` + regexp.QuoteMeta(w) + `($|[^\pL\pN])`)
		wordPatterns[w] = p
	}
	return p
}

func hasWord(text, w string) bool { return wordPatternOf(w).MatchString(text) }

func replaceWord(text, w, with string) string {
	return replaceFirst(wordPatternOf(w), text, "${1}"+with+"${2}")
}

func (m mutator) year(point news.Texts) news.Texts {
	return both(point, func(_, text string) string {
		return yearPattern.ReplaceAllStringFunc(text, func(s string) string {
			y, _ := strconv.Atoi(s) // digits
			for y -= 7; strings.Contains(m.article.Text, strconv.Itoa(y)); y-- {
				continue
			}
			return strconv.Itoa(y)
		})
	})
}

func (m mutator) clock(point news.Texts) news.Texts {
	if !strings.Contains(point["it"], " alle ") && !strings.Contains(point["it"], "’1.") && !strings.Contains(point["it"], "alle ") {
		return nil
	}
	return both(point, func(_, text string) string { return replaceFirst(clockPattern, text, "$1:17") })
}

var personPattern = regexp.MustCompile(`\p{Lu}\pL+ \p{Lu}[\pL’']+`)

var strangers = []string{"Alberta Scognamiglio", "Otto Brambati", "Hilary Thornbury", "Ivo Kowalczyk", "Nadia Pellizzari", "Sergio Vandelli"}

// person puts a stranger for the n-th person, from 0, that is named with first and last name in both texts and in the article.
func (m mutator) person(point news.Texts, n int) news.Texts {
	for _, name := range personPattern.FindAllString(point["it"], -1) {
		if strings.Contains(point["en"], name) && strings.Contains(m.article.Text, name) && !slices.ContainsFunc(placeNames, func(p string) bool { return strings.Contains(name, p) }) {
			if n--; n >= 0 {
				continue
			}
			stranger := strangers[m.r.IntN(len(strangers))]
			return both(point, func(_, text string) string { return strings.Replace(text, name, stranger, 1) })
		}
	}
	return nil
}

// bilingual are names in Italian and English.
type bilingual [2]string

var (
	places = []bilingual{{"Trieste", "Trieste"}, {"Fabriano", "Fabriano"}, {"Messina", "Messina"}, {"Reggio", "Reggio"}, {"Catania", "Catania"}, {"Lecce", "Lecce"},
		{"Cremona", "Cremona"}, {"Taranto", "Taranto"}, {"Grecia", "Greece"}, {"Albania", "Albania"}, {"Torino", "Turin"}, {"Piemonte", "Piedmont"}, {"Polonia", "Poland"},
		{"Germania", "Germany"}, {"Canavese", "Canavese"}, {"Cesena", "Cesena"}, {"Forlì", "Forlì"}, {"Norvegia", "Norway"}, {"Duluth", "Duluth"}, {"Brest", "Brest"},
		{"Colombia", "Colombia"}, {"Rovigo", "Rovigo"}, {"Lituania", "Lithuania"}, {"Mantova", "Mantua"}, {"Governolo", "Governolo"}, {"Ivrea", "Ivrea"}, {"Genova", "Genoa"},
		{"Parma", "Parma"}, {"Graz", "Graz"}, {"Lubiana", "Ljubljana"}, {"Bergen", "Bergen"}, {"Montesordo", "Montesordo"}, {"Kerrasay", "Kerrasay"}, {"Oban", "Oban"},
		{"Lione", "Lyon"}, {"Londra", "London"}, {"Roscoff", "Roscoff"}, {"Plymouth", "Plymouth"}, {"Inghilterra", "England"}, {"Irlanda", "Ireland"}, {"Cholet", "Cholet"},
		{"Romania", "Romania"}, {"Parigi", "Paris"}, {"Spagna", "Spain"}, {"Ginevra", "Geneva"}, {"Anversa", "Antwerp"}, {"Monaco", "Munich"}, {"Milano", "Milan"},
		{"Austria", "Austria"}, {"Passau", "Passau"}, {"Baviera", "Bavaria"}, {"Amburgo", "Hamburg"}, {"Rotterdam", "Rotterdam"}, {"Zurigo", "Zurich"},
		{"Losanna", "Lausanne"}, {"Dubai", "Dubai"}, {"Siviglia", "Seville"}, {"Andalusia", "Andalusia"}, {"Bruxelles", "Brussels"}, {"Almería", "Almería"},
		{"Valencia", "Valencia"}, {"Filippine", "Philippines"}, {"Vigo", "Vigo"}, {"Ecuador", "Ecuador"}, {"Lisbona", "Lisbon"}, {"Madrid", "Madrid"},
		{"Brasile", "Brazil"}, {"Mato Grosso", "Mato Grosso"}, {"Matosinhos", "Matosinhos"}, {"Napoli", "Naples"}, {"Amsterdam", "Amsterdam"}, {"Madeira", "Madeira"},
		{"Canarie", "Canaries"}, {"Francia", "France"}, {"Funchal", "Funchal"},
		{"Luchon", "Luchon"}, {"Cardiff", "Cardiff"}, {"Edimburgo", "Edinburgh"}, {"Slovenia", "Slovenia"}, {"Ungheria", "Hungary"}, {"Lipsia", "Leipzig"}, {"Sassonia", "Saxony"},
		{"Göteborg", "Gothenburg"}, {"Dresda", "Dresden"}, {"Maiorca", "Mallorca"}, {"Buenos Aires", "Buenos Aires"}, {"Braga", "Braga"}, {"Famalicão", "Famalicão"},
		{"San Paolo", "São Paulo"}}
	placesInstead = []bilingual{{"Bogotà", "Bogotá"}, {"Potenza", "Potenza"}, {"Caserta", "Caserta"}, {"Nuova Zelanda", "New Zealand"}, {"Stoccolma", "Stockholm"}, {"Nairobi", "Nairobi"}}
	organisations = []bilingual{{"Nato", "NATO"}, {"NATO", "NATO"}, {"Tar", "TAR"}, {"Arpae", "Arpae"}, {"Fondo europeo per la difesa", "European Defence Fund"}, {"Linnhe Ferries", "Linnhe Ferries"},
		{"Ciclo Zero", "Ciclo Zero"}, {"Filigrana", "Filigrana"}, {"Notti Chiare", "Notti Chiare"}, {"Tetide", "Tetide"}, {"Lettera Chiara", "Lettera Chiara"},
		{"Vent d’Iroise", "Vent d’Iroise"}, {"Ridgeline", "Ridgeline"}, {"Schlafwagen Süd", "Schlafwagen Süd"}, {"Valle Verde", "Valle Verde"}, {"Campanella", "Campanella"}, {"Pila Lunga", "Pila Lunga"},
		{"Iroise Lines", "Iroise Lines"}, {"Kervolin", "Kervolin"}, {"Deutsche Bahn", "Deutsche Bahn"}, {"Verdi", "Verdi"}, {"Asaja", "Asaja"}, {"Kräutermann", "Kräutermann"}, {"Red Ibérica", "Red Ibérica"},
		{"Organizzazione mondiale della sanità", "World Health Organization"}, {"Commissione europea", "European Commission"}}
	organisationsInstead = []bilingual{{"Unesco", "UNESCO"}, {"Confindustria", "Confindustria"}, {"Greenpeace", "Greenpeace"}, {"Banca Mondiale", "World Bank"}, {"Deutsche Bank", "Deutsche Bank"}}
	placeNames           = func() []string {
		var all []string
		for _, p := range places {
			all = append(all, p[0], p[1])
		}
		return append(all, "Comune", "Consiglio", "Banca", "Corte", "Unione")
	}()
)

func (m mutator) swap(point news.Texts, list, instead []bilingual) news.Texts {
	for _, p := range list {
		if !hasWord(point["it"], p[0]) || !hasWord(point["en"], p[1]) {
			continue
		}
		other := instead[m.r.IntN(len(instead))]
		return both(point, func(lang, text string) string {
			i := slices.Index(languages, lang)
			return replaceWord(text, p[i], other[i])
		})
	}
	return nil
}

var acronym = regexp.MustCompile(`(?:^|[^\pL\pN])(\p{Lu}{3,5})(?:$|[^\pL\pN])`)

// organisation puts another for one of the list, or for an acronym that both texts and the article have.
func (m mutator) organisation(point news.Texts) news.Texts {
	if texts := m.swap(point, organisations, organisationsInstead); texts != nil {
		return texts
	}
	for _, found := range acronym.FindAllStringSubmatch(point["en"], -1) {
		for _, form := range []string{found[1], found[1][:1] + strings.ToLower(found[1][1:])} {
			if hasWord(point["it"], form) && (hasWord(m.article.Text, form) || hasWord(m.article.Text, found[1])) {
				return m.swap(point, []bilingual{{form, found[1]}}, organisationsInstead)
			}
		}
	}
	return nil
}

var quotePattern = regexp.MustCompile(`(«|“|"|‘)([^«»“”"]+?)(,?)(»|”|"|’)`)

// alteredQuote changes a word in the middle of the quotation in the article's language.
func (m mutator) alteredQuote(point news.Texts) news.Texts {
	lang := m.article.Language
	text, ok := point[lang]
	at := quotePattern.FindStringSubmatchIndex(text)
	if !ok || at == nil {
		return nil
	}
	words := strings.Fields(text[at[4]:at[5]])
	if len(words) < 3 {
		return nil
	}
	words[len(words)/2] = map[string]string{"it": "inverno", "en": "winter"}[lang]
	return with(point, lang, text[:at[4]]+strings.Join(words, " ")+text[at[5]:])
}

// inventedQuote has somebody say what nobody said: in place of the quotation there is, or as one where there was none.
func (m mutator) inventedQuote(point news.Texts) news.Texts {
	said := map[string]string{"it": "«abbiamo aspettato fin troppo e adesso vogliamo delle risposte»", "en": "“we have waited far too long and now we want answers”"}
	return both(point, func(lang, text string) string {
		if quotePattern.MatchString(text) {
			return replaceFirst(quotePattern, text, said[lang])
		}
		return strings.TrimRight(text, ".!”»\"") + map[string]string{"it": ": " + said["it"] + ".", "en": ": " + said["en"] + "."}[lang]
	})
}

// mixed goes on in the other language after half of the words.
func (m mutator) mixed(point news.Texts, lang, other string) news.Texts {
	head, tail := strings.Fields(point[lang]), strings.Fields(point[other])
	return with(point, lang, strings.Join(append(slices.Clone(head[:len(head)/2]), tail[len(tail)/2:]...), " "))
}

// broken stops a text in the middle: with nothing, or after a small word with a full stop put there.
func (m mutator) broken(point news.Texts, lang string) news.Texts {
	words := strings.Fields(point[lang])
	at := len(words)/3 + m.r.IntN(max(len(words)/2, 1))
	return with(point, lang, strings.TrimRight(strings.Join(words[:at], " "), ".!?»”"))
}

// ownName puts another person of the article in a person's place.
func (m mutator) ownName(point news.Texts) news.Texts {
	all := personPattern.FindAllString(m.article.Text, -1)
	for _, name := range personPattern.FindAllString(point["it"], -1) {
		if !strings.Contains(point["en"], name) || !slices.Contains(all, name) {
			continue
		}
		for _, other := range all {
			if other != name && !slices.ContainsFunc(placeNames, func(p string) bool { return strings.Contains(other, p) }) && !strings.Contains(point["it"], other) {
				return both(point, func(_, text string) string { return strings.Replace(text, name, other, 1) })
			}
		}
	}
	return nil
}

var denied = map[string]*regexp.Regexp{"it": regexp.MustCompile(` non `), "en": regexp.MustCompile(` not |n’t |n't `)}

// turned takes a denial out.
func (m mutator) turned(point news.Texts) news.Texts {
	return both(point, func(lang, text string) string { return replaceFirst(denied[lang], text, " ") })
}

func (m mutation) String() string {
	return fmt.Sprintf("%s\n  %s\n  %s", m.kind, m.texts["it"], m.texts["en"])
}
