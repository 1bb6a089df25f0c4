package main

import (
	"bufio"
	"context"
	"fmt"
	"net"
	"os"
	"os/exec"
	"strings"
	"syscall"
	"testing"

	"mattinale/pipeline/llm/llmtest"
)

// stuck is a program that does not end at the first signal, however long it has.
func stuck() {
	ctx, stop := interruptible(context.Background())
	defer stop()
	fmt.Println("ready")
	<-ctx.Done()
	fmt.Println("interrupted")
	select {}
}

// A signal ends a run at any stage. What is finished is on disk, and the next run asks for the rest alone.
func TestInterrupted(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			const answered, slots = 5, 2
			gate := make(closed)
			p := newProgram(t, t.TempDir(), 12, llmtest.Options{Context: 8192, Slots: slots, Gate: func(ctx context.Context, r llmtest.Request) {
				if r.Number >= answered {
					gate.wait(ctx, r)
				}
			}})
			cmd, wait := p.command("brief", "articles")
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			until(t, "it to ask", func() bool { return len(p.server.Requests()) == answered+slots })
			_ = cmd.Process.Signal(signal)
			r := wait()
			if r.code != exitInterrupted || says(r.err, "mattinale: interrupted; finished calls are kept") != 1 || r.out != "" {
				t.Errorf("exit code %d, said\n%s%s", r.code, r.err, r.out)
			}
			if n := len(p.entries()); n != answered {
				t.Errorf("%d replies on disk, %d were answered", n, answered)
			}
			if left := p.leftOver(); len(left) > 0 {
				t.Errorf("left: %v", left)
			}
			close(gate)
			asked := len(p.server.Requests())
			p.exits(exitOK, "brief", "articles")
			if n := p.made(&asked); n != 12-answered {
				t.Errorf("%d calls for the other %d articles", n, 12-answered)
			}
		})
	}
}

// A run is interrupted before it asks anything, too.
func TestInterruptedEarly(t *testing.T) {
	silent, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer silent.Close()
	tests := []struct {
		name    string
		args    []string
		reached func(in *os.File) error // returns when the run is there
	}{
		{"looking for an endpoint that never answers", []string{"brief", "--base-url", "http://" + silent.Addr().String() + "/v1", "articles"},
			func(*os.File) error { _, err := silent.Accept(); return err }},
		{"reading standard input", []string{"brief", "-"},
			func(in *os.File) error { _, err := in.Write(make([]byte, 1<<20)); return err }}, // more than a pipe holds
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			p := newProgram(t, t.TempDir(), 1, llmtest.Options{})
			stdin, in, err := os.Pipe()
			if err != nil {
				t.Fatal(err)
			}
			defer stdin.Close()
			defer in.Close()
			cmd, wait := p.command(tt.args...)
			cmd.Stdin = stdin
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			if err := tt.reached(in); err != nil {
				t.Error(err)
			}
			_ = cmd.Process.Signal(syscall.SIGINT)
			if r := wait(); r.code != exitInterrupted || says(r.err, "mattinale: interrupted") != 1 {
				t.Errorf("exit code %d, said\n%s", r.code, r.err)
			}
		})
	}
}

// The second signal ends even a program that cannot end by itself.
func TestSecondSignal(t *testing.T) {
	for _, signal := range []syscall.Signal{syscall.SIGINT, syscall.SIGTERM} {
		t.Run(signal.String(), func(t *testing.T) {
			cmd := exec.Command("stuck")
			out, err := cmd.StdoutPipe()
			if err != nil {
				t.Fatal(err)
			}
			if err := cmd.Start(); err != nil {
				t.Fatal(err)
			}
			lines := bufio.NewScanner(out)
			lines.Scan()
			_ = cmd.Process.Signal(signal)
			if lines.Scan(); lines.Text() != "interrupted" {
				t.Errorf("after the first signal: %q", lines.Text())
			}
			ended := make(chan struct{})
			go func() { defer close(ended); _ = cmd.Wait() }() // says by which signal
			until(t, "it to end", func() bool {
				_ = cmd.Process.Signal(signal) // the first may still be seen to
				select {
				case <-ended:
					return true
				default:
					return false
				}
			})
			if status := cmd.ProcessState.String(); !strings.Contains(status, "signal: "+signal.String()) {
				t.Errorf("it ended with %s", status)
			}
		})
	}
}
