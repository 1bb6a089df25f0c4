package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"syscall"
	"time"

	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"

	"mattinale/pipeline"
	"mattinale/pipeline/news"
	"mattinale/pipeline/tokens"
)

// childMode is the first argument of the parts that run in processes of their own.
const childMode = "-child"

// child is one such part. It prints what it measured as JSON.
func child(args []string) error {
	switch {
	case len(args) == 4 && args[0] == "count":
		return childCount(args[1], args[2], args[3])
	case len(args) == 4 && args[0] == "split":
		return childSplit(args[1], args[2], args[3])
	case len(args) == 4 && args[0] == "endpoint":
		return childEndpoint(args[1], args[2], args[3])
	}
	return errors.New("no such part")
}

// cpu is the time of this process so far, user and system, in seconds.
func cpu() (float64, error) {
	var u syscall.Rusage
	err := syscall.Getrusage(syscall.RUSAGE_SELF, &u)
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds(), err
}

// timed runs work and adds what it took to r.
func timed(r *reading, work func() error) error {
	start, err := cpu()
	if err != nil {
		return err
	}
	began := time.Now()
	if err := work(); err != nil {
		return err
	}
	end, err := cpu()
	r.CPUS, r.WallS = end-start, time.Since(began).Seconds()
	return err
}

// counterOf makes one of the counters in Go.
func counterOf(who, encoding string) (func(string) int, error) {
	if who == ours {
		c, err := tokens.Load(encoding)
		if err != nil {
			return nil, err
		}
		return c.Count, nil
	}
	tiktoken.SetBpeLoader(loader.NewOfflineLoader())
	t, err := tiktoken.GetEncoding(encoding)
	if err != nil {
		return nil, err
	}
	return func(text string) int { return len(t.EncodeOrdinary(text)) }, nil
}

// childCount counts the texts of a file, which have NUL between them.
func childCount(who, encoding, file string) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	texts := strings.Split(string(data), "\x00")
	began := time.Now()
	count, err := counterOf(who, encoding)
	if err != nil {
		return err
	}
	count("a")
	r := reading{ReadyMS: 1000 * time.Since(began).Seconds(), Bytes: len(data) - len(texts) + 1}
	err = timed(&r, func() error {
		for _, text := range texts {
			r.Total += count(text)
		}
		return nil
	})
	if err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(r)
}

// childSplit splits the files of a folder as split --raw does, and writes the chunks of a file as a JSON list a line.
func childSplit(limit, out, folder string) error {
	most, err := strconv.Atoi(limit)
	if err != nil {
		return err
	}
	counter, err := tokens.Load(tokens.CL100K)
	if err != nil {
		return err
	}
	counter.Count("a") // which loads the encoding
	var all [][]string
	var r reading
	err = timed(&r, func() error {
		for p, err := range pipeline.Split(context.Background(), pipeline.Input{Sources: []news.Source{{Address: folder}}}, true, most, counter) {
			if err != nil {
				return err
			}
			if p.Index == 0 {
				all = append(all, nil)
			}
			all[len(all)-1] = append(all[len(all)-1], p.Text)
			r.Bytes += len(p.Text)
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := json.NewEncoder(os.Stdout).Encode(r); err != nil {
		return err
	}
	return writeChunks(out, all)
}

func writeChunks(path string, all [][]string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	w := bufio.NewWriter(f)
	lines := json.NewEncoder(w)
	for _, chunks := range all {
		if err := lines.Encode(chunks); err != nil {
			return fmt.Errorf("writing chunks: %w", err)
		}
	}
	if err := w.Flush(); err != nil {
		return err
	}
	return f.Close()
}
