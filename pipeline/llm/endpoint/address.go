package endpoint

import (
	"errors"
	"net"
	"net/http"
	"net/url"
	"strings"
	"time"

	"mattinale/pipeline/llm"
)

// parse makes an endpoint of an address as a person writes it. Credentials in it are refused: they would end up in
// receipts and logs. The error does not repeat the address, which may have them in a place that is not known for it, or
// be the key itself.
func parse(raw string) (llm.Endpoint, error) {
	u, err := url.Parse(strings.TrimSpace(raw))
	switch {
	case err != nil:
		return llm.Endpoint{}, errors.New("no web address")
	case u.User != nil:
		return llm.Endpoint{}, errors.New("an address with a password in it; put the key in a file and name that with --api-key-file")
	case u.Scheme != "http" && u.Scheme != "https":
		return llm.Endpoint{}, errors.New("no web address: write it with http:// or https:// in front")
	case u.Hostname() == "":
		return llm.Endpoint{}, errors.New("an address without a host")
	case u.RawQuery != "" || u.Fragment != "":
		return llm.Endpoint{}, errors.New("an address with ? or # in it is not supported")
	}
	u.Path = strings.TrimSuffix(strings.TrimRight(u.Path, "/"), "/chat/completions")
	if u.Path == "" {
		u.Path = "/v1"
	}
	return llm.Endpoint{BaseURL: u.String(), Loopback: isLoopback(u.Hostname())}, nil
}

func isLoopback(host string) bool {
	if strings.EqualFold(host, "localhost") {
		return true
	}
	ip := net.ParseIP(host)
	return ip != nil && ip.IsLoopback()
}

// root is the address without /v1, where a server keeps what is not OpenAI's.
func root(baseURL string) string { return strings.TrimSuffix(baseURL, "/v1") }

// timeout of one question: a server on this machine that does not answer at once is not there.
func timeout(e llm.Endpoint) time.Duration {
	if e.Loopback {
		return time.Second
	}
	return 10 * time.Second
}

// noRedirects is a client that stays with the host it was sent to, and goes round any proxy to this machine.
func noRedirects() *http.Client {
	transport := http.DefaultTransport.(*http.Transport).Clone()
	transport.Proxy = func(r *http.Request) (*url.URL, error) {
		if isLoopback(r.URL.Hostname()) {
			return nil, nil
		}
		return http.ProxyFromEnvironment(r)
	}
	transport.DisableKeepAlives = true
	return &http.Client{
		Transport:     transport,
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
}
