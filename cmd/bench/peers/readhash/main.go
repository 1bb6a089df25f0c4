// Command readhash reads every file of a folder and takes its SHA-256: the least that a run without calls has to do.
package main

import (
	"crypto/sha256"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	files, err := os.ReadDir(os.Args[1])
	if err != nil {
		log.Fatal(err)
	}
	for _, f := range files {
		data, err := os.ReadFile(filepath.Join(os.Args[1], f.Name()))
		if err != nil {
			log.Fatal(err)
		}
		fmt.Printf("%x\n", sha256.Sum256(data))
	}
}
