package server

import (
	"io/fs"
	"os"
	"path"
	"runtime"
)

// threads is how many the server works with, 0 to leave it to llama.cpp. GOMAXPROCS knows the limits that containers and
// affinity set, which llama.cpp does not; llama.cpp knows physical cores where we do not.
func threads() int {
	cores := physicalCores(os.DirFS("/sys/devices/system/cpu"))
	if cores == 0 {
		return 0
	}
	return min(cores, runtime.GOMAXPROCS(0))
}

// physicalCores counts the cores of Linux's /sys/devices/system/cpu, 0 when it cannot. Two threads of one core share the
// units that the matrix work needs.
func physicalCores(sys fs.FS) int {
	files, err := fs.Glob(sys, "cpu[0-9]*/topology/thread_siblings_list")
	if err != nil {
		return 0
	}
	cores := map[string]bool{}
	for _, name := range files {
		if siblings, err := fs.ReadFile(sys, path.Clean(name)); err == nil {
			cores[string(siblings)] = true
		}
	}
	return len(cores)
}
