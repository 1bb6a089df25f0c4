// Command split splits the files of a folder with langchaingo's recursive splitter, limits counted in tokens of cl100k_base
// by tiktoken-go. It prints what it took as JSON, and writes the chunks of a file as a JSON list a line.
//
// usage: split LIMIT MOST OUT FOLDER   MOST: files at most
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"log"
	"os"
	"path/filepath"
	"strconv"
	"syscall"
	"time"

	"github.com/pkoukk/tiktoken-go"
	loader "github.com/pkoukk/tiktoken-go-loader"
	"github.com/tmc/langchaingo/textsplitter"
)

func main() {
	limit, _ := strconv.Atoi(os.Args[1]) // written by bench
	most, _ := strconv.Atoi(os.Args[2])
	files, err := os.ReadDir(os.Args[4])
	if err != nil {
		log.Fatal(err)
	}
	tiktoken.SetBpeLoader(loader.NewOfflineLoader())
	encoding, err := tiktoken.GetEncoding("cl100k_base")
	if err != nil {
		log.Fatal(err)
	}
	splitter := textsplitter.NewRecursiveCharacter(textsplitter.WithChunkSize(limit), textsplitter.WithChunkOverlap(0),
		textsplitter.WithLenFunc(func(text string) int { return len(encoding.EncodeOrdinary(text)) }))

	start, began, size := cpu(), time.Now(), 0
	var all [][]string
	for _, f := range files[:min(most, len(files))] {
		data, err := os.ReadFile(filepath.Join(os.Args[4], f.Name()))
		if err != nil {
			log.Fatal(err)
		}
		chunks, err := splitter.SplitText(string(data))
		if err != nil {
			log.Fatal(err)
		}
		all, size = append(all, chunks), size+len(data)
	}
	fmt.Printf(`{"CPUS":%g,"WallS":%g,"Bytes":%d}`+"\n", cpu()-start, time.Since(began).Seconds(), size)
	write(os.Args[3], all)
}

// cpu is the time of the process so far, user and system, in seconds.
func cpu() float64 {
	var u syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &u); err != nil {
		log.Fatal(err)
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano()).Seconds()
}

func write(path string, all [][]string) {
	out, err := os.Create(path)
	if err != nil {
		log.Fatal(err)
	}
	w := bufio.NewWriter(out)
	lines := json.NewEncoder(w)
	for _, chunks := range all {
		if err := lines.Encode(chunks); err != nil {
			log.Fatal(err)
		}
	}
	if err := w.Flush(); err != nil {
		log.Fatal(err)
	}
}
