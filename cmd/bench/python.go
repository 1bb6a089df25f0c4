package main

import (
	"context"
	"crypto/sha1"
	"embed"
	"encoding/hex"
	"os"
	"os/exec"
	"path/filepath"

	"github.com/adrg/xdg"
	"github.com/pkoukk/tiktoken-go-loader/assets"
)

//go:embed python/*.py
var scripts embed.FS

// pinned are the Python peers.
var pinned = []string{"tiktoken==0.14.0", "semantic-text-splitter==0.33.1"}

// python runs the scripts of the Python peers.
type python struct{ interpreter, scripts, vocabularies string }

// newPython makes an environment of its own in the user's cache folder, and keeps it for the next run. tiktoken takes its
// vocabularies from the loader's embedded files, so that only the packages come from a registry.
func newPython(ctx context.Context) (*python, error) {
	home := filepath.Join(xdg.CacheHome, "mattinale-bench")
	py := &python{interpreter: filepath.Join(home, "venv", "bin", "python"), scripts: filepath.Join(home, "scripts"), vocabularies: filepath.Join(home, "vocabularies")}
	if err := py.writeFiles(); err != nil {
		return nil, err
	}
	if _, err := os.Stat(py.interpreter); err != nil {
		if err := run(exec.CommandContext(ctx, "python3", "-m", "venv", filepath.Join(home, "venv"))); err != nil {
			return nil, leaveOut("no environment for Python could be made", err)
		}
	}
	if run(exec.CommandContext(ctx, py.interpreter, "-m", "pip", "install", "--quiet", "--no-index", "--find-links", home, pinned[0], pinned[1])) == nil {
		return py, nil // they are there
	}
	var err error
	for range tries {
		if err = run(exec.CommandContext(ctx, py.interpreter, append([]string{"-m", "pip", "install", "--quiet"}, pinned...)...)); err == nil {
			return py, nil
		}
	}
	return nil, leaveOut("its packages could not be installed", err)
}

func (py *python) writeFiles() error {
	for _, dir := range []string{py.scripts, py.vocabularies} {
		if err := os.MkdirAll(dir, 0o700); err != nil {
			return err
		}
	}
	entries, err := scripts.ReadDir("python")
	if err != nil {
		return err
	}
	for _, e := range entries {
		data, err := scripts.ReadFile("python/" + e.Name())
		if err != nil {
			return err
		}
		if err := os.WriteFile(filepath.Join(py.scripts, e.Name()), data, 0o600); err != nil {
			return err
		}
	}
	for _, encoding := range encodings {
		data, err := assets.Assets.ReadFile(encoding + ".tiktoken")
		if err != nil {
			return err
		}
		// tiktoken's cache has a file a address (tiktoken/load.py, read_file_cached).
		name := sha1.Sum([]byte("https://openaipublic.blob.core.windows.net/encodings/" + encoding + ".tiktoken"))
		if err := os.WriteFile(filepath.Join(py.vocabularies, hex.EncodeToString(name[:])), data, 0o600); err != nil {
			return err
		}
	}
	return nil
}

// command is a script's run. Nothing of it is written beside the scripts.
func (py *python) command(ctx context.Context, script string, args ...string) *exec.Cmd {
	cmd := exec.CommandContext(ctx, py.interpreter, append([]string{filepath.Join(py.scripts, script)}, args...)...)
	cmd.Env = append(os.Environ(), "TIKTOKEN_CACHE_DIR="+py.vocabularies, "PYTHONUTF8=1")
	return cmd
}
