// Package render shows a brief: as brief.json for programs, as a page and as Markdown for readers, and one summary on a
// terminal. A brief goes in, bytes come out, story by story, so that a brief may be longer than memory; nothing is left out
// on the way, and nothing that articles or models wrote can act as markup, as a link, or on the terminal.
//
// JSON is the brief as it is. The page, the Markdown and the terminal are written from one view of it, in which every text
// is on one line, printable, and in its place. Labels stand in Italian and English, those of the brief's first language
// first.
package render

import (
	"bufio"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"time"

	"golang.org/x/sync/errgroup"

	"mattinale/pipeline/news"
)

// Write puts brief.md, brief.json and brief.html into the folder dir/DATE, which is created, and returns their paths in
// this order. All three are rendered and on disk under other names before the first takes its place, so a brief of the
// same date is replaced whole or stays as it was. What runs that were killed left in such folders is removed first.
func Write(dir string, b news.Brief) (paths []string, err error) {
	if _, err := time.Parse(time.DateOnly, b.Date); err != nil { // it becomes a path
		return nil, fmt.Errorf("writing a brief: its date %q is not YYYY-MM-DD", b.Date)
	}
	sweep(dir, b.Generated)
	folder := filepath.Join(dir, b.Date)
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, fmt.Errorf("writing the brief: %w", err)
	}
	forms := []struct {
		name   string
		render func(io.Writer, news.Brief) error
	}{{"brief.md", Markdown}, {"brief.json", JSON}, {"brief.html", HTML}}
	staged := make([]*pending, len(forms))
	defer func() {
		for _, file := range staged {
			if file != nil {
				file.discard()
			}
		}
		if err != nil {
			_ = os.Remove(folder) // fails, as it should, unless nothing is in it
		}
	}()
	var g errgroup.Group
	for i, form := range forms {
		path := filepath.Join(folder, form.name)
		paths = append(paths, path)
		g.Go(func() (err error) {
			staged[i], err = stage(path, func(w io.Writer) error {
				out := bufio.NewWriterSize(w, 64<<10)
				return errors.Join(form.render(out, b), out.Flush())
			})
			if err != nil {
				return fmt.Errorf("writing %s: %w", path, err)
			}
			return nil
		})
	}
	if err := g.Wait(); err != nil {
		return nil, err
	}
	for i, file := range staged {
		if err := file.commit(); err != nil {
			return nil, fmt.Errorf("writing %s: %w", paths[i], err)
		}
	}
	settle(folder)
	return paths, nil
}
