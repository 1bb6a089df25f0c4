package cache

import (
	"bufio"
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
)

const writerEnv = "CACHE_TEST_WRITER"

// TestMain is also the program that TestKilled kills: a process that writes entries until it ends.
func TestMain(m *testing.M) {
	if dir := os.Getenv(writerEnv); dir != "" {
		fmt.Println(writeForever(dir))
		os.Exit(1)
	}
	os.Exit(m.Run())
}

func writeForever(dir string) error {
	s, err := Open(dir)
	for i := 0; err == nil; i++ {
		value := strings.Repeat(fmt.Sprint(i, " "), 20000)
		if err = s.Put(KeyOf(fmt.Append(nil, i%5)), []byte(value)); err == nil {
			_, err = fmt.Println(i)
		}
	}
	return err
}

// Two processes write the same entries and are killed in the middle, over and over: every entry is whole.
func TestKilled(t *testing.T) {
	s, _ := open(t)
	for round := range 12 {
		writers := []*exec.Cmd{startWriter(t, s.Dir(), round), startWriter(t, s.Dir(), 2*round)}
		for _, w := range writers {
			_ = w.Process.Kill()
			_ = w.Wait() // says that it was killed
		}
		n, err := s.Verify(t.Context(), func(_ string, err error) { t.Errorf("round %d: %v", round, err) })
		if err != nil || n == 0 {
			t.Fatalf("round %d: Verify = %d, %v", round, n, err)
		}
	}
}

// startWriter returns once the process has written so many entries, and is writing the next.
func startWriter(t *testing.T, dir string, after int) *exec.Cmd {
	t.Helper()
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), writerEnv+"="+dir)
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewScanner(out)
	for range after + 1 {
		if !lines.Scan() {
			t.Fatalf("the writer ended: %v", lines.Err())
		}
		if strings.Contains(lines.Text(), "cache") {
			t.Fatal(lines.Text())
		}
	}
	return cmd
}
