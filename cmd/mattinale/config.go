package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/adrg/xdg"
	"github.com/goccy/go-yaml/ast"
	"github.com/goccy/go-yaml/parser"
	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
)

// maxConfig bounds the configuration file, in bytes.
const maxConfig = 256 << 10

// applyConfig reads the configuration file and sets every flag that neither the command line nor the environment has
// set. It returns the file's sources. A file that is not there is fine unless it was named.
func applyConfig(c *cli.Context) ([]news.Source, error) {
	path := c.String("config")
	if path == "" {
		path = filepath.Join(xdg.ConfigHome, "mattinale", "config.yaml")
	}
	text, err := readConfig(path)
	if errors.Is(err, fs.ErrNotExist) && c.String("config") == "" {
		return nil, nil
	}
	if err != nil {
		return nil, usage("", "reading the configuration: %w", err)
	}
	return applyYAML(c, path, text)
}

func readConfig(path string) ([]byte, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, maxConfig+1))
	if err == nil && len(text) > maxConfig {
		err = fmt.Errorf("%s: over %d KB", path, maxConfig>>10)
	}
	return text, err
}

// applyYAML walks the file as a tree rather than decoding it: so a mistake has a line and a column, and no alias is
// ever expanded.
func applyYAML(c *cli.Context, path string, text []byte) ([]news.Source, error) {
	file, err := parser.ParseBytes(text, 0)
	if err != nil {
		message, _, _ := strings.Cut(err.Error(), "\n")
		return nil, usage("", "%s: not YAML: %s", path, message)
	}
	var sources []news.Source
	for _, doc := range file.Docs {
		pairs, err := mapping(doc.Body)
		if err != nil {
			return nil, usage("write it as  name: value", "%s: %w", path, err)
		}
		for _, pair := range pairs {
			values, err := scalars(pair.Value)
			key := pair.Key.String()
			at := fmt.Sprintf("%s:%d:%d", path, pair.Key.GetToken().Position.Line, pair.Key.GetToken().Position.Column)
			if err != nil {
				return nil, usage("", "%s: %s: %w", at, key, err)
			}
			if key == "sources" {
				sources = append(sources, named(values)...)
				continue
			}
			if err := setFlag(c, key, strings.Join(values, ",")); err != nil {
				return nil, placed(at, err)
			}
		}
	}
	return sources, nil
}

// placed says where in the file a mistake is.
func placed(at string, err error) error {
	var f *failure
	if errors.As(err, &f) {
		return usage(f.hint, "%s: %w", at, f.err)
	}
	return usage("", "%s: %w", at, err)
}

func mapping(body ast.Node) ([]*ast.MappingValueNode, error) {
	switch n := body.(type) {
	case nil, *ast.NullNode, *ast.CommentGroupNode:
		return nil, nil
	case *ast.MappingNode:
		return n.Values, nil
	case *ast.MappingValueNode:
		return []*ast.MappingValueNode{n}, nil
	}
	return nil, errors.New("the top level is no mapping of keys to values")
}

// scalars is a value as one or more strings.
func scalars(value ast.Node) ([]string, error) {
	if list, ok := value.(*ast.SequenceNode); ok {
		var all []string
		for _, item := range list.Values {
			one, err := scalars(item)
			if err != nil {
				return nil, err
			}
			all = append(all, one...)
		}
		return all, nil
	}
	switch n := value.(type) {
	case *ast.StringNode:
		return []string{n.Value}, nil
	case *ast.LiteralNode:
		return []string{n.Value.Value}, nil
	case *ast.BoolNode, *ast.IntegerNode, *ast.FloatNode:
		return []string{n.GetToken().Value}, nil
	case *ast.NullNode:
		return nil, nil
	}
	return nil, errors.New("neither a value nor a list of values")
}

// setFlag sets a flag from the file. A key that only another command has is known and passed over.
func setFlag(c *cli.Context, key, value string) error {
	known := configKeys(c)
	if !slices.Contains(known, key) {
		hint := "known keys: " + strings.Join(known, ", ")
		if near := nearest(key, known); near != "" {
			hint = fmt.Sprintf("did you mean %q?", near)
		}
		return usage(hint, "unknown key %q", key)
	}
	if !hasFlag(c.Command.Flags, key) || c.IsSet(key) {
		return nil
	}
	if err := c.Set(key, value); err != nil {
		return usage("", "%s: %w", key, err)
	}
	return nil
}

func configKeys(c *cli.Context) []string {
	keys := []string{"sources"}
	for _, f := range briefFlags() {
		if name := f.Names()[0]; name != "config" {
			keys = append(keys, name)
		}
	}
	slices.Sort(keys)
	return keys
}

func hasFlag(flags []cli.Flag, name string) bool {
	return slices.ContainsFunc(flags, func(f cli.Flag) bool { return slices.Contains(f.Names(), name) })
}
