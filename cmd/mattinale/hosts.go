package main

import (
	"net/netip"
	"strconv"
	"strings"
)

const (
	hostHint    = "the name or the number of a host, with a port or without: nas.local, 10.0.0.5:8080, [fd00::5]:8080"
	hostPattern = `[A-Za-z0-9_][A-Za-z0-9_.-]*(:[1-9][0-9]{0,4})?|[0-9A-Fa-f]*:[0-9A-Fa-f]*:[0-9A-Fa-f:.]*|\[[0-9A-Fa-f:.]+\](:[1-9][0-9]{0,4})?`
)

// hostLabel reports whether a word may stand between two dots of a host's name (RFC 1123, and the underscore that home networks have).
func hostLabel(word string) bool {
	return word != "" && len(word) <= 63 && word[0] != '-' && word[len(word)-1] != '-' &&
		strings.Trim(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") == ""
}

// parseHosts reads hosts that may be read from though they are on a private network, as HOST or HOST:PORT, separated by commas.
// They come back in small letters, IPv6 addresses in brackets, each once.
func parseHosts(text string) ([]string, error) {
	var hosts []string
	seen := map[string]bool{}
	for word := range strings.SplitSeq(text, ",") {
		if word = strings.TrimSpace(word); word == "" {
			continue
		}
		host, ok := parseHost(word)
		switch {
		case !ok && strings.Contains(word, "/"):
			return nil, usage(hostHint, "%q is no host: an address has no place here, only the host of one", shownAddress(word))
		case !ok:
			return nil, usage(hostHint, "%q is no host", shownAddress(word))
		}
		if !seen[host] {
			seen[host] = true
			hosts = append(hosts, host)
		}
	}
	return hosts, nil
}

// parseHost reads one of them.
func parseHost(word string) (string, bool) {
	if ip, err := netip.ParseAddr(word); err == nil && ip.Zone() == "" {
		return bracketed(ip), true
	}
	host, port := word, ""
	if at := strings.LastIndexByte(word, ':'); at > strings.LastIndexByte(word, ']') {
		host, port = word[:at], word[at:]
		if n, err := strconv.ParseUint(port[1:], 10, 16); err != nil || n == 0 {
			return "", false
		}
	}
	if inner, ok := strings.CutPrefix(host, "["); ok {
		ip, err := netip.ParseAddr(strings.TrimSuffix(inner, "]"))
		if err != nil || !ip.Is6() || ip.Zone() != "" || !strings.HasSuffix(host, "]") {
			return "", false
		}
		return bracketed(ip) + port, true
	}
	for label := range strings.SplitSeq(strings.TrimSuffix(host, "."), ".") {
		if !hostLabel(label) {
			return "", false
		}
	}
	return strings.ToLower(strings.TrimSuffix(host, ".")) + port, len(host) <= 253
}

func bracketed(ip netip.Addr) string {
	if ip.Is4() {
		return ip.String()
	}
	return "[" + ip.String() + "]"
}
