package clean

import (
	"strings"
	"sync"
)

// readPlain reads plain text: the fields at its head, then paragraphs, hard-wrapped or one a line.
func readPlain(d *draft, text string) error {
	language := detectLanguage(text)
	d.blocks = unwrap(d.fields(plainText(text), language))
	trim(d, language)
	return nil
}

// fieldNames are the fields that a head may have, by their names in the languages of the interface words.
var fieldNames = sync.OnceValue(func() map[string]string {
	return map[string]string{
		"title": "title", "titolo": "title", "headline": "title", "titre": "title", "titel": "title", "título": "title", "titulo": "title",
		"author": "byline", "authors": "byline", "autore": "byline", "autrice": "byline", "autori": "byline", "byline": "byline",
		"by": "byline", "di": "byline", "auteur": "byline", "autor": "byline", "autora": "byline", "firma": "byline",
		"date": "date", "data": "date", "published": "date", "pubblicato": "date", "datum": "date", "fecha": "date", "pubdate": "date",
		"url": "url", "link": "url", "indirizzo": "url", "source url": "url", "permalink": "url", "address": "url",
		"source": "other", "fonte": "other", "testata": "other", "section": "other", "sezione": "other", "category": "other", "categoria": "other",
		"language": "language", "lingua": "language", "lang": "language", "tags": "other", "tag": "other", "keywords": "other",
		"updated": "other", "aggiornato": "other", "site": "other", "sito": "other", "publisher": "other", "editore": "other",
		"subtitle": "text", "sottotitolo": "text", "occhiello": "text", "sommario": "text", "abstract": "text", "summary": "text",
		"description": "text", "descrizione": "text", "text": "text", "testo": "text", "body": "text", "content": "text", "contenuto": "text",
	}
})

// maxFields is the most lines of a head.
const maxFields = 16

// fields takes lines such as "Title: …" and "Autore: …" off the head of a text. One such line alone is a head when it names
// the title; else it could be the text's own first words, and two are asked for.
func (d *draft) fields(text, language string) string {
	rest, found := text, 0
	head := draft{}
	var kept []string
	for range maxFields {
		line, after, _ := strings.Cut(rest, "\n")
		line = strings.TrimSpace(line)
		if line == "" && rest != "" {
			rest = after
			continue
		}
		name, value, ok := field(line)
		if !ok {
			break
		}
		if name == "text" {
			kept = append(kept, value)
		} else if !head.setField(name, value, language) {
			break
		}
		found++
		rest = after
		if name == "text" {
			break
		}
	}
	if found == 0 || found == 1 && head.title == "" {
		return text
	}
	d.adopt(head)
	return strings.Join(append(kept, rest), "\n\n")
}

// field splits a line at its colon when the word before it is the name of a field.
func field(line string) (name, value string, ok bool) {
	before, after, found := strings.Cut(line[:min(len(line), 600)], ":")
	if !found || len(line) > 600 {
		return "", "", false
	}
	name, ok = fieldNames()[strings.ToLower(strings.Trim(before, " *_#\"'"))]
	value = strings.Trim(strings.TrimSpace(after), "*_\"")
	return name, strings.TrimSpace(value), ok
}

// setField sets a field of a head of a text in the given language, and reports whether the value is one for it.
func (d *draft) setField(name, value, language string) bool {
	switch name {
	case "title":
		d.title = value
	case "byline":
		d.byline = bylineOf(value)
	case "date":
		d.published = published(value, language)
		return d.published != "" || countWords(value) <= 8
	case "url":
		if strings.Contains(value, "://") || strings.HasPrefix(value, "www.") {
			d.url = value
		}
		return !strings.Contains(value, " ")
	case "language":
		d.language = value
		return countWords(value) <= 2
	}
	return countWords(value) <= maxTitleWords+8
}

// adopt takes over what other found.
func (d *draft) adopt(other draft) {
	for _, f := range []struct{ to, from *string }{
		{&d.title, &other.title}, {&d.byline, &other.byline}, {&d.published, &other.published}, {&d.language, &other.language},
		{&d.url, &other.url},
	} {
		if *f.from != "" {
			*f.to = *f.from
		}
	}
}

// bylineOf returns the names of a value that is known to be a byline: without "by", and without what is no name.
func bylineOf(s string) string {
	s = oneLine(s)
	if name, ok := parseByline(s); ok {
		return name
	}
	if len(s) > maxByline || strings.Contains(s, "://") || !hasLetter(s) || nobody.has(key(s)) {
		return ""
	}
	return s
}

// nobody are the names that programs give to authors who have none.
var nobody = lineTable(`unknown; anonymous; admin; administrator; webmaster; root; user; guest; noreply; no reply; sconosciuto; anonimo; amministratore; utente; inconnu; anonyme; unbekannt; anonym; gast; desconocido; anónimo; administrador; desconhecido; anônimo`)
