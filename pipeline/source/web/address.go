package web

import (
	"encoding/binary"
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"
)

// maxAddress is the longest address that is read, in bytes; RFC 9110 asks that 8000 be borne.
const maxAddress = 8192

// parse reads an address that was asked for.
func parse(address string) (*url.URL, error) {
	if len(address) > maxAddress {
		return nil, faultf(ErrAddress, "the address is longer than %d bytes", maxAddress)
	}
	u, err := url.Parse(lenient(strings.TrimSpace(address)))
	if err != nil {
		return nil, ErrAddress // url.Parse's error repeats the address with its credentials
	}
	return u, tidy(u)
}

// tidy checks an address and puts its host into the one form that is dialled and compared: ASCII, lower case, no default
// port, no fragment.
func tidy(u *url.URL) error {
	u.Scheme = strings.ToLower(u.Scheme)
	if u.Scheme != "http" && u.Scheme != "https" {
		return ErrScheme
	}
	if u.Opaque != "" || u.Hostname() == "" {
		return ErrAddress
	}
	host, err := hostname(u.Hostname())
	if err != nil {
		return err
	}
	port := u.Port()
	if n, bad := strconv.Atoi(port); port != "" && (bad != nil || n < 1 || n > 65535) {
		return faultf(ErrAddress, "%q is no port", port)
	}
	if port == "" || port == defaultPort(u.Scheme) {
		port = ""
	} else {
		port = ":" + strings.TrimLeft(port, "0")
	}
	if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	u.Host, u.Fragment, u.RawFragment = host+port, "", ""
	if u.Path == "" {
		u.Path = "/"
	}
	u.RawQuery = escaped(u.RawQuery)
	return nil
}

// lenient is an address as browsers take it: a % that begins no escape stands for itself.
func lenient(address string) string {
	var b strings.Builder
	for i := range len(address) {
		b.WriteByte(address[i])
		if address[i] == '%' && (i+2 >= len(address) || !isHex(address[i+1]) || !isHex(address[i+2])) {
			b.WriteString("25")
		}
	}
	return b.String()
}

func isHex(c byte) bool { return c >= '0' && c <= '9' || c|0x20 >= 'a' && c|0x20 <= 'f' }

// escaped is a query without what would end or spoil the line of a request; url.URL sends a query as it is.
func escaped(query string) string {
	var b strings.Builder
	for i := range len(query) {
		if c := query[i]; c <= ' ' || c > '~' || strings.IndexByte("\"<>", c) >= 0 {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// hostname is a host in ASCII and lower case. Full-width digits and full stops of other scripts become those of an IPv4
// address here, before anything is compared.
func hostname(host string) (string, error) {
	if strings.Contains(host, ":") { // an IPv6 address; a zone is for one machine only
		ip, err := netip.ParseAddr(host)
		if err != nil {
			return "", ErrAddress
		}
		return strings.ToLower(ip.String()), plain(ip.Zone())
	}
	if strings.IndexFunc(host, func(r rune) bool { return r > '~' }) >= 0 {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil {
			return "", ErrAddress
		}
		host = ascii
	}
	host = strings.ToLower(host)
	if strings.HasPrefix(host, ".") || strings.Contains(host, "..") {
		return "", ErrAddress
	}
	return host, plain(host)
}

// plain refuses what no name of a host or of an IPv6 zone has in it; such names stand in messages.
func plain(name string) error {
	odd := func(r rune) bool {
		return !(r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9' || r == '.' || r == '-' || r == '_')
	}
	if len(name) > 254 || strings.IndexFunc(name, odd) >= 0 {
		return ErrAddress
	}
	return nil
}

func defaultPort(scheme string) string {
	if scheme == "https" {
		return "443"
	}
	return "80"
}

// hostPort is host:port of a tidy address, the port filled in, as http.Transport dials it.
func hostPort(u *url.URL) string {
	port := u.Port()
	if port == "" {
		port = defaultPort(u.Scheme)
	}
	return net.JoinHostPort(u.Hostname(), port)
}

// bare is an address without credentials.
func bare(u *url.URL) string {
	without := *u
	without.User = nil
	return without.String()
}

// literal is the IP address that a host is when read as one, in any spelling that some resolver or proxy takes: ::1,
// 127.0.0.1, and inet_aton's 127.1, 0x7f.1, 0177.0.0.1, 2130706433, with or without a full stop at the end. numeric is true
// for a host that looks like an IPv4 address, whether it is one or not: by the URL standard its last label decides
// (https://url.spec.whatwg.org/#ends-in-a-number-checker).
func literal(host string) (ip netip.Addr, numeric bool) {
	if ip, err := netip.ParseAddr(host); err == nil {
		return ip, true
	}
	labels := strings.Split(strings.TrimSuffix(host, "."), ".")
	if _, ok := number(labels[len(labels)-1]); !ok {
		return netip.Addr{}, false
	}
	if len(labels) > 4 {
		return netip.Addr{}, true
	}
	var value uint64
	for i, label := range labels {
		n, ok := number(label)
		last := i == len(labels)-1
		switch {
		case !ok, !last && n > 255, last && n >= 1<<(8*(4-i)):
			return netip.Addr{}, true
		case last:
			value |= n
		default:
			value |= n << (8 * (3 - i))
		}
	}
	var four [4]byte
	binary.BigEndian.PutUint32(four[:], uint32(value))
	return netip.AddrFrom4(four), true
}

// number reads a part of an IPv4 address as inet_aton does: decimal, 0 octal, 0x hexadecimal. One that is too large is one.
func number(label string) (uint64, bool) {
	digits, base := label, 10
	switch {
	case strings.HasPrefix(label, "0x"):
		digits, base = label[2:], 16
		if digits == "" {
			return 0, true
		}
	case len(label) > 1 && label[0] == '0':
		digits, base = label[1:], 8
	}
	n, err := strconv.ParseUint(digits, base, 64)
	if err != nil && digits != "" && strings.Trim(digits, "0123456789") == "" {
		return 1 << 40, true // too large, or an 8 in an octal number: numeric, and no address
	}
	return n, err == nil
}
