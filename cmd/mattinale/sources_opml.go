package main

import (
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
	"mattinale/pipeline/source/opml"
	"mattinale/seeds"
)

// starterCommand prints the list of feeds to start with.
func starterCommand(std streams) *cli.Command {
	return command(&cli.Command{
		Name: "starter", Usage: "print a list of Italian and English feeds to start with, as OPML", Flags: speechFlags(),
		Action: func(c *cli.Context) error {
			if err := noArguments(c); err != nil {
				return err
			}
			_, err := std.out.Write(seeds.Feeds())
			return err
		},
	})
}

// imported are the feeds of an OPML file as sources, each with what told says of all.
func imported(path string, told news.Source) (list []news.Source, notes []string, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, nil, usage("", "--import: %w", err)
	}
	defer f.Close()
	body, err := io.ReadAll(io.LimitReader(f, source.DefaultMaxBytes+1))
	if err == nil && len(body) > source.DefaultMaxBytes {
		err = fmt.Errorf("over %d MB", source.DefaultMaxBytes>>20)
	}
	if err != nil {
		return nil, nil, usage("", "--import %s: %w", path, err)
	}
	list, notes, err = source.Feeds(told, body)
	if err != nil {
		return nil, nil, usage("it takes a list of feeds in OPML, as other readers export it", "--import %s: %w", path, err)
	}
	for i := range list { // a list of others may call a language anything
		list[i].Language, _ = parseLanguage(list[i].Language)
	}
	return list, notes, nil
}

// writeList prints the sources on the web as OPML.
func writeList(w io.Writer, sources []fileSource) error {
	var outlines []opml.Outline
	for _, s := range sources {
		if !source.Remote(s.Address) {
			continue
		}
		o := opml.Outline{Title: news.Redacted(s.Address), Feed: news.Redacted(s.Address), Language: s.Language}
		if s.Topic != "" {
			o.Topics = strings.Split(s.Topic, " / ")
		}
		outlines = append(outlines, o)
	}
	return opml.Write(w, "mattinale", outlines)
}
