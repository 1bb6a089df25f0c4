package main

import (
	"errors"
	"fmt"
	"math"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"mattinale/pipeline/llm/retry"
)

// objection says what is wrong with a value of the right kind, beginning with the name of the key, and what to do; "" when it is
// right. The value is text, whatever its kind: that is how flags and the environment have it.
func (k key) objection(text string, now time.Time) (what, hint string) {
	if k.choices != nil {
		if slices.Contains(k.choices, text) {
			return "", ""
		}
		return fmt.Sprintf("%s %q is unknown", k.name, text), "one of " + strings.TrimPrefix(strings.Join(k.choices, ", "), ", ")
	}
	switch k.kind {
	case kindInteger, kindNumber:
		return k.outOfRange(text), ""
	case kindDuration:
		if d, err := time.ParseDuration(text); err != nil || d <= 0 {
			return fmt.Sprintf("%s %s: must be more than nothing", k.name, text), k.hint
		}
		return "", ""
	}
	err := error(nil)
	if k.check != nil {
		err = k.check(text, now)
	}
	if err == nil && !k.fits(text) {
		err = usage(k.hint, "%q is not written as it should be", text)
	}
	var f *failure
	if errors.As(err, &f) {
		return k.name + " " + err.Error(), f.hint
	}
	return "", ""
}

// outOfRange is the objection to a number.
func (k key) outOfRange(text string) string {
	n, err := strconv.ParseFloat(text, 64)
	if k.kind == kindInteger {
		whole, e := strconv.Atoi(text)
		n, err = float64(whole), e
	}
	switch {
	case err != nil || math.IsInf(n, 0) || math.IsNaN(n):
		return fmt.Sprintf("%s %s: no number to count with", k.name, text)
	case k.atLeast && n < k.least:
		return fmt.Sprintf("%s %s: must be at least %g", k.name, text, k.least)
	case k.over && n <= k.least:
		return fmt.Sprintf("%s %s: must be more than nothing", k.name, text)
	}
	return ""
}

// fits reports whether a text, or each word of a list, is as the pattern says that editors are given.
func (k key) fits(text string) bool {
	if k.pattern == "" {
		return true
	}
	pattern := regexp.MustCompile(whole(k.pattern))
	if k.kind != kindWords {
		return pattern.MatchString(text)
	}
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word != "" && !pattern.MatchString(word) {
			return false
		}
	}
	return true
}

func whole(pattern string) string { return "^(" + pattern + ")$" }

// What follows reads the values of flags. The errors go on where the name of the flag or key stopped.

func parseLanguages(text string) (tags []string, err error) {
	for tag := range strings.SplitSeq(text, ",") {
		if tag = strings.TrimSpace(tag); tag == "" {
			continue
		}
		if tag, err = parseLanguage(tag); err != nil {
			return nil, usage("for example it,en", "%q: %w", text, err)
		}
		if !slices.Contains(tags, tag) {
			tags = append(tags, tag)
		}
	}
	if len(tags) == 0 {
		return nil, usage("for example it,en", "names no language")
	}
	return tags, nil
}

func parseDate(text string) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	day, err := time.Parse(time.DateOnly, text)
	if err != nil {
		return day, usage("write it as YYYY-MM-DD", "%q is no date", text)
	}
	return day, nil
}

// parseReadyBy takes a time of day as its next occurrence, here.
func parseReadyBy(text string, now time.Time) (time.Time, error) {
	if text == "" {
		return time.Time{}, nil
	}
	at, err := time.Parse("15:04", text)
	if err != nil {
		return time.Time{}, usage("for example 07:00", "%q is no time of day", text)
	}
	return nextTime(now, at.Hour(), at.Minute()), nil
}

// nextTime is when a clock on the wall shows a time of day next.
func nextTime(now time.Time, hour, minute int) time.Time {
	for day := now.Day(); ; day++ {
		if at := time.Date(now.Year(), now.Month(), day, hour, minute, 0, 0, now.Location()); at.After(now) {
			return at
		}
	}
}

const priceHint = "for example 0.15/0.60, dollars for a million tokens of prompt and of reply"

// parsePrice reads IN/OUT, or one price for both. None is nil.
func parsePrice(text string) (*retry.Price, error) {
	if text == "" {
		return nil, nil
	}
	in, out, found := strings.Cut(text, "/")
	prompt, err := strconv.ParseFloat(strings.TrimSpace(in), 64)
	reply, err2 := prompt, error(nil)
	if found {
		reply, err2 = strconv.ParseFloat(strings.TrimSpace(out), 64)
	}
	if err != nil || err2 != nil || !(prompt >= 0) || !(reply >= 0) || math.IsInf(prompt+reply, 0) {
		return nil, usage(priceHint, "%q is no price", text)
	}
	return &retry.Price{Prompt: prompt, Reply: reply}, nil
}
