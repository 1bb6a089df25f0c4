package main

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"mattinale/pipeline/llm/llmtest"
	"mattinale/pipeline/source/sitetest"
)

// readmeCommands are the lines of the README's blocks that run the program.
func readmeCommands(t *testing.T) []string {
	t.Helper()
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	var commands []string
	inside := false
	for line := range strings.Lines(string(text)) {
		line = strings.TrimSpace(line)
		if strings.HasPrefix(line, "```") {
			inside = !inside
		} else if inside && (strings.HasPrefix(line, "mattinale ") || strings.Contains(line, " mattinale ")) {
			commands = append(commands, line)
		}
	}
	return commands
}

// TestReadme runs the README's examples as a shell would, where the files they name are there and a fake endpoint stands
// for the servers they name.
func TestReadme(t *testing.T) {
	commands := readmeCommands(t)
	if len(commands) < 5 {
		t.Fatalf("only %d commands found in the README", len(commands))
	}
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	s := llmtest.New(t, llmtest.Options{Context: 8192})
	site := sitetest.New(t)
	site.Feed("/feed.xml", "La Gazzetta di prova", sitetest.Number(0), sitetest.Number(1))
	servers := strings.NewReplacer("https://example.org", site.URL, "http://localhost:11434/v1", s.URL(), "https://llm.example.org/v1", s.URL(), "OPENAI_API_KEY=…", "OPENAI_API_KEY=sk-1")
	for _, line := range commands {
		t.Run(line, func(t *testing.T) {
			dir := readmeFolder(t, self)
			config := filepath.Join(dir, ".config", "mattinale", "config.yaml")
			if err := errors.Join(os.MkdirAll(filepath.Dir(config), 0o700), os.WriteFile(config, []byte("sources: ["+site.URL+"/feed.xml]\n"), 0o600)); err != nil {
				t.Fatal(err)
			}
			cmd := exec.Command("sh", "-c", servers.Replace(line))
			cmd.Dir = dir
			cmd.Env = []string{"HOME=" + dir, "PATH=" + filepath.Join(dir, "bin") + ":" + os.Getenv("PATH"), "MATTINALE_PORTS=none"}
			if !strings.Contains(line, "--base-url") {
				cmd.Env = append(cmd.Env, "OPENAI_BASE_URL="+s.URL())
			}
			if out, err := cmd.CombinedOutput(); err != nil {
				t.Errorf("%v\n%s", err, out)
			}
		})
	}
}

// readmeFolder has the files that the README names, and the program.
func readmeFolder(t *testing.T, self string) string {
	t.Helper()
	dir := t.TempDir()
	article := "Il ponte di Vernazza riapre\n\nIl Comune ha riaperto il ponte dopo sei mesi di lavori. La strada resta chiusa ai camion fino a maggio, dice la sindaca.\n"
	page := "<html><body><h1>Il ponte riapre</h1><p>" + strings.Repeat("Il Comune ha riaperto il ponte dopo sei mesi di lavori. ", 8) + "</p></body></html>"
	for name, text := range map[string]string{
		"some/folder/a.txt": article, "articles/b.txt": article, "article.txt": article, "pasted.txt": article, "article.html": page, ".config/llm.key": "sk-1\n",
		"summary.txt": "Il ponte di Vernazza riapre.\n", "summary.json": `{"points":[{"text":{"it":"Il ponte di Vernazza riapre."},"from":[1]}]}`,
		"newsletters.mbox": "From a@example.org Tue Nov 24 06:00:00 2026\nFrom: A <a@example.org>\nSubject: Il ponte riapre\n\n" + article,
		"pairs.jsonl":      `{"article":"Il Comune ha riaperto il ponte dopo sei mesi di lavori.","summary":"Il Comune ha riaperto il ponte."}` + "\n",
	} {
		path := filepath.Join(dir, name)
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	bin := filepath.Join(dir, "bin")
	if err := os.MkdirAll(bin, 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink(self, filepath.Join(bin, "mattinale")); err != nil {
		t.Fatal(err)
	}
	return dir
}
