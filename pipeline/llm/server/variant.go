package server

import (
	_ "embed"
	"encoding/json"
	"os"
	"strconv"
	"strings"

	"github.com/google/renameio/v2/maybe"
)

//go:embed serve.py
var servePy []byte

// variant is one way to run the server. A later one of the same kind is for when an earlier one crashes.
type variant struct {
	kind  string
	name  string
	path  string // of the program
	plain bool   // without what makes some machines or versions fail
}

// promptCacheMiB is the memory for prompts of earlier calls, beside the context: some twenty articles with the model that
// is brought. llama.cpp's own default, 8 GiB, is more than many machines have.
const promptCacheMiB = 512

// variants are those at hand, best first: a llama-server of the user's own before the Python package, and of each kind
// the one that worked last time before the others.
func (s *supervisor) variants() []variant {
	var all []variant
	if s.Llama != "" {
		all = append(all, variant{KindLlama, "llama-server", s.Llama, false},
			variant{KindLlama, "llama-server without --jinja", s.Llama, true}) // which versions before 2025 do not know
	}
	if _, err := os.Stat(s.Dirs.finished()); err == nil {
		name := "xllamacpp " + s.manifest.Server
		all = append(all, variant{KindPython, name, s.Dirs.python(), false},
			variant{KindPython, name + " without extra buffers", s.Dirs.python(), true}) // a quarter slower, but some CPUs crash
	}
	last, _ := os.ReadFile(s.Dirs.variant())
	for i := 1; i < len(all); i++ {
		if all[i].name == string(last) && all[i].kind == all[i-1].kind {
			all[i-1], all[i] = all[i], all[i-1]
		}
	}
	return all
}

// remember notes the variant that worked.
func (s *supervisor) remember(v variant) {
	_ = maybe.WriteFile(s.Dirs.variant(), []byte(v.name), 0o600) // forgotten, it costs a crash at the next start
}

// pythonConfig is the argument of serve.py.
type pythonConfig struct {
	Model       string `json:"model"`
	Alias       string `json:"alias"`
	Port        int    `json:"port"`
	Context     int    `json:"context"` // tokens
	Threads     int    `json:"threads"` // 0: as many as llama.cpp thinks fit
	CacheRAM    int    `json:"cache_ram_mib"`
	NoExtraBufs bool   `json:"no_extra_bufts"`
}

// command is the program and its arguments for one port. The key goes by the environment, which other users cannot see.
func (s *supervisor) command(v variant, port int) ([]string, error) {
	m, threads := s.manifest, threads()
	if v.kind == KindPython {
		config, err := json.Marshal(pythonConfig{
			Model: m.Path, Alias: m.Model, Port: port, Context: m.Context, Threads: threads, CacheRAM: promptCacheMiB,
			NoExtraBufs: v.plain,
		})
		return []string{v.path, "-I", "-u", s.Dirs.script(), string(config)}, err
	}
	// Only flags that llama-server has had for long; what is newer goes by the environment, where old ones do not see it.
	argv := []string{v.path, "-m", m.Path, "--alias", m.Model, "--host", "127.0.0.1", "--port", strconv.Itoa(port),
		"-c", strconv.Itoa(m.Context), "-np", "1"}
	if threads > 0 {
		argv = append(argv, "-t", strconv.Itoa(threads))
	}
	if !v.plain {
		argv = append(argv, "--jinja")
	}
	return argv, nil
}

// environment is that of the server; what the user set for llama.cpp holds.
func (s *supervisor) environment() []string {
	env := append(withoutKeys(os.Environ()), "LLAMA_API_KEY="+s.key, "MATTINALE_SERVER_KEY="+s.key)
	if os.Getenv("LLAMA_ARG_CACHE_RAM") == "" {
		env = append(env, "LLAMA_ARG_CACHE_RAM="+strconv.Itoa(promptCacheMiB))
	}
	return env
}

// portTaken reports whether the end of a log says that the port went to somebody else in the meantime.
func portTaken(log string) bool {
	log = strings.ToLower(log)
	return strings.Contains(log, "couldn't bind") || strings.Contains(log, "address already in use") ||
		strings.Contains(log, "failed to bind")
}
