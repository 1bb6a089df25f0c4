// Package prompts holds the texts that are sent to a model, as templates a user can read, take out, edit and use in
// place of ours. Rendering is strict: a template that asks for something it is not given is an error, not a blank.
package prompts

import (
	"bytes"
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/template"
	"unicode/utf8"
)

//go:embed *.tmpl
var embedded embed.FS

// The names of the templates.
const (
	System    = "system"    // the system message of every call
	Summarize = "summarize" // the user message for one chunk
	Reduce    = "reduce"    // the user message that chooses among the points of several chunks
	Repair    = "repair"    // the user message that asks for points again to which a check objects
)

const extension = ".tmpl"

// maxSize bounds an edited template, in bytes: a larger one is a mistake, not a prompt.
const maxSize = 64 << 10

// Set is the templates in use.
type Set struct {
	templates map[string]*template.Template
	sources   map[string]string
	edited    map[string]bool
}

// Load returns the embedded templates, each replaced by the file of the same name in dir when there is one. An empty
// dir means the embedded ones. A file in dir with an unknown name ending in .tmpl, a template that does not parse or
// that uses a field it will not be given is an error that names the file.
func Load(dir string) (*Set, error) {
	s := &Set{templates: map[string]*template.Template{}, sources: map[string]string{}, edited: map[string]bool{}}
	for _, name := range Names() {
		b, err := embedded.ReadFile(name + extension)
		if err != nil {
			return nil, fmt.Errorf("reading prompt %s: %w", name, err)
		}
		if err := s.add(name, string(b)); err != nil {
			return nil, err
		}
	}
	if dir == "" {
		return s, nil
	}
	return s, s.replaceFrom(dir)
}

// Names lists the templates, in alphabetical order.
func Names() []string {
	return []string{Reduce, Repair, Summarize, System}
}

func (s *Set) replaceFrom(dir string) error {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return fmt.Errorf("reading the folder of prompts: %w", err)
	}
	for _, e := range entries {
		name, isTemplate := strings.CutSuffix(e.Name(), extension)
		if !isTemplate {
			continue
		}
		path := filepath.Join(dir, e.Name())
		if !slices.Contains(Names(), name) {
			return fmt.Errorf("%s: there is no prompt %q (there are %s)", path, name, strings.Join(Names(), ", "))
		}
		text, err := readTemplate(path)
		if err != nil {
			return err
		}
		s.edited[name] = text != s.sources[name]
		if err := s.add(name, text); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
	}
	return nil
}

func readTemplate(path string) (string, error) {
	info, err := os.Stat(path)
	if err != nil {
		return "", fmt.Errorf("reading a prompt: %w", err)
	}
	if info.Size() > maxSize {
		return "", fmt.Errorf("%s: a prompt of %d bytes is over the limit of %d", path, info.Size(), maxSize)
	}
	b, err := os.ReadFile(path)
	if err != nil {
		return "", fmt.Errorf("reading a prompt: %w", err)
	}
	if !utf8.Valid(b) {
		return "", fmt.Errorf("%s: not UTF-8", path)
	}
	return string(b), nil
}

// add parses a template and renders it once on sample data, so that a mistake shows before the first call.
func (s *Set) add(name, text string) error {
	t, err := template.New(name).Option("missingkey=error").Parse(text)
	if err != nil {
		return fmt.Errorf("prompt %s: %w", name, err)
	}
	s.templates[name], s.sources[name] = t, text
	out, err := s.Render(name, sample(name))
	if err != nil {
		return err
	}
	if strings.TrimSpace(out) == "" {
		return fmt.Errorf("prompt %s: renders to nothing", name)
	}
	if name != System && !strings.Contains(out, sampleMark) {
		return fmt.Errorf("prompt %s: the text to work on is missing from it", name)
	}
	return nil
}

// Render fills in a template. The result has no white space at either end.
func (s *Set) Render(name string, data any) (string, error) {
	t, ok := s.templates[name]
	if !ok {
		return "", fmt.Errorf("there is no prompt %q", name)
	}
	var b bytes.Buffer
	if err := t.Execute(&b, data); err != nil {
		return "", fmt.Errorf("prompt %s: %w", name, errors.Unwrap(err))
	}
	return strings.TrimSpace(b.String()), nil
}

// Source returns the text of a template as it is in use.
func (s *Set) Source(name string) (string, bool) {
	text, ok := s.sources[name]
	return text, ok
}

// Edited reports whether a template in use differs from the embedded one.
func (s *Set) Edited(name string) bool { return s.edited[name] }

// Digest is the SHA-256 of a template's text, in hexadecimal.
func (s *Set) Digest(name string) string {
	sum := sha256.Sum256([]byte(s.sources[name]))
	return hex.EncodeToString(sum[:])
}

// Eject writes the embedded templates into dir, which is made when it is missing, and returns the paths. A file that
// is already there is never overwritten: it is an error that wraps fs.ErrExist, before anything is written.
func Eject(dir string) ([]string, error) {
	var paths []string
	for _, name := range Names() {
		path := filepath.Join(dir, name+extension)
		if _, err := os.Lstat(path); err == nil {
			return nil, fmt.Errorf("%s: %w", path, fs.ErrExist)
		}
		paths = append(paths, path)
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("making the folder of prompts: %w", err)
	}
	for i, name := range Names() {
		b, err := embedded.ReadFile(name + extension)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(paths[i], b, 0o644); err != nil {
			return nil, fmt.Errorf("writing a prompt: %w", err)
		}
	}
	return paths, nil
}
