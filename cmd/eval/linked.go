package main

import (
	"encoding/json"
	"html"
	"regexp"
	"strings"
)

var linkedPattern = regexp.MustCompile(`(?is)<script[^>]*application/ld\+json[^>]*>(.*?)</script>`)

// linkedFacts is what the JSON-LD of a page says of its article, read here without the cleaning, whose truth it is. A page
// that says it of several articles says it of none.
func linkedFacts(page string) fact {
	var articles []map[string]any
	for _, m := range linkedPattern.FindAllStringSubmatch(page, -1) {
		var value any
		if json.Unmarshal([]byte(m[1]), &value) == nil {
			articles = append(articles, linkedArticles(value)...)
		}
	}
	if len(articles) != 1 {
		return fact{}
	}
	a := articles[0]
	headline, _ := a["headline"].(string)
	date, _ := a["datePublished"].(string)
	if len(date) < 10 || strings.Count(date[:10], "-") != 2 {
		date = ""
	}
	return fact{title: html.UnescapeString(headline), date: date, byline: html.UnescapeString(strings.Join(linkedNames(a["author"]), ", "))}
}

// linkedArticles are the articles among the things that a JSON-LD script describes.
func linkedArticles(value any) []map[string]any {
	var all []map[string]any
	switch v := value.(type) {
	case []any:
		for _, item := range v {
			all = append(all, linkedArticles(item)...)
		}
	case map[string]any:
		if kind, _ := v["@type"].(string); strings.HasSuffix(kind, "Article") || kind == "BlogPosting" {
			return []map[string]any{v}
		}
		return linkedArticles(v["@graph"])
	}
	return all
}

func linkedNames(value any) []string {
	switch v := value.(type) {
	case string:
		if !strings.Contains(v, "://") {
			return []string{v}
		}
	case map[string]any:
		if kind, _ := v["@type"].(string); kind == "Person" {
			return linkedNames(v["name"])
		}
	case []any:
		var names []string
		for _, item := range v {
			names = append(names, linkedNames(item)...)
		}
		return names
	}
	return nil
}
