package openai

import (
	"encoding/json"
	"errors"
	"strings"
)

// errNoJSON is the error of a text without a whole JSON object in it.
var errNoJSON = errors.New("no JSON object in the reply")

// pickEffort bounds the bytes looked at, as a multiple of the text's length: a text of opening braces alone would else
// take time with its square.
const pickEffort = 16

// pickJSON finds the JSON object that is the reply in a text: the text itself, or one with prose, a fence or both
// around it. Of several it is the first that accept takes, or without accept the longest. A part of an object that is
// not whole is never taken for the reply. The error is accept's of the last one, or errNoJSON.
func pickJSON(text string, accept func(string) error) (string, error) {
	longest, last := "", errNoJSON
	effort := pickEffort * (len(text) + 64)
	for effort > 0 {
		_, after, found := strings.Cut(text, "{")
		if !found {
			break
		}
		text = text[len(text)-len(after)-1:]
		object, seen := leadingObject(text)
		effort -= seen
		switch {
		case json.Valid([]byte(object)):
			text = text[len(object):]
			if accept == nil {
				longest = longer(longest, object)
			} else if last = accept(object); last == nil {
				return object, nil
			}
		case !strings.HasPrefix(strings.TrimSpace(after), `"`):
			text = after // a brace of the prose, or one too many
		case object != "":
			text = text[len(object):]
		default: // it breaks off
			effort = 0
		}
	}
	if longest != "" {
		return longest, nil
	}
	return "", last
}

// leadingObject is what stands between the brace at the front of text and the one that closes it, braces in strings
// left out; "" when none closes it. seen is how many bytes were looked at.
func leadingObject(text string) (object string, seen int) {
	depth, inString := 0, false
	for i := 0; i < len(text); i++ {
		switch c := text[i]; {
		case inString && c == '\\':
			i++
		case c == '"':
			inString = !inString
		case inString:
		case c == '{':
			depth++
		case c == '}':
			depth--
		}
		if depth == 0 {
			return text[:i+1], i + 1
		}
	}
	return "", len(text)
}

func longer(a, b string) string {
	if len(b) > len(a) {
		return b
	}
	return a
}
