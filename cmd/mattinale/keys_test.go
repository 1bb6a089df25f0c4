package main

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"mattinale/pipeline/llm/llmtest"
)

const (
	testKey  = "sk-proj-Zq7vTn4wYx2cRb9mKd5hLs8g" // of nobody
	password = "hunter2swordfish"
)

const keysArticle = "Il ponte di Vernazza riapre lunedì\n\nIl ponte di Vernazza riapre lunedì dopo sei mesi di lavori. " +
	"Il Comune ha speso due milioni di euro per rifare i piloni e la strada.\n"

// seen is what a server was sent.
type seen struct {
	mu       sync.Mutex
	requests []string // host, path, headers, body
}

func (s *seen) note(r *http.Request) {
	body, _ := io.ReadAll(r.Body)
	r.Body = io.NopCloser(bytes.NewReader(body))
	s.mu.Lock()
	defer s.mu.Unlock()
	s.requests = append(s.requests, fmt.Sprint(r.Method, " ", r.Host, " ", r.URL, " ", r.Header, " ", string(body)))
}

// of are the requests that have a word in them.
func (s *seen) of(word string) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var with []string
	for _, r := range s.requests {
		if strings.Contains(r, word) {
			with = append(with, r)
		}
	}
	return with
}

// watched is a server that remembers what it was sent.
func watched(t *testing.T, answer http.HandlerFunc) (string, *seen) {
	t.Helper()
	all := &seen{}
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		all.note(r)
		answer(w, r)
	}))
	t.Cleanup(s.Close)
	return s.URL, all
}

// keySources are the ways in which a key is given beside an address: each sets up the machine and returns flags.
var keySources = map[string]func(t *testing.T, m *machine, address string) []string{
	"flags": func(t *testing.T, m *machine, address string) []string {
		return []string{"--base-url", address, "--api-key-file", m.write(t, "llm.key", testKey+"\n", 0o600)}
	},
	"environment": func(_ *testing.T, m *machine, address string) []string {
		m.env = append(m.env, "OPENAI_BASE_URL="+address, "OPENAI_API_KEY="+testKey)
		return nil
	},
	"configuration": func(t *testing.T, m *machine, address string) []string {
		key := m.write(t, "config/mattinale/llm.key", testKey, 0o600)
		m.write(t, "config/mattinale/config.yaml", "base-url: "+address+"\napi-key-file: "+key+"\n", 0o600)
		return nil
	},
}

// hidden fails the test where a secret is shown, or lies anywhere but in its own file. Half of it is too much.
func hidden(t *testing.T, m *machine, secret string, runs ...result) {
	t.Helper()
	part := secret[:len(secret)/2]
	for _, r := range runs {
		for name, text := range map[string]string{"stdout": r.out, "stderr": r.err} {
			if strings.Contains(text, part) {
				t.Errorf("the secret is on %s:\n%s", name, text)
			}
		}
	}
	err := filepath.WalkDir(m.home, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || filepath.Ext(path) == ".key" {
			return err
		}
		text, err := os.ReadFile(path)
		if bytes.Contains(text, []byte(part)) || strings.Contains(path, part) {
			t.Errorf("the secret is in %s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// askAll runs what asks an endpoint, as talkative as it gets.
func askAll(t *testing.T, m *machine, flags []string) []result {
	t.Helper()
	article := m.write(t, "a.txt", keysArticle, 0o600)
	var all []result
	for _, args := range [][]string{
		{"doctor", "--verbose"},
		{"brief", "--verbose", "--log-format", "json", "--retries", "0", "--timeout", "20s", article},
	} {
		all = append(all, m.run(t, append(args, flags...)...))
	}
	return all
}

func TestKeyReachesItsServerAlone(t *testing.T) {
	for name, source := range keySources {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			found := &seen{}
			other := httptest.NewServer(http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { found.note(r) }))
			t.Cleanup(other.Close)
			s := llmtest.New(t, llmtest.Options{Key: testKey, Context: 8192})
			m := newMachine(t, "MATTINALE_PORTS="+portOf(t, other.URL))
			flags := source(t, m, s.URL())
			runs := askAll(t, m, flags)
			runs = append(runs, m.run(t, append([]string{"summarize", "--verbose", "--json", "--no-cache", "a.txt"}, flags...)...))
			for _, r := range runs {
				if r.code != exitOK {
					t.Errorf("exit code %d: %s", r.code, r.err)
				}
			}
			if len(s.Requests()) == 0 {
				t.Error("the key did not arrive")
			}
			if all := found.of(""); len(all) > 0 {
				t.Errorf("another server on this machine was asked: %s", all)
			}
			hidden(t, m, testKey, runs...)
		})
	}
}

// TestKeyFollowsNoRedirect to another port, nor to another name of the same host.
func TestKeyFollowsNoRedirect(t *testing.T) {
	for _, status := range []int{http.StatusFound, http.StatusPermanentRedirect} {
		for _, name := range []string{"127.0.0.1", "localhost"} {
			t.Run(fmt.Sprint(status, " to ", name), func(t *testing.T) {
				t.Parallel()
				elsewhere, strayed := watched(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"data":[{"id":"m"}]}`) })
				to := strings.Replace(elsewhere, "127.0.0.1", name, 1)
				address, arrived := watched(t, func(w http.ResponseWriter, r *http.Request) {
					if name == "localhost" { // the same server under its other name
						to = "http://" + strings.Replace(r.Host, "127.0.0.1", name, 1)
					}
					http.Redirect(w, r, to+r.URL.Path, status)
				})
				m := newMachine(t)
				runs := askAll(t, m, keySources["environment"](t, m, address+"/v1"))
				if len(arrived.of(testKey)) == 0 {
					t.Error("the key did not arrive where it was sent")
				}
				if stray := append(strayed.of(""), arrived.of(" localhost:")...); len(stray) > 0 {
					t.Errorf("the redirect was followed: %s", stray)
				}
				hidden(t, m, testKey, runs...)
			})
		}
	}
}

// echoes are servers that say the key again, each in another place.
var echoes = map[string]func(w http.ResponseWriter, r *http.Request, key string){
	"in an error": func(w http.ResponseWriter, _ *http.Request, key string) {
		w.WriteHeader(http.StatusUnauthorized)
		fmt.Fprintf(w, `{"error":{"message":"Incorrect API key provided: Bearer %s.","code":"invalid_api_key","param":"%[1]s","type":"%[1]s"}}`, key)
	},
	"in an error, escaped": func(w http.ResponseWriter, _ *http.Request, key string) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"error":"\u0073%s"}`, key[1:])
	},
	"in a long error, where it is cut off": func(w http.ResponseWriter, _ *http.Request, key string) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"detail":"%s %s"}`, strings.Repeat("x", 278), key)
	},
	"in a long error, escaped and cut off": func(w http.ResponseWriter, _ *http.Request, key string) {
		w.WriteHeader(http.StatusBadRequest)
		fmt.Fprintf(w, `{"detail":"%s \u0073%s"}`, strings.Repeat("x", 278), key[1:])
	},
	"in a page's title": func(w http.ResponseWriter, _ *http.Request, key string) {
		w.Header().Set("Content-Type", "text/html")
		w.WriteHeader(http.StatusBadGateway)
		fmt.Fprintf(w, "<html><head><title>no %s</title></head><body>Authorization: Bearer %[1]s</body></html>", key)
	},
	"in a page": func(w http.ResponseWriter, _ *http.Request, key string) {
		w.WriteHeader(http.StatusForbidden)
		fmt.Fprintf(w, "<p>Authorization: <b>Bearer</b> %s</p>", key)
	},
	"in headers": func(w http.ResponseWriter, _ *http.Request, key string) {
		for _, name := range []string{"WWW-Authenticate", "Retry-After", "X-Request-Id", "Server", "Set-Cookie", "Content-Type", "X-Ratelimit-Reset-Requests"} {
			w.Header().Set(name, "Bearer "+key)
		}
		w.WriteHeader(http.StatusUnauthorized)
	},
	"in a redirect": func(w http.ResponseWriter, _ *http.Request, key string) {
		w.Header().Set("Location", "http://"+key+":"+key+"@elsewhere.invalid/"+key+"?key="+key+"#"+key)
		w.WriteHeader(http.StatusTemporaryRedirect)
	},
	"in an error of status 200": func(w http.ResponseWriter, _ *http.Request, key string) {
		fmt.Fprintf(w, `{"data":[{"id":"m"}],"error":{"message":"bad key %s"}}`, key)
	},
	"in the name of a model": func(w http.ResponseWriter, r *http.Request, key string) {
		if strings.HasSuffix(r.URL.Path, "/models") {
			fmt.Fprintf(w, `{"data":[{"id":"%s"}]}`, key)
			return
		}
		http.NotFound(w, r)
	},
	"in a reply": func(w http.ResponseWriter, r *http.Request, key string) {
		if strings.HasSuffix(r.URL.Path, "/models") {
			fmt.Fprint(w, `{"data":[{"id":"m"}]}`)
			return
		}
		text := fmt.Sprintf(`{\"points\":[{\"italiano\":\"Il ponte di Vernazza riapre lunedì, %s.\",\"english\":\"The bridge of Vernazza opens on Monday, %[1]s.\"},`+
			`{\"italiano\":\"Il Comune ha speso due milioni.\",\"english\":\"The town spent two million.\"},{\"italiano\":\"La strada è rifatta.\",\"english\":\"The road is new.\"}],`+
			`\"headline\":{\"italiano\":\"Riapre il ponte\",\"english\":\"The bridge opens\"}}`, key)
		fmt.Fprintf(w, `{"id":"%s","model":"%[1]s","choices":[{"finish_reason":"stop","message":{"role":"assistant","content":"%s"}}]}`, key, text)
	},
	"in a finish_reason": func(w http.ResponseWriter, r *http.Request, key string) {
		if strings.HasSuffix(r.URL.Path, "/models") {
			fmt.Fprint(w, `{"data":[{"id":"m"}]}`)
			return
		}
		fmt.Fprintf(w, `{"choices":[{"finish_reason":"%s","message":{"content":"x","refusal":""}}]}`, key)
	},
	"in place of an answer": func(w http.ResponseWriter, _ *http.Request, key string) {
		wireText(w, "Authorization: Bearer "+key+"\r\n\r\n")
	},
	"in a header that is none": func(w http.ResponseWriter, _ *http.Request, key string) {
		wireText(w, "HTTP/1.1 200 OK\r\nBearer "+key+"\r\n\r\n")
	},
	"in a status": func(w http.ResponseWriter, _ *http.Request, key string) {
		wireText(w, "HTTP/1.1 4x1 "+key+"\r\n\r\n")
	},
	"in a length": func(w http.ResponseWriter, _ *http.Request, key string) {
		wireText(w, "HTTP/1.1 200 OK\r\nContent-Length: "+key+"\r\n\r\n")
	},
}

// wireText answers with bytes of any form.
func wireText(w http.ResponseWriter, text string) {
	conn, _, err := http.NewResponseController(w).Hijack()
	if err != nil {
		panic(http.ErrAbortHandler)
	}
	_, _ = io.WriteString(conn, text)
	_ = conn.Close()
}

func TestKeyThatComesBackIsNotShown(t *testing.T) {
	for name, echo := range echoes {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			address, arrived := watched(t, func(w http.ResponseWriter, r *http.Request) {
				key, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
				if key == "" {
					key = "x no key came"
				}
				echo(w, r, key)
			})
			m := newMachine(t)
			runs := askAll(t, m, keySources["flags"](t, m, address+"/v1"))
			if len(arrived.of(testKey)) < len(runs) {
				t.Error("the key did not arrive")
			}
			hidden(t, m, testKey, runs...)
		})
	}
}

func TestKeyOfAServerThatIsNotThere(t *testing.T) {
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	_ = listener.Close()
	for name, source := range keySources {
		m := newMachine(t)
		runs := askAll(t, m, source(t, m, "http://"+listener.Addr().String()+"/v1"))
		for _, r := range runs {
			if r.code != exitMissing {
				t.Errorf("%s: exit code %d: %s", name, r.code, r.err)
			}
		}
		hidden(t, m, testKey, runs...)
	}
}

// TestServerFoundGetsNoKey: what listens on this machine by itself is asked without one, or not at all.
func TestServerFoundGetsNoKey(t *testing.T) {
	tests := []struct {
		name  string
		setup func(m *machine) []string
		code  int
		asked bool
	}{
		{"no key", func(*machine) []string { return nil }, exitOK, true},
		{"a blank key", func(m *machine) []string { m.env = append(m.env, "OPENAI_API_KEY= "); return nil }, exitOK, true},
		{"a key for OpenAI", func(m *machine) []string { m.env = append(m.env, "OPENAI_API_KEY="+testKey); return nil }, exitOK, false},
		{"a key file", func(m *machine) []string { return []string{"--api-key-file", m.write(t, "llm.key", testKey, 0o600)} }, exitUsage, false},
		{"a key file in the environment", func(m *machine) []string {
			m.env = append(m.env, "MATTINALE_API_KEY_FILE="+m.write(t, "llm.key", testKey, 0o600))
			return nil
		}, exitUsage, false},
		{"a key file in the configuration", func(m *machine) []string {
			m.write(t, "config/mattinale/config.yaml", "api-key-file: "+m.write(t, "llm.key", testKey, 0o600)+"\n", 0o600)
			return nil
		}, exitUsage, false},
		{"a key for a server that is not there", func(m *machine) []string {
			m.env = append(m.env, "OPENAI_API_KEY="+testKey, "OPENAI_BASE_URL=http://127.0.0.1:1/v1")
			return nil
		}, exitMissing, false},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			address, arrived := watched(t, func(w http.ResponseWriter, _ *http.Request) { _, _ = io.WriteString(w, `{"data":[{"id":"m"}]}`) })
			m := newMachine(t, "MATTINALE_PORTS="+portOf(t, address))
			flags := tt.setup(m)
			got := m.run(t, append([]string{"doctor", "--verbose"}, flags...)...)
			if got.code != tt.code {
				t.Errorf("exit code %d, want %d: %s", got.code, tt.code, got.err)
			}
			if asked := len(arrived.of("")) > 0; asked != tt.asked || len(arrived.of("Authorization")) > 0 {
				t.Errorf("it was sent: %s", arrived.of(""))
			}
			hidden(t, m, testKey, got)
		})
	}
}

// TestKeyIsInNoProcessList looks while a call is being answered.
func TestKeyIsInNoProcessList(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("reads /proc")
	}
	for name, source := range keySources {
		m := newMachine(t)
		var pid int
		var looked atomic.Bool
		started := make(chan struct{}) // closed when pid is known
		s := llmtest.New(t, llmtest.Options{Key: testKey, Gate: func(context.Context, llmtest.Request) {
			<-started
			line, err := os.ReadFile(fmt.Sprintf("/proc/%d/cmdline", pid))
			if err != nil || bytes.Contains(line, []byte(testKey)) || !bytes.Contains(line, []byte("summarize")) {
				t.Errorf("%s: command line %q, error %v", name, line, err)
			}
			looked.Store(true)
		}})
		args := append([]string{"summarize", m.write(t, "a.txt", keysArticle, 0o600)}, source(t, m, s.URL())...)
		cmd := exec.CommandContext(t.Context(), m.path, args...)
		cmd.Env = m.env
		if err := cmd.Start(); err != nil {
			t.Fatal(err)
		}
		pid = cmd.Process.Pid
		close(started)
		if err := cmd.Wait(); err != nil || !looked.Load() {
			t.Errorf("%s: looked %v, error %v", name, looked.Load(), err)
		}
	}
}

// TestSecretsInSettings: what a person puts in the wrong place is refused, and not repeated.
func TestSecretsInSettings(t *testing.T) {
	tests := []struct {
		name   string
		secret string
		env    []string
		args   []string
		config string
	}{
		{"a password in the address", password, []string{"OPENAI_BASE_URL=http://me:" + password + "@127.0.0.1:1/v1"}, nil, ""},
		{"a password in an address without http", password, nil, []string{"--base-url", "me:" + password + "@127.0.0.1/v1"}, ""},
		{"a password in an address that is none", password, nil, []string{"--base-url", "http://me:" + password + "@127.0.0.1:port/v1"}, ""},
		{"a password in another kind of address", password, nil, []string{"--base-url", "ftp://me:" + password + "@127.0.0.1/v1"}, ""},
		{"a key in the query", testKey, nil, []string{"--base-url", "http://127.0.0.1:1/v1?key=" + testKey}, ""},
		{"a key after the address", testKey, nil, []string{"--base-url", "http://127.0.0.1:1/v1#" + testKey}, ""},
		{"a key for an address", testKey, []string{"MATTINALE_BASE_URL=" + testKey}, nil, ""},
		{"a key for the name of its file", testKey, nil, []string{"--api-key-file", testKey}, ""},
		{"a key for the name of its file, in the environment", testKey, []string{"MATTINALE_API_KEY_FILE=" + testKey}, nil, ""},
		{"a key for the name of its file, in the configuration", testKey, nil, nil, "api-key-file: " + testKey + "\n"},
		{"a key in the configuration", testKey, nil, nil, "api-key: " + testKey + "\n"},
		{"a key in a configuration that is broken", testKey, nil, nil, "api-key-file: \"" + testKey + "\n"},
		{"a key on the command line", testKey, nil, []string{"--api-key=" + testKey}, ""},
		{"a key with a character too many", testKey, []string{"OPENAI_API_KEY=" + testKey + "\u00a0x"}, nil, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			m := newMachine(t, tt.env...)
			if tt.config != "" {
				m.write(t, "config/mattinale/config.yaml", tt.config, 0o600)
			}
			got := m.run(t, append([]string{"doctor", "--verbose"}, tt.args...)...)
			if got.code != exitUsage {
				t.Errorf("exit code %d", got.code)
			}
			if strings.Contains(got.out+got.err, tt.secret[:len(tt.secret)/2]) {
				t.Errorf("it is shown:\n%s%s", got.out, got.err)
			}
		})
	}
}

// TestProxyPasswordIsNotShown: the proxy of the environment sees neither key nor article, and its password stays there.
func TestProxyPasswordIsNotShown(t *testing.T) {
	refusing, asked := watched(t, func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Proxy-Authenticate", "Basic")
		w.WriteHeader(http.StatusProxyAuthRequired)
	})
	host := strings.TrimPrefix(refusing, "http://")
	for name, proxy := range map[string]string{
		"that refuses":         "http://me:" + password + "@" + host,
		"without http":         "me:" + password + "@" + host,
		"that is not there":    "http://me:" + password + "@127.0.0.1:1",
		"of another kind":      "socks5://me:" + password + "@127.0.0.1:1",
		"that speaks no https": "https://me:" + password + "@" + host,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			m := newMachine(t, "HTTPS_PROXY="+proxy, "https_proxy="+proxy)
			runs := askAll(t, m, keySources["flags"](t, m, "https://llm.example.invalid/v1"))
			for _, r := range runs {
				if r.code != exitMissing {
					t.Errorf("exit code %d: %s", r.code, r.err)
				}
			}
			hidden(t, m, testKey, runs...)
			hidden(t, m, password, runs...)
		})
	}
	t.Cleanup(func() {
		if len(asked.of("CONNECT")) == 0 || len(asked.of(testKey)) > 0 || len(asked.of("Vernazza")) > 0 {
			t.Errorf("the proxy was sent: %s", asked.of(""))
		}
	})
}

// TestKeyFileOthersCanReadIsWarnedOf on stderr of a run, and by the doctor, and the run goes on.
func TestKeyFileOthersCanReadIsWarnedOf(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("its modes say nothing of others")
	}
	s := llmtest.New(t, llmtest.Options{Key: testKey, Context: 8192})
	m := newMachine(t)
	flags := []string{"--base-url", s.URL(), "--api-key-file", m.write(t, "llm.key", testKey, 0o600)}
	if err := os.Chmod(filepath.Join(m.home, "llm.key"), 0o640); err != nil {
		t.Fatal(err)
	}
	for i, got := range askAll(t, m, flags) {
		want := exitOK
		if i == 0 {
			want = exitMissing
		}
		if said := got.out + got.err; got.code != want || !strings.Contains(said, "chmod 600") {
			t.Errorf("exit code %d: %s", got.code, said)
		}
	}
}
