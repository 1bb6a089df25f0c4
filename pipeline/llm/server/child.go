package server

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"os/exec"
	"time"
)

// child is a server process.
type child struct {
	variant variant
	port    int
	cmd     *exec.Cmd
	stdin   io.Closer // open as long as the supervisor lives
	exited  chan struct{}
}

func newKey() string { return rand.Text() }

func (c *child) baseURL() string { return fmt.Sprintf("http://127.0.0.1:%d/v1", c.port) }

// bring starts one variant after the other until one answers. The error has the end of the last one's log.
func (s *supervisor) bring(ctx context.Context) (*child, seen, error) {
	failed := errors.New("there is no server to start")
	for _, v := range s.variants() {
		for range 3 { // the port is free when it is chosen, and may not be when it is used
			c, about, err := s.try(ctx, v)
			if err == nil {
				s.remember(v)
				return c, about, nil
			}
			if errors.Is(err, errUnused) || ctx.Err() != nil {
				return nil, seen{}, err
			}
			failed, s.port = err, 0
			if !portTaken(s.log.tail()) {
				break
			}
		}
	}
	return nil, seen{}, failed
}

func (s *supervisor) try(ctx context.Context, v variant) (*child, seen, error) {
	s.log.restart(v.name)
	c, err := s.launch(v)
	if err != nil {
		return nil, seen{}, err
	}
	about, err := s.ready(ctx, c)
	if err != nil {
		c.end()
		return nil, seen{}, err
	}
	return c, about, nil
}

func (s *supervisor) launch(v variant) (*child, error) {
	port, err := s.choosePort()
	if err != nil {
		return nil, err
	}
	argv, err := s.command(v, port)
	if err != nil {
		return nil, err
	}
	cmd := exec.Command(argv[0], argv[1:]...)
	cmd.Env = s.environment()
	cmd.Dir = s.Dirs.state("")
	cmd.Stdout, cmd.Stderr = s.log, s.log
	cmd.WaitDelay = time.Second // a grandchild may hold the pipe
	ownedByThread(cmd)
	stdin, err := cmd.StdinPipe()
	if err != nil {
		return nil, err
	}
	if err := cmd.Start(); err != nil {
		return nil, fmt.Errorf("starting %s: %w", v.name, err)
	}
	c := &child{variant: v, port: port, cmd: cmd, stdin: stdin, exited: make(chan struct{})}
	go func() {
		_ = cmd.Wait() // why it ended is in the log
		close(c.exited)
	}()
	return c, nil
}

// choosePort is the port of the last start, so that runs find a server that crashed at its old address, or a free one.
func (s *supervisor) choosePort() (int, error) {
	if s.port != 0 {
		return s.port, nil
	}
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		return 0, fmt.Errorf("finding a free port: %w", err)
	}
	defer l.Close()
	return l.Addr().(*net.TCPAddr).Port, nil
}

// ready waits until the server answers, for as long as it lives and somebody waits for it.
func (s *supervisor) ready(ctx context.Context, c *child) (seen, error) {
	r := record{BaseURL: c.baseURL(), Model: s.manifest.Model, Key: s.key}
	for {
		select {
		case <-ctx.Done():
			return seen{}, ctx.Err()
		case <-c.exited:
			return seen{}, fmt.Errorf("%s ended (%v); its log ends: %s", c.variant.name, c.cmd.ProcessState, s.log.tail())
		case <-time.After(pause):
		}
		if s.unused() {
			return seen{}, errUnused
		}
		if about := probe(ctx, r); about.err == nil {
			return about, nil
		}
	}
}

// end kills the server and waits for it. There is nothing that it would have to save.
func (c *child) end() {
	_ = c.stdin.Close()
	select {
	case <-c.exited:
		return
	default:
	}
	killTree(c.cmd)
	<-c.exited
}
