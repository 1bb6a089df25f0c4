package news

import "testing"

func TestRedacted(t *testing.T) {
	for _, tt := range []struct{ address, want string }{
		{"https://example.org/a@b", "https://example.org/a@b"},
		{"https://me:hunter2@example.org/a", "https://…@example.org/a"},
		{"https://hunter2@example.org?x", "https://…@example.org?x"},
		{"https://me:hun@ter2@example.org", "https://…@example.org"},
		{"me:hunter2@example.org/v1", "…@example.org/v1"},
		{"http://me:hun%zzter2@example.org/", "http://…@example.org/"},
		{"http://me:hunter/2@example.org/a", "http://…@example.org/a"},
		{"http://me:hunter#2@example.org/a", "http://…@example.org/a"},
		{"feed:https://me:hunter2@example.org", "feed:https://…@example.org"},
		{"feed://me:hunter2@example.org", "feed://…@example.org"},
		{"http://example.org:8080/a@b", "http://example.org:8080/a@b"},
		{"http://[::1]:80/a@b", "http://[::1]:80/a@b"},
		{"http://[::1]/a@b", "http://[::1]/a@b"},
		{"me@home.txt", "me@home.txt"},
		{"/articles/a:b@c", "/articles/a:b@c"},
		{"", ""},
	} {
		if got := Redacted(tt.address); got != tt.want {
			t.Errorf("%s is shown as %s, want %s", tt.address, got, tt.want)
		}
	}
}
