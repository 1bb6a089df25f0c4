package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"time"

	"github.com/adrg/xdg"
	"github.com/urfave/cli/v2"

	"mattinale/pipeline/llm/server"
)

func modelCommand(io streams) *cli.Command {
	asJSON := &cli.BoolFlag{Name: "json", Usage: "one JSON value"}
	sub := func(name, about string, run func(*cli.Context, streams) error, more ...cli.Flag) *cli.Command {
		return command(&cli.Command{
			Name: name, Usage: about, Flags: append(more, speechFlags()...),
			Action: func(c *cli.Context) error {
				if c.NArg() > 0 {
					return usage("", "model %s takes no arguments", name)
				}
				return withHint(run(c, io))
			},
		})
	}
	return command(&cli.Command{
		Name: "model", Usage: "a local model server, for who has none",
		Subcommands: []*cli.Command{
			sub("install", "bring a small model and a server for it; says first what, how large, from where", modelInstall,
				&cli.StringFlag{Name: "gguf", Usage: "use this model `FILE` in place of the download"},
				&cli.BoolFlag{Name: "force", Usage: "install though Ollama is there, and look through what is installed"}),
			sub("start", "keep the server running until model stop", modelStart),
			sub("stop", "stop the server that model start started", modelStop),
			sub("status", "what is installed and what runs", modelStatus, asJSON),
			{
				Name: "supervise", Hidden: true, HideHelpCommand: true,
				Action: func(c *cli.Context) error { return server.Supervise(c.Context, c.Args().Slice()...) },
			},
		},
	})
}

// serverDirs are where the model server keeps its things.
func serverDirs() server.Dirs {
	return server.Dirs{Data: filepath.Join(xdg.DataHome, "mattinale"), State: filepath.Join(xdg.StateHome, "mattinale")}
}

// withHint carries the remedy that the server knows of.
func withHint(err error) error {
	var e *server.Error
	if errors.As(err, &e) {
		return &failure{code: exitNothing, err: e.Err, hint: e.Hint}
	}
	return err
}

func modelInstall(c *cli.Context, io streams) error {
	u := newUI(c, io)
	said := time.Time{}
	_, err := server.Install(c.Context, serverDirs(), server.InstallOptions{GGUF: c.String("gguf"), Force: c.Bool("force")},
		func(e server.Event) {
			// The parts of the download come every second or so: not each is worth a line.
			if e.Part > 0 && e.Part < e.Parts && time.Since(said) < 3*time.Second {
				return
			}
			said = time.Now()
			u.say("%s", e.Line)
		})
	u.close()
	return err
}

func modelStart(c *cli.Context, io streams) error {
	u := newUI(c, io)
	info, err := server.Start(c.Context, serverDirs(), server.Options{Progress: func(line string) { u.say("%s", line) }})
	u.close()
	if err != nil {
		return err
	}
	_, err = fmt.Fprintln(io.out, info.BaseURL)
	return err
}

func modelStop(c *cli.Context, io streams) error {
	stopped, err := server.Stop(serverDirs())
	if err != nil {
		return err
	}
	newUI(c, io).say("the model server: %s", stopped)
	return nil
}

func modelStatus(c *cli.Context, io streams) error {
	st, err := server.Look(c.Context, serverDirs())
	if err != nil {
		return err
	}
	if c.Bool("json") {
		value := map[string]any{"installed": st.Installed, "running": st.Running, "in_use": st.InUse}
		if st.Installed {
			value["model"], value["path"], value["context"], value["server"] = st.Manifest.Model, st.Manifest.Path, st.Manifest.Context, st.Manifest.Kind
		}
		if st.Running {
			value["base_url"], value["pinned"] = st.Info.BaseURL, st.Info.Pinned
		}
		return writeJSON(io.out, value)
	}
	switch {
	case st.Installed:
		fmt.Fprintf(io.out, "installed: %s, %d tokens of context, by %s\n           %s\n", st.Manifest.Model, st.Manifest.Context, st.Manifest.Kind, st.Manifest.Path)
	case st.Problem != nil && !errors.Is(st.Problem, os.ErrNotExist):
		fmt.Fprintf(io.out, "installed: nothing usable: %v\n", st.Problem)
	default:
		fmt.Fprintln(io.out, "installed: nothing (mattinale model install brings a small model)")
	}
	switch {
	case st.Running && st.Info.Pinned:
		fmt.Fprintf(io.out, "running:   %s, until mattinale model stop\n", st.Info.BaseURL)
	case st.Running:
		fmt.Fprintf(io.out, "running:   %s, for the runs that use it\n", st.Info.BaseURL)
	case st.Loading:
		fmt.Fprintln(io.out, "running:   not yet, it is reading its model")
	default:
		fmt.Fprintln(io.out, "running:   no")
	}
	return nil
}
