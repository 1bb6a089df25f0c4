package llm

import (
	"bytes"
	"fmt"
	"io"
	"strings"
)

// Secret is a string that does not print. It stands behind a pointer, because fmt and encoding/json pass by the methods of
// a string in places (%w of a pointer to its struct, a key of a map, a field that is not exported) and show what it is
// made of. The zero value is no secret.
type Secret struct{ value *string }

// NewSecret makes a secret of its value.
func NewSecret(value string) Secret {
	if value == "" {
		return Secret{}
	}
	return Secret{&value}
}

// Reveal is the value, for the header it is sent in.
func (s Secret) Reveal() string {
	if s.value == nil {
		return ""
	}
	return *s.value
}

// IsSet reports whether there is one.
func (s Secret) IsSet() bool { return s.value != nil }

// hidden is what stands in a secret's place.
const hidden = "[secret]"

// shortestCut is how many bytes of a secret's beginning give it away in a text that was cut off in it. What services
// put in front of all of their keys, such as "sk-proj-", is shorter.
const shortestCut = 12

// String hides the value.
func (s Secret) String() string {
	if !s.IsSet() {
		return ""
	}
	return hidden
}

// GoString hides the value from %#v too.
func (s Secret) GoString() string { return s.String() }

// Format hides the value whatever the verb.
func (s Secret) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// MarshalText hides the value from JSON and logs.
func (s Secret) MarshalText() ([]byte, error) { return []byte(s.String()), nil }

// Redact is a text without the secret, nor the beginning of it that is left where the text was cut off.
func (s Secret) Redact(text string) string {
	if !s.IsSet() {
		return text
	}
	value := s.Reveal()
	lead := value[:min(len(value), shortestCut)]
	var b strings.Builder
	for {
		before, after, found := strings.Cut(text, lead)
		b.WriteString(before)
		if !found {
			return b.String()
		}
		b.WriteString(hidden)
		text = after[shared(after, value[len(lead):]):]
	}
}

// RedactReply is Redact for what an endpoint answers, which is kept and shown. A secret that is short stays: it may be a
// word of the text, as the keys are that a server asks for without looking at them ("ollama", "none").
func (s Secret) RedactReply(body []byte) []byte {
	value := s.Reveal()
	if len(value) < shortestCut || !bytes.Contains(body, []byte(value[:shortestCut])) {
		return body
	}
	return []byte(s.Redact(string(body)))
}

// shared is how many bytes a and b have in common at their beginning.
func shared(a, b string) int {
	n := 0
	for n < min(len(a), len(b)) && a[n] == b[n] {
		n++
	}
	return n
}
