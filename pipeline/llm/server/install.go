package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"time"

	"github.com/gofrs/flock"
)

// InstallOptions are for Install. The zero value brings the default model and the server for it, unless something on this
// machine makes that needless.
type InstallOptions struct {
	GGUF  string // a model file of the user's own, in place of the download; it stays where it is
	Force bool   // install though Ollama is there, and look through what is installed already

	Env      []string                          // of the programs that are run; nil: os.Environ
	LookPath func(name string) (string, error) // nil: exec.LookPath
	Ollama   string                            // its address; empty: http://127.0.0.1:11434
	Now      func() time.Time                  // nil: time.Now
	Pause    func(context.Context, time.Duration) error

	bundle bundle                          // zero: defaultBundle
	space  func(dir string) (int64, error) // nil: freeSpace
}

// Event is what Install tells while it works. Each has a line; the first has the plan, and those of the download how far it is.
type Event struct {
	Line        string
	Plan        *Plan
	Part, Parts int   // part of the download that is done, counted from 1; 0: not about the download
	Done, Total int64 // bytes of the model
}

func (o InstallOptions) withDefaults() InstallOptions {
	if o.Env == nil {
		o.Env = os.Environ()
	}
	if o.LookPath == nil {
		o.LookPath = exec.LookPath
	}
	if o.Ollama == "" {
		o.Ollama = "http://127.0.0.1:11434"
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Pause == nil {
		o.Pause = sleep
	}
	if o.bundle.Server == "" {
		o.bundle = defaultBundle()
	}
	if o.space == nil {
		o.space = freeSpace
	}
	return o
}

func sleep(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// installer is one install.
type installer struct {
	InstallOptions
	dirs     Dirs
	progress func(Event)
}

// Install brings a model and a server for it, and returns what is installed then: it says what it will do, does what is
// missing, and asks nothing. One that was broken off, however, is gone on with and loses one part of the download at
// most. Two at once do the work once: the second waits. The error is an *Error where there is a remedy. The manifest is
// empty when the plan was to do nothing and nothing of ours is there.
func Install(ctx context.Context, dirs Dirs, opts InstallOptions, progress func(Event)) (Manifest, error) {
	in := &installer{InstallOptions: opts.withDefaults(), dirs: dirs, progress: progress}
	if progress == nil {
		in.progress = func(Event) {}
	}
	if err := os.MkdirAll(dirs.data(""), dirMode); err != nil {
		return Manifest{}, fmt.Errorf("making the folder for the model: %w", err)
	}
	unlock, err := in.lock(ctx)
	if err != nil {
		return Manifest{}, err
	}
	defer unlock()
	return in.run(ctx)
}

func (in *installer) say(format string, args ...any) {
	in.progress(Event{Line: fmt.Sprintf(format, args...)})
}

func (in *installer) lock(ctx context.Context) (unlock func() error, err error) {
	lock := flock.New(in.dirs.installLock())
	got, err := lock.TryLock()
	if err == nil && !got {
		in.say("another install is at work; waiting for it to end")
		_, err = lock.TryLockContext(ctx, 4*pause)
	}
	if err != nil {
		return nil, fmt.Errorf("waiting for another install: %w", err)
	}
	return lock.Unlock, nil
}

func (in *installer) run(ctx context.Context) (Manifest, error) {
	next, err := in.intended()
	if err != nil {
		return Manifest{}, err
	}
	llama := in.llamaServer(ctx)
	plan := in.plan(ctx, next, llama)
	for i, line := range plan.Lines() {
		event := Event{Line: line}
		if i == 0 {
			event.Plan = &plan
		}
		in.progress(event)
	}
	if plan.Nothing != "" {
		m, _ := Installed(in.dirs)
		return m, nil
	}
	if err := in.roomFor(plan); err != nil {
		return Manifest{}, err
	}
	_ = os.RemoveAll(in.dirs.download()) // what a broken-off install left
	if err := os.MkdirAll(in.dirs.download(), dirMode); err != nil {
		return Manifest{}, fmt.Errorf("making a folder for the download: %w", err)
	}
	if next.Kind = KindLlama; llama == "" {
		next.Kind, next.Server = KindPython, in.bundle.ServerVersion
		if err := in.python(ctx); err != nil {
			return Manifest{}, err
		}
	}
	return in.model(ctx, next)
}

// intended is the manifest as far as it is known before anything is done.
func (in *installer) intended() (Manifest, error) {
	m := Manifest{Version: 1, Path: in.dirs.modelFile()}
	if in.GGUF == "" {
		return m, nil
	}
	path, err := filepath.Abs(in.GGUF)
	if err != nil {
		return m, err
	}
	m.Own, m.Path = true, path
	g, err := readGGUF(path)
	if err != nil {
		return m, hinted(fmt.Errorf("reading the model: %w", err), "name a model file that llama.cpp can run, as --gguf PATH")
	}
	if g.Context == 0 {
		in.say("%s does not say for how many tokens of context it is; it gets %d", path, contextTokens)
	}
	return m.look()
}

// plan compares what is wanted with what is there.
func (in *installer) plan(ctx context.Context, next Manifest, llama string) Plan {
	old, installed := Installed(in.dirs)
	serverThere := llama != "" || in.pythonWorks(ctx)
	modelThere := installed && (!next.Own || old.Path == next.Path)
	if modelThere && serverThere && !in.Force {
		return Plan{Nothing: fmt.Sprintf("%s is installed already: %s", old.Model, old.Path)}
	}
	if model := in.ollamaModel(ctx); model != "" && !next.Own && !in.Force {
		return Plan{
			Nothing: fmt.Sprintf("Ollama is running and has a model, %s: it would be used, nothing need be installed", model),
			Notes:   []string{"to install one all the same: mattinale model install --force"},
		}
	}
	p := Plan{Dir: in.dirs.data("")}
	switch {
	case llama != "":
		p.Notes = append(p.Notes, "the server is there: "+llama)
	case serverThere:
		p.Notes = append(p.Notes, "the server is there: "+in.bundle.Server+" "+in.bundle.ServerVersion)
	default:
		p.Items = append(p.Items, in.bundle.serverItem())
		p.Disk += venvBytes
	}
	if next.Own {
		p.Notes = append(p.Notes, fmt.Sprintf("the model stays where it is: %s, %s, %s", next.Path, next.Model, size(next.Bytes)))
		return p
	}
	have := in.have()
	p.Items = append(p.Items, in.bundle.modelItem(have))
	p.Disk += in.bundle.Bytes - have
	if have < in.bundle.Bytes {
		p.Disk += 2 * in.bundle.PartBytes // the part at work, as a wheel, twice at worst
	}
	return p
}

func (in *installer) roomFor(p Plan) error {
	free, err := in.space(in.dirs.data(""))
	if err != nil || free >= p.Disk { // not known: it shows when the disk is full
		return nil
	}
	return hinted(fmt.Errorf("%s are needed in %s, and %s are free", size(p.Disk), p.Dir, size(free)),
		"make room, or set XDG_DATA_HOME to a folder on a larger disk")
}

// model sees to the model file and writes down what is installed.
func (in *installer) model(ctx context.Context, m Manifest) (Manifest, error) {
	if !m.Own {
		if err := in.fetchModel(ctx); err != nil {
			return Manifest{}, err
		}
		m.SHA256 = in.bundle.SHA256
	}
	m, err := m.look()
	if err != nil {
		return Manifest{}, err
	}
	m.Installed = in.Now().UTC().Truncate(time.Second)
	if err := writeJSON(in.dirs.manifest(), m, 0o600); err != nil {
		return Manifest{}, fmt.Errorf("writing down what is installed: %w", err)
	}
	if err := errors.Join(os.RemoveAll(in.dirs.download()), in.dropPip()); err != nil {
		in.say("what is not needed any more could not all be taken away: %v", err)
	}
	in.say("installed: %s", m.Model)
	return m, nil
}
