package server

import (
	"os"
	"path/filepath"
)

// Dirs are the folders of the package; it makes what is missing in them. Data keeps what was installed and State the
// server's log. Runtime holds the locks and the record of the running server; empty stands for State, which is the better
// choice where a scheduled run and one at a terminal are to share a server: cron knows no XDG_RUNTIME_DIR.
type Dirs struct {
	Data    string `json:"data"`
	State   string `json:"state"`
	Runtime string `json:"runtime,omitempty"`
}

const dirMode = 0o700 // the record of the server has its key in it

func (d Dirs) data(name string) string { return filepath.Join(d.Data, "model", name) }

func (d Dirs) state(name string) string { return filepath.Join(d.State, "model", name) }

func (d Dirs) runtime(name string) string {
	if d.Runtime == "" {
		return d.state(name)
	}
	return filepath.Join(d.Runtime, "model", name)
}

func (d Dirs) manifest() string       { return d.data("manifest.json") }
func (d Dirs) venv() string           { return d.data("venv") }
func (d Dirs) modelFile() string      { return d.data("model.gguf") }
func (d Dirs) partial() string        { return d.data("model.gguf.part") }
func (d Dirs) download() string       { return d.data("download") }
func (d Dirs) installLock() string    { return d.data("install.lock") }
func (d Dirs) log() string            { return d.state("server.log") }
func (d Dirs) supervisorLog() string  { return d.state("supervisor.log") }
func (d Dirs) variant() string        { return d.state("variant") }
func (d Dirs) script() string         { return d.state("serve.py") }
func (d Dirs) users() string          { return d.runtime("users.lock") }
func (d Dirs) supervisorLock() string { return d.runtime("supervisor.lock") }
func (d Dirs) record() string         { return d.runtime("server.json") }
func (d Dirs) pin() string            { return d.runtime("pinned") }

// makeRunning makes the folders that a running server needs.
func (d Dirs) makeRunning() error {
	if err := os.MkdirAll(d.state(""), dirMode); err != nil {
		return err
	}
	return os.MkdirAll(d.runtime(""), dirMode)
}
