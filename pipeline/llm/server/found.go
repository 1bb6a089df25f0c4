package server

import (
	"context"
	"os/exec"
	"strings"
	"time"
)

// llamaServer is the path of a llama-server that runs, or empty.
func (in *installer) llamaServer(ctx context.Context) string {
	path, err := in.LookPath(KindLlama)
	if err != nil {
		return ""
	}
	ctx, cancel := context.WithTimeout(ctx, 10*time.Second)
	defer cancel()
	cmd := exec.CommandContext(ctx, path, "--version")
	cmd.Env = withoutKeys(in.Env)
	cmd.WaitDelay = time.Second
	if err := cmd.Run(); err != nil {
		in.say("%s is there but does not run (%v); it is left aside", path, err)
		return ""
	}
	return path
}

// ollamaModel is a model that a running Ollama has and that can write text, or empty.
func (in *installer) ollamaModel(ctx context.Context) string {
	ctx, cancel := context.WithTimeout(ctx, time.Second)
	defer cancel()
	var tags struct {
		Models []struct {
			Name string `json:"name"`
		} `json:"models"`
	}
	if err := get(ctx, in.Ollama+"/api/tags", "", &tags); err != nil {
		return ""
	}
	for _, m := range tags.Models {
		if m.Name != "" && !strings.Contains(strings.ToLower(m.Name), "embed") {
			return printable(m.Name)
		}
	}
	return ""
}

// printable takes out what could play tricks on a terminal.
func printable(s string) string {
	return strings.Map(func(r rune) rune {
		if r < ' ' || r >= 0x7f {
			return -1
		}
		return r
	}, s)
}
