package feed

import (
	"html"
	"net/url"
	"strings"

	"mattinale/pipeline/source/markup"
)

// place is what relative links are resolved against where the feed declares no base: the address that it was read from and that of its
// site, both absolute or "". In RSS links are meant as from the site, in Atom and JSON as from the feed.
type place struct {
	address, site string
	siteFirst     bool
}

func newPlace(address string) place {
	return place{address: markup.Absolute(address)}
}

// base is the absolute address for a base that is declared, or "".
func (p place) base(declared string) string {
	own := firstOf(p.address, p.site)
	if p.siteFirst {
		own = firstOf(p.site, p.address)
	}
	if declared == "" {
		return own
	}
	return firstOf(markup.Absolute(join(own, declared)), own)
}

// resolve is the absolute address of a link that stands where declared is the base, "" when it is none of http or https.
func (p place) resolve(declared, ref string) string {
	ref = markup.Tidy(ref)
	if ref == "" {
		return ""
	}
	if strings.HasPrefix(strings.ToLower(ref), "www.") {
		return markup.Absolute("https://" + ref)
	}
	return markup.Absolute(join(p.base(declared), ref))
}

// join resolves ref against base, each of which may be relative. What cannot be resolved is "".
func join(base, ref string) string {
	ref = markup.Tidy(ref)
	if len(ref) > markup.MaxAddress || len(base) > markup.MaxAddress {
		return ""
	}
	r, err := url.Parse(ref)
	if err != nil {
		return ""
	}
	b, err := url.Parse(base)
	if err != nil || base == "" {
		if strings.HasPrefix(ref, "//") {
			return "https:" + ref
		}
		return ref
	}
	return b.ResolveReference(r).String()
}

// How Reddit ends an entry: with a link to what is discussed, and one to the discussion.
const (
	linkMark     = `">[link]</a>`
	commentsMark = `">[comments]</a>`
)

// discussed is the page elsewhere that an entry of Reddit is about, "" of any other entry and where it is about itself. The entry's
// own link leads to the discussion, which has nothing of the article.
func discussed(content, link string) string {
	before, after, found := strings.Cut(content, linkMark)
	if !found || !strings.Contains(after, commentsMark) {
		return ""
	}
	_, href, found := strings.Cut(before[strings.LastIndexByte(before, '<')+1:], `href="`)
	about := markup.Absolute(html.UnescapeString(href))
	if !found || about == "" || site(about) == site(link) {
		return ""
	}
	return about
}

// site is the host of an address without www.
func site(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	return strings.TrimPrefix(u.Hostname(), "www.")
}
