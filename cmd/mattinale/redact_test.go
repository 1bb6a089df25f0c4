package main

import "testing"

func TestRedacted(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"https://example.org/a@b", "https://example.org/a@b"},
		{"https://me:hunter2@example.org/a", "https://…@example.org/a"},
		{"https://hunter2@example.org?x", "https://…@example.org?x"},
		{"https://me:hun@ter2@example.org", "https://…@example.org"},
		{"me:hunter2@example.org/v1", "…@example.org/v1"},
		{"me@home.txt", "me@home.txt"},
		{"/articles/a:b@c", "/articles/a:b@c"},
		{"", ""},
	} {
		if got := redacted(tt.address); got != tt.want {
			t.Errorf("%s is shown as %s, want %s", tt.address, got, tt.want)
		}
	}
	if got := withoutKeys(`unknown key "sk-proj-12_x"`); got != `unknown key "sk-…"` {
		t.Error(got)
	}
}
