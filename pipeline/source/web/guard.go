package web

import (
	"context"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strings"

	"code.dny.dev/ssrf"
)

// Dial is a connection that was tried, or refused.
type Dial struct {
	Host    string // host:port as asked for
	Address string // IP address:port; "": the host was refused, or not found
	Refused string // why it was not dialled; "": it was
	Proxy   bool   // the connection is one to the user's proxy
}

// named are the host:port that may be on a private network, and the credentials that the user gave for each.
type named map[string][]string

// nameAll reads the addresses; those that cannot be read name nothing.
func nameAll(addresses []string) named {
	n := named{}
	for _, address := range addresses {
		u, err := parse(address)
		if err != nil {
			continue
		}
		n.add(u)
	}
	return n
}

func (n named) add(u *url.URL) {
	at := hostPort(u)
	n[at] = append(n[at], credentials(u))
}

// loopbacks are the names of this machine that its servers give themselves: whoever names one means the others too.
var loopbacks = []string{"localhost", "127.0.0.1", "::1"}

// has reports whether a host:port is named.
func (n named) has(at string) bool {
	if _, ok := n[at]; ok {
		return true
	}
	host, port, err := net.SplitHostPort(at)
	if err != nil || !slices.Contains(loopbacks, host) {
		return false
	}
	return slices.ContainsFunc(loopbacks, func(other string) bool {
		_, ok := n[net.JoinHostPort(other, port)]
		return ok
	})
}

// credentials are those of an address, as they stand in it.
func credentials(u *url.URL) string {
	if u.User == nil {
		return ""
	}
	return u.User.String()
}

// public refuses what IANA's registries of special addresses hold, and whatever is outside of IPv6's global unicast: v4-mapped,
// NAT64, unique local, link-local addresses, those with a zone.
var public = ssrf.New(ssrf.WithAnyPort(), ssrf.WithAnyNetwork())

func isPublic(ip netip.Addr) bool { return public.SafeAddr(ip) == nil }

func private(host string) error {
	return faultf(ErrPrivate, "%s is on a private network, and nothing of yours names it (--allow-host does)", host)
}

// local reports whether a host is this machine by its name alone (RFC 6761).
func local(host string) bool {
	host = strings.TrimSuffix(host, ".")
	return host == "localhost" || strings.HasSuffix(host, ".localhost")
}

// refused is the error of a host that is private by its spelling alone: no name server is asked. Hosts that the user named
// are not.
func (c *Client) refused(u *url.URL) error {
	if c.named.has(hostPort(u)) {
		return nil
	}
	ip, numeric := literal(u.Hostname())
	switch {
	case numeric && !ip.IsValid():
		return faultf(ErrAddress, "%s is no IP address", u.Hostname())
	case numeric && !isPublic(ip.Unmap()), ip.Is4In6(), local(u.Hostname()):
		c.opts.Log(Dial{Host: hostPort(u), Refused: "a private network"})
		return private(u.Hostname())
	}
	return nil
}

// behindProxy is the error of a host that the proxy must not be asked for. The guard of the dials sees the proxy's address
// only, so the host's own are looked up here, where that works: many networks with a proxy have no other way to names.
func (c *Client) behindProxy(ctx context.Context, u *url.URL) error {
	if c.named.has(hostPort(u)) {
		return nil
	}
	if _, numeric := literal(u.Hostname()); numeric {
		return nil // refused has judged it
	}
	ctx, cancel := context.WithTimeout(ctx, lookupTime)
	defer cancel()
	ips, err := c.opts.Lookup(ctx, u.Hostname())
	if err != nil {
		return nil
	}
	for _, ip := range ips {
		if !isPublic(ip.Unmap()) {
			_, port, _ := net.SplitHostPort(hostPort(u))
			c.opts.Log(Dial{Host: hostPort(u), Address: net.JoinHostPort(ip.String(), port), Refused: "a private network", Proxy: true})
			return private(u.Hostname())
		}
	}
	return nil
}

// allowed is which of a host's addresses may be dialled for a host:port.
func (c *Client) allowed(at string, ips []netip.Addr) ([]netip.Addr, error) {
	if c.named.has(at) {
		return ips, nil
	}
	host, port, _ := net.SplitHostPort(at)
	var good []netip.Addr
	for _, ip := range ips {
		if isPublic(ip.Unmap()) {
			good = append(good, ip)
			continue
		}
		c.opts.Log(Dial{Host: at, Address: net.JoinHostPort(ip.String(), port), Refused: "a private network"})
	}
	if len(good) == 0 {
		return nil, private(host)
	}
	return good, nil
}

// Allow says that the user's own list names an address, so that its host and port may be on a private network; not a link-local one,
// where only machines answer (a cloud's metadata among them). It is to be called before the first Get.
func (c *Client) Allow(address string) {
	u, err := parse(address)
	if err != nil {
		return
	}
	if ip, numeric := literal(u.Hostname()); numeric && ip.Unmap().IsLinkLocalUnicast() {
		return
	}
	c.named.add(u)
}
