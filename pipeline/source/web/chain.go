package web

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"slices"
	"time"

	"golang.org/x/net/publicsuffix"
)

const (
	maxRedirects = 10
	maxCookies   = 8 << 10 // bytes of cookies sent with a request
)

// chain is the way from an address over its redirects to an answer. Cookies live as long: pages that ask for consent lead in
// a circle without.
type chain struct {
	asked   *url.URL
	at      *url.URL
	jar     *cookiejar.Jar
	cookies bool // some were sent
	seen    []string
	moved   string // where the permanent redirects ended
	known   bool   // the way began at an address that was remembered, not at the one asked for
	forget  bool   // a permanent redirect said that it is not to be kept
	detour  bool   // there were others
	notes   []string
}

func newChain(q *question, start *url.URL, moved string) *chain {
	jar, _ := cookiejar.New(&cookiejar.Options{PublicSuffixList: publicsuffix.List}) // its error is always nil
	return &chain{asked: q.asked, at: start, jar: jar, moved: moved, known: moved != ""}
}

// follow asks one address after the other until one has an answer.
func (c *Client) follow(ctx context.Context, q *question, ch *chain) (*Response, error) {
	for range maxRedirects + 1 {
		if err := ch.visit(); err != nil {
			return nil, err
		}
		a, err := c.step(ctx, q, ch)
		if err != nil {
			return nil, ch.led(err)
		}
		location := a.header.Get("Location")
		if !redirects(a.code) || location == "" {
			defer a.done()
			return c.finish(ctx, q, ch, a)
		}
		a.done()
		if err := ch.turn(a, location); err != nil {
			return nil, err
		}
	}
	return nil, faultf(ErrRedirects, "it leads on more than %d times", maxRedirects)
}

func redirects(code int) bool {
	return slices.Contains([]int{301, 302, 303, 307, 308}, code)
}

// visit ends a way that comes by the same place with the same cookies.
func (ch *chain) visit() error {
	place := ch.at.String()
	for _, cookie := range ch.jar.Cookies(ch.at) {
		place += "\n" + cookie.String()
	}
	if slices.Contains(ch.seen, place) {
		return faultf(ErrRedirects, "its redirects lead in a circle")
	}
	ch.seen = append(ch.seen, place)
	return nil
}

// turn goes where an answer leads.
func (ch *chain) turn(a *answer, location string) error {
	if len(location) > maxAddress {
		return faultf(ErrRedirects, "it leads to an address longer than %d bytes", maxAddress)
	}
	next, err := ch.at.Parse(lenient(location))
	if err != nil {
		return faultf(ErrRedirects, "it leads to what is no address")
	}
	next.User = nil // nobody's credentials but the user's are sent
	if err := tidy(next); err != nil {
		return fmt.Errorf("it leads to another address: %w", err)
	}
	if ch.at.Scheme == "https" && next.Scheme == "http" {
		ch.notes = append(ch.notes, "it leads from https to http")
	}
	ch.jar.SetCookies(ch.at, (&http.Response{Header: a.header}).Cookies())
	if permanent := a.code == 301 || a.code == 308; permanent && !ch.detour {
		ch.moved = bare(next)
		h := keep(a.header)
		cc := directives(h["Cache-Control"])
		_, ask := cc["no-cache"]
		ch.forget = ch.forget || ask || !storable(h) || cc["max-age"] == "0"
	} else {
		ch.detour = true
	}
	ch.at = next
	return nil
}

// into writes the way into the head of a record.
func (ch *chain) into(h *head, before *kept, now time.Time) {
	h.Address, h.Detour, h.Moved, h.MovedAt = bare(ch.at), ch.detour, ch.moved, time.Time{}
	switch {
	case ch.moved == "" || ch.forget:
	case ch.known && before != nil:
		h.MovedAt = before.MovedAt // the old address was not asked
	default:
		h.MovedAt = now
	}
}

// led says in an error where it comes from, when that is not where one asked.
func (ch *chain) led(err error) error {
	if ch.at.Hostname() == ch.asked.Hostname() || errors.Is(err, ErrPrivate) || errors.Is(err, ErrDNS) ||
		errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return fmt.Errorf("it leads to %s: %w", ch.at.Hostname(), err)
}

// authorise sends the credentials of an address of the user's to that very host, and to no other: not where it leads, not over
// a connection less safe, not those that stand in somebody else's text.
func (c *Client) authorise(r *http.Request, asked, at *url.URL) {
	if asked.User == nil || !slices.Contains(c.named[hostPort(asked)], credentials(asked)) || !sameHost(asked, at) {
		return
	}
	password, _ := asked.User.Password()
	r.SetBasicAuth(asked.User.Username(), password)
}

// sameHost reports whether two addresses are of one host and port, or the second is the first one's safe twin.
func sameHost(asked, at *url.URL) bool {
	if asked.Hostname() != at.Hostname() {
		return false
	}
	return asked.Scheme == at.Scheme && asked.Port() == at.Port() ||
		at.Scheme == "https" && asked.Port() == "" && at.Port() == ""
}

// sendCookies adds the cookies of the way so far.
func (ch *chain) sendCookies(r *http.Request) {
	length := 0
	for _, cookie := range ch.jar.Cookies(ch.at) {
		if length += len(cookie.Name) + len(cookie.Value); length > maxCookies {
			return
		}
		r.AddCookie(cookie)
		ch.cookies = true
	}
}
