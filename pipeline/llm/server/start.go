package server

import (
	"context"
	"crypto/rand"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"time"
)

// job is what a supervisor is told, as the one argument of Supervise. There is no secret in it.
type job struct {
	ID    string `json:"id"` // of this start
	Dirs  Dirs   `json:"dirs"`
	Llama string `json:"llama,omitempty"` // path of llama-server, empty: there is none
}

// maxStarts bounds how often one Acquire starts a supervisor: more than once only when it made way to another that then
// ended for lack of users.
const maxStarts = 3

// starter has a server started, if there is none, and waits for it.
type starter struct {
	dirs   Dirs
	opts   Options
	begun  time.Time
	said   time.Time     // when progress was last told of
	id     string        // of the last start of our own, empty: none
	exited chan struct{} // closed when our own supervisor has ended
	starts int
}

// await looks until a server answers, and starts one when there is no supervisor.
func await(ctx context.Context, dirs Dirs, opts Options) (Info, error) {
	late := time.NewTimer(opts.Timeout)
	defer late.Stop()
	s := &starter{dirs: dirs, opts: opts, begun: time.Now(), said: time.Now()}
	for {
		if info, ok := Running(ctx, dirs); ok {
			return info, nil
		}
		if err := s.look(); err != nil {
			return Info{}, err
		}
		select {
		case <-ctx.Done():
			return Info{}, fmt.Errorf("starting the model server: %w", ctx.Err())
		case <-late.C:
			return Info{}, hinted(fmt.Errorf("the model server is not ready after %v", opts.Timeout), "see "+dirs.log())
		case <-time.After(pause):
		}
	}
}

// look starts a supervisor when there is none, and reports what became of the last one.
func (s *starter) look() error {
	if now := time.Now(); now.Sub(s.said) >= 5*time.Second {
		s.said = now
		s.opts.Progress(fmt.Sprintf("the model server is loading the model, %.0f s", now.Sub(s.begun).Seconds()))
	}
	held, err := supervised(s.dirs)
	if err != nil || held || s.starting() {
		return err
	}
	if s.id != "" {
		if r, err := readRecord(s.dirs); err == nil && r.ID == s.id {
			return s.failure(r)
		}
	}
	if s.starts++; s.starts > maxStarts {
		return s.failure(record{})
	}
	return s.start()
}

// starting reports whether a supervisor of ours is under way.
func (s *starter) starting() bool {
	if s.exited == nil {
		return false
	}
	select {
	case <-s.exited:
		return false
	default:
		return true
	}
}

func (s *starter) failure(r record) error {
	reason := r.Error
	if reason == "" {
		reason = "its supervisor ended early"
		if said, err := os.ReadFile(s.dirs.supervisorLog()); err == nil && len(said) > 0 {
			reason += ": " + lastLines(string(said), 8)
		}
	}
	return hinted(fmt.Errorf("the model server did not come up: %s", reason), "see "+s.dirs.log())
}

func (s *starter) start() error {
	m, err := readManifest(s.dirs)
	if err != nil {
		return err
	}
	llama, err := s.opts.LookPath(KindLlama)
	if err != nil {
		llama = ""
	}
	if _, err := os.Stat(s.dirs.finished()); err != nil && llama == "" {
		return hinted(errors.New("a model is installed, but no server for it"), "mattinale model install")
	}
	s.opts.Progress("starting the local model server with " + m.Model)
	s.id = rand.Text()
	spec, err := json.Marshal(job{ID: s.id, Dirs: s.dirs, Llama: llama})
	if err != nil {
		return err
	}
	return s.spawn(string(spec))
}

// spawn runs the supervisor in a session of its own, so that no signal for this run reaches it. What it says goes to a
// file: it must not hold on to this run's terminal or pipe.
func (s *starter) spawn(spec string) error {
	out, err := os.OpenFile(s.dirs.supervisorLog(), os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer out.Close()
	cmd := exec.Command(s.opts.Executable, append(append([]string{}, s.opts.Arguments...), spec)...)
	cmd.Env = withoutKeys(s.opts.Env)
	cmd.Dir = s.dirs.state("")
	cmd.Stdout, cmd.Stderr = out, out
	detach(cmd)
	if err := cmd.Start(); err != nil {
		return fmt.Errorf("starting the model server's supervisor: %w", err)
	}
	exited := make(chan struct{})
	s.exited = exited
	go func() {
		_ = cmd.Wait() // how it ended is in its record
		close(exited)
	}()
	return nil
}

func lastBytes(s string, n int) string {
	return strings.ToValidUTF8(s[max(0, len(s)-n):], "")
}
