package clean

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// readWhole reads an article as a feed has it: HTML without a page around it, in which there is nothing to look for. What its
// site adds to it, links to other articles and to itself, is left out.
func readWhole(d *draft, title, text string) error {
	if measure(text).tooLarge() {
		return readPlain(d, stripTags(text))
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return fmt.Errorf("%w: %w", ErrNoArticle, err)
	}
	prune(root)
	d.title = title
	d.blocks = slices.DeleteFunc(blocksOf(find(root, atom.Body)), func(b block) bool { return isFeedCredit(b.text) })
	d.found = true
	trim(d, detectLanguage(joined(d.blocks)))
	for len(d.blocks) > 0 && d.blocks[len(d.blocks)-1].linked {
		d.blocks = d.blocks[:len(d.blocks)-1] // other articles, or the page itself
	}
	if running(d.blocks) == 0 {
		return fmt.Errorf("%w: the feed has no running text of it", ErrNoArticle)
	}
	return nil
}

// feedCredits are what the programs that write feeds put under each entry: WordPress in the languages of its translations, Medium,
// and the hosts of podcasts.
var feedCredits = sync.OnceValue(func() []*regexp.Regexp {
	return []*regexp.Regexp{
		regexp.MustCompile(`(?i)^(the post|l['’]articolo|l['’]article|der beitrag|la entrada|el artículo|o post|o artigo)\b.*` +
			`\b(appeared first on|first appeared on|proviene da|sembra essere il primo su|est apparu en premier sur|erschien zuerst auf|` +
			`se publicó primero en|apareció primero en|apareceu primeiro em)\b`),
		regexp.MustCompile(`(?i)\bwas originally published in .* on medium, where people are\b`),
		regexp.MustCompile(`(?i)^(hosted (on|by|with)|hébergé par|gehostet (auf|bei|von)|alojado en) (acast|simplecast|ausha|megaphone|spreaker|buzzsprout|audioboom|podigee|ivoox)\b`),
		regexp.MustCompile(`(?i)^(learn more about your ad choices|read more of this story at slashdot|powered by blogger)\b`),
	}
})

// mostCredit is the most bytes of such a line: a title and the name of a site.
const mostCredit = 400

func isFeedCredit(line string) bool {
	return len(line) <= mostCredit && slices.ContainsFunc(feedCredits(), func(r *regexp.Regexp) bool { return r.MatchString(line) })
}
