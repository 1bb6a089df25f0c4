package main

import "testing"

func TestWithoutKeys(t *testing.T) {
	if got := withoutKeys(`unknown key "sk-proj-12_x"`); got != `unknown key "sk-…"` {
		t.Error(got)
	}
}
