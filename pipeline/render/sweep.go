package render

import (
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"time"
)

// staleTemp is the age from which a temporary file counts as left over: writing a brief takes a moment.
const staleTemp = time.Hour

// temporary is the name of a file that stage makes. Nobody else's ends in so many digits.
var temporary = regexp.MustCompile(`^\.brief\.(md|json|html)[0-9]{6,}$`)

// sweep removes the temporary files of runs that were killed from the folders of all dates, since the next run seldom
// has the same one. now is RFC 3339, as in a brief. Nothing depends on it: what it cannot tell or remove stays.
func sweep(dir, now string) {
	at, err := time.Parse(time.RFC3339, now)
	if err != nil {
		return
	}
	const date = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
	found, _ := fs.Glob(os.DirFS(dir), date+"/.brief.*")
	for _, name := range found {
		path := filepath.Join(dir, filepath.FromSlash(name))
		info, err := os.Lstat(path)
		if err == nil && info.Mode().IsRegular() && temporary.MatchString(info.Name()) && at.Sub(info.ModTime()) > staleTemp {
			_ = os.Remove(path)
		}
	}
}
