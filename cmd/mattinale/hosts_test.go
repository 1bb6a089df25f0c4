package main

import (
	"strings"
	"testing"
)

func TestParseHosts(t *testing.T) {
	for _, tt := range []struct{ text, want string }{
		{"", ""},
		{"nas.local", "nas.local"},
		{"NAS.Local, nas.local,,10.0.0.5:8080", "nas.local 10.0.0.5:8080"},
		{"my_nas:80", "my_nas:80"},
		{"nas.local.", "nas.local"},
		{"[fd00::5]:8080", "[fd00::5]:8080"},
		{"fd00:0::5", "[fd00::5]"},
		{"[FD00::5]", "[fd00::5]"},
		{"http://nas.local", "error"},
		{"nas.local/feed", "error"},
		{"nas.local:", "error"},
		{"nas.local:0", "error"},
		{"nas.local:99999", "error"},
		{"nas..local", "error"},
		{"-nas", "error"},
		{"me@nas", "error"},
		{"*.local", "error"},
		{"[10.0.0.5]", "error"},
		{"[fe80::1%eth0]", "error"},
		{"[fd00::5", "error"},
		{"perché.local", "error"},
		{"a b", "error"},
	} {
		hosts, err := parseHosts(tt.text)
		got := strings.Join(hosts, " ")
		if err != nil {
			got = "error"
		}
		if got != tt.want {
			t.Errorf("%q is %q (%v), want %q", tt.text, got, err, tt.want)
		}
	}
}
