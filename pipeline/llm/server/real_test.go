//go:build unix

package server

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"
)

// TestRealModel runs the model that MATTINALE_TEST_MODEL names, with llama-server on PATH or else with the Python
// environment that MATTINALE_TEST_VENV names. It takes a minute.
func TestRealModel(t *testing.T) {
	model := os.Getenv("MATTINALE_TEST_MODEL")
	if model == "" {
		t.Skip("MATTINALE_TEST_MODEL is not set")
	}
	dirs := tempDirs(t)
	opts := testOptions()
	opts.LookPath = exec.LookPath
	m, err := Manifest{Version: 1, Path: model, Own: true, Server: defaultBundle().ServerVersion}.look()
	if err != nil {
		t.Fatal(err)
	}
	err = errors.Join(os.MkdirAll(dirs.data(""), dirMode), writeJSON(dirs.manifest(), m, 0o600))
	if venv := os.Getenv("MATTINALE_TEST_VENV"); venv != "" {
		err = errors.Join(err, os.MkdirAll(dirs.venv(), dirMode), os.Symlink(venv+"/bin", dirs.venv()+"/bin"),
			os.Symlink(venv+"/lib", dirs.venv()+"/lib"), os.Symlink(venv+"/pyvenv.cfg", dirs.venv()+"/pyvenv.cfg"),
			os.WriteFile(dirs.finished(), nil, 0o600))
	}
	if err != nil {
		t.Fatal(err)
	}
	begun := time.Now()
	lease, err := Acquire(t.Context(), dirs, opts)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("up after %v: %+v", time.Since(begun), lease.Endpoint())
	article := strings.Repeat("Il ponte di Rivabella resta chiuso: i tecnici hanno trovato crepe in due dei sei piloni. ", 20)
	complete(t, lease, article+"Quanti piloni hanno crepe?")
	prompt, cached := complete(t, lease, article+"Dove si trova il ponte?")
	if 10*cached < 9*prompt {
		t.Errorf("%d of %d tokens came from the prefix cache, want nine in ten", cached, prompt)
	}
	release(t, lease)
	if alive(lease.info.PID) {
		t.Error("the server is left")
	}
}

// complete asks for a reply of a given shape, and returns the tokens of the prompt and those of them that were cached.
func complete(t *testing.T, lease *Lease, prompt string) (int, int) {
	t.Helper()
	body := fmt.Sprintf(`{"model":%q,"max_tokens":60,"temperature":0,"messages":[{"role":"user","content":%q}],"response_format":
		{"type":"json_schema","json_schema":{"name":"a","strict":true,"schema":{"type":"object","properties":{"answer":{"type":"string"}},
		"required":["answer"],"additionalProperties":false}}}}`, lease.Endpoint().Model, prompt)
	req, err := http.NewRequestWithContext(t.Context(), http.MethodPost, lease.BaseURL()+"/chat/completions", bytes.NewReader([]byte(body)))
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("Authorization", "Bearer "+lease.Endpoint().Key.Reveal())
	req.Close = true
	resp, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	defer resp.Body.Close()
	var reply struct {
		Choices []struct {
			Message struct{ Content string }
		}
		Usage struct {
			Prompt  int `json:"prompt_tokens"`
			Details struct {
				Cached int `json:"cached_tokens"`
			} `json:"prompt_tokens_details"`
		}
	}
	if err := json.NewDecoder(resp.Body).Decode(&reply); err != nil || len(reply.Choices) != 1 {
		t.Fatalf("HTTP %d, %v, %+v", resp.StatusCode, err, reply)
	}
	var answer struct{ Answer string }
	if err := json.Unmarshal([]byte(reply.Choices[0].Message.Content), &answer); err != nil {
		t.Errorf("reply %q: %v", reply.Choices[0].Message.Content, err)
	}
	t.Logf("%q, %+v", answer.Answer, reply.Usage)
	return reply.Usage.Prompt, reply.Usage.Details.Cached
}
