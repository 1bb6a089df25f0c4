package server

import (
	"testing"
	"testing/fstest"
)

func TestPhysicalCores(t *testing.T) {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	cases := []struct {
		name string
		sys  fstest.MapFS
		want int
	}{
		{"two cores of two threads", fstest.MapFS{
			"cpu0/topology/thread_siblings_list": file("0,2\n"), "cpu2/topology/thread_siblings_list": file("0,2\n"),
			"cpu1/topology/thread_siblings_list": file("1,3\n"), "cpu3/topology/thread_siblings_list": file("1,3\n"),
			"cpufreq/x": file(""), "cpuidle/y": file(""),
		}, 2},
		{"numbers of two digits", fstest.MapFS{
			"cpu0/topology/thread_siblings_list": file("0\n"), "cpu11/topology/thread_siblings_list": file("11\n"),
		}, 2},
		{"not told", fstest.MapFS{"cpu0/online": file("1")}, 0},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			if got := physicalCores(c.sys); got != c.want {
				t.Errorf("got %d, want %d", got, c.want)
			}
		})
	}
}
