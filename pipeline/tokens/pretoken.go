package tokens

// A pretokenizer cuts a text into the pieces within which tokens are merged. It stands for the regular expression of
// an encoding, written by hand: the expressions look ahead and behind, which costs a regular expression engine most of
// the time of counting. The expressions are those of OpenAI's tiktoken (tiktoken_ext/openai_public.py) in the form that
// tiktoken-go gives them, where the contractions fold ASCII only: 'ſ (U+017F) is no contraction. The counts are the same.
type pretokenizer interface {
	// next returns where the piece that begins at s[i] ends. s is valid UTF-8 and i < len(s).
	next(s string, i int) int
}

// cl100k cuts as cl100k_base does:
//
//	(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}|
//	 ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+
type cl100k struct{ *classes }

func (p cl100k) next(s string, i int) int {
	k, size := p.at(s, i)
	j := i + size
	switch {
	case k&letter != 0:
		return p.run(s, j, letter)
	case k&number != 0:
		return p.numbers(s, j)
	case k&newline != 0:
		return p.blanks(s, i)
	}
	if s[i] == '\'' {
		if end := contraction(s, i); end > i {
			return end
		}
	}
	if j < len(s) {
		after, _ := p.at(s, j)
		if after&letter != 0 {
			return p.run(s, j, letter)
		}
		if s[i] == ' ' && after&(mark|other) != 0 {
			k = other
		}
	}
	if k&space != 0 {
		return p.blanks(s, i)
	}
	return p.run(s, p.run(s, j, mark|other), newline)
}

// o200k cuts as o200k_base does:
//
//	[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]*[\p{Ll}\p{Lm}\p{Lo}\p{M}]+(?i:'s|'t|'re|'ve|'m|'ll|'d)?|
//	[^\r\n\p{L}\p{N}]?[\p{Lu}\p{Lt}\p{Lm}\p{Lo}\p{M}]+[\p{Ll}\p{Lm}\p{Lo}\p{M}]*(?i:'s|'t|'re|'ve|'m|'ll|'d)?|
//	\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n/]*|\s*[\r\n]+|\s+(?!\S)|\s+
type o200k struct{ *classes }

func (p o200k) next(s string, i int) int {
	k, size := p.at(s, i)
	j := i + size
	switch {
	case k&letter != 0:
		return p.word(s, i, i)
	case k&number != 0:
		return p.numbers(s, j)
	case k&newline != 0:
		return p.blanks(s, i)
	}
	if j < len(s) {
		after, _ := p.at(s, j)
		if after&(letter|mark) != 0 {
			return p.word(s, i, j)
		}
		if s[i] == ' ' && after&other != 0 {
			k = other
		}
	}
	switch {
	case k&mark != 0:
		return p.word(s, i, i)
	case k&space != 0:
		return p.blanks(s, i)
	}
	end := p.run(s, j, mark|other)
	for end < len(s) && (s[end] == '\r' || s[end] == '\n' || s[end] == '/') {
		end++
	}
	return end
}

// word returns the end of the word whose letters and marks begin at s[j]; s[i:j] is the character that may stand before
// them. Upper case before lower case is one word ("HTMLParser"), upper case after lower case begins another.
func (p o200k) word(s string, i, j int) int {
	end, caselessEnd := p.capitals(s, j)
	if end < len(s) {
		if k, size := p.at(s, end); k&lower != 0 {
			end = p.run(s, end+size, lower|caseless|mark)
			return max(end, contraction(s, end))
		}
	}
	// No lower case follows: the expression steps back to the last character that passes for lower case, …
	if caselessEnd > j {
		return max(caselessEnd, contraction(s, caselessEnd))
	}
	// … a mark in front of capitals being such a character itself, and takes the capitals alone when there is none.
	if i < j {
		if k, _ := p.at(s, i); k&mark != 0 {
			return max(j, contraction(s, j))
		}
	}
	return max(end, contraction(s, end))
}

// capitals returns the end of the run from s[i] on of what passes for upper case, and the end of the last character in
// it that passes for lower case as well, or 0.
func (p o200k) capitals(s string, i int) (end, caselessEnd int) {
	for i < len(s) {
		k, size := p.at(s, i)
		if k&(upper|caseless|mark) == 0 {
			break
		}
		i += size
		if k&upper == 0 {
			caselessEnd = i
		}
	}
	return i, caselessEnd
}

// numbers returns the end of a piece of at most three digits, the first of which ends at j.
func (c *classes) numbers(s string, j int) int {
	for n := 1; n < 3 && j < len(s); n++ {
		k, size := c.at(s, j)
		if k&number == 0 {
			break
		}
		j += size
	}
	return j
}

// blanks returns the end of the piece of white space at s[i]: all up to the last line end, if there is one; else all
// but the last character, which belongs to what follows, if there are two or more.
func (c *classes) blanks(s string, i int) int {
	start, last, lineEnd := i, i, 0
	for i < len(s) {
		k, size := c.at(s, i)
		if k&blank == 0 {
			break
		}
		last = i
		i += size
		if k == newline {
			lineEnd = i
		}
	}
	switch {
	case lineEnd > 0:
		return lineEnd
	case i < len(s) && last > start:
		return last
	default:
		return i
	}
}

// contraction returns the end of the English contraction at s[i] ('s 't 'm 'd 're 've 'll in any case), or 0.
func contraction(s string, i int) int {
	if i+1 >= len(s) || s[i] != '\'' {
		return 0
	}
	switch s[i+1] | 0x20 {
	case 's', 't', 'm', 'd':
		return i + 2
	case 'r', 'v':
		return secondLetter(s, i, 'e')
	case 'l':
		return secondLetter(s, i, 'l')
	}
	return 0
}

func secondLetter(s string, i int, want byte) int {
	if i+2 < len(s) && s[i+2]|0x20 == want {
		return i + 3
	}
	return 0
}
