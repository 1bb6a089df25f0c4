package source

import (
	"io/fs"
	"path/filepath"
	"slices"
	"strings"
)

// walk reads the folder dir and what is below it, and reports whether to go on. letters says that dir is a folder of a
// Maildir that holds messages.
func (r *reader) walk(dir string, letters bool) bool {
	real, err := r.tree.Real(dir)
	if err != nil {
		return r.fail(dir, readingError(dir, err))
	}
	if r.seen[real] {
		return true
	}
	r.seen[real] = true
	entries, err := r.entries(dir)
	// What could be read comes along with the error.
	if err != nil && !r.fail(dir, readingError(dir, err)) {
		return false
	}
	maildir := r.isMaildir(dir, entries)
	for _, e := range entries {
		if maildir && e.name == "tmp" { // messages that are being delivered
			continue
		}
		if !r.entry(r.join(dir, e.name), e, letters || maildir && (e.name == "cur" || e.name == "new")) {
			return false
		}
	}
	return true
}

// entry is what a walk needs to know of a file or folder: a folder of a hundred thousand files takes 4 MB so, and 10 MB as Go lists it.
type entry struct {
	name string
	mode fs.FileMode // the type only
}

// entries lists a folder in natural order.
func (r *reader) entries(dir string) ([]entry, error) {
	listed, err := r.tree.ReadDir(dir)
	entries := make([]entry, len(listed))
	for i, e := range listed {
		entries[i] = entry{e.Name(), e.Type()}
	}
	slices.SortFunc(entries, func(a, b entry) int { return natural(a.name, b.name) })
	return entries, err
}

// entry reads one entry of a folder, and reports whether to go on. letters says that a file is a mail whatever its name,
// and that a folder holds such files.
func (r *reader) entry(name string, e entry, letters bool) bool {
	if err := r.ctx.Err(); err != nil {
		r.fail(name, err)
		return false
	}
	link := e.mode&fs.ModeSymlink != 0
	known := isKnown(name)
	if letters && !e.mode.IsDir() {
		known = !passedOver(e.name)
	}
	if strings.HasPrefix(e.name, ".") || !known && !link && !e.mode.IsDir() {
		return true
	}
	info, err := r.tree.Stat(name)
	switch {
	case err != nil && known:
		return r.fail(name, readingError(name, err))
	case err != nil: // a dead link that may have been anything
		return true
	case info.IsDir():
		return r.walk(name, letters)
	case !known:
		return true
	case letters:
		return r.file(name, info, inMaildir)
	case r.unchanged(info):
		return r.pass(name)
	}
	return r.file(name, info, inFolder)
}

// isKnown reports whether a file in a folder is read, by its name. Names that programs give to what they are still
// writing (.part, .crdownload, .tmp, a "~" at the end) have other extensions.
func isKnown(name string) bool {
	return mediaTypes[extension(name)] != "" || namesMailbox(name)
}

// isMaildir reports whether a folder is a Maildir: one with the folders cur and new.
// https://cr.yp.to/proto/maildir.html
func (r *reader) isMaildir(dir string, entries []entry) bool {
	found := 0
	for _, e := range entries {
		if e.name != "cur" && e.name != "new" {
			continue
		}
		if info, err := r.tree.Stat(r.join(dir, e.name)); err == nil && info.IsDir() {
			found++
		}
	}
	return found == 2
}

// partOfMaildir reports whether a folder is the cur or new of a Maildir.
func (r *reader) partOfMaildir(dir string) bool {
	base := filepath.Base(dir)
	if base != "cur" && base != "new" {
		return false
	}
	return r.isMaildir(filepath.Dir(dir), []entry{{name: "cur"}, {name: "new"}})
}

// temporary are the endings of files that are still being written.
var temporary = []string{".tmp", ".part", ".partial", ".crdownload", ".download", ".swp", "~"}

// passedOver reports whether a file of a Maildir is no message to read, by its name: it is being written, or its flags
// (the letters after ":2,") say that it is a draft or in the bin.
func passedOver(name string) bool {
	for _, ending := range temporary {
		if strings.HasSuffix(name, ending) {
			return true
		}
	}
	flags, found := strings.CutPrefix(name[strings.LastIndexAny(name, ":;!")+1:], "2,") // ";" and "!" where ":" is not allowed
	return found && strings.ContainsAny(flags, "DT")
}
