package server

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"
	"time"
)

const (
	maxAnswer    = 1 << 20         // bytes read of an answer
	probeTimeout = 3 * time.Second // a server whose cores are all at work answers late, but not later
)

// errLoading is a server that is up but has its model not in memory yet.
var errLoading = errors.New("loading the model")

// seen is what a server said of itself, or err.
type seen struct {
	context, slots int // 0 when it did not say
	err            error
}

// probe asks the server of a record whether it is up, whether it is ours, and what it can take: a port may be anybody's
// by now, so it must list our model.
func probe(ctx context.Context, r record) seen {
	ctx, cancel := context.WithTimeout(ctx, probeTimeout)
	defer cancel()
	root := strings.TrimSuffix(r.BaseURL, "/v1")
	if err := get(ctx, root+"/health", r.Key, nil); err != nil {
		return seen{err: err}
	}
	var models struct {
		Data []struct {
			ID string `json:"id"`
		} `json:"data"`
	}
	if err := get(ctx, r.BaseURL+"/models", r.Key, &models); err != nil {
		return seen{err: err}
	}
	for _, m := range models.Data {
		if m.ID == r.Model {
			return sizes(ctx, root, r.Key)
		}
	}
	return seen{err: fmt.Errorf("the server at %s does not have the model %s", r.BaseURL, r.Model)}
}

// sizes asks for context and slots. A server that does not tell is none the worse.
func sizes(ctx context.Context, root, key string) seen {
	var props struct {
		Slots    int `json:"total_slots"`
		Settings struct {
			Context int `json:"n_ctx"`
		} `json:"default_generation_settings"`
	}
	if err := get(ctx, root+"/props", key, &props); err != nil {
		return seen{}
	}
	return seen{context: props.Settings.Context, slots: props.Slots}
}

// get asks on loopback only: no proxy, no redirect, no connection kept.
func get(ctx context.Context, url, key string, into any) error {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, url, nil)
	if err != nil {
		return err
	}
	req.Header.Set("Authorization", "Bearer "+key)
	client := http.Client{
		Transport:     &http.Transport{DisableKeepAlives: true},
		CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse },
	}
	resp, err := client.Do(req)
	if err != nil {
		return err
	}
	defer resp.Body.Close()
	switch {
	case resp.StatusCode == http.StatusServiceUnavailable:
		return errLoading
	case resp.StatusCode != http.StatusOK:
		return fmt.Errorf("asking %s: HTTP %d", url, resp.StatusCode)
	case into == nil:
		return nil
	}
	return json.NewDecoder(io.LimitReader(resp.Body, maxAnswer)).Decode(into)
}
