package clean

import "strings"

// readTold takes the article from the JSON-LD of its page, where the page is drawn by a script and has no text of its own, and reports
// whether there was one. What a page keeps for its subscribers is not read in this way.
func (d *draft) readTold(around *surroundings) bool {
	if d.paid || around.walled || countWords(d.told) < fewWords || around.has(paywall, d.title) {
		return false
	}
	text := d.told
	if strings.Contains(text, "</") {
		text = stripTags(text)
	}
	text = plainText(text)
	language := detectLanguage(text)
	told := draft{title: d.title, byline: d.byline, published: d.published, url: d.url, found: true}
	told.blocks = unwrap(text)
	trim(&told, language)
	if running(told.blocks) < fewWords {
		return false
	}
	d.blocks, d.found = told.blocks, true
	d.byline, d.published = told.byline, told.published
	d.notes = append(d.notes, "the page shows no text without its scripts: the article was taken from its JSON-LD")
	return true
}
