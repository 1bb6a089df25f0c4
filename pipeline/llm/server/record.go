package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"strings"
	"time"

	"github.com/gofrs/flock"

	"mattinale/pipeline/llm"
)

// Info is what is known of a running server.
type Info struct {
	BaseURL string    // ends before /chat/completions
	Model   string    // the name it goes by
	Kind    string    // "llama-server" or "xllamacpp"
	PID     int       // of the server
	Context int       // tokens
	Slots   int       // calls it works on at once
	Started time.Time // when it was ready
	Pinned  bool      // by Start: it stays when nobody uses it

	id  string
	key llm.Secret
}

// Endpoint is the server as one that requests can go to.
func (i Info) Endpoint() llm.Endpoint {
	return llm.Endpoint{
		BaseURL: i.BaseURL, Model: i.Model, Key: i.key, Context: i.Context, Slots: i.Slots, Loopback: true,
		Origin: "the local model server",
	}
}

// States of a record.
const (
	stateLoading = "loading"
	stateReady   = "ready"
	stateFailed  = "failed"
)

// record is what the supervisor writes down. Only what it says of a server that answers to its key is believed.
type record struct {
	ID      string    `json:"id"` // of the start, made up by who asked for it
	State   string    `json:"state"`
	Error   string    `json:"error,omitempty"` // why it failed
	Kind    string    `json:"kind"`
	PID     int       `json:"pid"`
	BaseURL string    `json:"base_url"`
	Model   string    `json:"model"`
	Key     string    `json:"key"`
	Context int       `json:"context"`
	Slots   int       `json:"slots"`
	Started time.Time `json:"started"`
}

func readRecord(dirs Dirs) (record, error) {
	var r record
	data, err := os.ReadFile(dirs.record())
	if err != nil {
		return r, err
	}
	return r, json.Unmarshal(data, &r)
}

func (r record) info(dirs Dirs) Info {
	return Info{
		BaseURL: r.BaseURL, Model: r.Model, Kind: r.Kind, PID: r.PID, Context: r.Context, Slots: r.Slots, Started: r.Started,
		Pinned: pinned(dirs, r.ID), id: r.ID, key: llm.NewSecret(r.Key),
	}
}

// pinned reports whether the start with this ID is one that stays. A pin of an earlier start, left by a machine that
// went down, means nothing.
func pinned(dirs Dirs, id string) bool {
	data, err := os.ReadFile(dirs.pin())
	return err == nil && id != "" && strings.TrimSpace(string(data)) == id
}

// supervised reports whether there is a supervisor. It looks with a shared lock, so that two who look do not see each other.
func supervised(dirs Dirs) (bool, error) {
	if _, err := os.Stat(dirs.supervisorLock()); errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	lock := flock.New(dirs.supervisorLock())
	free, err := lock.TryRLock()
	if err != nil {
		return false, fmt.Errorf("looking for a running model server: %w", err)
	}
	if free {
		return false, lock.Unlock()
	}
	return true, nil
}

// Running returns the server of this user that is up and answers, pinned or in use by a run.
func Running(ctx context.Context, dirs Dirs) (Info, bool) {
	if held, err := supervised(dirs); err != nil || !held {
		return Info{}, false
	}
	r, err := readRecord(dirs)
	if err != nil || r.State != stateReady || probe(ctx, r).err != nil {
		return Info{}, false
	}
	return r.info(dirs), true
}
