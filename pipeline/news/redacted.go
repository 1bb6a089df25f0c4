package news

import (
	"strconv"
	"strings"
)

// Redacted is an address without the name and password in it, for messages and files. It reads what no other reader takes for an
// address, too: a password with a character in it that should be escaped is one all the same.
func Redacted(address string) string {
	scheme, rest, ok := strings.Cut(address, "://")
	if !ok {
		scheme, rest = "", address
	}
	end := len(rest) // of the host
	if i := strings.IndexAny(rest, "/?#"); i >= 0 {
		end = i
	}
	at := strings.LastIndexByte(rest[:end], '@')
	if ok && at < 0 && !plainPort(rest[:end]) {
		at = strings.LastIndexByte(rest, '@')
	}
	switch {
	case at < 0 || !ok && !strings.Contains(rest[:at], ":"): // a name of a file may have an @
		return address
	case ok:
		scheme += "://"
	}
	return scheme + "…@" + rest[at+1:]
}

// plainPort reports whether what follows a host is a port, or nothing. Else it is the beginning of a password.
func plainPort(host string) bool {
	i := strings.LastIndexByte(host, ':')
	if i < 0 || strings.HasSuffix(host, "]") || i == len(host)-1 {
		return true
	}
	_, err := strconv.ParseUint(host[i+1:], 10, 16)
	return err == nil
}
