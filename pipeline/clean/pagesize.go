package clean

import (
	"strings"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// Bounds of a page: readability walks a tree many times, and recursively, and counts the characters under each container.
const (
	maxElements = 60_000
	maxDepth    = 400
	// maxWork is the most bytes of text of a page, each of them counted once for every element that it is in. Readability takes about 20 ms a
	// million; the pages of docs/evaluation.md have up to 7 million.
	maxWork = 20_000_000
)

// fewTags is how many tags are no page to be measured: as many entries of feeds and parts of letters have.
const fewTags = 300

// pageSize is how much there is of a page: elements, how deep they are, those that a parser makes again, and work as maxWork has it.
type pageSize struct {
	elements, depth, made, work int
}

func (s pageSize) tooLarge() bool {
	return s.elements > maxElements || s.depth > maxDepth || s.made > maxMade
}

// measure measures a page without building a tree, up to where it is too large.
func measure(text string) pageSize {
	if n := strings.Count(text, "<"); n <= fewTags && n*len(text) <= maxWork { // too few to be too many in any way
		return pageSize{elements: n, depth: n, made: n * n, work: n * len(text)}
	}
	var s pageSize
	z := html.NewTokenizer(strings.NewReader(text))
	depth := 0
	var f formatting
	for !s.tooLarge() {
		switch z.Next() {
		case html.ErrorToken:
			return s
		case html.TextToken:
			s.work += depth * len(z.Raw())
		case html.StartTagToken:
			s.elements++
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			f.start(tag)
			if !void[tag] {
				depth++
				s.depth = max(s.depth, depth)
			}
		case html.EndTagToken:
			name, _ := z.TagName()
			tag := atom.Lookup(name)
			f.end(tag)
			if !void[tag] {
				depth = max(depth-1, 0)
			}
		}
		s.made = f.made
	}
	return s
}

// void elements have no end tag; p and li are mostly left open, and closed by the next one.
var void = map[atom.Atom]bool{
	atom.Area: true, atom.Base: true, atom.Br: true, atom.Col: true, atom.Embed: true, atom.Hr: true, atom.Img: true,
	atom.Input: true, atom.Link: true, atom.Meta: true, atom.Source: true, atom.Track: true, atom.Wbr: true,
	atom.P: true, atom.Li: true, atom.Td: true, atom.Tr: true, atom.Dt: true, atom.Dd: true, atom.Option: true,
}

// parsePage parses a page for readability, nil when that would take too long. Of one that would, containers with nothing but another
// container in them are left out before it is given up.
func parsePage(text string) (*html.Node, error) {
	size := measure(text)
	if size.tooLarge() {
		return nil, nil
	}
	root, err := html.Parse(strings.NewReader(text))
	if err != nil || size.work <= maxWork {
		return root, err
	}
	unnest(root)
	if workOf(root, 0) > maxWork {
		return nil, nil
	}
	return root, nil
}

// unnest takes out the containers that have nothing in them but another one.
func unnest(n *html.Node) {
	for c := n.FirstChild; c != nil; {
		only := onlyContainer(c)
		if only == nil {
			unnest(c)
			c = c.NextSibling
			continue
		}
		c.RemoveChild(only)
		n.InsertBefore(only, c)
		n.RemoveChild(c)
		c = only
	}
}

// onlyContainer returns the container that is all that a container has in it, nil when there is none.
func onlyContainer(n *html.Node) *html.Node {
	if !isContainer(n) {
		return nil
	}
	var only *html.Node
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		switch {
		case c.Type == html.CommentNode || c.Type == html.TextNode && strings.TrimSpace(c.Data) == "":
		case only == nil && isContainer(c):
			only = c
		default:
			return nil
		}
	}
	return only
}

func isContainer(n *html.Node) bool {
	return n.DataAtom == atom.Div || n.DataAtom == atom.Section || n.DataAtom == atom.Span
}

// workOf is the work of a tree at a depth, as pageSize has it.
func workOf(n *html.Node, depth int) int {
	if n.Type == html.TextNode {
		return depth * len(n.Data)
	}
	work := 0
	for c := n.FirstChild; c != nil; c = c.NextSibling {
		work += workOf(c, depth+1)
	}
	return work
}
