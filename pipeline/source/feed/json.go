package feed

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	gofeed "github.com/mmcdole/gofeed/json"

	"mattinale/pipeline/source/markup"
)

// parseJSON reads a JSON Feed item by item, so that one that is cut off, or has a field of another type, does not take the others with it.
func parseJSON(text string, at place) (Feed, error) {
	var items []gofeed.Item
	var notes []string
	odd := 0
	head := map[string]json.RawMessage{}
	err := members(json.NewDecoder(strings.NewReader(text)), func(name string, d *json.Decoder) error {
		if name != "items" {
			var value json.RawMessage
			err := d.Decode(&value)
			head[name] = value
			return err
		}
		return elementsOf(d, func(value json.RawMessage) bool {
			item, whole := jsonItem(value)
			if items = append(items, item); !whole {
				odd++
			}
			return len(items) <= MaxEntries
		})
	})
	if items == nil && !strings.Contains(string(head["version"]), "jsonfeed.org") {
		return Feed{}, fmt.Errorf("%w: JSON, but no JSON Feed", ErrNoFeed)
	}
	switch {
	case len(items) > MaxEntries:
		items = items[:MaxEntries]
		notes = append(notes, fmt.Sprintf("has more than %d entries, the rest was left out", MaxEntries))
	case err != nil:
		notes = append(notes, "breaks off after "+counted(len(items)))
	}
	if odd > 0 {
		notes = append(notes, counted(odd)+" with fields of another type, which were left out")
	}
	var said gofeed.Feed
	for _, single := range apart(head) {
		_ = json.Unmarshal(single, &said) // a wrong field is no reason to lose the others
	}
	return fromJSON(said, items, notes, at), nil
}

// errEnough stops reading a list.
var errEnough = errors.New("enough")

// members calls member with each name of an object, which must read its value.
func members(d *json.Decoder, member func(name string, d *json.Decoder) error) error {
	if _, err := d.Token(); err != nil {
		return err
	}
	for d.More() {
		name, err := d.Token()
		if err != nil {
			return err
		}
		said, ok := name.(string)
		if !ok {
			return io.ErrUnexpectedEOF
		}
		if err := member(said, d); err != nil {
			return err
		}
	}
	_, err := d.Token()
	return err
}

// elementsOf calls element with each element of a list as long as it returns true.
func elementsOf(d *json.Decoder, element func(json.RawMessage) bool) error {
	if open, err := d.Token(); err != nil || open != json.Delim('[') {
		return errors.Join(err, errEnough)
	}
	for d.More() {
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return err
		}
		if !element(value) {
			return errEnough
		}
	}
	_, err := d.Token()
	return err
}

// jsonItem reads an item, without the fields that are of another type than the format has, and reports whether there was none such.
func jsonItem(value json.RawMessage) (gofeed.Item, bool) {
	var item gofeed.Item
	if json.Unmarshal(value, &item) == nil {
		return item, true
	}
	item = gofeed.Item{}
	var fields map[string]json.RawMessage
	if json.Unmarshal(value, &fields) != nil {
		return item, false
	}
	for _, single := range apart(fields) {
		var one gofeed.Item
		if json.Unmarshal(single, &one) == nil {
			id := firstOf(one.ID, item.ID)
			_ = json.Unmarshal(single, &item) // it was read once
			item.ID = id                      // gofeed sets the ID with every field
		}
	}
	return item, false
}

// apart gives an object of each field alone, in the order of their names: of title and Title, which are read as the same, title is the last
// and counts, in every run.
func apart(fields map[string]json.RawMessage) [][]byte {
	var objects [][]byte
	for _, name := range slices.Sorted(maps.Keys(fields)) {
		if single, err := json.Marshal(map[string]json.RawMessage{name: fields[name]}); err == nil {
			objects = append(objects, single)
		}
	}
	return objects
}

func fromJSON(said gofeed.Feed, items []gofeed.Item, notes []string, at place) Feed {
	_, version, _ := strings.Cut(said.Version, "/version/")
	f := Feed{
		Kind:     strings.TrimSpace("JSON Feed " + figures(version)),
		Title:    markup.Line(said.Title, maxTitle),
		Language: markup.Line(said.Language, maxName),
		Notes:    notes,
		Site:     at.resolve("", said.HomePageURL),
	}
	at.site = f.Site
	authors := jsonAuthors(said.Author, said.Authors)
	for _, item := range items {
		e := Entry{
			ID:       markup.Line(item.ID, markup.MaxAddress),
			Title:    markup.Line(item.Title, maxTitle),
			Link:     firstOf(at.resolve("", item.URL), at.resolve("", item.ExternalURL), markup.Absolute(item.ID)),
			Base:     at.base(""),
			Content:  firstOf(legal(item.ContentHTML), paragraphs(legal(item.ContentText))),
			Summary:  paragraphs(legal(item.Summary)),
			Language: firstOf(markup.Line(item.Language, maxName), f.Language),
			Byline:   firstOf(byline(jsonAuthors(item.Author, item.Authors)), byline(authors)),
		}
		for _, tag := range item.Tags {
			e.Categories = appendNew(e.Categories, tag)
		}
		e.finish(item.DatePublished, item.DateModified)
		f.Entries = append(f.Entries, e)
	}
	return f
}

func legal(text string) string { return strings.TrimSpace(strings.Map(markup.Printable, text)) }

func jsonAuthors(one *gofeed.Author, all []*gofeed.Author) []string {
	var names []string
	for _, a := range append(all, one) {
		if a != nil {
			names = append(names, a.Name)
		}
	}
	return names
}
