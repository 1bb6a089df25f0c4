package server

import (
	"fmt"
	"strings"
)

// Item is one thing that Install brings.
type Item struct {
	Name    string
	From    string // the packages it comes in
	Licence string
	Bytes   int64 // to be downloaded; 0: nothing
	Have    int64 // of them here already, from an install that was broken off
}

// Plan says what an install will do, before it does it.
type Plan struct {
	Nothing string // why nothing is to be done; empty: there is
	Items   []Item
	Notes   []string
	Dir     string // where things go
	Disk    int64  // bytes needed there, beside what is there already
}

// Lines is the plan for a person to read.
func (p Plan) Lines() []string {
	if p.Nothing != "" {
		return append([]string{p.Nothing}, p.Notes...)
	}
	lines := []string{fmt.Sprintf("to be installed in %s, which takes %s:", p.Dir, size(p.Disk))}
	for _, item := range p.Items {
		lines = append(lines, "  "+item.line())
	}
	return append(lines, p.Notes...)
}

func (i Item) line() string {
	var b strings.Builder
	b.WriteString(i.Name)
	if i.Bytes > 0 {
		fmt.Fprintf(&b, ", %s (%s bytes)", size(i.Bytes), thousands(i.Bytes))
	}
	if i.Have > 0 {
		fmt.Fprintf(&b, ", %s of it here already", size(i.Have))
	}
	fmt.Fprintf(&b, "; from %s; %s", i.From, i.Licence)
	return b.String()
}

// size is a number of bytes for people, in powers of ten as disks and downloads are counted.
func size(n int64) string {
	switch {
	case n >= 1e9:
		return fmt.Sprintf("%.2f GB", float64(n)/1e9)
	case n >= 1e6:
		return fmt.Sprintf("%.0f MB", float64(n)/1e6)
	}
	return fmt.Sprintf("%d bytes", n)
}

func thousands(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// venvBytes is what the environment of the server takes on disk: 127 MB were measured.
const venvBytes = 150_000_000

// serverItem describes the server's package.
func (b bundle) serverItem() Item {
	return Item{
		Name: "server: " + b.Server + " " + b.ServerVersion, From: "the package of that name on PyPI", Licence: b.ServerNote,
		Bytes: b.ServerBytes,
	}
}

// modelItem describes the model, have bytes of which are here.
func (b bundle) modelItem(have int64) Item {
	return Item{
		Name:    "model: " + b.Model,
		From:    fmt.Sprintf("%d packages on PyPI, %s1 to %s%d, version %s", len(b.Parts), b.Part, b.Part, len(b.Parts), b.PartVersion),
		Licence: b.ModelNote, Bytes: b.Bytes, Have: have,
	}
}
