package server

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"time"
)

func (d Dirs) python() string {
	if runtime.GOOS == "windows" {
		return filepath.Join(d.venv(), "Scripts", "python.exe")
	}
	return filepath.Join(d.venv(), "bin", "python")
}

// finished is written into the environment when it is whole, with the server's version in it.
func (d Dirs) finished() string { return filepath.Join(d.venv(), "mattinale") }

const (
	// pythonCheck fails where the package has no build, or where an environment cannot be made: Debian's python3 has venv
	// without ensurepip.
	pythonCheck = `import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))`
	needsPython = "install Python 3.10 or newer with its venv module (Debian, Ubuntu: apt install python3-venv), or llama.cpp's llama-server"
)

// pythonWorks reports whether the environment is whole and its server loads.
func (in *installer) pythonWorks(ctx context.Context) bool {
	version, err := os.ReadFile(in.dirs.finished())
	if err != nil || string(version) != in.bundle.ServerVersion {
		return false
	}
	_, err = in.output(ctx, time.Minute, in.dirs.python(), "-I", "-c", "import "+in.bundle.Server)
	return err == nil
}

// python makes the environment with the server in it. One that is not whole is made anew.
func (in *installer) python(ctx context.Context) error {
	if in.pythonWorks(ctx) {
		return nil
	}
	if err := os.RemoveAll(in.dirs.venv()); err != nil {
		return fmt.Errorf("taking away an unfinished Python environment: %w", err)
	}
	if err := in.venv(ctx); err != nil {
		return err
	}
	in.say("installing %s %s", in.bundle.Server, in.bundle.ServerVersion)
	err := in.again(ctx, "installing "+in.bundle.Server, func() error {
		_, err := in.pip(ctx, "install", "--only-binary", ":all:", in.bundle.Server+"=="+in.bundle.ServerVersion)
		return err
	})
	if err != nil {
		return hinted(err, "see that the package index can be reached, or install llama.cpp's llama-server")
	}
	if _, err := in.output(ctx, time.Minute, in.dirs.python(), "-I", "-c", "import "+in.bundle.Server); err != nil {
		return hinted(fmt.Errorf("%s does not load here: %w", in.bundle.Server, err), "install llama.cpp's llama-server")
	}
	return os.WriteFile(in.dirs.finished(), []byte(in.bundle.ServerVersion), 0o600)
}

// venv makes an environment with pip in it, with the first Python that can, else with uv, which needs none.
func (in *installer) venv(ctx context.Context) error {
	var failed []string
	for _, name := range []string{"python3", "python", "python3.14", "python3.13", "python3.12", "python3.11", "python3.10"} {
		path, err := in.LookPath(name)
		if err != nil {
			continue
		}
		if _, err := in.output(ctx, time.Minute, path, "-I", "-c", pythonCheck); err != nil {
			failed = append(failed, fmt.Sprintf("%s is no Python 3.10 with venv: %v", path, err))
			continue
		}
		in.say("making a Python environment in %s", in.dirs.venv())
		if _, err = in.output(ctx, 5*time.Minute, path, "-I", "-m", "venv", "--clear", in.dirs.venv()); err == nil {
			return nil
		}
		failed = append(failed, err.Error())
	}
	if ctx.Err() != nil {
		return ctx.Err()
	}
	if uv, err := in.LookPath("uv"); err == nil {
		in.say("making a Python environment in %s with uv", in.dirs.venv())
		if _, err = in.output(ctx, 10*time.Minute, uv, "venv", "--quiet", "--seed", "--python", ">=3.10", in.dirs.venv()); err == nil {
			return nil
		}
		failed = append(failed, err.Error())
	}
	if failed == nil {
		failed = append(failed, "there is no python3")
	}
	_ = os.RemoveAll(in.dirs.venv())
	return hinted(fmt.Errorf("making a Python environment: %s", strings.Join(failed, "; ")), needsPython)
}

// needPip has an environment there to download with, where llama-server made one for a server needless.
func (in *installer) needPip(ctx context.Context) error {
	if _, err := os.Stat(in.dirs.python()); err == nil {
		return nil
	}
	return in.venv(ctx)
}

// dropPip takes away an environment that was for the download alone.
func (in *installer) dropPip() error {
	if _, err := os.Stat(in.dirs.finished()); err == nil {
		return nil
	}
	return os.RemoveAll(in.dirs.venv())
}

// pip runs the environment's own pip, which knows from its configuration where packages come from.
func (in *installer) pip(ctx context.Context, verb string, args ...string) (string, error) {
	argv := []string{"-I", "-m", "pip", verb, "--disable-pip-version-check", "--no-input", "--quiet"}
	return in.output(ctx, time.Hour, in.dirs.python(), append(argv, args...)...)
}

// again tries up to four times, with longer and longer pauses: registries have faults that pass.
func (in *installer) again(ctx context.Context, what string, try func() error) error {
	for wait := 2 * time.Second; ; wait *= 2 {
		err := try()
		if err == nil || ctx.Err() != nil || wait > 8*time.Second {
			return errors.Join(err, ctx.Err())
		}
		in.say("%s failed and is tried again in %v: %v", what, wait, err)
		if err := in.Pause(ctx, wait); err != nil {
			return err
		}
	}
}

// notForPip are settings that send what pip installs somewhere else, or that stop it.
var notForPip = []string{"PIP_TARGET", "PIP_PREFIX", "PIP_ROOT", "PIP_USER", "PIP_NO_BINARY", "PIP_DRY_RUN"}

// output runs a program that ends with this one. The error has the last line it said.
func (in *installer) output(ctx context.Context, most time.Duration, name string, args ...string) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, most)
	defer cancel()
	runtime.LockOSThread() // see ownedByThread
	defer runtime.UnlockOSThread()
	cmd := exec.CommandContext(ctx, name, args...)
	ownedByThread(cmd)
	cmd.Cancel = func() error { killTree(cmd); return nil }
	cmd.WaitDelay = 2 * time.Second
	cmd.Env = in.environment()
	said, err := cmd.CombinedOutput()
	if err == nil {
		return string(said), nil
	}
	if ctx.Err() != nil {
		return "", fmt.Errorf("%s: %w", filepath.Base(name), ctx.Err())
	}
	return "", fmt.Errorf("%s: %w: %s", filepath.Base(name), err, lastLines(string(said), 3))
}

// environment keeps temporary files where this package takes them away, and on the disk that was found large enough.
func (in *installer) environment() []string {
	env := slices.DeleteFunc(withoutKeys(in.Env), func(pair string) bool {
		name, _, _ := strings.Cut(pair, "=")
		return slices.Contains(notForPip, name)
	})
	tmp := in.dirs.download()
	if _, err := os.Stat(tmp); err == nil { // there is none while nothing is fetched
		env = append(env, "TMPDIR="+tmp, "TEMP="+tmp, "TMP="+tmp)
	}
	return env
}

func lastLines(s string, n int) string {
	lines := strings.Split(strings.TrimSpace(s), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	return lastBytes(strings.Join(lines[max(0, len(lines)-n):], " | "), 1000)
}
