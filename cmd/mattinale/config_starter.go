package main

import (
	"fmt"
	"strings"
)

// starterFile is a configuration file to begin with: every key with what holds without it, as comments. schemaName is the file beside it
// that tells editors what may stand in it.
func starterFile(schemaName string) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# yaml-language-server: $schema=%s\n", schemaName)
	b.WriteString(`# The configuration of mattinale. Each setting is a flag of its commands too; flags and MATTINALE_NAME in the
# environment come before this file. What begins with # is not read: take it away to say something else.
# mattinale config check says what is wrong, mattinale config show what holds and why.

# Where articles come from when the command line names nothing: files, folders, web addresses. Write full paths
# or ~/: others are looked for in the folder that mattinale runs in. mattinale sources add writes them here.
sources:
  # - ~/articles
  # - address: https://example.org/feed.xml
`)
	examples := map[string]string{"topic": "economia", "language": "it", "weight": "1", "limit": "5", "since": "last"}
	for _, k := range sourceKeys()[1:] {
		fmt.Fprintf(&b, "  #   %-15s # %s\n", k.name+": "+examples[k.name], k.about)
	}
	for _, k := range settingKeys() {
		b.WriteString("\n")
		about := k.about
		if k.said != "" {
			about += " (default: " + k.said + ")"
		}
		fmt.Fprintf(&b, "# %s\n# %s\n", about, strings.TrimSpace(k.name+": "+k.starter()))
	}
	return b.String()
}

// starter is what holds without the key, as YAML; "": nothing that could be written.
func (k key) starter() string {
	switch {
	case k.name == "lang":
		return "[" + strings.ReplaceAll(k.standard, ",", ", ") + "]"
	case k.kind == kindWords:
		return "[]"
	case k.kind == kindText && k.standard != "":
		return yamlWord(k.standard)
	}
	return k.standard
}
