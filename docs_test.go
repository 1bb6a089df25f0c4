package mattinale_test

import (
	"os"
	"strings"
	"testing"

	"mattinale/pipeline/llm"
)

// TestTableOfFailures holds the table of docs/reliability.md against the one in the code.
func TestTableOfFailures(t *testing.T) {
	page, err := os.ReadFile("docs/reliability.md")
	if err != nil {
		t.Fatal(err)
	}
	rows := map[string][]string{}
	for line := range strings.Lines(string(page)) {
		if cells := strings.Split(strings.TrimSpace(line), "|"); len(cells) == 9 {
			rows[strings.TrimSpace(cells[1])] = cells[2:8]
		}
	}
	for _, kind := range llm.Kinds() {
		row, ok := rows[string(kind)]
		if !ok {
			t.Errorf("docs/reliability.md has no row for %q", kind)
			continue
		}
		a := kind.Answer()
		for i, said := range []bool{a.Tries > 0, a.Another, a.Rejected, a.Split, a.Less} {
			if cell := strings.TrimSpace(row[i+1]); (cell != "") != said {
				t.Errorf("%s, column %d: the page says %q, the code %v", kind, i+2, cell, said)
			}
		}
		delete(rows, string(kind))
	}
	delete(rows, "kind")
	delete(rows, "---")
	for kind := range rows {
		t.Errorf("docs/reliability.md has a row for %q, the code has none", kind)
	}
}
