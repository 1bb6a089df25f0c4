//go:build linux || darwin

package server

import "syscall"

// freeSpace is what this user can still write to the disk that dir lies on, in bytes.
func freeSpace(dir string) (int64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return int64(s.Bavail) * int64(s.Bsize), nil
}
