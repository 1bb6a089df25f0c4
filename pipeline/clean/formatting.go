package clean

import (
	"slices"

	"golang.org/x/net/html/atom"
)

// A formatting element that is not closed with the element that it is in is made again in the next one (HTML Standard, 13.2.4.3, the
// list of active formatting elements): 400 such elements and 1,000 paragraphs, 10 KB of a page, are 400,000 elements of its
// tree. formatting counts about how many a parser would make, before it does, and rather too many than too few.
type formatting struct {
	open []atom.Atom // formatting elements, and the elements beyond which none can be closed
	made int
}

// maxMade is the most elements that are made again; the pages of docs/evaluation.md have up to 22 thousand as they are counted here.
const maxMade = 100_000

// start takes a start tag.
func (f *formatting) start(tag atom.Atom) {
	switch {
	case formats[tag]:
		f.open = append(f.open, tag)
	case shields[tag]:
		f.open = append(f.open, tag)
		fallthrough
	default:
		f.made += len(f.open)
	}
}

// end takes an end tag. It closes nothing that stands before an element that shields it, and of those only the last one.
func (f *formatting) end(tag atom.Atom) {
	if !formats[tag] && !shields[tag] {
		f.made += len(f.open)
		return
	}
	for i := len(f.open) - 1; i >= 0; i-- {
		f.made++ // looking for it takes time too
		if f.open[i] == tag {
			f.open = slices.Delete(f.open, i, i+1)
			return
		}
		if shields[f.open[i]] {
			return
		}
	}
}

// formats are the formatting elements.
var formats = map[atom.Atom]bool{
	atom.A: true, atom.B: true, atom.Big: true, atom.Code: true, atom.Em: true, atom.Font: true, atom.I: true, atom.Nobr: true, atom.S: true,
	atom.Small: true, atom.Strike: true, atom.Strong: true, atom.Tt: true, atom.U: true,
}

// shields are elements beyond which an end tag does not reach.
var shields = map[atom.Atom]bool{
	atom.Applet: true, atom.Caption: true, atom.Marquee: true, atom.Object: true, atom.Table: true, atom.Td: true, atom.Th: true, atom.Template: true,
	atom.Select: true, atom.Svg: true, atom.Math: true,
}
