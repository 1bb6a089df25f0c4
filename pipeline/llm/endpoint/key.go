package endpoint

import (
	"bufio"
	"fmt"
	"io"
	"net/url"
	"os"
	"runtime"
	"strings"

	"mattinale/pipeline/llm"
)

// maxKey bounds a key, in bytes.
const maxKey = 4096

// keyFor is the key that may go to an endpoint. One in a file was put beside the endpoint by the user; the one in
// OPENAI_API_KEY belongs to OpenAI, or to an address that was given beside it by flag or environment.
func (f *finder) keyFor(e llm.Endpoint, keyFile string, envKey bool) (llm.Secret, error) {
	if keyFile != "" {
		return f.readKey(keyFile)
	}
	if !envKey && !isOpenAI(e.BaseURL) {
		return llm.Secret{}, nil
	}
	key := strings.TrimSpace(f.Getenv("OPENAI_API_KEY"))
	if err := usableKey(key); err != nil {
		return llm.Secret{}, fmt.Errorf("%w: OPENAI_API_KEY: %w", ErrSetting, err)
	}
	return llm.NewSecret(key), nil
}

func isOpenAI(baseURL string) bool {
	u, err := url.Parse(baseURL)
	return err == nil && u.Scheme == "https" && u.Hostname() == "api.openai.com"
}

// readKey reads the first line of a file. A file that others can read is a finding, not an error; on Windows the mode
// does not tell.
func (f *finder) readKey(path string) (llm.Secret, error) {
	file, err := os.Open(path)
	if err != nil {
		return llm.Secret{}, fmt.Errorf("%w: reading the key: %w", ErrSetting, err)
	}
	defer file.Close()
	if info, err := file.Stat(); err == nil && info.Mode().IsRegular() && runtime.GOOS != "windows" && info.Mode().Perm()&0o077 != 0 {
		f.step(Step{Candidate: path, Outcome: "others on this machine can read the key in it", Warn: true, Hint: "chmod 600 " + path})
	}
	line, err := bufio.NewReader(io.LimitReader(file, maxKey+1)).ReadString('\n')
	if err != nil && err != io.EOF {
		return llm.Secret{}, fmt.Errorf("%w: reading the key: %w", ErrSetting, err)
	}
	key := strings.TrimSpace(line)
	if key == "" {
		return llm.Secret{}, fmt.Errorf("%w: %s: its first line is empty, there is no key in it", ErrSetting, path)
	}
	if err := usableKey(key); err != nil {
		return llm.Secret{}, fmt.Errorf("%w: %s: %w", ErrSetting, path, err)
	}
	return llm.NewSecret(key), nil
}

// usableKey refuses what cannot stand in a header, without showing it.
func usableKey(key string) error {
	if len(key) > maxKey {
		return fmt.Errorf("the key is longer than %d bytes", maxKey)
	}
	for i := range len(key) {
		if key[i] <= ' ' || key[i] > '~' {
			return fmt.Errorf("the key has a character that no key has (byte %d)", i+1)
		}
	}
	return nil
}
