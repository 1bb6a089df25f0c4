//go:build unix

package server

import (
	"archive/zip"
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"flag"
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/gofrs/flock"
	"github.com/google/go-cmp/cmp"
)

var update = flag.Bool("update", false, "write the golden files")

func wheel(t *testing.T, name string, files map[string][]byte) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for path, data := range files {
		w, err := z.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := w.Write(data); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// index is a folder that the fake pip takes wheels from: a small model in three parts.
type index struct {
	dir    string
	bundle bundle
	model  []byte
}

func newIndex(t *testing.T) index {
	t.Helper()
	x := index{dir: t.TempDir(), model: append(smallModel(), bytes.Repeat([]byte("weights "), 50)...)}
	sum := func(b []byte) string { s := sha256.Sum256(b); return hex.EncodeToString(s[:]) }
	x.bundle = bundle{
		Server: "xllamacpp", ServerVersion: "1.2", ServerBytes: 34e6, ServerNote: "licence MIT", Model: "Toy 1B", Part: "toy-part",
		PartVersion: "0.2.0", PartBytes: 200, Bytes: int64(len(x.model)), SHA256: sum(x.model), ModelNote: "licence Apache-2.0",
	}
	for i, rest := 0, x.model; len(rest) > 0; i++ {
		part := rest[:min(200, len(rest))]
		rest = rest[len(part):]
		x.bundle.Parts = append(x.bundle.Parts, sum(part))
		data := wheel(t, "toy", map[string][]byte{
			fmt.Sprintf("toy_part%d/data/part%02d.bin", i+1, i+1): part, "toy/__init__.py": []byte("x"), "toy/data/readme.txt": []byte("y"),
		})
		x.put(t, x.bundle.requirement(i), data)
	}
	t.Setenv("WHEELS", x.dir)
	return x
}

func (x index) put(t *testing.T, name string, data []byte) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(x.dir, name), data, 0o600); err != nil {
		t.Fatal(err)
	}
}

// fetched are the parts that pip was asked for, in order.
func (x index) fetched() []string {
	log, _ := os.ReadFile(filepath.Join(x.dir, "log"))
	return strings.Fields(strings.ReplaceAll(string(log), "toy-part", ""))
}

// options find the test binary under these names, and no Ollama.
func (x index) options(t *testing.T, names ...string) InstallOptions {
	t.Helper()
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	return InstallOptions{
		LookPath: func(name string) (string, error) {
			for _, n := range names {
				if n == name {
					return self, nil
				}
			}
			return "", exec.ErrNotFound
		},
		Ollama: "http://127.0.0.1:9",
		Now:    func() time.Time { return time.Unix(1e9, 0) },
		Pause:  func(ctx context.Context, _ time.Duration) error { return ctx.Err() },
		bundle: x.bundle,
	}
}

func install(t *testing.T, dirs Dirs, opts InstallOptions) (Manifest, []string, error) {
	t.Helper()
	var lines []string
	m, err := Install(t.Context(), dirs, opts, func(e Event) { lines = append(lines, strings.ReplaceAll(e.Line, dirs.Data, "DATA")) })
	return m, lines, err
}

func has(lines []string, words string) bool {
	return strings.Contains(strings.Join(lines, "\n"), words)
}

func tempDirs(t *testing.T) Dirs {
	t.Helper()
	dir := t.TempDir()
	return Dirs{Data: dir, State: dir}
}

func TestInstall(t *testing.T) {
	x, dirs := newIndex(t), tempDirs(t)
	m, lines, err := install(t, dirs, x.options(t, "python3"))
	if err != nil {
		t.Fatal(err)
	}
	want := Manifest{
		Version: 1, Installed: time.Unix(1e9, 0).UTC(), Model: "toy-1b-instruct-q4_k_m", Path: dirs.modelFile(), Bytes: x.bundle.Bytes,
		SHA256: x.bundle.SHA256, Context: 2048, Kind: KindPython, Server: "1.2", Modified: m.Modified,
	}
	if diff := cmp.Diff(want, m); diff != "" {
		t.Error(diff)
	}
	if data, err := os.ReadFile(m.Path); err != nil || !bytes.Equal(data, x.model) {
		t.Errorf("the model is not the parts joined: %v", err)
	}
	golden(t, "install.txt", strings.Join(lines, "\n")+"\n")
	for _, path := range []string{dirs.partial(), dirs.download()} {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is left", path)
		}
	}
	lease, err := Acquire(t.Context(), dirs, Options{Arguments: []string{"supervise"}, LookPath: x.options(t).LookPath})
	if err != nil {
		t.Fatal(err)
	}
	release(t, lease)

	again, lines, err := install(t, dirs, x.options(t, "python3"))
	if err != nil || !has(lines, "is installed already") || len(lines) != 1 || cmp.Diff(m, again) != "" {
		t.Errorf("again: %v, %q", err, lines)
	}
}

func golden(t *testing.T, name, got string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(string(want), got); diff != "" {
		t.Error(diff)
	}
}

func TestDefaultPlan(t *testing.T) {
	b := defaultBundle()
	p := Plan{Dir: "DATA/model", Disk: b.Bytes + venvBytes, Items: []Item{b.serverItem(), b.modelItem(0)}}
	golden(t, "plan.txt", strings.Join(p.Lines(), "\n")+"\n")
	var total int64
	for i := range b.Parts {
		total += b.size(i)
	}
	if total != b.Bytes {
		t.Errorf("the parts come to %d bytes, the model to %d", total, b.Bytes)
	}
}

func TestInstallGoesOn(t *testing.T) {
	cases := []struct {
		name    string
		left    func(x index) []byte // of the model
		fetched []string
	}{
		{"two parts are here", func(x index) []byte { return x.model[:400] }, []string{"3==0.2.0"}},
		{"and half of the third", func(x index) []byte { return x.model[:450] }, []string{"3==0.2.0"}},
		{"the second is damaged", func(x index) []byte { return append(append([]byte{}, x.model[:300]...), make([]byte, 100)...) },
			[]string{"2==0.2.0", "3==0.2.0"}},
		{"all are here", func(x index) []byte { return x.model }, nil},
		{"and more", func(x index) []byte { return append(append([]byte{}, x.model...), "more"...) }, nil},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x, dirs := newIndex(t), tempDirs(t)
			if len(x.bundle.Parts) != 3 {
				t.Fatalf("%d parts", len(x.bundle.Parts))
			}
			if err := os.MkdirAll(filepath.Join(dirs.download(), "part1"), 0o700); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(dirs.partial(), c.left(x), 0o600); err != nil {
				t.Fatal(err)
			}
			m, _, err := install(t, dirs, x.options(t, KindLlama, "python3"))
			if err != nil {
				t.Fatal(err)
			}
			if data, _ := os.ReadFile(m.Path); !bytes.Equal(data, x.model) {
				t.Error("the model is not the parts joined")
			}
			if diff := cmp.Diff(c.fetched, x.fetched()); len(c.fetched)+len(x.fetched()) > 0 && diff != "" {
				t.Error(diff)
			}
		})
	}
}

func TestRegistryFaults(t *testing.T) {
	cases := []struct {
		name, faults string
		fails        string
	}{
		{name: "one", faults: "x"},
		{name: "three of both kinds", faults: "xdx"},
		{name: "for good", faults: "xxxxxxxx", fails: "part 2 of 3"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x, dirs := newIndex(t), tempDirs(t)
			x.put(t, x.bundle.requirement(1)+".faults", []byte(c.faults))
			_, lines, err := install(t, dirs, x.options(t, "python3"))
			if c.fails == "" {
				if err != nil || !has(lines, "tried again") {
					t.Errorf("error %v, lines %q", err, lines)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), c.fails) || !strings.Contains(e.Hint, "install again") {
				t.Fatalf("error: %v", err)
			}
			x.put(t, x.bundle.requirement(1)+".faults", nil)
			if _, _, err := install(t, dirs, x.options(t, "python3")); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff([]string{"1==0.2.0", "2==0.2.0", "3==0.2.0"}, x.fetched()); diff != "" {
				t.Errorf("a part was fetched twice: %s", diff)
			}
		})
	}
}

func TestWrongParts(t *testing.T) {
	other := bytes.Repeat([]byte("X"), 200)
	cases := []struct {
		name  string
		files map[string][]byte
		fails string
	}{
		{"another model", map[string][]byte{"toy/data/a.bin": other}, "SHA-256 is wrong"},
		{"too short", map[string][]byte{"toy/data/a.bin": other[:10]}, "200 bytes that are due"},
		{"too long", map[string][]byte{"toy/data/a.bin": bytes.Repeat(other, 5000)}, "200 bytes that are due"},
		{"in another place", map[string][]byte{"toy/a.bin": other, "x/data/y/a.bin": other}, "200 bytes that are due"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			x, dirs := newIndex(t), tempDirs(t)
			x.put(t, x.bundle.requirement(1), wheel(t, "toy", c.files))
			_, _, err := install(t, dirs, x.options(t, KindLlama, "python3"))
			if err == nil || !strings.Contains(err.Error(), c.fails) {
				t.Errorf("error: %v", err)
			}
			if _, ok := Installed(dirs); ok {
				t.Error("it counts as installed")
			}
		})
	}
}

func TestWholeIsWrong(t *testing.T) {
	x, dirs := newIndex(t), tempDirs(t)
	x.bundle.SHA256 = strings.Repeat("0", 64)
	_, _, err := install(t, dirs, x.options(t, "python3"))
	if !errors.Is(err, errDamaged) || !strings.Contains(err.Error(), "removed") {
		t.Errorf("error: %v", err)
	}
	for _, path := range []string{dirs.partial(), dirs.modelFile()} {
		if _, err := os.Stat(path); err == nil {
			t.Errorf("%s is left", path)
		}
	}
}

func TestForceMendsTheModel(t *testing.T) {
	x, dirs := newIndex(t), tempDirs(t)
	m, _, err := install(t, dirs, x.options(t, "python3"))
	if err != nil {
		t.Fatal(err)
	}
	damaged := append([]byte{}, x.model...)
	damaged[len(damaged)-1]++
	if err := os.WriteFile(m.Path, damaged, 0o600); err != nil {
		t.Fatal(err)
	}
	opts := x.options(t, "python3")
	opts.Force = true
	_, lines, err := install(t, dirs, opts)
	if data, _ := os.ReadFile(m.Path); err != nil || !bytes.Equal(data, x.model) || !has(lines, "is damaged") {
		t.Errorf("error %v, lines %q", err, lines)
	}
}

func TestPythonMissing(t *testing.T) {
	cases := []struct {
		name  string
		names []string
		env   string
		fails string // words of the error, empty: none
	}{
		{"no Python", nil, "", "there is no python3"},
		{"too old", []string{"python3"}, "PYTHON_TOO_OLD", "no Python 3.10 with venv"},
		{"venv fails", []string{"python3"}, "VENV_FAILS", "ensurepip is not available"},
		{"venv fails, uv is there", []string{"python3", "uv"}, "VENV_FAILS", ""},
		{"only uv", []string{"uv"}, "", ""},
		{"another name", []string{"python3.12"}, "", ""},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if c.env != "" {
				t.Setenv(c.env, "1")
			}
			x, dirs := newIndex(t), tempDirs(t)
			_, _, err := install(t, dirs, x.options(t, c.names...))
			if c.fails == "" {
				if err != nil {
					t.Error(err)
				}
				return
			}
			var e *Error
			if !errors.As(err, &e) || !strings.Contains(err.Error(), c.fails) || !strings.Contains(e.Hint, "python3-venv") {
				t.Errorf("error: %v", err)
			}
			if strings.Contains(err.Error(), "\n") {
				t.Errorf("more than one line: %q", err)
			}
		})
	}
}

func TestLlamaServerIsThere(t *testing.T) {
	x, dirs := newIndex(t), tempDirs(t)
	m, lines, err := install(t, dirs, x.options(t, KindLlama, "python3"))
	if err != nil || m.Kind != KindLlama || !has(lines, "the server is there") || has(lines, "installing xllamacpp") {
		t.Errorf("%+v, %v, %q", m, err, lines)
	}
	if _, err := os.Stat(dirs.venv()); err == nil {
		t.Error("the environment for the download is left")
	}
	if e, ok := (Local{Dirs: dirs, LookPath: x.options(t, KindLlama).LookPath}).Installed(); !ok || e.Model != m.Model || e.Context != 2048 {
		t.Errorf("as an endpoint: %+v, %v", e, ok)
	}
	if _, ok := (Local{Dirs: dirs, LookPath: x.options(t).LookPath}).Installed(); ok {
		t.Error("it counts as installed with llama-server gone")
	}
}

func TestOllamaIsThere(t *testing.T) {
	answer := `{"models":[{"name":"nomic-embed-text:latest"},{"name":"qwen2.5:3b\u001b[2J"}]}`
	ollama := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path != "/api/tags" {
			w.WriteHeader(http.StatusNotFound)
		}
		fmt.Fprint(w, answer)
	}))
	defer ollama.Close()
	x, dirs := newIndex(t), tempDirs(t)
	opts := x.options(t, "python3")
	opts.Ollama = ollama.URL
	m, lines, err := install(t, dirs, opts)
	if err != nil || m.Model != "" || !has(lines, "Ollama is running and has a model, qwen2.5:3b[2J:") || len(x.fetched()) != 0 {
		t.Errorf("%+v, %v, %q", m, err, lines)
	}
	opts.Force = true
	if m, _, err = install(t, dirs, opts); err != nil || m.Model == "" {
		t.Errorf("with force: %+v, %v", m, err)
	}
}

func TestOwnModel(t *testing.T) {
	x, dirs := newIndex(t), tempDirs(t)
	path := filepath.Join(t.TempDir(), "own.gguf")
	if err := os.WriteFile(path, smallModel(), 0o600); err != nil {
		t.Fatal(err)
	}
	opts := x.options(t, "python3")
	opts.GGUF = path
	m, _, err := install(t, dirs, opts)
	if err != nil || !m.Own || m.Path != path || len(x.fetched()) != 0 {
		t.Fatalf("%+v, %v", m, err)
	}
	other := ggufBytes(1, pair{"general.architecture", "llama"}, pair{"general.name", "Other"})
	if err := os.WriteFile(path, other, 0o600); err != nil {
		t.Fatal(err)
	}
	if m, ok := Installed(dirs); !ok || m.Model != "other" {
		t.Errorf("after the file changed: %+v, %v", m, ok)
	}
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
	if m, ok := Installed(dirs); ok {
		t.Errorf("after the file went: %+v", m)
	}
	opts.GGUF = filepath.Join(t.TempDir(), "none.gguf")
	var e *Error
	if _, _, err := install(t, dirs, opts); !errors.As(err, &e) || !errors.Is(err, os.ErrNotExist) {
		t.Errorf("no such file: %v", err)
	}
}

func TestNoRoom(t *testing.T) {
	x, dirs := newIndex(t), tempDirs(t)
	opts := x.options(t, "python3")
	opts.space = func(string) (int64, error) { return 1e6, nil }
	_, _, err := install(t, dirs, opts)
	var e *Error
	if !errors.As(err, &e) || !strings.Contains(err.Error(), "1 MB are free") {
		t.Errorf("error: %v", err)
	}
}

func TestSecondInstallWaits(t *testing.T) {
	x, dirs := newIndex(t), tempDirs(t)
	if err := os.MkdirAll(dirs.data(""), 0o700); err != nil {
		t.Fatal(err)
	}
	lock := flock.New(dirs.installLock())
	if ok, err := lock.TryLock(); !ok || err != nil {
		t.Fatal(ok, err)
	}
	waited := false
	_, err := Install(t.Context(), dirs, x.options(t, "python3"), func(e Event) {
		if strings.Contains(e.Line, "another install is at work") {
			waited = true
			if err := lock.Unlock(); err != nil {
				t.Error(err)
			}
		}
	})
	if err != nil || !waited {
		t.Errorf("waited %v, error %v", waited, err)
	}
}

func TestInstallInterrupted(t *testing.T) {
	x, dirs := newIndex(t), tempDirs(t)
	x.put(t, x.bundle.requirement(1)+".faults", []byte("h"))
	ctx, cancel := context.WithCancel(t.Context())
	_, err := Install(ctx, dirs, x.options(t, "python3"), func(e Event) {
		if e.Part == 1 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error: %v", err)
	}
	x.put(t, x.bundle.requirement(1)+".faults", nil)
	if _, lines, err := install(t, dirs, x.options(t, "python3")); err != nil || !has(lines, "of it here already") {
		t.Errorf("error %v, lines %q", err, lines)
	}
	if diff := cmp.Diff([]string{"1==0.2.0", "2==0.2.0", "3==0.2.0"}, x.fetched()); diff != "" {
		t.Error(diff)
	}
}
