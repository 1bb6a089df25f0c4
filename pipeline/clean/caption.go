package clean

import "strings"

// maxCaptionWords is the most words of a caption.
const maxCaptionWords = 70

// credits are what names the source of a picture at the end of its caption.
var credits = []string{
	"credit: ", "credits: ", "crediti: ", "photo: ", "foto: ", "image: ", "immagine: ", "picture: ", "photograph: ", "fotografia: ",
	"photo by ", "(foto ", "(photo ", "foto di ", "fonte foto", "ap photo", "photo/", "foto/", "via ap", "via reuters", "via getty", "getty images",
	"/getty", "/afp", "/reuters", "/shutterstock", "shutterstock", "/lapresse", "/imagoeconomica", "imagoeconomica", "crédit photo",
	"bild: ", "foto von ", "courtesy of ", "source: ", "file photo", "foto d’archivio", "foto d'archivio", "ansa foto", "foto ansa",
}

const (
	maxCredit     = 20 // bytes, more than any of credits has
	maxNamedWords = 6  // words after it
)

// caption reports whether a block is the caption of a picture: short, with the name of a photographer or an agency at its
// end, after its last sentence. "(ANSA)" alone signs articles, and is none.
func caption(b block) bool {
	if b.words < 3 || b.words > maxCaptionWords {
		return false
	}
	if captionLabels.prefix(b.key) || hasFigure(b.key) && captionLabels.prefix(furnitureKey(b.key)) {
		return true
	}
	s := lower(creditEnd(b.text))
	for _, mark := range credits {
		if !strings.Contains(s, mark) { // seldom is one, and LastIndex takes longer to say so
			continue
		}
		i := strings.LastIndex(s, mark)
		if strings.HasSuffix(s, ".") && !strings.HasSuffix(mark, " ") { // news about a picture agency
			continue
		}
		name := strings.TrimRight(s[i+len(mark):], " .)]")
		if countWords(name) <= maxNamedWords && !strings.ContainsAny(name, "!?:;«»“”\"") && !strings.Contains(name, ". ") && breaksBefore(s[:i], mark) {
			return true
		}
	}
	return false
}

// captionLabels begin captions; no sentence of an article begins with them.
var captionLabels = prefixLines(`file photo; file image; image caption; media caption; photo caption; enlarge; image # of #; photo # of #;
	symbolbild; archivbild; bildquelle; bildunterschrift; foto d archivio; immagine di repertorio; foto de archivo; imagen de archivo;
	photo d archives; photo d illustration; foto de arquivo; imagem de arquivo`)

// creditEnd returns the end of a line in which a credit is to be looked for: as many words as may follow one, and room for it.
func creditEnd(s string) string {
	at := len(s)
	for n := 0; n <= maxNamedWords && at > 0; {
		from := strings.LastIndexByte(s[:at], ' ')
		if hasASCIIWord(s[from+1 : at]) {
			n++
		}
		at = max(from, 0)
	}
	return s[runeStart(s, max(at-maxCredit, 0)):]
}

func containsAny(s string, words []string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// breaksBefore reports whether a credit can begin after s: at the start, after a stop or a bracket, or where a page glued it to
// the caption; a mark that can stand in a sentence ("photo by") needs one of them.
func breaksBefore(s, mark string) bool {
	if !strings.HasSuffix(mark, " ") || strings.HasPrefix(mark, "(") || strings.HasSuffix(mark, ": ") && !strings.HasPrefix(mark, "source") {
		return true
	}
	s = strings.TrimRight(s, " ")
	return s == "" || strings.ContainsAny(s[len(s)-1:], ".!?)([|/–—-")
}
