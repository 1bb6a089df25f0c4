package web

import (
	"context"
	"errors"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// hostile are spellings of hosts that nobody may reach without naming them.
var hostile = []string{
	"127.0.0.1", "127.1", "127.0.1", "0x7f.1", "0x7f000001", "0x7F.0x0.0x0.0x1", "0177.0.0.1", "0177.1", "017700000001", "2130706433",
	"127.0.0.1.", "2130706433.", "127.255.255.254", "0.0.0.0", "0", "0x0", "00.0.0.0", "localhost", "LOCALHOST", "LocalHost.", "a.localhost", "a.localhost.",
	"10.0.0.5", "10.5", "0xa.5", "172.16.0.1", "172.31.255.255", "192.168.1.1", "192.168.257", "3232235777", "169.254.169.254", "0xA9FEA9FE", "169.16689662",
	"100.64.0.1", "100.127.255.255", "192.0.0.8", "198.18.0.1", "224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255",
	"[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[0000::0001]", "[::127.0.0.1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::ffff:10.0.0.5]", "[0:0:0:0:0:ffff:169.254.169.254]",
	"[::ffff:8.8.8.8]", "[fe80::1]", "[fe80::1%25eth0]", "[::1%25lo]", "[fc00::1]", "[fd12:3456::1]", "[fec0::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[64:ff9b::8.8.8.8]", "[64:ff9b:1::1]",
	"[2002:7f00:1::]", "[2002:c0a8:101::1]", "[2001:0:7f00:1::1]", "[2001::1]", "[2001:db8::1]", "[100::1]", "[::2]",
	"127。0。0。1", "127．0．0．1", "１２７.0.0.1", "①②⑦.⓪.⓪.①", "ｌｏｃａｌｈｏｓｔ", "loc\u00adalhost",
	"intranet.example", "INTRANET.example.", "rebound.example", "mapped.example", "six.example", "nat64.example",
}

func hostileSite(t *testing.T) *site {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { w.WriteHeader(200) })
	s.hosts = map[string][]string{
		"localhost": {"127.0.0.1"}, "intranet.example": {"10.1.2.3"}, "rebound.example": {"127.0.0.1", "::1"}, "mapped.example": {"::ffff:192.168.0.1"},
		"six.example": {"fd00::1"}, "nat64.example": {"64:ff9b::a00:1"},
	}
	return s
}

// Each spelling is refused: asked for, led to, and behind a proxy; nothing is dialled.
func TestPrivate(t *testing.T) {
	s := hostileSite(t)
	var target string
	leading := serve(t, func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Location", target); w.WriteHeader(302) })
	none := func(_ context.Context, _, address string) (net.Conn, error) {
		t.Errorf("%s: dialled %s", target, address)
		return nil, errors.New("no")
	}
	asked := s.client(t, Options{Dial: none, Named: []string{"http://127.0.0.1:9999/", leading.URL}})
	proxied := s.client(t, Options{Dial: none, Proxy: http.ProxyURL(&url.URL{Scheme: "http", Host: "10.0.0.9:3128"})})
	led := s.client(t, Options{Dial: leading.dial, Named: []string{leading.URL}})
	for _, host := range hostile {
		for _, where := range []string{"", ":8080"} {
			for _, scheme := range []string{"http://", "https://"} {
				target = scheme + host + where + "/"
				if _, err := asked.Get(t.Context(), target, Feed); !errors.Is(err, ErrPrivate) {
					t.Errorf("%s: %v", target, err)
				}
				if _, err := proxied.Get(t.Context(), target, Feed); !errors.Is(err, ErrPrivate) {
					t.Errorf("%s by proxy: %v", target, err)
				}
			}
		}
		target = "http://" + host + "/"
		led.opts.Lookup = s.lookup
		if _, err := led.Get(t.Context(), leading.URL, Feed); !errors.Is(err, ErrPrivate) {
			t.Errorf("led to %s: %v", target, err)
		}
	}
	for _, address := range []string{"http://news.example@127.0.0.1/", "http://news.example%40127.0.0.1/", `http://127.0.0.1\@news.example/`, "http://news.example:80@[::1]:80/", "http://256.1.1.1/",
		"http://1.2.3.4.5/", "http://0x100000000/", "http://08.1/", "http://127.0.0.1%09/", "http://127.0.0.1:80:80/", "http://::1/"} {
		target = address
		if _, err := asked.Get(t.Context(), address, Feed); !errors.Is(err, ErrPrivate) && !errors.Is(err, ErrAddress) {
			t.Errorf("%s: %v", address, err)
		}
	}
}

// A host and port that the user named is reached, in the spelling that it was named in, or this machine in another usual one, and at no
// other port.
func TestNamed(t *testing.T) {
	s := hostileSite(t)
	for _, tt := range []struct {
		named, asked string
		ok           bool
	}{
		{"http://127.0.0.1:8080/feed", "http://127.0.0.1:8080/other", true},
		{"http://127.0.0.1:8080/feed", "http://127.0.0.1:8081/feed", false},
		{"http://127.0.0.1:8080/feed", "http://127.1:8080/feed", false},
		{"http://127.0.0.1:8080/feed", "http://localhost:8080/feed", true}, // servers give themselves either name
		{"http://localhost:8080/feed", "http://127.0.0.1:8080/feed", true},
		{"http://localhost:8080/feed", "http://127.0.0.1:8081/feed", false},
		{"http://localhost:8080/feed", "http://127.0.0.2:8080/feed", false},
		{"http://127.0.0.1:8080/feed", "http://[::ffff:127.0.0.1]:8080/feed", false},
		{"http://127.0.0.1/feed", "http://127.0.0.1:80/", true},
		{"https://127.0.0.1/feed", "http://127.0.0.1/feed", false},
		{"http://LOCALHOST:8080/", "http://localhost:8080/", true},
		{"http://localhost:8080/", "http://localhost.:8080/", false},
		{"http://me:secret@intranet.example/a", "http://Intranet.EXAMPLE/b", true},
		{"http://intranet.example/a", "http://rebound.example/b", false},
		{"http://127.1:8080/", "http://127.1:8080/", true},
		{"http://[::1]:8080/", "http://[0::1]:8080/", true}, // one address has one form
		{"not an address", "http://127.0.0.1/", false},
		{"file:///etc", "http://127.0.0.1/", false},
	} {
		c := s.client(t, Options{Named: []string{tt.named}})
		_, err := c.Get(t.Context(), tt.asked, Feed)
		if (err == nil) != tt.ok || !tt.ok && !errors.Is(err, ErrPrivate) {
			t.Errorf("%s named, %s asked for: %v", tt.named, tt.asked, err)
		}
	}
}

func TestPublic(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {})
	c := s.client(t, Options{})
	for _, host := range []string{"8.8.8.8", "8.8.8.8:8080", "[2606:4700::1111]", "news.example", "news.example.", "my_blog.example:8443", "bücher.example", "172.32.0.1", "100.128.0.1", "11.0.0.1", "0x08.8.8.8"} {
		get(t, c, "http://"+host+"/")
	}
	if host := s.requests()[6].Host; host != "xn--bcher-kva.example" {
		t.Error(host)
	}
	s.hosts["both.example"] = []string{"::ffff:8.8.8.8"} // a form in which the system's resolver gives IPv4 addresses
	get(t, c, "http://both.example/")
	if last := s.dials[len(s.dials)-1]; last != (Dial{Host: "both.example:80", Address: "8.8.8.8:80"}) {
		t.Errorf("%+v", last)
	}
	if last := s.dials[len(s.dials)-2]; last != (Dial{Host: "0x08.8.8.8:80", Address: "8.8.8.8:80"}) {
		t.Errorf("%+v", last)
	}
}

// A name whose address changes between two requests, or between a check and a connection.
func TestRebinding(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) { w.Header().Set("Connection", "close") })
	c := s.client(t, Options{})
	get(t, c, "http://evil.example/")
	s.hosts["evil.example"] = []string{"127.0.0.1"}
	if _, err := c.Get(t.Context(), "http://evil.example/", Feed); !errors.Is(err, ErrPrivate) || err.Error() != "evil.example is on a private network, and nothing of yours names it (--allow-host does)" {
		t.Error(err)
	}
	if last := s.dials[len(s.dials)-1]; last != (Dial{Host: "evil.example:80", Address: "127.0.0.1:80", Refused: "a private network"}) {
		t.Errorf("%+v", last)
	}
	s.hosts["evil.example"] = []string{"10.0.0.1", "93.184.216.34", "::1"}
	s.dials = nil
	get(t, c, "http://evil.example/")
	var dialled []string
	for _, d := range s.dials {
		if d.Refused == "" {
			dialled = append(dialled, d.Address)
		}
	}
	if !slices.Equal(dialled, []string{"93.184.216.34:80"}) {
		t.Errorf("of three addresses one is public, dialled were %v", dialled)
	}
}

// A connection that was allowed because its host is named serves no other host, whatever the address.
func TestNoSharedConnections(t *testing.T) {
	s := serve(t, func(w http.ResponseWriter, r *http.Request) {})
	s.hosts = map[string][]string{"nas.example": {"192.168.0.2"}, "evil.example": {"192.168.0.2"}}
	c := s.client(t, Options{Named: []string{"http://nas.example/feed"}})
	get(t, c, "http://nas.example/feed")
	if _, err := c.Get(t.Context(), "http://evil.example/feed", Feed); !errors.Is(err, ErrPrivate) {
		t.Error(err)
	}
	get(t, c, "http://nas.example/again")
	if dials := len(s.dials); dials != 2 {
		t.Errorf("%d dials, want that of nas.example and the refused one", dials)
	}
}

func TestProxy(t *testing.T) {
	proxy := serve(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodConnect {
			w.WriteHeader(http.StatusForbidden)
		}
	})
	proxy.hosts = map[string][]string{"private.example": {"10.0.0.1"}, "mixed.example": {"8.8.8.8", "10.0.0.1"}, "unknown.example": {}, "proxy.lan": {"192.168.0.1"}}
	c := proxy.client(t, Options{Proxy: http.ProxyURL(&url.URL{Scheme: "http", Host: "proxy.lan:3128"}), Named: []string{"http://private.example:81/"}})
	for _, tt := range []struct {
		address string
		kind    error
	}{
		{"http://news.example/", nil}, {"http://unknown.example/", nil}, {"http://8.8.8.8/", nil}, {"http://private.example:81/", nil},
		{"http://private.example/", ErrPrivate}, {"http://mixed.example/", ErrPrivate}, {"http://127.1/", ErrPrivate}, {"https://127.1/", ErrPrivate},
		{"http://proxy.lan:3128/", ErrPrivate}, {"https://news.example/", ErrConnection},
	} {
		before := len(proxy.requests())
		_, err := c.Get(t.Context(), tt.address, Feed)
		if !errors.Is(err, tt.kind) {
			t.Errorf("%s: %v", tt.address, err)
		}
		if reached := len(proxy.requests()) > before; reached == (tt.kind == ErrPrivate) {
			t.Errorf("%s: the proxy was asked: %v", tt.address, reached)
		}
	}
	if first := proxy.requests()[0].URL.String(); first != "http://news.example/" {
		t.Errorf("the proxy was asked for %s", first)
	}
	if first := proxy.dials[0]; first != (Dial{Host: "proxy.lan:3128", Address: "192.168.0.1:3128", Proxy: true}) {
		t.Errorf("%+v", first)
	}
}

// What is not a number is left to name servers, and what is one is read as inet_aton reads it.
func TestLiteral(t *testing.T) {
	for host, want := range map[string]string{
		"1.2.3.4": "1.2.3.4", "1.2.3": "1.2.0.3", "1.2": "1.0.0.2", "16909060": "1.2.3.4", "0x1.0x2.0x3.0x4": "1.2.3.4", "01.02.03.04": "1.2.3.4",
		"0x": "0.0.0.0", "4294967295": "255.255.255.255", "4294967296": "numeric", "1.256.1.1": "numeric", "1.2.3.256": "numeric", "09.1": "numeric",
		"1.2.3.4.5": "numeric", "example.1": "numeric", "1.example": "", "example": "", "0xg": "", "::1": "::1", "1e1": "", "99999999999999999999999": "numeric",
	} {
		ip, numeric := literal(host)
		got := ""
		if ip != (netip.Addr{}) {
			got = ip.String()
		} else if numeric {
			got = "numeric"
		}
		if got != want {
			t.Errorf("%s is %q, want %q", host, got, want)
		}
	}
}

func FuzzAddress(f *testing.F) {
	for _, host := range hostile {
		f.Add("http://" + host + "/")
	}
	c := New(Options{Proxy: http.ProxyURL(nil)})
	defer c.Close()
	f.Fuzz(func(t *testing.T, address string) {
		u, err := parse(address)
		if err != nil {
			return
		}
		again, err := parse(u.String())
		if err != nil || again.Host != u.Host {
			t.Fatalf("%q is %q, and that is %v, %v", address, u, again, err)
		}
		host := u.Hostname()
		if c.refused(u) == nil {
			if ip := net.ParseIP(strings.TrimSuffix(host, ".")); ip != nil && (ip.IsLoopback() || ip.IsPrivate() || ip.IsLinkLocalUnicast() || ip.IsUnspecified() || ip.IsMulticast()) {
				t.Fatalf("%q is not refused", address)
			}
		}
	})
}
