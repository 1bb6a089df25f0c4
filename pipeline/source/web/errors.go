package web

import (
	"context"
	"crypto/tls"
	"crypto/x509"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"time"

	"mattinale/pipeline/news"
)

// What callers tell apart with errors.Is. Status codes are a *StatusError.
var (
	ErrAddress    = errors.New("it is no address that can be read")
	ErrScheme     = errors.New("only http and https addresses are read")
	ErrPrivate    = errors.New("it is on a private network, and nothing of yours names it")
	ErrTooLate    = errors.New("it took too long")
	ErrWait       = errors.New("the server asked to wait")
	ErrGone       = errors.New("gone for good (410): take it off your list")
	ErrOffline    = errors.New("it is not kept, and nothing is asked offline")
	ErrRedirects  = errors.New("its redirects lead nowhere")
	ErrTLS        = errors.New("no safe connection")
	ErrDNS        = errors.New("the host is not known")
	ErrConnection = errors.New("the connection failed")
	ErrAnswer     = errors.New("the answer cannot be read")
)

// fault is one clear line, of a kind that errors.Is knows.
type fault struct {
	kind error
	text string
}

func (f *fault) Error() string { return f.text }
func (f *fault) Unwrap() error { return f.kind }

func faultf(kind error, format string, args ...any) error {
	return &fault{kind, fmt.Sprintf(format, args...)}
}

// StatusError is an answer that brings no body to read.
type StatusError struct {
	Code    int
	RetryAt time.Time // when the server wants to be asked again; zero: it did not say
}

// Is makes a 410 an ErrGone, and an answer that says when to come back an ErrWait.
func (e *StatusError) Is(target error) bool {
	return target == ErrGone && e.Code == http.StatusGone ||
		target == ErrWait && !e.RetryAt.IsZero()
}

func (e *StatusError) Error() string {
	if e.Code == http.StatusGone {
		return ErrGone.Error()
	}
	text := fmt.Sprintf("%s (%d)", statusWords(e.Code), e.Code)
	if !e.RetryAt.IsZero() {
		text += ", and the server asked to wait until " + e.RetryAt.Format("2006-01-02 15:04 MST")
	}
	return text
}

func statusWords(code int) string {
	switch {
	case code == 401:
		return "it asks for a name and a password"
	case code == 402, code == 451:
		return "it is not to be had here: " + strings.ToLower(http.StatusText(code))
	case code == 403:
		return "the server does not let this program read it"
	case code == 404:
		return "there is nothing at this address"
	case code == 407:
		return "the proxy asks for a name and a password"
	case code == 429:
		return "the server is asked too often"
	case code == 503:
		return "the server is overloaded or under repair"
	case code == 502, code == 504:
		return "what stands before the server does not reach it"
	case code >= 500 && code < 600:
		return "the server has a problem of its own"
	case code >= 400 && code < 500:
		return "the server refuses the request"
	case code == 204, code == 205:
		return "the server answered with nothing"
	}
	return "the server gave an answer that does not fit"
}

// clear turns an error of a connection into one line without the inner workings. Errors of this package and of a caller's
// context stay as they are.
func clear(err error) error {
	var f *fault
	var status *StatusError
	var dns *net.DNSError
	switch {
	case errors.As(err, &f):
		return f
	case errors.As(err, &status):
		return status
	case errors.Is(err, context.Canceled):
		return context.Canceled
	case errors.Is(err, context.DeadlineExceeded):
		return context.DeadlineExceeded
	case errors.As(err, &dns):
		return unknownHost(dns)
	case errors.Is(err, syscall.ECONNREFUSED):
		return faultf(ErrConnection, "the host refuses the connection")
	case errors.Is(err, syscall.EHOSTUNREACH), errors.Is(err, syscall.ENETUNREACH):
		return faultf(ErrConnection, "there is no way to the host")
	case errors.Is(err, syscall.EMFILE), errors.Is(err, syscall.ENFILE):
		return faultf(ErrConnection, "too many files are open")
	case broken(err):
		return faultf(ErrConnection, "the connection was closed before an answer came")
	}
	if text := unsafe(err); text != "" {
		return faultf(ErrTLS, "no safe connection: %s", text)
	}
	if isTimeout(err) {
		return faultf(ErrTooLate, "no connection within %s", connectTime)
	}
	return worded(err.Error())
}

func unknownHost(err *net.DNSError) error {
	switch name := news.PrintableLine(err.Name); {
	case err.IsNotFound:
		return faultf(ErrDNS, "there is no host named %s", name)
	case err.IsTimeout:
		return faultf(ErrDNS, "nobody says in time where the host %s is", name)
	default:
		return faultf(ErrDNS, "it cannot be found out where the host %s is", name)
	}
}

// unsafe says what is wrong with a TLS connection, "" when that is not what went wrong.
func unsafe(err error) string {
	var (
		authority x509.UnknownAuthorityError
		hostname  x509.HostnameError
		invalid   x509.CertificateInvalidError
		record    tls.RecordHeaderError
		alert     tls.AlertError
		verify    *tls.CertificateVerificationError
	)
	switch {
	case errors.As(err, &authority):
		return "its certificate is of no authority known here"
	case errors.As(err, &hostname):
		return "its certificate is for another host"
	case errors.As(err, &invalid) && invalid.Reason == x509.Expired:
		return "its certificate has expired or is not valid yet"
	case errors.As(err, &invalid), errors.As(err, &verify):
		return "its certificate is not valid"
	case errors.As(err, &record), strings.Contains(err.Error(), "HTTP response to HTTPS client"):
		return "what answers does not speak TLS"
	case errors.As(err, &alert), strings.Contains(err.Error(), "tls: "):
		return "the two sides agree on none"
	case strings.Contains(err.Error(), "TLS handshake timeout"):
		return "it was not made within " + connectTime.String()
	}
	return ""
}

// worded finds words for errors that net/http has no type for.
func worded(text string) error {
	for _, known := range []struct {
		part, words string
		kind        error
	}{
		{"response headers exceeded", fmt.Sprintf("the answer has more than %d KB of headers", headerBytes>>10), ErrAnswer},
		{"malformed", "what answers does not speak HTTP", ErrAnswer},
		{"Content-Length", "the answer contradicts itself about its length", ErrAnswer},
		{"transfer encoding", "the answer comes in a form that is not known", ErrAnswer},
		{"1xx", "the answer does not come to its point", ErrAnswer},
		{"proxyconnect", "the proxy cannot be used", ErrConnection},
		{"socks", "the proxy cannot be used", ErrConnection},
	} {
		if strings.Contains(text, known.part) {
			return faultf(known.kind, "%s", known.words)
		}
	}
	return faultf(ErrConnection, "%s", ErrConnection)
}

// broken reports whether a connection ended under a request, so that the same may go well when asked again.
func broken(err error) bool {
	return errors.Is(err, io.EOF) || errors.Is(err, io.ErrUnexpectedEOF) ||
		errors.Is(err, syscall.ECONNRESET) || errors.Is(err, syscall.EPIPE) || errors.Is(err, net.ErrClosed) ||
		err != nil && strings.Contains(err.Error(), "server closed idle connection")
}

func isTimeout(err error) bool {
	var timeout net.Error
	return errors.As(err, &timeout) && timeout.Timeout()
}
