package server

import (
	"os"
	"os/exec"
	"strings"
	"time"
)

// Options are for Acquire and Start. The zero value runs the supervisor as `mattinale model supervise`, with the program
// that is running, its environment and its PATH, and says nothing while it waits.
type Options struct {
	Executable string   // the program whose arguments lead to Supervise; empty: this one
	Arguments  []string // what to call it with, before the one argument for Supervise; nil: "model", "supervise"
	Env        []string // of the supervisor and the server; nil: that of this process. API keys are taken out

	LookPath func(name string) (string, error) // finds llama-server; nil: exec.LookPath
	Timeout  time.Duration                     // most time for the server to come up; 0: 5 minutes
	Progress func(line string)                 // is told what goes on; nil: nobody is
}

func (o Options) withDefaults() (Options, error) {
	if o.Executable == "" {
		self, err := os.Executable()
		if err != nil {
			return o, err
		}
		o.Executable = self
	}
	if o.Arguments == nil {
		o.Arguments = []string{"model", "supervise"}
	}
	if o.Env == nil {
		o.Env = os.Environ()
	}
	if o.LookPath == nil {
		o.LookPath = exec.LookPath
	}
	if o.Timeout == 0 {
		o.Timeout = 5 * time.Minute
	}
	if o.Progress == nil {
		o.Progress = func(string) {}
	}
	return o, nil
}

// withoutKeys is an environment without what a model server has no business to know.
func withoutKeys(env []string) []string {
	var kept []string
	for _, pair := range env {
		name, _, _ := strings.Cut(pair, "=")
		if !strings.HasSuffix(strings.ToUpper(name), "_API_KEY") {
			kept = append(kept, pair)
		}
	}
	return kept
}
