package server

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"time"

	"github.com/google/renameio/v2/maybe"
)

// Manifest says what is installed.
type Manifest struct {
	Version   int       `json:"version"`   // of this format, 1
	Installed time.Time `json:"installed"` // when
	Model     string    `json:"model"`     // the name it goes by at the endpoint
	Path      string    `json:"path"`      // of the model file
	Bytes     int64     `json:"bytes"`     // of the model file
	Modified  time.Time `json:"modified"`  // of the model file
	SHA256    string    `json:"sha256,omitempty"`
	Context   int       `json:"context"` // tokens it is given when it runs
	Own       bool      `json:"own"`     // the user's own file, not one that was brought
	Kind      string    `json:"kind"`    // "llama-server" or "xllamacpp"
	Server    string    `json:"server"`  // the version of the latter
}

// The kinds of server, best first.
const (
	KindLlama  = "llama-server" // llama.cpp's own, found on PATH
	KindPython = "xllamacpp"    // the Python package, in an environment of its own
)

// contextTokens is the context a model gets, where it was trained for as much: an article, the reply and room to spare,
// at 230 MB of memory for the model that is brought.
const contextTokens = 8192

// notInstalled is the error when nothing is installed at all. It is an fs.ErrNotExist, which a damaged manifest and a model
// file that is gone are not.
type notInstalled struct{}

func (notInstalled) Error() string        { return "no model is installed" }
func (notInstalled) Is(target error) bool { return target == fs.ErrNotExist }

// Installed returns what is installed. ok is false when nothing is, or when the model file is gone.
func Installed(dirs Dirs) (m Manifest, ok bool) {
	m, err := readManifest(dirs)
	return m, err == nil
}

func readManifest(dirs Dirs) (Manifest, error) {
	data, err := os.ReadFile(dirs.manifest())
	if errors.Is(err, fs.ErrNotExist) {
		return Manifest{}, hinted(notInstalled{}, "mattinale model install")
	}
	if err != nil {
		return Manifest{}, fmt.Errorf("reading what is installed: %w", err)
	}
	var m Manifest
	if err := json.Unmarshal(data, &m); err != nil || m.Version != 1 || m.Path == "" {
		return Manifest{}, hinted(fmt.Errorf("%s is damaged", dirs.manifest()), "mattinale model install")
	}
	info, err := os.Stat(m.Path)
	if err != nil {
		return Manifest{}, hinted(fmt.Errorf("the model file is gone: %v", err), "mattinale model install")
	}
	if info.Size() == m.Bytes && info.ModTime().Equal(m.Modified) {
		return m, nil
	}
	return m.look() // another file in the old one's place
}

// look fills in what the model file says of itself.
func (m Manifest) look() (Manifest, error) {
	g, err := readGGUF(m.Path)
	if err != nil {
		return Manifest{}, hinted(err, "name another with mattinale model install --gguf PATH")
	}
	info, err := os.Stat(m.Path)
	if err != nil {
		return Manifest{}, err
	}
	m.Model, m.Bytes, m.Modified = g.alias(), info.Size(), info.ModTime()
	m.Context = contextTokens
	if g.Context > 0 {
		m.Context = min(m.Context, g.Context)
	}
	return m, nil
}

func writeJSON(path string, v any, mode fs.FileMode) error {
	data, err := json.MarshalIndent(v, "", "  ")
	if err != nil {
		return err
	}
	return maybe.WriteFile(path, append(data, '\n'), mode)
}
