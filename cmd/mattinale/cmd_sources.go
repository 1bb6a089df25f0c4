package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/urfave/cli/v2"

	"mattinale/pipeline/news"
	"mattinale/pipeline/source"
)

func sourcesCommand(io streams) *cli.Command {
	return command(&cli.Command{
		Name: "sources", Usage: "the sources of the configuration file: see, add, remove and try them",
		Subcommands: []*cli.Command{
			command(&cli.Command{Name: "list", Usage: "the sources, what is said of each, and where that stands",
				Flags: append([]cli.Flag{&cli.BoolFlag{Name: "json", Usage: "one JSON value"},
					&cli.BoolFlag{Name: "opml", Usage: "those on the web, as a list for other readers"}}, speechFlags()...),
				Action: func(c *cli.Context) error { return sourcesList(c, io) }}),
			command(&cli.Command{Name: "add", Usage: "add sources to the file, which is made when it is missing", ArgsUsage: "ADDRESS…",
				Flags: slices.Concat(sourceFlags(), []cli.Flag{&cli.StringFlag{Name: "import", Usage: "add each feed of a list, an OPML `FILE`"}},
					speechFlags()),
				Action: func(c *cli.Context) error { return sourcesAdd(c, io) }}),
			command(&cli.Command{Name: "remove", Usage: "take sources out of the file", ArgsUsage: "ADDRESS…", Flags: speechFlags(),
				Action: func(c *cli.Context) error { return sourcesRemove(c, io) }}),
			checkSourcesCommand(io), starterCommand(io),
		},
	})
}

// sourceFlags say of a source what the keys of the file say.
func sourceFlags() []cli.Flag {
	var flags []cli.Flag
	for _, k := range sourceKeys()[1:] {
		switch k.kind {
		case kindNumber:
			flags = append(flags, &cli.Float64Flag{Name: k.name, Usage: k.about, DefaultText: k.standard})
		case kindInteger:
			flags = append(flags, &cli.IntFlag{Name: k.name, Usage: k.about, DefaultText: k.said})
		default:
			flags = append(flags, &cli.StringFlag{Name: k.name, Usage: k.about, DefaultText: k.said})
		}
	}
	return flags
}

func sourcesList(c *cli.Context, io streams) error {
	if err := noArguments(c); err != nil {
		return err
	}
	file, err := loadConfig(c)
	if err != nil {
		return err
	}
	if c.Bool("opml") {
		return writeList(io.out, file.sources)
	}
	if c.Bool("json") {
		all := []map[string]any{}
		for _, s := range file.sources {
			all = append(all, listed(s))
		}
		return writeJSON(io.out, map[string]any{"file": file.path, "sources": all})
	}
	for _, s := range file.sources {
		fmt.Fprintf(io.out, "%s:%d: %s\n", news.PrintableLine(file.path), s.line, shownAddress(s.Address))
		if text := said(s.Source); text != "" {
			fmt.Fprintf(io.out, "    %s\n", news.PrintableLine(text))
		}
	}
	if len(file.sources) == 0 {
		remark(c, io, "no sources: mattinale sources add ADDRESS adds one")
	}
	return nil
}

// editableConfig is the file to be changed, which may not be there yet.
func editableConfig(c *cli.Context, now time.Time) (*configFile, error) {
	path := configPath(c)
	file, err := readConfig(path, now)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &configFile{path: path}, nil
	case err != nil:
		return nil, usage("", "reading the configuration: %w", err)
	}
	if err := file.refusal(mostMistakes); err != nil {
		return nil, err
	}
	return file, file.apply(c)
}

func sourcesAdd(c *cli.Context, io streams) error {
	now := time.Now()
	if c.NArg() == 0 && c.String("import") == "" {
		return usage("mattinale sources add https://example.org/feed.xml", "sources add takes the addresses to add")
	}
	var told news.Source
	for _, k := range sourceKeys()[1:] {
		if !c.IsSet(k.name) {
			continue
		}
		text := flagText(c, k.name)
		if what, hint := k.objection(text, now); text != "" && what != "" {
			return usage(hint, "--%s", what)
		}
		if err := k.set(&told, text); text != "" && err != nil {
			return usage("", "--%s %w", k.name, err)
		}
	}
	var list []news.Source
	for _, address := range c.Args().Slice() {
		s := told
		s.Address = writtenAddress(address)
		list = append(list, s)
	}
	if path := c.String("import"); path != "" {
		more, notes, err := imported(path, told)
		if err != nil {
			return err
		}
		for _, note := range notes {
			remark(c, io, "%s: %s", path, note)
		}
		list = append(list, more...)
	}
	return addSources(c, io, list, now)
}

// writtenAddress is an address as the file is to have it: with its full path, as a run may begin anywhere.
func writtenAddress(address string) string {
	if source.Remote(address) || strings.Contains(address, "://") || strings.HasPrefix(address, "~/") || address == "-" || address == "" {
		return address
	}
	return absolute(address)
}

// tidied is a source as it comes back from the file, or what there is to object to it.
func tidied(s news.Source, now time.Time) (news.Source, error) {
	if s.Address == "-" {
		return s, usage("name it on the command line of the run", "standard input is no source for the file")
	}
	if !utf8.ValidString(s.Address + s.Topic) {
		return s, usage("", "%q: not UTF-8, which the file has to be", s.Address+s.Topic)
	}
	if err := checkSource(s, now); err != nil {
		return s, err
	}
	lang, err := s.Language, error(nil)
	if lang != "" {
		lang, err = parseLanguage(lang)
	}
	s.Language = lang
	return s, err
}

// addSources adds a list of sources to the configuration file, without those that are there already, and says what became of each.
func addSources(c *cli.Context, io streams, list []news.Source, now time.Time) error {
	file, err := editableConfig(c, now)
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir()
	there := map[string]int{}
	for _, s := range file.sources {
		there[s.Address] = s.line
	}
	var add []news.Source
	var lines []string
	for _, s := range list {
		s, err := tidied(s, now)
		if err != nil {
			return err
		}
		address := expand(s.Address, home)
		switch line, ok := there[address]; {
		case line > 0:
			lines = append(lines, fmt.Sprintf("there already, in line %d: %s", line, shownAddress(address)))
		case !ok:
			there[address] = 0
			add = append(add, s)
			lines = append(lines, "added: "+shownAddress(address))
		}
	}
	if len(add) > 0 {
		text, err := file.withSources(add, home, now)
		if err != nil {
			return refusedEdit(file, err, strings.Join(writtenBelow(add, 0), " "))
		}
		if err := file.replace(text, now); err != nil {
			return err
		}
	}
	tell(c, io, lines)
	u := plainUI(c, io)
	defer u.close()
	for _, s := range add {
		u.missing(expand(s.Address, home))
	}
	return nil
}

// missing warns of a file or folder that is not there, as an address without https:// is none.
func (u *ui) missing(address string) {
	if _, err := os.Stat(address); err == nil || source.Remote(address) {
		return
	}
	here, _ := os.Getwd()
	if name, err := filepath.Rel(here, address); err == nil && source.Schemeless(name) {
		u.warn("%s is not there yet; an address on the web begins with https://", address)
		return
	}
	u.warn("%s is not there yet", address)
}

// tell prints what became of each source.
func tell(c *cli.Context, io streams, lines []string) {
	if !c.Bool("quiet") {
		fmt.Fprintln(io.out, strings.Join(lines, "\n"))
	}
}

// replace writes the file anew and reads it back.
func (f *configFile) replace(text string, now time.Time) error {
	err := f.unchanged()
	if err == nil {
		err = writeWhole(f.path, text, false)
	}
	if err != nil {
		return &failure{code: exitNothing, err: err, hint: "nothing was changed; try again, or name another file with --config"}
	}
	after, err := readConfig(f.path, now)
	if err == nil && after.text != text {
		err = fmt.Errorf("%s has been changed by another program", f.path)
	}
	if err != nil {
		return &failure{code: exitNothing, err: fmt.Errorf("reading back what was written: %w", err)}
	}
	return nil
}

func sourcesRemove(c *cli.Context, io streams) error {
	now := time.Now()
	if c.NArg() == 0 {
		return usage("mattinale sources list names them", "sources remove takes the addresses to remove")
	}
	file, err := editableConfig(c, now)
	if err != nil {
		return err
	}
	home, _ := os.UserHomeDir()
	var lines []string
	before := file
	for _, address := range c.Args().Slice() {
		n := 0
		for i := file.find(address, home); i >= 0; i = file.find(address, home) {
			text, err := file.without(i, home, now)
			if err != nil {
				return refusedEdit(before, err, "take out line "+fmt.Sprint(file.sources[i].line))
			}
			n++
			file = parseConfig(file.path, text, home, now)
		}
		if n == 0 {
			hint := "mattinale sources list names them"
			if near := nearestAddress(address, file.sources); near != "" {
				hint = fmt.Sprintf("did you mean %s?", news.Redacted(near))
			}
			return usage(hint, "%s: no such source in %s", news.Redacted(address), before.path)
		}
		lines = append(lines, "removed: "+shownAddress(address))
	}
	if err := before.replace(file.text, now); err != nil {
		return err
	}
	tell(c, io, lines)
	return nil
}

// find is the number, from 0, of the first source with an address, as it is written or from here; -1 for none.
func (f *configFile) find(address, home string) int {
	for i, s := range f.sources {
		if s.Address == address || news.Redacted(s.Address) == address || s.Address == expand(address, home) || s.Address == writtenAddress(address) {
			return i
		}
	}
	return -1
}

// nearestAddress is the known address that is closest to one, or "".
func nearestAddress(address string, sources []fileSource) string {
	var known []string
	for _, s := range sources {
		known = append(known, s.Address)
	}
	slices.Sort(known)
	return nearest(address, known)
}
