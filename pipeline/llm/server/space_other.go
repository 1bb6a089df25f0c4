//go:build !linux && !darwin && !windows

package server

import "math"

// freeSpace is not known here: an install tries, and fails when the disk is full.
func freeSpace(string) (int64, error) { return math.MaxInt64, nil }
