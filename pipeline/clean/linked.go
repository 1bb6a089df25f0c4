package clean

import (
	"encoding/json"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

const (
	maxLD      = 1 << 20 // bytes of all JSON-LD of a page that are read
	maxLDDepth = 8       // of things within things
)

// linkedData is what the JSON-LD of a page says: its first article, and whom the identifiers in it stand for.
type linkedData struct {
	article map[string]any
	named   map[string]map[string]any // things by their @id
	read    int                       // bytes
}

// add reads one JSON-LD script. What is no JSON is passed over.
func (l *linkedData) add(script string) {
	if l.read += len(script); l.read > maxLD {
		return
	}
	var value any
	if json.Unmarshal([]byte(strings.TrimSpace(script)), &value) == nil {
		l.walk(value, 0)
	}
}

// walk looks through things for the article and for those with names. An article within another thing, the list of a page of
// them or the whole that a part is of, is not looked for, but for the main one of a page.
func (l *linkedData) walk(value any, depth int) {
	if depth > maxLDDepth {
		return
	}
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			l.walk(item, depth+1)
		}
	case map[string]any:
		if id := ldString(v["@id"]); id != "" && v["name"] != nil {
			if l.named == nil {
				l.named = map[string]map[string]any{}
			}
			l.named[id] = v
		}
		if articleType(v["@type"]) && l.article == nil {
			l.article = v
		}
		for _, key := range []string{"@graph", "mainEntity", "mainEntityOfPage", "author", "creator"} {
			if v[key] != nil {
				l.walk(v[key], depth+1)
			}
		}
	}
}

// facts are what the article's description says, in the language of the page.
func (l *linkedData) facts(language string) draft {
	a := l.article
	if a == nil {
		return draft{}
	}
	return draft{
		title:     oneLine(first(ldString(a["headline"]), ldString(a["name"]))),
		byline:    first(l.names(a["author"], 0), l.names(a["creator"], 0)),
		published: first(published(ldString(a["datePublished"]), language), published(ldString(a["dateCreated"]), language)),
		url:       first(ldString(a["url"]), ldString(a["mainEntityOfPage"])),
		language:  ldString(a["inLanguage"]),
		paid:      ldFalse(a["isAccessibleForFree"]),
		told:      ldString(a["articleBody"]),
	}
}

func articleType(value any) bool {
	switch v := value.(type) {
	case string:
		return strings.HasSuffix(v, "Article") || v == "BlogPosting" || v == "Report" || v == "LiveBlogPosting"
	case []any:
		return slices.ContainsFunc(v, articleType)
	}
	return false
}

func ldString(value any) string {
	s, _ := value.(string)
	return html.UnescapeString(s)
}

// ldFalse reports whether a value is false, as JSON or as a word.
func ldFalse(value any) bool {
	b, isBool := value.(bool)
	return isBool && !b || strings.EqualFold(ldString(value), "false")
}

// names are the names of authors: a string, a thing, one that is described elsewhere, or a list of them.
func (l *linkedData) names(value any, depth int) string {
	switch v := value.(type) {
	case string:
		return bylineOf(ldString(v))
	case map[string]any:
		if v["name"] == nil {
			v = l.named[ldString(v["@id"])]
		}
		if _, list := v["name"].(string); !list {
			if depth < 2 {
				return l.names(v["name"], depth+1)
			}
			return ""
		}
		return bylineOf(ldString(v["name"]))
	case []any:
		var names []string
		for _, item := range v[:min(len(v), maxAuthors)] {
			if name := l.names(item, depth+1); depth < 2 && name != "" && !slices.Contains(names, name) {
				names = append(names, name)
			}
		}
		return strings.Join(names, ", ")
	}
	return ""
}

// maxAuthors is the most authors of an article that are named.
const maxAuthors = 12
