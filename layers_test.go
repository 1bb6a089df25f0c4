// Package mattinale_test holds what is checked of the tree as a whole.
package mattinale_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"path"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
)

const module = "mattinale"

// layer numbers the layers from the ground up: a package may import only packages of lower layers. Within a layer only
// what stands together in together may be imported.
func layer(pkg string) (int, bool) {
	switch {
	case pkg == "pipeline/news":
		return 0, true
	case pkg == "cache", pkg == "prompts", pkg == "seeds", pkg == "pipeline/tokens", pkg == "pipeline/llm":
		return 1, true
	case strings.HasPrefix(pkg, "pipeline/llm/"):
		return 2, true // what stands behind the Completer
	case strings.HasPrefix(pkg, "pipeline/source/"):
		return 2, true // what a source is read with; one of them may use another
	case strings.HasPrefix(pkg, "pipeline/") && strings.Count(pkg, "/") == 1:
		return 3, true // the stages
	case pkg == "pipeline":
		return 4, true
	case strings.HasPrefix(pkg, "cmd/"):
		return 5, true
	}
	return 0, false
}

// TestLayers fails when an import runs the wrong way.
func TestLayers(t *testing.T) {
	imports := readImports(t)
	if len(imports) < 10 {
		t.Fatalf("found only %d packages: the test looks in the wrong place", len(imports))
	}
	for pkg, imported := range imports {
		for name := range imported {
			if reason := forbidden(pkg, name); reason != "" {
				t.Errorf("%s imports %s: %s", pkg, name, reason)
			}
		}
	}
}

// forbidden says why a package may not import another one of this module, or "".
func forbidden(pkg, imported string) string {
	from, ok := layer(pkg)
	if !ok {
		return "the importing package has no layer; give it one in layers_test.go"
	}
	to, ok := layer(imported)
	switch {
	case !ok:
		return "the imported package has no layer"
	case to > from:
		return "it is in a higher layer"
	case to == from && behindSource(pkg) && behindSource(imported), pkg == "pipeline/source" && behindSource(imported):
		return ""
	case to == from:
		return "it is in the same layer; packages of one layer are put together one layer up"
	case from == 3 && behindSource(imported):
		return "only the source knows what it reads with"
	case from == 3 && to == 2:
		return "a stage knows only the Completer, not what stands behind it"
	}
	return ""
}

func behindSource(pkg string) bool { return strings.HasPrefix(pkg, "pipeline/source/") }

func TestForbidden(t *testing.T) {
	for _, c := range []struct {
		pkg, imported string
		ok            bool
	}{
		{"pipeline/clean", "pipeline/news", true},
		{"pipeline/clean", "pipeline/chunk", false},
		{"pipeline/news", "pipeline/llm", false},
		{"pipeline/summarize", "pipeline/llm/openai", false},
		{"pipeline/summarize", "prompts", true},
		{"pipeline/llm/retry", "pipeline/llm/openai", false},
		{"pipeline/source", "pipeline/source/feed", true},
		{"pipeline/source/feed", "pipeline/source/markup", true},
		{"pipeline/source/feed", "pipeline/source", false},
		{"pipeline/source/feed", "pipeline/llm/openai", false},
		{"pipeline/clean", "pipeline/source/feed", false},
		{"pipeline/source", "pipeline/llm/openai", false},
		{"pipeline", "pipeline/source/opml", true},
		{"pipeline/source", "pipeline/source/web", true},
		{"pipeline/clean", "pipeline/source/web", false},
		{"pipeline/source/web", "pipeline/source", false},
		{"cache", "pipeline/news", true},
		{"pipeline", "cmd/mattinale", false},
		{"elsewhere", "pipeline/news", false},
	} {
		if reason := forbidden(c.pkg, c.imported); (reason == "") != c.ok {
			t.Errorf("%s imports %s: %q", c.pkg, c.imported, reason)
		}
	}
}

// TestNewsImportsNothing holds the vocabulary to the standard library.
func TestNewsImportsNothing(t *testing.T) {
	files, err := filepath.Glob("pipeline/news/*.go")
	if err != nil || len(files) == 0 {
		t.Fatal("no files in pipeline/news", err)
	}
	for _, file := range files {
		for _, name := range importsOf(t, file) {
			if strings.Contains(strings.Split(name, "/")[0], ".") {
				t.Errorf("%s imports %s", file, name)
			}
		}
	}
}

// readImports maps each package of the module to those of the module that it imports, outside of tests.
func readImports(t *testing.T) map[string]map[string]bool {
	t.Helper()
	imports := map[string]map[string]bool{}
	err := filepath.WalkDir(".", func(file string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		if d.IsDir() && (strings.HasPrefix(d.Name(), ".") && file != "." || d.Name() == "testdata") {
			return filepath.SkipDir
		}
		if !strings.HasSuffix(file, ".go") || strings.HasSuffix(file, "_test.go") {
			return nil
		}
		pkg := path.Dir(filepath.ToSlash(file))
		if imports[pkg] == nil {
			imports[pkg] = map[string]bool{}
		}
		for _, name := range importsOf(t, file) {
			if own, ok := strings.CutPrefix(name, module+"/"); ok {
				imports[pkg][own] = true
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return imports
}

func importsOf(t *testing.T, file string) []string {
	t.Helper()
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, spec := range parsed.Imports {
		name, err := strconv.Unquote(spec.Path.Value)
		if err != nil {
			t.Fatal(err)
		}
		names = append(names, name)
	}
	return names
}
